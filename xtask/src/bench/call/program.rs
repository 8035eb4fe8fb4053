//! Calls of one operation on loopback, by the generated client and by hand with reqwest and serde.
//!
//! `program serve ITEMS` serves a list, and prints its port and the size of the body;
//! `program generated PORT CALLS` and `program hand PORT CALLS` print the allocations of the calls.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

struct Counting;

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

mod derives {
    use serde::Deserialize;

    #[derive(Deserialize)]
    pub struct Page {
        pub data: Vec<Subscription>,
    }

    #[derive(Deserialize)]
    #[allow(dead_code)]
    pub struct Subscription {
        pub id: String,
        pub name: String,
        pub description: Option<String>,
        pub active: bool,
        pub attempts: i64,
        pub callback: Callback,
        pub tags: Vec<String>,
        pub limits: Option<Limits>,
    }

    #[derive(Deserialize)]
    #[allow(dead_code)]
    pub struct Callback {
        pub url: String,
        pub secret: Option<String>,
    }

    #[derive(Deserialize)]
    #[allow(dead_code)]
    pub struct Limits {
        pub minute: Option<i64>,
        pub ratio: Option<f64>,
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |at: usize| arguments[at].parse::<usize>().unwrap();
    match arguments[1].as_str() {
        "serve" => serve(number(2)),
        kind => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                match kind {
                    "generated" => by_generated(number(2), number(3)).await,
                    _ => by_hand(number(2), number(3)).await,
                }
            });
        }
    }
}

async fn by_generated(port: usize, calls: usize) {
    let client = subscriptions::Client::builder()
        .bearer("token")
        .base_url(format!("http://127.0.0.1:{port}"))
        .build()
        .unwrap();
    let subscriptions = client.subscriptions();
    subscriptions.list("a 1").await.unwrap();
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    for _ in 0..calls {
        assert!(!subscriptions.list("a 1").await.unwrap().data.is_empty());
    }
    println!("{}", ALLOCATIONS.load(Ordering::Relaxed) - before);
}

/// With the time limits of the runtime.
async fn by_hand(port: usize, calls: usize) {
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(60))
        .read_timeout(Duration::from_secs(30))
        .connect_timeout(Duration::from_secs(10))
        .gzip(true)
        .user_agent("by-hand")
        .build()
        .unwrap();
    let base = format!("http://127.0.0.1:{port}");
    list(&client, &base, "a 1").await.unwrap();
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    for _ in 0..calls {
        assert!(!list(&client, &base, "a 1").await.unwrap().data.is_empty());
    }
    println!("{}", ALLOCATIONS.load(Ordering::Relaxed) - before);
}

async fn list(client: &reqwest::Client, base: &str, account: &str) -> reqwest::Result<derives::Page> {
    let account = account.replace(' ', "%20");
    let request = client
        .get(format!("{base}/accounts/{account}/subscriptions"))
        .bearer_auth("token")
        .header(reqwest::header::ACCEPT, "application/json");
    request.send().await?.error_for_status()?.json().await
}

fn serve(items: usize) {
    let item = r#"{"id":"6f1c9a52-7d0e-4f6e-9f43-0b8e1d3c5a77","name":"Vehicle updates","description":"Sent when a vehicle of the fleet changes its state of charge or its location, with a short text that people read.","active":true,"attempts":3,"callback":{"url":"https://example.com/callbacks/vehicles/updates?source=fleet","secret":"c2VjcmV0LXNlY3JldC1zZWNyZXQ="},"tags":["fleet","charge","location","battery"],"limits":{"minute":600,"ratio":0.25}}"#;
    let body = format!(r#"{{"data":[{}]}}"#, vec![item; items].join(","));
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let response: &'static str = response.leak();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("{} {}", listener.local_addr().unwrap().port(), body.len());
    for stream in listener.incoming() {
        let stream = stream.unwrap();
        std::thread::spawn(move || respond(stream, response));
    }
}

fn respond(stream: TcpStream, response: &str) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut writer = stream;
    writer.set_nodelay(true).ok()?;
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            writer.write_all(response.as_bytes()).ok()?;
        }
    }
}
