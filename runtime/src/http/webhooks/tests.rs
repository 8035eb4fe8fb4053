//! Signatures of webhooks.

use std::time::{Duration, UNIX_EPOCH};

use base64::{Engine, engine::general_purpose::STANDARD};

use super::secret::from_hex;
use super::*;
use crate::HeaderMap;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SENT: u64 = 1_614_265_330;

fn headers(signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(
        "webhook-id",
        "msg_p5jXN8AQM9LWM0D4loKWxJek".parse().unwrap(),
    );
    headers.insert("webhook-timestamp", SENT.into());
    headers.insert("webhook-signature", signature.parse().unwrap());
    headers
}

fn verify(secret: &str, signature: &str, body: &[u8], now: u64) -> Result<(), WebhookError> {
    let now = UNIX_EPOCH + Duration::from_secs(now);
    let secret = WebhookSecret::new(secret);
    secret.verify_standard_at(&headers(signature), body, now)
}

#[test]
fn a_signature_fits_its_body_and_its_time() {
    let right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    assert_eq!(verify(SECRET, right, BODY, SENT), Ok(()));
    let many = format!("v1a,xyz v1,AAAA {right}");
    assert_eq!(verify(SECRET, &many, BODY, SENT + 300), Ok(()));
    assert_eq!(
        verify(SECRET, right, b"{}", SENT),
        Err(WebhookError::Signature)
    );
    assert_eq!(
        verify("whsec_AAAA", right, BODY, SENT),
        Err(WebhookError::Signature)
    );
    assert_eq!(
        verify("whsec_?", right, BODY, SENT),
        Err(WebhookError::Secret)
    );
    for now in [SENT + 301, SENT - 301] {
        let difference = Duration::from_secs(301);
        let late = Err(WebhookError::Time { difference });
        assert_eq!(verify(SECRET, right, BODY, now), late);
    }
    for none in [
        "",
        "v1",
        "v1,",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ] {
        assert_eq!(
            verify(SECRET, none, BODY, SENT),
            Err(WebhookError::Signature)
        );
    }
}

#[test]
fn what_is_missing_is_named() {
    let mut headers = headers("v1,");
    headers.remove("webhook-timestamp");
    let error = WebhookSecret::new(SECRET)
        .verify_standard(&headers, BODY)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the webhook has no header `webhook-timestamp`"
    );
}

#[test]
fn plain_signatures_are_of_all_parts_in_either_spelling() {
    let secret = WebhookSecret::new("key");
    let hex = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
    let text = b"The quick brown fox jumps over the lazy dog";
    let (first, rest) = text.split_at(9);
    assert_eq!(secret.verify_sha256(hex, &[first, rest]), Ok(()));
    assert_eq!(secret.verify_sha256(&hex.to_uppercase(), &[text]), Ok(()));
    let base64 = STANDARD.encode(from_hex(hex).unwrap());
    assert_eq!(secret.verify_sha256(&base64, &[text]), Ok(()));
    for other in [
        "",
        "sha256=",
        &hex.replace('f', "g"),
        &hex.replace('7', "8"),
        "é",
    ] {
        assert_eq!(
            secret.verify_sha256(other, &[text]),
            Err(WebhookError::Signature)
        );
    }
    assert_eq!(secret.check_time("soon"), Err(WebhookError::Timestamp));
    assert!(!format!("{:?}", WebhookSecret::new("hidden")).contains("hidden"));
}

#[test]
fn a_header_has_a_signature_of_the_body_or_of_time_and_body() {
    let secret = WebhookSecret::new("It's a Secret to Everybody");
    let mut headers = HeaderMap::new();
    let name = "x-hub-signature-256";
    let missing = Err(WebhookError::Missing(name));
    assert_eq!(secret.verify_header(name, &headers, b""), missing);
    let right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    headers.insert(name, right.parse().unwrap());
    assert_eq!(
        secret.verify_header(name, &headers, b"Hello, World!"),
        Ok(())
    );
    let other = secret.verify_header(name, &headers, b"Hello, World?");
    assert_eq!(other, Err(WebhookError::Signature));

    let secret = WebhookSecret::new("key");
    let verify = |value: &str, body: &[u8]| {
        let mut headers = HeaderMap::new();
        headers.insert("stamped", value.parse().unwrap());
        let now = UNIX_EPOCH + Duration::from_secs(110);
        secret.verify_timestamped_at("stamped", &headers, body, now)
    };
    // HMAC-SHA256 of `100.{}`.
    let right = "b6ae95232f7a6f10ed56c0c2931bda6344efb9e66d09bf79943ca1df746bbddf";
    let signed = |time: u64, one: &str| format!("t={time}, v0=00,v1=00,v1={one}");
    assert_eq!(verify(&signed(100, right), b"{}"), Ok(()));
    assert_eq!(
        verify(&signed(101, right), b"{}"),
        Err(WebhookError::Signature)
    );
    assert_eq!(
        verify(&signed(100, right), b"[]"),
        Err(WebhookError::Signature)
    );
    assert_eq!(verify("v1=00", b"{}"), Err(WebhookError::Timestamp));
    let old = WebhookError::Time {
        difference: Duration::from_secs(109),
    };
    let secret = secret.clone().tolerance(Duration::from_secs(60));
    let mut headers = HeaderMap::new();
    headers.insert("stamped", "t=1,v1=00".parse().unwrap());
    let now = UNIX_EPOCH + Duration::from_secs(110);
    assert_eq!(
        secret.verify_timestamped_at("stamped", &headers, b"", now),
        Err(old)
    );
}

