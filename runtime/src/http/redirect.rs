//! Where redirects are followed to.

use http::{Method, StatusCode, header};

use super::{message::Message, response::RawResponse, url::redirect_target};

/// Where a response wants the message to go, if it may go there: within the origin, and with its
/// method and body as they are.
pub(super) fn redirect(message: &Message, response: &RawResponse) -> Option<http::Uri> {
    let reading = message.method == Method::GET || message.method == Method::HEAD;
    let follow = match response.status_code() {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => reading,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => false,
    };
    let location = response
        .headers()
        .get(header::LOCATION)
        .filter(|_| follow)?;
    redirect_target(&message.uri, location.to_str().ok()?)
}
