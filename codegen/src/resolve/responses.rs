//! Responses by status, with their bodies and headers.

use openapiv3::{Header, ParameterSchemaOrContent, ReferenceOr, StatusCode};

use super::bodies::Unsupported;
use super::place::{Child, Place};
use super::schemas::Schemas;
use crate::api::{Response, StatusRange, Step, Use};
use crate::document::pointer;

/// References to references are followed this far.
const MAX_HOPS: usize = 32;

impl<'d> Schemas<'d, '_> {
    pub fn responses(
        &mut self,
        responses: &'d openapiv3::Responses,
        at: &str,
        owner: &Step,
    ) -> Result<Vec<Response>, Unsupported> {
        let mut all = Vec::new();
        let by_status = responses.responses.iter().map(|(status, response)| {
            let range = match status {
                StatusCode::Code(code) => StatusRange::Exactly(*code),
                StatusCode::Range(class) => StatusRange::Class(*class),
            };
            (range, status.to_string(), response)
        });
        let by_status: Vec<_> = by_status.collect();
        let default = responses.default.as_ref();
        let default =
            default.map(|response| (StatusRange::Default, "default".to_owned(), response));
        let alone = by_status.is_empty();
        for (status, spelled, response) in by_status.into_iter().chain(default) {
            let place = format!("{at}/{spelled}");
            let is_success = match status {
                StatusRange::Exactly(code) => (200..300).contains(&code),
                StatusRange::Class(class) => class == 2,
                StatusRange::Default => alone,
            };
            let steps = vec![owner.clone(), Step::Response(spelled)];
            all.extend(self.response(response, place, steps, status, is_success)?);
        }
        Ok(all)
    }

    fn response(
        &mut self,
        response: &'d ReferenceOr<openapiv3::Response>,
        at: String,
        mut steps: Vec<Step>,
        status: StatusRange,
        is_success: bool,
    ) -> Result<Option<Response>, Unsupported> {
        let (mut found, mut pointer) = (response, at.clone());
        for _ in 0..MAX_HOPS {
            match found {
                ReferenceOr::Item(response) => {
                    let response =
                        self.resolved_response(response, pointer, &steps, status, is_success)?;
                    return Ok(Some(response));
                }
                ReferenceOr::Reference { reference } => {
                    let Some((target, next)) = self.references.response(reference) else {
                        let message = format!("`{reference}` leads nowhere");
                        self.warn("dangling-ref", &at, message, "no response");
                        return Ok(None);
                    };
                    if let Some(key) = target.strip_prefix("/components/responses/") {
                        steps = vec![Step::Shared(pointer::tokens(&format!("/{key}")).collect())];
                    }
                    (pointer, found) = (target, next);
                }
            }
        }
        self.warn(
            "cyclic-ref",
            &at,
            "this response refers only to itself",
            "no response",
        );
        Ok(None)
    }

    fn resolved_response(
        &mut self,
        response: &'d openapiv3::Response,
        pointer: String,
        steps: &[Step],
        status: StatusRange,
        is_success: bool,
    ) -> Result<Response, Unsupported> {
        let mut contents = self
            .contents(&response.content, &pointer, steps)
            .into_iter();
        let content = contents.next();
        if content.is_none() && !response.content.is_empty() {
            let names: Vec<_> = response.content.keys().map(String::as_str).collect();
            let reason = format!("its answer is {}", names.join(" or "));
            if is_success {
                return Err(Unsupported { pointer, reason });
            }
            self.warn("unsupported-body", &pointer, reason, "the raw body");
        }
        let mut headers = Vec::new();
        for (name, header) in &response.headers {
            if !name.eq_ignore_ascii_case("content-type") {
                let place = format!("{pointer}/headers/{}", pointer::escape(name));
                let step = Step::Header(name.clone());
                let steps = steps.iter().cloned().chain([step]).collect();
                headers.extend(self.header(name, header, place, steps));
            }
        }
        let description = response.description.clone();
        Ok(Response {
            status,
            description,
            content,
            headers,
            pointer,
        })
    }

    /// Wire name, type, and whether the header is always there.
    fn header(
        &mut self,
        name: &str,
        header: &'d ReferenceOr<Header>,
        at: String,
        mut steps: Vec<Step>,
    ) -> Option<(String, Use, bool)> {
        let (mut found, mut pointer) = (header, at.clone());
        for _ in 0..MAX_HOPS {
            match found {
                ReferenceOr::Item(header) => {
                    let (keyword, schema) = match &header.format {
                        ParameterSchemaOrContent::Schema(schema) => ("schema".to_owned(), schema),
                        ParameterSchemaOrContent::Content(content) => {
                            let (media_type, media) = content.first()?;
                            let keyword = format!("content/{}/schema", pointer::escape(media_type));
                            (keyword, media.schema.as_ref()?)
                        }
                    };
                    let place =
                        Place::new(format!("{pointer}/{keyword}"), steps, Child::from(schema));
                    return Some((name.to_owned(), self.use_of(&place), header.required));
                }
                ReferenceOr::Reference { reference } => {
                    let Some((target, next)) = self.references.header(reference) else {
                        let message = format!("`{reference}` leads nowhere");
                        self.warn("dangling-ref", &at, message, "no header");
                        return None;
                    };
                    if let Some(key) = target.strip_prefix("/components/headers/") {
                        steps = vec![Step::Shared(pointer::tokens(&format!("/{key}")).collect())];
                    }
                    (pointer, found) = (target, next);
                }
            }
        }
        self.warn(
            "cyclic-ref",
            &at,
            "this header refers only to itself",
            "no header",
        );
        None
    }
}
