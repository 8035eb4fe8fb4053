//! Which responses are results of an operation, and which are errors.

use crate::api::{Location, Operation, Response, StatusRange};

/// Which responses are results of an operation, and which are errors.
pub struct ResultsAndErrors<'a> {
    pub results: Vec<&'a Response>,
    pub errors: Vec<&'a Response>,
}

/// `default` is the success where no other response of success is documented.
pub fn results_and_errors(operation: &Operation) -> ResultsAndErrors<'_> {
    let responses = operation.responses.iter();
    let (mut results, errors): (Vec<_>, Vec<_>) = responses
        .filter(|response| !response.status.is_information())
        .partition(|response| is_result(operation, response.status));
    if results.is_empty() {
        let is_default = |response: &&&Response| response.status == StatusRange::Default;
        results.extend(errors.iter().filter(is_default));
    }
    ResultsAndErrors { results, errors }
}

/// Whether a response of this status is a result of the call.
///
/// 300, 302 and 303 are results. So are other redirects, where the description names no response of
/// success; beside one they are followed. 304 is a result also where the operation has a parameter
/// that asks for it.
pub fn is_result(operation: &Operation, status: StatusRange) -> bool {
    let mut statuses = operation.responses.iter().map(|response| response.status);
    let alone = !statuses.any(StatusRange::is_success);
    match status {
        StatusRange::Exactly(304) => alone || is_conditional(operation),
        StatusRange::Exactly(300 | 302 | 303) => true,
        StatusRange::Exactly(300..400) | StatusRange::Class(3) => alone,
        status => status.is_success(),
    }
}

/// Whether the client can ask for changes only. RFC 9110, section 13.1.
fn is_conditional(operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|parameter| {
        let name = parameter.wire_name.to_ascii_lowercase();
        parameter.location == Location::Header
            && ["if-none-match", "if-modified-since"].contains(&name.as_str())
    })
}
