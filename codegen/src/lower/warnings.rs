//! Warnings of this stage. They are kept until its end, because it otherwise only reads.

use std::cell::RefCell;

use crate::diagnostics::{Diagnostics, Place};

#[derive(Debug, Default)]
pub(super) struct Warnings(RefCell<Vec<Warning>>);

#[derive(Debug)]
struct Warning {
    kind: &'static str,
    pointer: String,
    message: String,
    instead: &'static str,
}

impl Warnings {
    pub(super) fn warn(
        &self,
        kind: &'static str,
        pointer: &str,
        message: impl Into<String>,
        instead: &'static str,
    ) {
        self.0.borrow_mut().push(Warning {
            kind,
            pointer: pointer.to_owned(),
            message: message.into(),
            instead,
        });
    }

    /// Reports the same problem of many places once, at the first of them.
    pub(super) fn warn_once(
        &self,
        kind: &'static str,
        pointer: &str,
        message: String,
        instead: &'static str,
    ) {
        let is_known = |one: &Warning| one.kind == kind && one.message == message;
        if !self.0.borrow().iter().any(is_known) {
            self.warn(kind, pointer, message, instead);
        }
    }

    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        for warning in self.0.into_inner() {
            diagnostics
                .warn(
                    warning.kind,
                    Place::Pointer(warning.pointer),
                    warning.message,
                )
                .instead(warning.instead);
        }
    }
}
