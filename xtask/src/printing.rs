//! `println!` and its like for the commands here. They replace those of the standard library, which
//! panic when a reader such as `head` has closed the pipe.

use std::fmt;
use std::io::{ErrorKind, Result, Write, stderr, stdout};
use std::process;

macro_rules! print {
    ($($text:tt)*) => { $crate::printing::to_stdout(format_args!($($text)*)) };
}
macro_rules! println {
    ($($text:tt)*) => { $crate::printing::to_stdout(format_args!("{}\n", format_args!($($text)*))) };
}
macro_rules! eprint {
    ($($text:tt)*) => { $crate::printing::to_stderr(format_args!($($text)*)) };
}
macro_rules! eprintln {
    ($($text:tt)*) => { $crate::printing::to_stderr(format_args!("{}\n", format_args!($($text)*))) };
}

pub fn to_stdout(text: fmt::Arguments<'_>) {
    if let Err(cause) = write(&mut stdout().lock(), text) {
        to_stderr(format_args!("error: cannot write the output: {cause}\n"));
        process::exit(2);
    }
}

/// There is nowhere left to report an error.
pub fn to_stderr(text: fmt::Arguments<'_>) {
    let _ = write(&mut stderr().lock(), text);
}

/// Text for a closed pipe is dropped, and the command goes on.
fn write(out: &mut impl Write, text: fmt::Arguments<'_>) -> Result<()> {
    match out.write_fmt(text).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Refuses(ErrorKind);

    impl Write for Refuses {
        fn write(&mut self, _: &[u8]) -> Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    #[test]
    fn only_a_closed_pipe_is_no_error() {
        let mut closed = Refuses(ErrorKind::BrokenPipe);
        assert!(write(&mut closed, format_args!("text")).is_ok());
        let mut full = Refuses(ErrorKind::StorageFull);
        assert!(write(&mut full, format_args!("text")).is_err());
    }
}
