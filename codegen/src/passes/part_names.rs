//! Names of parts: each part of `multipart/form-data` has a name (RFC 7578, section 4.2), whether
//! the schema of the body has members or not.

use crate::api::visit::kind;
use crate::api::{Api, Content, Kind, Scalar, StringFormat, Types, WireFormat};
use crate::diagnostics::Diagnostics;

/// The name of parts for which the description has none.
const NAME: &str = "file";

/// Names parts that have no name. It is reported where Swagger 2.0 has not named the body.
pub(super) fn complete(api: &mut Api, diagnostics: &mut Diagnostics) {
    let Api {
        types, operations, ..
    } = api;
    let bodies = operations
        .iter_mut()
        .filter_map(|operation| operation.body.as_mut());
    for body in bodies {
        for content in &mut body.content {
            if !is_nameless(types, content) {
                content.part = None;
                continue;
            }
            let part = content.part.get_or_insert_with(|| {
                let at = format!("{}/content", body.pointer);
                let message = "parts of a form need names, and this schema has none";
                let report = diagnostics.warn("unnamed-parts", at, message);
                report
                    .instead(format!("`{NAME}` as the name of each part"))
                    .help("describe a form as an object with a property for each part");
                NAME.to_owned()
            });
            // Nothing that a name could belong to.
            if part.is_empty() {
                NAME.clone_into(part);
            }
        }
    }
}

fn is_nameless(types: &Types, content: &Content) -> bool {
    let essence = content.media_type.split(';').next().unwrap_or_default();
    let is_form = content.format == WireFormat::Multipart
        && essence.trim().eq_ignore_ascii_case("multipart/form-data");
    let is_list = content.ty.is_some_and(|used| {
        matches!(
            kind(types, used.ty),
            Kind::Array { .. }
                | Kind::Tuple { .. }
                | Kind::Scalar(Scalar::String(StringFormat::File))
        )
    });
    is_form && (is_list || content.item.is_some())
}
