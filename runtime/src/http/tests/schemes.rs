//! Schemes that send the same thing, and credentials that are given for none of them.

use super::{
    builder,
    server::{Server, ok},
};
use crate::{
    Call, ClientBuilder, Error, Value,
    private::{Operation, Scheme, Schemes},
};

static SCHEMES: Schemes = Schemes::new(&[
    Scheme::bearer("user", "user_auth"),
    Scheme::bearer("admin", "admin_auth"),
    Scheme::basic("password", "password"),
    Scheme::header("key", "key", "X-Key"),
    Scheme::header("raw", "raw", "Authorization"),
]);
static NONE: Schemes = Schemes::new(&[]);
const ADMIN: Operation = Operation::new("admin", "GET", "/a").security(&[&[("admin", &[])]]);
const KEY: Operation = Operation::new("key", "GET", "/a").security(&[&[("key", &[])]]);
const RAW: Operation = Operation::new("raw", "GET", "/a").security(&[&[("raw", &[])]]);
const PUBLIC: Operation = Operation::new("public", "GET", "/a");
const EITHER: Operation =
    Operation::new("either", "GET", "/a").security(&[&[("admin", &[])], &[("key", &[])]]);

/// What is sent with the operation: the Authorization header and `X-Key`, `-` for none.
async fn sent(
    schemes: &'static Schemes,
    operation: &'static Operation,
    settings: impl FnOnce(&mut ClientBuilder),
    call: impl FnOnce(Call<Value, Value>) -> Call<Value, Value>,
) -> Result<String, Error<Value>> {
    let server = Server::script(vec![ok()]).await;
    let mut builder = builder(&server).schemes(schemes);
    settings(&mut builder);
    let client = builder.build().unwrap();
    call(Call::new(client.operation(operation))).await?;
    let [request] = &server.received()[..] else {
        panic!()
    };
    let text = |name| request.header(name).unwrap_or("-");
    Ok(format!("{}, {}", text("authorization"), text("x-key")))
}

#[tokio::test]
async fn schemes_that_send_the_same_serve_each_other() {
    let sent = async |operation, settings: fn(&mut ClientBuilder)| {
        sent(&SCHEMES, operation, settings, |call| call)
            .await
            .unwrap()
    };
    let user = |builder: &mut ClientBuilder| builder.bearer("user", "u".into());
    assert_eq!(sent(&ADMIN, user).await, "Bearer u, -");
    let own = |builder: &mut ClientBuilder| {
        builder.bearer("user", "u".into());
        builder.bearer("admin", "a".into());
    };
    assert_eq!(sent(&ADMIN, own).await, "Bearer a, -");
    let general = |builder: &mut ClientBuilder| {
        builder.bearer("user", "u".into());
        builder.bearer_auth("all");
    };
    assert_eq!(sent(&ADMIN, general).await, "Bearer all, -");
    // What was given for the very scheme comes first.
    let key = |builder: &mut ClientBuilder| {
        builder.bearer("user", "u".into());
        builder.api_key_header("key", "X-Key", "k".into());
    };
    assert_eq!(sent(&EITHER, key).await, "-, k");
    assert_eq!(sent(&PUBLIC, key).await, "-, -");
}

