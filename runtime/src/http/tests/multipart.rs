//! Bodies of parts, as a server reads them.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::{
    client,
    server::{Received, Server, Step, ok, response},
};
use crate::{
    Body, Bytes, Call, Encode, File, Map, Text, Value,
    private::{Encoding, Operation, Request, Style},
};

const UPLOAD: Operation = Operation::new("upload", "POST", "/files");
const REPLACE: Operation = Operation::new("replace", "PUT", "/files");

crate::object! {
    struct Form: Default {
        required title: String,
        optional count: Option<i64>,
        optional tags: Option<Vec<String>>,
        optional meta: Option<Map<i64>>,
        optional file: Option<File>,
        optional more: Option<Vec<File>>,
    }
}

/// Head and content of each part.
fn parts(request: &Received) -> Vec<(String, String)> {
    let media_type = request.header("content-type").unwrap();
    let (essence, boundary) = media_type.split_once("; boundary=").unwrap();
    assert_eq!(essence, "multipart/form-data");
    let body = request.body.strip_suffix(&format!("--{boundary}--\r\n"));
    let delimiter = format!("--{boundary}\r\n");
    let parts = body.unwrap().split(&delimiter).skip(1);
    let part = |part: &str| {
        // A part may have no head at all.
        let part = format!("\r\n{part}");
        let (head, content) = part.split_once("\r\n\r\n").unwrap();
        let content = content.strip_suffix("\r\n").unwrap();
        (
            head.trim_start()
                .replace("Content-Disposition: form-data; ", ""),
            content.to_owned(),
        )
    };
    parts.map(part).collect()
}

fn owned(parts: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(head, content): &(&str, &str)| ((*head).to_owned(), (*content).to_owned());
    parts.iter().map(own).collect()
}

fn upload(server: &Server, encodings: &[Encoding], form: &dyn Encode) -> Call<(), ()> {
    let mut request = client(server).operation(&UPLOAD);
    request.multipart("multipart/form-data", encodings, form);
    Call::new(request)
}

/// The parts of one request.
async fn sent(encodings: &[Encoding], form: &dyn Encode) -> Vec<(String, String)> {
    let server = Server::script(vec![ok()]).await;
    upload(&server, encodings, form).await.unwrap();
    let received = server.received().remove(0);
    let length = received.header("content-length").unwrap();
    assert_eq!(length, received.body.len().to_string());
    parts(&received)
}

#[tokio::test]
async fn members_are_parts() {
    let form = Form {
        title: "a \"b\"\r\n".to_owned(),
        count: Some(7),
        tags: Some(vec!["x".to_owned(), "y".to_owned()]),
        meta: Some([("k".to_owned(), 1)].into_iter().collect()),
        file: Some(
            File::new("content")
                .named("n\"\r.txt")
                .media_type("text/plain"),
        ),
        more: Some(vec![
            vec![1, 2].into(),
            File::new("last")
                .header("X-Part", "1")
                .header("Bad\r\n", "2"),
        ]),
    };
    let octets = "Content-Type: application/octet-stream";
    let file = format!("name=\"more\"; filename=\"more\"\r\n{octets}");
    let expected = owned(&[
        ("name=\"title\"", "a \"b\"\r\n"),
        ("name=\"count\"", "7"),
        ("name=\"tags\"", "x"),
        ("name=\"tags\"", "y"),
        (
            "name=\"meta\"\r\nContent-Type: application/json",
            "{\"k\":1}",
        ),
        (
            "name=\"file\"; filename=\"n%22%0D.txt\"\r\nContent-Type: text/plain",
            "content",
        ),
        (&file, "\u{1}\u{2}"),
        (&format!("{file}\r\nX-Part: 1"), "last"),
    ]);
    assert_eq!(sent(&[], &form).await, expected);
}

