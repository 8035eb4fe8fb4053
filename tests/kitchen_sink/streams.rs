//! Bodies of parts and lines, and responses that are read item by item.

use runtime::File;

use super::api::types::{CompleteRequest, Level, Range, SendPartsRequest};
use super::{client, silent};
use crate::server::{Fault, Received, Reply, Server};

/// Head and content of each part of a request.
fn parts(request: &Received) -> Vec<(String, Vec<u8>)> {
    let media_type = request.header("content-type").unwrap();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let find = |from: usize, text: &str| {
        let mut windows = request.body[from..].windows(text.len());
        from + windows
            .position(|window| window == text.as_bytes())
            .unwrap()
    };
    let delimiter = format!("--{boundary}");
    let (mut at, mut parts) = (0, Vec::new());
    while request.body[at..].starts_with(format!("{delimiter}\r\n").as_bytes()) {
        let head = at + delimiter.len() + 2;
        let content = find(head, "\r\n\r\n");
        let end = find(content, &format!("\r\n{delimiter}"));
        let text = String::from_utf8(request.body[head..content].to_vec()).unwrap();
        parts.push((text, request.body[content + 4..end].to_vec()));
        at = end + 2;
    }
    assert_eq!(request.body[at..], *format!("{delimiter}--\r\n").as_bytes());
    parts
}

#[tokio::test]
async fn parts_are_sent_as_the_description_says() {
    let server = silent().await;
    let form = SendPartsRequest::new("a title", File::new("1,2\n").named("t.csv"))
        .range(Range::default())
        .words(["x", "y"])
        .images([File::new(vec![0xFF, 0xD8]), b"\x89PNG".into()]);
    client(&server).bodies().send_parts(&form).await.unwrap();
    let parts = parts(&server.only());
    let name = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
    let octets = "\r\nContent-Type: application/octet-stream";
    let image = format!("{}; filename=\"images\"{octets}", name("images"));
    let file = format!(
        "{}; filename=\"t.csv\"\r\nContent-Type: text/csv",
        name("file")
    );
    let range = format!("{}\r\nContent-Type: application/json", name("range"));
    let expected: [(String, &[u8]); 6] = [
        (name("title"), b"a title"),
        (file, b"1,2\n"),
        (range, b"{}"),
        (name("words"), b"x,y"),
        (image.clone(), b"\xFF\xD8"),
        (image, b"\x89PNG"),
    ];
    let expected = expected.map(|(head, content)| (head, content.to_vec()));
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn items_are_sent_as_lines() {
    let server = silent().await;
    let ranges = [Range::default(), Range::default()];
    client(&server).bodies().send_lines(&ranges).await.unwrap();
    let request = server.only();
    assert_eq!(request.text(), "{}\n{}\n");
    assert_eq!(request.header("content-type"), Some("application/jsonl"));
}

#[tokio::test]
async fn a_response_comes_at_once_or_bit_by_bit() {
    let server = Server::start(|request, _| match request.json()["stream"] == true {
        true => Reply::new(200)
            .text(
                "text/event-stream",
                "data: 1\n\nid: 7\ndata: 2\n\ndata: [DONE]\n\n",
            )
            .fault(Fault::Drip(std::time::Duration::from_millis(1))),
        false => Reply::json(200, "{}"),
    })
    .await;
    let client = client(&server);
    let request = CompleteRequest::new("a prompt");
    let whole = client.responses().complete(&request).await.unwrap();
    assert_eq!(whole, Range::default());
    let mut events = client
        .responses()
        .complete(&request)
        .stream()
        .await
        .unwrap();
    let mut levels = Vec::new();
    while let Some(event) = events.try_next().await.unwrap() {
        levels.push((event.id, event.data));
    }
    let expected = [
        (None, Level::from(1)),
        (Some("7".to_owned()), Level::from(2)),
    ];
    assert_eq!(levels, expected);
    let accepted: Vec<_> = server.received();
    let accepted = accepted.iter().map(|request| request.header("accept"));
    assert_eq!(
        accepted.collect::<Vec<_>>(),
        [Some("application/json"), Some("text/event-stream")]
    );
}

#[tokio::test]
async fn lines_are_read_one_by_one() {
    let server = Server::script([Reply::new(200).text("application/jsonl", "{}\n\n{}")]).await;
    let mut lines = client(&server).responses().lines().await.unwrap();
    for expected in [Some(Range::default()), Some(Range::default()), None] {
        assert_eq!(lines.try_next().await.unwrap(), expected);
    }
}
