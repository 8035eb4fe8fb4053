//! Responses by status, with their bodies and headers.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr, StatusCode};

use super::docs;
use super::media_types::{Side, is_stream};
use super::place::{Child, Place};
use super::schemas::Schemas;
use super::targets::Target;
use crate::api::{Header, Response, StatusRange, Step};
use crate::document::pointer;

impl<'d> Schemas<'d, '_> {
    pub fn responses(
        &mut self,
        responses: &'d openapiv3::Responses,
        method: &str,
        at: &str,
        owner: &Step,
    ) -> Vec<Response> {
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
        for (status, spelled, response) in by_status.into_iter().chain(default) {
            let place = format!("{at}/{spelled}");
            let steps = vec![owner.clone(), Step::Response(spelled)];
            let references = self.references;
            let find = |reference: &str| references.response(reference);
            if let Some(target) = self.follow(response, &place, steps, "response", find) {
                all.push(self.response(target, status, method));
            }
        }
        all
    }

    fn response(
        &mut self,
        target: Target<'d, openapiv3::Response>,
        status: StatusRange,
        method: &str,
    ) -> Response {
        let Target {
            item: response,
            pointer,
            steps,
        } = target;
        let (mut content, mut stream, mut others) = (None, None, Vec::new());
        if self.may_have_content(response, status, method, &pointer) {
            let side = Side::of(status);
            for one in self.contents(&response.content, &[], &pointer, &steps, side) {
                self.report_as_it_is(&one, side, &pointer);
                match is_stream(one.format) {
                    false if content.is_none() => content = Some(one),
                    true if stream.is_none() => stream = Some(one),
                    _ => others.push(one),
                }
            }
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
        Response {
            status,
            description,
            content,
            stream,
            others,
            headers,
            pointer,
        }
    }

    /// Responses to HEAD and with some statuses have none, whatever the description says. RFC 9110,
    /// section 6.4.1.
    fn may_have_content(
        &mut self,
        response: &openapiv3::Response,
        status: StatusRange,
        method: &str,
        at: &str,
    ) -> bool {
        let what = match status {
            _ if method == "HEAD" => "to HEAD".to_owned(),
            StatusRange::Exactly(code @ (100..200 | 204 | 205 | 304)) => {
                format!("with status {code}")
            }
            StatusRange::Exactly(_) | StatusRange::Class(_) | StatusRange::Default => return true,
        };
        if !response.content.is_empty() {
            let message = format!("a response {what} has no content");
            self.warn("impossible-content", at, message, "no content");
        }
        false
    }

    fn header(
        &mut self,
        name: &str,
        header: &'d ReferenceOr<openapiv3::Header>,
        at: &str,
        steps: Vec<Step>,
    ) -> Option<Header> {
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
        Some(Header {
            wire_name: name.to_owned(),
            description: docs::text(item.description.as_deref()),
            required: item.required,
            ty: self.use_of(&place),
        })
    }
}
