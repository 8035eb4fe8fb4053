//! Twenty tasks with Chroma 1.5, a database of vectors: OpenAPI 3.1, an API key that a local server
//! does not ask for, paths of up to three parameters, pages by offset.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chroma::runtime::{from_slice, to_string};
use chroma::types::*;
use chroma::{AnyError, Client, Error, Maybe, RetryPolicy, Value};

use crate::said;

const TENANT: &str = "default_tenant";
const DATABASE: &str = "default_database";

fn client() -> Client {
    let builder = Client::builder().base_url(said("CHROMA_URL"));
    builder.api_key_auth("not checked").build().unwrap()
}

/// A name that no other test uses.
fn name(of: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("{of}-{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// A new database, so that tests that list do not see the collections of others.
async fn database(client: &Client) -> String {
    let name = name("database");
    let body = CreateDatabasePayload::new(&name);
    client.database().create(TENANT, &body).await.unwrap();
    name
}

async fn collection(client: &Client, database: &str, name: &str) -> Collection {
    let body = CreateCollectionPayload::new(name);
    let call = client.collection().create(TENANT, database, &body);
    call.await.unwrap()
}

/// The id of a new collection with three records.
async fn records(client: &Client) -> String {
    let id = collection(client, DATABASE, &name("records")).await.id;
    let embeddings = vec![vec![1.0, 0.0], vec![0.0, 1.0], vec![1.0, 1.0]];
    let ids = ["a", "b", "c"].map(str::to_owned).to_vec();
    let metadata: HashMap = from_slice(br#"{"pages":12,"draft":true,"tags":["x"]}"#).unwrap();
    let body = AddCollectionRecordsPayload::new(embeddings.into(), ids)
        .documents(vec![
            Some("first".to_owned()),
            None,
            Some("third".to_owned()),
        ])
        .metadatas(vec![Some(metadata), None, None]);
    let id = id.to_string();
    let call = client.record().collection_add(TENANT, DATABASE, &id, &body);
    call.await.unwrap();
    id
}

#[tokio::test]
async fn a_collection_is_created_and_found() {
    let client = client();
    let name = name("created");
    let metadata: HashMap = from_slice(br#"{"owner":"me","level":2}"#).unwrap();
    let body = CreateCollectionPayload::new(&name).metadata(metadata.clone());
    let created = client.collection().create(TENANT, DATABASE, &body);
    let created = created.await.unwrap();
    assert_eq!(created.metadata, Some(metadata));
    assert_eq!(created.dimension, None);
    let found = client.collection().get_collection(TENANT, DATABASE, &name);
    assert_eq!(found.await.unwrap(), created);
    let id = created.id.to_string();
    let found = client.collection().get_by_id(TENANT, DATABASE, &id);
    assert_eq!(found.await.unwrap().name, name);
}

#[tokio::test]
async fn a_collection_with_settings_keeps_them() {
    let client = client();
    let hnsw = HnswConfiguration::default()
        .space(Space::Cosine)
        .ef_search(50);
    let configuration = CollectionConfiguration::default().hnsw(hnsw);
    let body = CreateCollectionPayload::new(name("cosine")).configuration(configuration);
    let created = client.collection().create(TENANT, DATABASE, &body);
    let Maybe::Value(hnsw) = created.await.unwrap().configuration_json.hnsw else {
        panic!("no settings")
    };
    assert_eq!(hnsw.space, Maybe::Value(Space::Cosine));
    assert_eq!(hnsw.ef_search, Maybe::Value(50));
}

#[tokio::test]
async fn collections_are_listed_page_by_page() {
    let client = client();
    let database = database(&client).await;
    let mut names: Vec<_> = (0..5).map(|_| name("listed")).collect();
    for name in &names {
        collection(&client, &database, name).await;
    }
    let call = client.collection().list(TENANT, &database);
    let mut items = call.limit(2).items();
    let mut found = Vec::new();
    while let Some(collection) = items.try_next().await.unwrap() {
        found.push(collection.name);
    }
    found.sort();
    names.sort();
    assert_eq!(found, names);
    let pages = client.collection().list(TENANT, &database);
    let page = pages.limit(2).offset(4).pages().try_next().await.unwrap();
    assert_eq!(page.unwrap().len(), 1);
    let count = client.collection().count(TENANT, &database);
    assert_eq!(count.await.unwrap(), 5);
}

#[tokio::test]
async fn a_collection_is_renamed() {
    let client = client();
    let old = collection(&client, DATABASE, &name("old")).await;
    let new = name("new");
    let body = UpdateCollectionPayload::default().new_name(&new);
    let id = old.id.to_string();
    let call = client.collection().update(TENANT, DATABASE, &id, &body);
    call.await.unwrap();
    let found = client.collection().get_collection(TENANT, DATABASE, &new);
    assert_eq!(found.await.unwrap().id, old.id);
}

#[tokio::test]
async fn a_collection_that_is_deleted_is_missing() {
    let client = client();
    let name = name("deleted");
    collection(&client, DATABASE, &name).await;
    let call = client.collection().delete(TENANT, DATABASE, &name);
    call.await.unwrap();
    let error = client.collection().delete(TENANT, DATABASE, &name);
    let Err(Error::Api(error)) = error.await else {
        panic!("the collection is still there")
    };
    assert_eq!(error.status(), 404);
    assert_eq!(error.body().unwrap().error, "NotFoundError");
    assert!(error.to_string().contains(&name), "{error}");
}

#[tokio::test]
async fn a_status_that_the_description_does_not_have_says_what_is_wrong() {
    let client = client();
    let name = name("twice");
    collection(&client, DATABASE, &name).await;
    let body = CreateCollectionPayload::new(&name);
    let error = client.collection().create(TENANT, DATABASE, &body);
    let error = error.await.unwrap_err();
    assert_eq!(error.status(), Some(409));
    let expected = format!("Collection [{name}] already exists");
    assert_eq!(error.message().as_deref(), Some(expected.as_str()));
    let Error::Api(error) = error else {
        panic!("{error}")
    };
    assert!(error.body().is_err());
    assert_eq!(error.json::<ErrorResponse>().unwrap().message, expected);
}

#[tokio::test]
async fn a_wrong_argument_is_refused_with_its_name() {
    let client = client();
    let body = CreateCollectionPayload::new("a");
    let error = client.collection().create(TENANT, DATABASE, &body);
    let error = AnyError::from(error.await.unwrap_err());
    assert_eq!(error.status(), Some(400));
    let text = error.to_string();
    assert!(text.contains("name: Expected a name"), "{text}");
    assert!(text.contains("create_collection"), "{text}");
}

#[tokio::test]
async fn an_empty_text_in_a_path_is_not_sent() {
    let error = client()
        .collection()
        .get_collection(TENANT, DATABASE, "")
        .await;
    let Err(Error::Request(error)) = error else {
        panic!("{error:?}")
    };
    assert!(error.subject().contains("collection_id"), "{error}");
}

#[tokio::test]
async fn a_text_with_slashes_stays_one_segment_of_the_path() {
    let error = client().tenant().get("no/such tenant?").await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    let message = error.message().unwrap();
    assert!(message.contains("[no/such tenant?]"), "{message}");
}

#[tokio::test]
async fn records_are_read_with_what_was_asked_for() {
    let client = client();
    let id = records(&client).await;
    let include = vec![Include::Documents, Include::Embeddings, Include::Metadatas];
    let body = GetRequestPayload::default().include(include).limit(2);
    let call = client.record().collection_get(TENANT, DATABASE, &id, &body);
    let found = call.await.unwrap();
    assert_eq!(found.ids, ["a", "b"]);
    assert_eq!(found.documents, Some(vec![Some("first".into()), None]));
    assert_eq!(found.embeddings.unwrap()[1], [0.0, 1.0]);
    assert_eq!(found.uris, None);
    let metadata = found.metadatas.unwrap().remove(0).unwrap();
    assert_eq!(metadata["pages"], HashMapValue::Integer(12));
    assert_eq!(metadata["draft"], HashMapValue::Boolean(true));
    let HashMapValue::StringArray(tags) = &metadata["tags"] else {
        panic!("{metadata:?}")
    };
    assert_eq!(tags, &["x"]);
}

#[tokio::test]
async fn records_are_found_by_a_filter_of_any_json() {
    let client = client();
    let id = records(&client).await;
    let filter: Value = from_slice(br#"{"pages":{"$gt":10}}"#).unwrap();
    let body = GetRequestPayload::default().where_(filter);
    let call = client.record().collection_get(TENANT, DATABASE, &id, &body);
    assert_eq!(call.await.unwrap().ids, ["a"]);
    let filter: Value = from_slice(br#"{"pages":{"$odd":10}}"#).unwrap();
    let body = GetRequestPayload::default().where_(filter);
    let call = client.record().collection_get(TENANT, DATABASE, &id, &body);
    let error = call.await.unwrap_err();
    assert_eq!(error.code().as_deref(), Some("InvalidArgumentError"));
}

#[tokio::test]
async fn the_nearest_records_are_found() {
    let client = client();
    let id = records(&client).await;
    let body = QueryRequestPayload::new(vec![vec![0.1, 1.0]]).n_results(2);
    let query = client
        .record()
        .collection_query(TENANT, DATABASE, &id, &body);
    let found = query.await.unwrap();
    assert_eq!(found.ids, [["b", "c"]]);
    let distances = found.distances.unwrap().remove(0);
    assert!(distances[0] < distances[1], "{distances:?}");
    let body = QueryRequestPayload::new(vec![vec![1.0, 2.0, 3.0]]);
    let query = client
        .record()
        .collection_query(TENANT, DATABASE, &id, &body);
    let message = query.await.unwrap_err().message().unwrap();
    assert!(message.contains("dimension of 2, got 3"), "{message}");
}

#[tokio::test]
async fn records_are_changed_and_deleted() {
    let client = client();
    let record = client.record();
    let id = records(&client).await;
    let body = UpdateCollectionRecordsPayload::new(vec!["b".to_owned()])
        .documents(vec![Some("second".to_owned())]);
    let call = record.collection_update(TENANT, DATABASE, &id, &body);
    call.await.unwrap();
    let embeddings = vec![vec![2.0, 2.0]];
    let body = UpsertCollectionRecordsPayload::new(embeddings.into(), vec!["d".to_owned()]);
    let call = record.collection_upsert(TENANT, DATABASE, &id, &body);
    call.await.unwrap();
    let body = DeleteCollectionRecordsPayload::default().ids(["a"]);
    let call = record.collection_delete(TENANT, DATABASE, &id, &body);
    call.await.unwrap();
    let count = record.collection_count(TENANT, DATABASE, &id);
    assert_eq!(count.read_level(ReadLevel::IndexAndWal).await.unwrap(), 3);
    let body = GetRequestPayload::default().ids(["b"]);
    let call = record.collection_get(TENANT, DATABASE, &id, &body);
    assert_eq!(
        call.await.unwrap().documents.unwrap()[0],
        Some("second".into())
    );
}

#[tokio::test]
async fn vectors_are_sent_as_base64() {
    let client = client();
    let id = collection(&client, DATABASE, &name("base64")).await.id;
    let id = id.to_string();
    // 1.0 and 2.0 as little-endian floats.
    let embeddings = EmbeddingsPayload::StringArray(vec!["AACAPwAAAEA=".to_owned()]);
    let body = AddCollectionRecordsPayload::new(embeddings, vec!["a".to_owned()]);
    let call = client.record().collection_add(TENANT, DATABASE, &id, &body);
    call.await.unwrap();
    let body = GetRequestPayload::default().include(vec![Include::Embeddings]);
    let call = client.record().collection_get(TENANT, DATABASE, &id, &body);
    assert_eq!(call.await.unwrap().embeddings.unwrap(), [[1.0, 2.0]]);
}

#[tokio::test]
async fn a_credential_that_is_missing_is_named() {
    let builder = Client::builder().base_url(said("CHROMA_URL"));
    let client = builder.clone().build().unwrap();
    let error = client.authentication().get_user_identity().await;
    let Err(Error::Auth(error)) = error else {
        panic!("{error:?}")
    };
    assert!(error.to_string().contains("api_key_auth"), "{error}");
    let identity = client.authentication().get_user_identity().anonymous();
    assert_eq!(identity.await.unwrap().tenant, TENANT);
    let client = builder.anonymous().build().unwrap();
    let identity = client.authentication().get_user_identity();
    assert_eq!(identity.await.unwrap().databases, [DATABASE]);
}

#[tokio::test]
async fn a_text_that_comes_as_json_is_the_text() {
    let version = client().system().version().await.unwrap();
    assert_eq!(&*version, "1.0.0");
    let raw = client().system().version().raw().await.unwrap();
    assert_eq!(raw.text(), "\"1.0.0\"");
    let builder = Client::builder().base_url(said("CHROMA_URL"));
    let strict = builder.strict().build().unwrap();
    let error = strict.system().version().await.unwrap_err();
    assert!(error.to_string().contains("not text"), "{error}");
}

#[tokio::test]
async fn an_object_instead_of_a_text_is_read_undecoded() {
    let client = client();
    let error = client.system().healthcheck().await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    let raw = client.system().healthcheck().raw().await.unwrap();
    assert_eq!(raw.json::<Value>().unwrap()["is_executor_ready"], true);
    let health: Value = client.system().healthcheck().decode().await.unwrap();
    assert_eq!(health["is_log_client_ready"], true);
}

#[tokio::test]
async fn a_list_of_something_else_is_read_by_the_right_type() {
    // The description says that these are collections.
    let client = client();
    let name = database(&client).await;
    let error = client.database().list(TENANT).await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    let all = client.database().list(TENANT);
    let all: Vec<Database> = all.decode().await.unwrap();
    assert!(all.iter().any(|database| database.name == name));
    let found = client.database().get(TENANT, &name).await.unwrap();
    assert!(all.contains(&found));
    client.database().delete(TENANT, &name).await.unwrap();
}

#[tokio::test]
async fn a_call_that_the_description_does_not_know() {
    let client = client();
    let error = client.request::<Value>("GET", "/api/v2/nothing").await;
    let error = error.unwrap_err();
    assert_eq!(error.status(), Some(404));
    let body = CreateDatabasePayload::new(name("by-hand"));
    let path = ["api", "v2", "tenants", TENANT, "databases"];
    let call = client.request::<Value>("POST", path).body_json(&body);
    assert_eq!(to_string(&call.await.unwrap()), "{}");
}

#[tokio::test]
async fn an_operation_that_a_local_server_does_not_have() {
    let client = client();
    let id = records(&client).await;
    let body = ForkCollectionPayload::new(name("fork"));
    let call = client.collection().fork(TENANT, DATABASE, &id, &body);
    let error = call.retry(RetryPolicy::none()).await.unwrap_err();
    assert_eq!(error.status(), Some(501));
    assert_eq!(error.code().as_deref(), Some("ChromaError"));
}

#[tokio::test]
async fn nothing_that_is_described_drifts() {
    let told = Arc::<Mutex<Vec<_>>>::default();
    let listener = told.clone();
    let builder = Client::builder().base_url(said("CHROMA_URL")).anonymous();
    let builder = builder.on_drift(move |drift| listener.lock().unwrap().push(drift.to_string()));
    let client = builder.build().unwrap();
    let heartbeat = client.system().heartbeat().timeout(Duration::from_secs(10));
    assert!(heartbeat.await.unwrap().nanosecond_heartbeat > 0);
    records(&client).await;
    assert_eq!(*told.lock().unwrap(), Vec::<String>::new());
}
