//! The only place with a file system.

fn main() {}
