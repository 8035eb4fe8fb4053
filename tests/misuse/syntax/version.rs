//! Code that was generated for another version.

runtime::contract! { 0 } //~
