//! Any text in, files out: nothing panics, everything written is Rust, nothing is written but what
//! the generator writes, and the same text gives the same files.
//!
//! Run with `cargo +nightly fuzz run generate`; CONTRIBUTING.md says more.

#![no_main]

mod mutation;
mod output;

use codegen::document::{Files, Input};
use codegen::package::{Package, Runtime};
use codegen::settings::Settings;
use codegen::{Generated, Layout, generate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let first = run(&text);
    output::check(&first);
    let second = run(&text);
    assert_eq!(first.files, second.files, "files differ between two runs");
    assert_eq!(first.render(), second.render(), "reports differ");
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::mutate(data, size, max_size, seed)
});

fn run(text: &str) -> Generated {
    let input = Input {
        files: &Itself(text),
        ..Input::new("fuzz.yaml", text)
    };
    let package = Package {
        name: "fuzz".to_owned(),
        runtime: Runtime::Version("1".to_owned()),
        detached: true,
    };
    generate(&input, &Settings::default(), &Layout::Crate(package))
}

/// Every other file has the same text, so that references between files lead in circles.
struct Itself<'a>(&'a str);

impl Files for Itself<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        if path.len() < 20 {
            Ok(self.0.to_owned())
        } else {
            Err("no such file".to_owned())
        }
    }
}