#[tokio::test]
async fn encodings_say_otherwise() {
    const ENCODINGS: &[Encoding] = &[
        Encoding::new(&["title"]).content_type("application/vnd.t+json; v=1"),
        Encoding::new(&["tags"])
            .style(Style::PipeDelimited)
            .explode(false),
        Encoding::new(&["meta"])
            .style(Style::DeepObject)
            .explode(true),
        Encoding::new(&["file"])
            .content_type("image/png")
            .headers(&[("X-Of", "file")]),
    ];
    let form = Form {
        title: "t".to_owned(),
        tags: Some(vec!["x".to_owned(), "y".to_owned()]),
        meta: Some(
            [("k".to_owned(), 1), ("l".to_owned(), 2)]
                .into_iter()
                .collect(),
        ),
        file: Some("content".into()),
        ..Form::default()
    };
    let expected = owned(&[
        (
            "name=\"title\"\r\nContent-Type: application/vnd.t+json; v=1",
            "\"t\"",
        ),
        ("name=\"tags\"", "x|y"),
        ("name=\"meta[k]\"", "1"),
        ("name=\"meta[l]\"", "2"),
        (
            "name=\"file\"; filename=\"file\"\r\nX-Of: file\r\nContent-Type: image/png",
            "content",
        ),
    ]);
    assert_eq!(sent(ENCODINGS, &form).await, expected);
}

/// Parts without names are known by their numbers.
#[tokio::test]
async fn encodings_of_single_parts() {
    const ENCODINGS: &[Encoding] = &[
        Encoding::new(&["0"]),
        Encoding::new(&["1"]).content_type("application/pdf"),
        Encoding::new(&[""]).content_type("text/csv"),
    ];
    let body = (7, File::new("%PDF"), "a,b".to_owned(), "c,d".to_owned());
    let expected = owned(&[
        ("", "7"),
        ("Content-Type: application/pdf", "%PDF"),
        ("Content-Type: text/csv", "a,b"),
        ("Content-Type: text/csv", "c,d"),
    ]);
    assert_eq!(sent(ENCODINGS, &body).await, expected);
}

/// Busy first, then fine.
async fn busy() -> Server {
    Server::script(vec![response(503, &[], ""), ok()]).await
}

fn replace(server: &Server, file: File) -> Call<(), ()> {
    let mut request = client(server).operation(&REPLACE);
    let form = Form {
        file: Some(file),
        ..Form::default()
    };
    request.multipart("multipart/form-data", &[], &form);
    Call::new(request)
}

#[tokio::test]
async fn what_can_be_had_again_is_sent_again() {
    let server = busy().await;
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let file = File::streamed(move || {
        count.fetch_add(1, Ordering::Relaxed);
        Body::from(Bytes::from_static(b"streamed"))
    });
    replace(&server, file).await.unwrap();
    assert_eq!(opened.load(Ordering::Relaxed), 2);
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert!(
        received
            .iter()
            .all(|request| parts(request)[1].1 == "streamed")
    );
}

/// A stream whose length nobody knows.
struct Pieces(Vec<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(match self.0.pop() {
            Some("") => Some(Err(std::io::Error::other("no more ink"))),
            piece => piece.map(|piece| Ok(piece.into())),
        })
    }
}

#[tokio::test]
async fn what_can_be_had_once_is_sent_once() {
    let server = busy().await;
    let file = File::once(Body::stream(Pieces(vec!["b", "a"])));
    let call = replace(&server, file);
    let again = call.clone();
    assert_eq!(call.await.unwrap_err().status(), Some(503));
    let received = server.received().remove(0);
    assert_eq!(received.header("content-length"), None);
    assert_eq!(parts(&received)[1].1, "ab");
    let error = again.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`replace`: body can be sent once, and was sent before"
    );
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_stream_that_fails_ends_the_call() {
    let server = busy().await;
    let file = File::once(Body::stream(Pieces(vec!["", "a"])));
    let error = replace(&server, file).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`replace`: the request cannot be sent: no more ink"
    );
}