crate::object! {
    struct Opened { required number: i64 }
}

crate::webhooks! {
    enum Issue by header "X-Event" {
        Opened(Opened) = "issue-opened" ["issue"] { "action" = "opened" },
        Closed = "issue-closed" ["issue"] { "action" = "closed" | "done", "level" = json "1" },
        Ping(Option<Opened>) = "ping" ["ping" | "pong"],
    } else Unrecognized
}

crate::webhooks! {
    enum Typed by member {
        Opened(Opened) = "opened" { "type" = "opened" },
    } else Unrecognized
}

fn issue(event: &str, body: &str) -> Result<Issue, String> {
    let mut headers = HeaderMap::new();
    headers.insert("x-event", event.parse().unwrap());
    Issue::read(&headers, body.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_webhook_is_what_its_header_and_its_members_say() {
    let opened = Issue::Opened(Opened { number: 7 });
    assert_eq!(
        issue("issue", r#"{"number": 7, "action": "opened"}"#),
        Ok(opened.clone())
    );
    assert_eq!(
        issue("issue", r#"{"action": "done", "level": 1.0}"#),
        Ok(Issue::Closed)
    );
    assert_eq!(issue("ping", "null"), Ok(Issue::Ping(None)));
    assert_eq!(opened.name(), Some("issue-opened"));
    for (event, body) in [
        ("issue", r#"{"action":"done","level":2}"#),
        ("issue", r#"{"action":"locked"}"#),
        ("issue", "[1]"),
        ("star", r#"{"action":"opened"}"#),
    ] {
        let Ok(unknown @ Issue::Unrecognized(_)) = issue(event, body) else {
            panic!("{body}")
        };
        assert_eq!(unknown.name(), None);
        assert!(
            format!("{unknown:?}").contains(&body[1..body.len() - 1]),
            "{unknown:?}"
        );
    }
}

#[test]
fn a_webhook_that_does_not_fit_says_where() {
    let error = issue("issue", r#"{"action": "opened", "number": "x"}"#).unwrap_err();
    assert_eq!(
        error,
        "the body of the webhook: number: expected an integer of 64 bits, found \"x\" (line 1, column 32)"
    );
    assert!(
        issue("issue", "{")
            .unwrap_err()
            .starts_with("the body of the webhook: ")
    );
    assert!(
        issue("star", "{")
            .unwrap_err()
            .starts_with("the body of the webhook: ")
    );
    let none = Issue::read(&HeaderMap::new(), b"{}");
    assert_eq!(none, Err(WebhookError::Missing("X-Event")));
}

#[test]
fn a_webhook_is_read_by_its_name_too() {
    let body = br#"{"number": 7}"#;
    let opened = Issue::read_named("issue-opened", body);
    assert_eq!(opened, Ok(Issue::Opened(Opened { number: 7 })));
    assert!(matches!(
        Issue::read_named("issue", body),
        Ok(Issue::Unrecognized(_))
    ));

    let none = HeaderMap::new();
    assert!(matches!(
        Typed::read(&none, body),
        Ok(Typed::Unrecognized(_))
    ));
    let typed = Typed::read(&none, br#"{"number": 7, "type": "opened"}"#);
    assert_eq!(typed, Ok(Typed::Opened(Opened { number: 7 })));
}

#[test]
fn what_is_signed_is_verified() {
    let secret = WebhookSecret::new(SECRET);
    let headers = secret.sign_standard("msg_1", BODY).unwrap();
    assert_eq!(secret.verify_standard(&headers, BODY), Ok(()));
    let forged = WebhookSecret::new("whsec_AAAA")
        .sign_standard("msg_1", BODY)
        .unwrap();
    assert_eq!(
        secret.verify_standard(&forged, BODY),
        Err(WebhookError::Signature)
    );
    assert!(secret.sign_standard("a\nb", BODY).is_err());
    let signature = secret.sign_sha256(&[b"a", b"b"]);
    assert_eq!(secret.verify_sha256(&signature, &[b"ab"]), Ok(()));
}
