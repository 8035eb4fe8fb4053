//! Responses by status, with their bodies and headers.

use openapiv3::{Header, ParameterSchemaOrContent, ReferenceOr, StatusCode};

use super::bodies::Unsupported;
use super::place::{Child, Place};
use super::schemas::Schemas;
use super::targets::Target;
use crate::api::{Response, StatusRange, Step, Use};
use crate::document::pointer;

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
            let references = self.references;
            let find = |reference: &str| references.response(reference);
            if let Some(target) = self.follow(response, &place, steps, "response", find) {
                all.push(self.response(target, status, is_success)?);
            }
        }
        Ok(all)
    }

    fn response(
        &mut self,
        target: Target<'d, openapiv3::Response>,
        status: StatusRange,
        is_success: bool,
    ) -> Result<Response, Unsupported> {
        let Target {
            item: response,
            pointer,
            steps,
        } = target;
        let mut contents = self
            .contents(&response.content, &pointer, &steps)
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
                headers.extend(self.header(name, header, &place, steps));
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
        at: &str,
        steps: Vec<Step>,
    ) -> Option<(String, Use, bool)> {
        let references = self.references;
        let find = |reference: &str| references.header(reference);
        let Target {
            item,
            pointer,
            steps,
        } = self.follow(header, at, steps, "header", find)?;
        let (keyword, schema) = match &item.format {
            ParameterSchemaOrContent::Schema(schema) => ("schema".to_owned(), schema),
            ParameterSchemaOrContent::Content(content) => {
                let (media_type, media) = content.first()?;
                let keyword = format!("content/{}/schema", pointer::escape(media_type));
                (keyword, media.schema.as_ref()?)
            }
        };
        let place = Place::new(format!("{pointer}/{keyword}"), steps, Child::from(schema));
        Some((name.to_owned(), self.use_of(&place), item.required))
    }
}
