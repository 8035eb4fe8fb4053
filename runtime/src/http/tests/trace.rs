//! What a subscriber of `tracing` receives.

use std::{
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
    thread::{self, ThreadId},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use super::{
    builder,
    server::{Server, ok, response},
};
use crate::{
    Call, Value,
    private::{Operation, Style},
};

/// Writes down everything it hears from one thread: other tests are told apart by theirs, because
/// a subscriber for a single thread may miss what another thread was the first to say.
#[derive(Clone)]
struct Notes {
    thread: ThreadId,
    text: Arc<Mutex<String>>,
}

impl Visit for Notes {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if thread::current().id() == self.thread {
            write!(self.text.lock().unwrap(), "{field}={value:?} ").unwrap();
        }
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("runtime")
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        span.record(&mut self.clone());
        span::Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn calls_are_told_without_values() {
    const GET: Operation = Operation::new("get_pet", "GET", "/pets/{petId}")
        .security(&[&[("bearer", &[]), ("key", &[])]]);
    let notes = Notes {
        thread: thread::current().id(),
        text: Arc::default(),
    };
    tracing::subscriber::set_global_default(notes.clone()).unwrap();
    let server = Server::script(vec![response(503, &[], "hunter2"), ok()]).await;
    let mut builder = builder(&server);
    builder.bearer("bearer", "hunter2".into());
    builder.api_key_query("key", "key", "hunter2".into());
    let mut request = builder.build().unwrap().operation(&GET);
    request.path("petId", Style::Simple, false, &Value::from("hunter2"));
    request.query("q", Style::Form, false, false, &Value::from("hunter2"));
    Call::<Value, Value>::new(request).await.unwrap();
    let text = notes.text.lock().unwrap().clone();
    assert_eq!(
        text,
        "operation=\"get_pet\" method=\"GET\" path=\"/pets/{petId}\" \
         message=will try again status=503 delay=5ms message=response status=200 "
    );
}
