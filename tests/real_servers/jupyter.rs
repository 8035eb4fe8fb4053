//! Twenty tasks with Jupyter Server 2: Swagger 2.0, no security schemes, paths with slashes in
//! them, files in JSON. The description says of contents that all members are texts, which is
//! wrong for directories and new files: `jupyter_corrected` is the same with four words of settings.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use jupyter::types::*;
use jupyter::{AnyError, Client, DriftKind, Error, ResponseHeaders, RetryPolicy, Uuid, Value};
use jupyter_corrected::runtime::serde_json::json;
use jupyter_corrected::types as corrected;

use crate::said;

const NO_KERNEL: &str = "3c2f6e1e-0d3a-4a57-9e3a-000000000007";

fn builder() -> jupyter::ClientBuilder {
    let builder = Client::builder().base_url(said("JUPYTER_URL"));
    builder.retry(RetryPolicy::none())
}

fn authorization() -> String {
    format!("token {}", said("JUPYTER_TOKEN"))
}

/// As the description is.
fn client() -> Client {
    let builder = builder().header_auth("Authorization", authorization());
    builder.build().unwrap()
}

/// As the settings correct it.
fn corrected() -> jupyter_corrected::Client {
    jupyter_corrected::Client::from(jupyter::runtime::Client::from(client()))
}

