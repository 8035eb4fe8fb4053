//! Checks by programs of other projects: a mock server that checks requests against the
//! description, and a certified OAuth2 server, which run on node (`npm ci` in this folder gets
//! them); a library that checks requests and responses, which runs on Python (`openapi-core.sh`).

mod kitchen_sink;
mod oauth;
mod openapi_core;
mod prism;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running program. It ends when this is dropped.
struct Judge {
    process: Child,
    url: String,
}

impl Judge {
    /// Starts a script of this folder on node and waits until it listens.
    fn start(script: &str, arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("judges");
        assert!(
            folder.join("node_modules").exists(),
            "run `npm ci` in tests/judges first"
        );
        Self::run("node", &[&[script], arguments].concat())
    }

    /// Starts a program in this folder and waits until it listens.
    fn run(program: &str, arguments: &[&str]) -> Self {
        let mut process = Command::new(program)
            .args(arguments)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("judges"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be started");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let url = lines
            .find_map(|line| line.ok()?.strip_prefix("listening ").map(str::to_owned))
            .expect("the judge listens");
        Self { process, url }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