#[tokio::test]
async fn files_of_the_disk_are_streamed() {
    let folder = std::env::temp_dir().join(format!("runtime-multipart-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("large.txt");
    let content = "0123456789".repeat(30_000);
    std::fs::write(&path, &content).unwrap();
    let server = busy().await;
    let file = File::open(&path).await.unwrap();
    replace(&server, file.clone()).await.unwrap();
    std::fs::write(&path, "short").unwrap();
    assert!(replace(&server, file).await.is_err());
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(File::open(&path).await.is_err());
    for request in &server.received()[..2] {
        let (head, sent) = parts(request).remove(1);
        assert!(head.starts_with("name=\"file\"; filename=\"large.txt\""));
        assert!(sent == content && request.header("content-length").is_some());
    }
}

#[tokio::test]
async fn files_are_bodies_too() {
    let server = Server::script(vec![ok()]).await;
    let send = async |file: File| {
        let mut request: Request = client(&server).operation(&REPLACE);
        request.bytes("image/*", file);
        Call::<(), ()>::new(request).await.unwrap();
        let received = server.received().pop().unwrap();
        let media_type = received.header("content-type").unwrap().to_owned();
        (media_type, received.body)
    };
    let png = File::new("png").media_type("image/png");
    assert_eq!(send(png).await, ("image/png".to_owned(), "png".to_owned()));
    let stream = File::once(Body::stream(Pieces(vec!["2", "1"])));
    assert_eq!(send(stream).await, ("image/*".to_owned(), "12".to_owned()));
}

#[tokio::test]
async fn what_cannot_be_parts_is_refused() {
    let server = Server::script(vec![ok()]).await;
    let refused = async |value: &dyn Encode| {
        let mut request = client(&server).operation(&UPLOAD);
        request.multipart("multipart/form-data", &[], value);
        let error = Call::<(), ()>::new(request).await.unwrap_err();
        error.to_string()
    };
    let nested: Map<Map<File>> = [(
        "a".to_owned(),
        [("b".to_owned(), File::new("x"))].into_iter().collect(),
    )]
    .into_iter()
    .collect();
    assert_eq!(
        refused(&nested).await,
        "`upload`: body has a file inside of `a`, which is sent as JSON"
    );
    assert_eq!(
        refused(&1_i64).await,
        "`upload`: body is neither an object nor an array, which a body of parts must be"
    );
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn responses_of_parts_are_taken_apart() {
    let body = "--x\r\ncontent-type: application/json\r\n\r\n[1]\r\n--x\r\n\r\nabc\r\n--x--\r\n";
    let head = format!(
        "HTTP/1.1 200 X\r\nconnection: close\r\ncontent-type: multipart/mixed; boundary=\"x\"\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    let server = Server::script(vec![
        vec![Step::Write(format!("{head}{body}").into_bytes())],
        ok(),
    ])
    .await;
    let call = || Call::<crate::Parts, ()>::new(client(&server).operation(&UPLOAD));
    let parts = call().await.unwrap();
    assert_eq!(parts.0[0].read::<Value>().unwrap(), serde_json::json!([1]));
    assert_eq!(parts.0[1].read::<Text>().unwrap(), Text::from("abc"));
    let error = call().await.unwrap_err().to_string();
    assert_eq!(
        error,
        "`upload`: body of status 200: has no boundary between its parts; the server has carried \
         out the request"
    );
}

#[tokio::test]
async fn parts_that_nothing_names_are_called_as_the_caller_says() {
    let server = Server::script(vec![ok()]).await;
    let send = async |value: &dyn Encode| {
        let mut request = client(&server).operation(&UPLOAD);
        request.multipart_of("multipart/form-data", "file", &[], value);
        Call::<(), ()>::new(request).await.unwrap();
        parts(server.received().last().unwrap())
    };
    let file = || File::from(Bytes::from_static(b"x"));
    let part = (
        "name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream",
        "x",
    );
    assert_eq!(send(&file()).await, owned(&[part]));
    assert_eq!(send(&vec![file(), file()]).await, owned(&[part, part]));
    assert_eq!(send(&"text").await, owned(&[("name=\"file\"", "text")]));
}