/// A name that no other test uses.
fn name(of: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("{of} {}.txt", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Saves a file, and gives its path.
async fn saved(path: String, content: &str) -> String {
    let body = corrected::ReplaceContentRequest::default();
    let body = body.type_("file").format("text").content(content);
    let client = corrected();
    let call = client.contents().replace(&path, &body);
    let saved = call.await.unwrap();
    assert_eq!(saved.content, Value::Null);
    saved.path
}

#[tokio::test]
async fn the_version_needs_no_credential_and_is_behind_a_redirect() {
    let client = builder().build().unwrap();
    let version = client.api().get().response();
    let version = version.await.unwrap();
    assert_eq!(version.status, 200);
    assert!(version.body.version.unwrap().starts_with("2."));
}

#[tokio::test]
async fn a_missing_credential_is_an_error_of_authentication() {
    let client = builder().build().unwrap();
    let error = client.kernels().list().await.unwrap_err();
    assert_eq!(error.status(), Some(403));
    assert_eq!(error.message().as_deref(), Some("Forbidden"));
    assert!(error.is_auth(), "{error}");
}

#[tokio::test]
async fn credentials_that_the_description_does_not_mention() {
    let token = said("JUPYTER_TOKEN");
    let client = builder().bearer_auth(token.as_str()).build().unwrap();
    client.kernels().list().await.unwrap();
    let client = builder().build().unwrap();
    let call = client.kernels().list().query("token", &token);
    call.await.unwrap();
    let call = client.kernels().list();
    call.header("Authorization", &authorization())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_new_file_is_saved_although_its_response_cannot_be_read() {
    let client = client();
    let path = name("new");
    let body = ReplaceContentRequest::default();
    let body = body.type_("file").format("text").content("one");
    let call = client.contents().replace(&path, &body);
    let Err(Error::Decode(error)) = call.await else {
        panic!("the description is right now")
    };
    assert_eq!((error.status(), error.path()), (201, "content"));
    let text = error.to_string();
    assert!(text.contains("has carried out the request"), "{text}");
    let body = body.content("two");
    let call = client.contents().replace(&path, &body);
    let raw = call.raw().await.unwrap();
    assert_eq!(raw.status(), 200);
    assert_eq!(raw.json::<Value>().unwrap()["path"], path);
}

#[tokio::test]
async fn a_lenient_client_reads_what_is_null() {
    let told = Arc::<Mutex<Vec<_>>>::default();
    let listener = told.clone();
    let builder = builder().header_auth("Authorization", authorization());
    let builder = builder.lenient().on_drift(move |drift| {
        listener
            .lock()
            .unwrap()
            .push((drift.kind, drift.path.clone()));
    });
    let client = builder.build().unwrap();
    let path = saved(name("lenient"), "text").await;
    let call = client.contents().get(&path).content(0);
    let found = call.await.unwrap();
    assert_eq!(
        (found.content.as_str(), found.type_),
        ("", ContentsType::File)
    );
    let told = std::mem::take(&mut *told.lock().unwrap());
    assert!(
        told.contains(&(DriftKind::NullForRequired, "content".to_owned())),
        "{told:?}"
    );
}

#[tokio::test]
async fn a_text_file_is_read_back() {
    let path = saved(name("text"), "ä\n\"b\"").await;
    let client = client();
    let found = client.contents().get(&path).response();
    let found = found.await.unwrap();
    assert_eq!(found.body.content, "ä\n\"b\"");
    assert_eq!(found.body.size, Some(6));
    assert!(found.body.writable);
    assert!(found.headers.last_modified().unwrap().is_some());
}

#[tokio::test]
async fn bytes_travel_as_base64() {
    let client = corrected();
    let path = name("bytes");
    let body = corrected::ReplaceContentRequest::default();
    let body = body.type_("file").format("base64").content("AP+A");
    let call = client.contents().replace(&path, &body);
    call.await.unwrap();
    let call = client.contents().get(&path);
    let found = call.format(corrected::GetContentFormat::Base64);
    assert_eq!(found.await.unwrap().content, "AP+A\n");
    // As text they are refused.
    let call = client.contents().get(&path);
    let call = call.format(corrected::GetContentFormat::Text);
    let error = call.await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert!(error.to_string().contains("not UTF-8"), "{error}");
}

#[tokio::test]
async fn a_directory_is_made_and_listed() {
    let client = corrected();
    let folder = name("folder");
    let body = corrected::ReplaceContentRequest::default().type_("directory");
    let call = client.contents().replace(&folder, &body);
    let made = call.await.unwrap();
    assert_eq!(made.type_, corrected::ContentsType::Directory);
    let path = saved(format!("{folder}/inner & more.txt"), "x").await;
    assert_eq!(path, format!("{folder}/inner & more.txt"));
    let found = client.contents().get(&folder);
    let found = found.await.unwrap().content;
    assert_eq!(found[0]["name"], "inner & more.txt");
    // With the description as it is, a directory cannot be read.
    let error = self::client().contents().get(&folder).await;
    assert!(error.unwrap_err().is_decode());
}

#[tokio::test]
async fn the_root_has_no_path() {
    let client = corrected();
    let error = client.contents().get("").await;
    let Err(jupyter_corrected::Error::Request(error)) = error else {
        panic!("{error:?}")
    };
    assert!(error.subject().contains("path"), "{error}");
    let root = client.request::<corrected::Contents>("GET", "/api/contents/");
    assert_eq!(
        root.await.unwrap().type_,
        corrected::ContentsType::Directory
    );
}

#[tokio::test]
async fn an_error_whose_body_is_no_json_says_what_the_server_says() {
    let client = client();
    let call = client.contents().get("nothing");
    let error = call.await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert!(error.to_string().contains("does not exist"), "{error}");
}

#[tokio::test]
async fn a_wrong_type_is_refused_with_its_reason() {
    let path = saved(name("no folder"), "x").await;
    let client = client();
    let call = client.contents().get(&path);
    let call = call.type_(GetContentType::Directory);
    let Err(Error::Api(error)) = call.await else {
        panic!("a file is a directory")
    };
    assert_eq!(error.status(), 400);
    assert_eq!(error.body().unwrap().reason.as_deref(), Some("bad type"));
}

#[tokio::test]
async fn a_file_is_renamed() {
    let old = saved(name("old"), "x").await;
    let new = name("new");
    let client = corrected();
    let body = corrected::UpdateContentRequest::default().path(&new);
    let call = client.contents().update(&old, &body);
    let renamed = call.response().await.unwrap();
    assert_eq!(renamed.body.path, new);
    let location = jupyter_corrected::ResponseHeaders::location(&renamed.headers);
    assert!(location.unwrap().unwrap().contains("/api/contents/new%20"));
    let call = client.contents().update(&old, &body);
    let error = call.await.unwrap_err();
    assert_eq!(error.status(), Some(500));
    assert_eq!(error.message().as_deref(), Some("Unhandled error"));
}

#[tokio::test]
async fn a_file_is_copied() {
    let path = saved(name("original"), "x").await;
    let client = corrected();
    let body = corrected::CreateContentRequest::default().copy_from(&path);
    let call = client.request::<corrected::Contents>("POST", "/api/contents/");
    let copy = call.body_json(&body).await.unwrap();
    assert!(copy.name.contains("-Copy1"), "{}", copy.name);
    let missing = corrected::CreateContentRequest::default().copy_from("nothing");
    let call = client.request::<corrected::Contents>("POST", "/api/contents/");
    let error = call.body_json(&missing).await.unwrap_err();
    assert_eq!(error.status(), Some(404));
}

#[tokio::test]
async fn a_file_is_deleted() {
    let path = saved(name("deleted"), "x").await;
    let client = client();
    let call = client.contents().delete(&path);
    assert_eq!(call.response().await.unwrap().status, 204);
    let call = client.contents().delete(&path);
    let error = AnyError::from(call.await.unwrap_err());
    assert_eq!(error.status(), Some(404));
}

#[tokio::test]
async fn a_checkpoint_brings_the_old_content_back() {
    let path = saved(name("checked"), "old").await;
    let client = client();
    let contents = client.contents();
    let made = contents.create_checkpoint(&path).response();
    let made = made.await.unwrap();
    assert_eq!(made.status, 201);
    let id = made.body.id;
    let all = contents.list_checkpoints(&path);
    assert_eq!(all.await.unwrap()[0].id, id);
    saved(path.clone(), "changed").await;
    let restored = contents.update_checkpoint(&path, &id);
    restored.await.unwrap();
    let found = contents.get(&path).await.unwrap();
    assert_eq!(found.content, "old");
    contents.delete_checkpoint(&path, &id).await.unwrap();
}

#[tokio::test]
async fn a_terminal_is_opened_and_closed() {
    let client = client();
    let terminals = client.terminals();
    let opened = terminals.create().await.unwrap();
    let all = terminals.list().await.unwrap();
    assert!(all.iter().any(|terminal| terminal.name == opened.name));
    let found = terminals.get(&opened.name);
    assert!(found.await.unwrap().last_activity.is_some());
    let closed = terminals.delete(&opened.name);
    closed.await.unwrap();
    let error = terminals.get(&opened.name).await;
    let error = error.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert!(error.message().unwrap().contains("not found"), "{error}");
}

#[tokio::test]
async fn a_section_of_any_json_is_changed() {
    let client = client();
    let tabs = json!({"tabs": {"width": 4, "of": ["rs", null]}});
    let body = tabs.as_object().unwrap().clone().into_iter().collect();
    assert_eq!(client.config().update("editor", &body).await.unwrap(), body);
    let found = client.config().get("editor");
    assert_eq!(found.await.unwrap(), body);
}

#[tokio::test]
async fn what_is_null_for_an_optional_member_is_told() {
    let told = Arc::<Mutex<Vec<_>>>::default();
    let listener = told.clone();
    let builder = builder().header_auth("Authorization", authorization());
    let listening = builder.clone().on_drift(move |drift| {
        listener
            .lock()
            .unwrap()
            .push((drift.kind, drift.path.clone()));
    });
    let client = listening.build().unwrap();
    let permissions = r#"{"contents":["read","fly"]}"#;
    let me = client.identity().get_me().permissions(permissions);
    let me = me.await.unwrap();
    assert!(me.permissions.unwrap()["contents"].contains(&"read".to_owned()));
    assert_eq!(me.identity.unwrap().avatar_url, None);
    let avatar = (DriftKind::NullForOptional, "identity.avatar_url".to_owned());
    assert!(told.lock().unwrap().contains(&avatar));
    let strict = builder.strict().build().unwrap();
    let error = strict.identity().get_me().await.unwrap_err();
    assert!(error.is_decode(), "{error}");
}

#[tokio::test]
async fn a_kernel_that_is_missing() {
    let client = client();
    let specs = client.kernelspecs().get().await.unwrap();
    assert!(specs.kernelspecs.unwrap().is_empty());
    assert!(client.kernels().list().await.unwrap().is_empty());
    let id: Uuid = NO_KERNEL.parse().unwrap();
    let error = client.kernels().get(id).await;
    let message = error.unwrap_err().message().unwrap();
    assert!(message.contains(NO_KERNEL), "{message}");
    let body = CreateKernelRequest::new("python3");
    let call = client.kernels().create(&body);
    let error = call.await.unwrap_err();
    assert_eq!(error.status(), Some(500));
}

#[tokio::test]
async fn a_session_without_its_body_is_refused() {
    let client = client();
    let body = Session::default();
    let error = client
        .sessions()
        .create(&body)
        .body_bytes("application/json", "")
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert_eq!(error.message().as_deref(), Some("No JSON data provided"));
    let id: Uuid = NO_KERNEL.parse().unwrap();
    let error = client.sessions().delete(id).await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert!(client.sessions().list().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_download_comes_in_pieces() {
    let path = saved(name("large"), &"line\n".repeat(200_000)).await;
    let client = client();
    let call = client.request::<Value>("GET", ["files", &path]).chunks();
    let mut chunks = call.await.unwrap();
    let (mut size, mut pieces) = (0, 0);
    while let Some(chunk) = chunks.try_next().await.unwrap() {
        size += chunk.len();
        pieces += 1;
    }
    assert_eq!(size, 1_000_000);
    assert!(pieces > 1);
    let spec = client.api_spec().get_spec_yaml().await.unwrap();
    assert!(spec.starts_with(b"swagger:"));
}

#[tokio::test]
async fn a_path_is_resolved() {
    let path = saved(name("resolved"), "x").await;
    let client = client();
    let found = client.resolve_path().resolve_path(&path).await.unwrap();
    let folders: Vec<_> = found.resolved.iter().map(|item| &item.path).collect();
    assert_eq!(folders, [&path]);
}