#[tokio::test]
async fn credentials_for_no_scheme_go_with_every_call() {
    static KEYS: Schemes = Schemes::new(&[Scheme::header("key", "key", "X-Key")]);
    let bearer = |builder: &mut ClientBuilder| builder.bearer_auth("t");
    let basic = |builder: &mut ClientBuilder| builder.basic_auth("u", "p");
    let header = |builder: &mut ClientBuilder| builder.header_auth("X-Key", "h");
    let sent = async |schemes, operation, settings: fn(&mut ClientBuilder)| {
        sent(schemes, operation, settings, |call| call)
            .await
            .unwrap()
    };
    assert_eq!(sent(&NONE, &PUBLIC, bearer).await, "Bearer t, -");
    assert_eq!(sent(&NONE, &PUBLIC, basic).await, "Basic dTpw, -");
    assert_eq!(sent(&NONE, &PUBLIC, header).await, "-, h");
    assert_eq!(sent(&SCHEMES, &PUBLIC, bearer).await, "-, -");
    assert_eq!(sent(&SCHEMES, &PUBLIC, header).await, "-, h");
    assert_eq!(sent(&SCHEMES, &KEY, header).await, "-, h");
    assert_eq!(sent(&KEYS, &PUBLIC, bearer).await, "Bearer t, -");
    assert_eq!(sent(&KEYS, &KEY, bearer).await, "Bearer t, -");
    let both = |builder: &mut ClientBuilder| {
        builder.header_auth("Authorization", "old");
        builder.header_auth("authorization", "Custom 1");
        builder.bearer_auth("t");
    };
    assert_eq!(sent(&NONE, &PUBLIC, both).await, "Custom 1, -");
    assert_eq!(sent(&SCHEMES, &RAW, both).await, "Custom 1, -");
}

#[tokio::test]
async fn credentials_go_with_every_call_where_no_operation_asks_for_any() {
    crate::security_schemes! {
        static UNASKED: everywhere { bearer "token" => token, header("X-Key") "key" => key }
    }
    let both = |builder: &mut ClientBuilder| {
        builder.bearer("token", "t".into());
        builder.api_key_header("key", "X-Key", "k".into());
    };
    let all = sent(&UNASKED, &PUBLIC, both, |call| call).await;
    assert_eq!(all.unwrap(), "Bearer t, k");
    let none = sent(&UNASKED, &PUBLIC, |_| {}, |call| call).await;
    assert_eq!(none.unwrap(), "-, -");
}

#[tokio::test]
async fn what_the_caller_sets_by_hand_is_the_credential() {
    let sent = async |operation, call: fn(Call<Value, Value>) -> Call<Value, Value>| {
        let both = |builder: &mut ClientBuilder| builder.api_key_header("key", "X-Key", "k".into());
        let none = |_: &mut ClientBuilder| {};
        let without = sent(&SCHEMES, operation, none, call).await.unwrap();
        (
            without,
            sent(&SCHEMES, operation, both, call).await.unwrap(),
        )
    };
    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    let by_hand = sent(&KEY, |call| call.header("x-key", "mine")).await;
    assert_eq!(by_hand, pair("-, mine", "-, mine"));
    let by_hand = sent(&ADMIN, |call| call.header("authorization", "Custom 1")).await;
    assert_eq!(by_hand, pair("Custom 1, -", "Custom 1, -"));
    let anonymous = sent(&KEY, Call::anonymous).await;
    assert_eq!(anonymous, pair("-, -", "-, -"));
}

#[tokio::test]
async fn a_client_can_be_anonymous() {
    let anonymous = |builder: &mut ClientBuilder| {
        builder.bearer_auth("t");
        builder.header_auth("X-Key", "h");
        builder.anonymous();
    };
    let call = |call: Call<Value, Value>| call;
    assert_eq!(
        sent(&SCHEMES, &ADMIN, anonymous, call).await.unwrap(),
        "-, -"
    );
}

#[tokio::test]
async fn what_is_missing_is_named_with_the_method_that_takes_it() {
    let error = sent(&SCHEMES, &EITHER, |_| {}, |call| call)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`either`: no credential was given; needed: `admin`, or `key`; call `.admin_auth(..)`, or \
         `.key(..)` of the builder, or `.anonymous()` to send none"
    );
}

#[test]
fn a_scheme_that_the_description_does_not_have_is_an_error() {
    let mut builder = ClientBuilder::new("http://localhost").schemes(&SCHEMES);
    builder.bearer("users", "u".into());
    assert_eq!(
        builder.build().unwrap_err().to_string(),
        "no security scheme `users` in the description takes a credential; it has `user`, `admin`, \
         `password`, `key`, `raw`"
    );
}
