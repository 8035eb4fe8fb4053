//! Enums of strings.

use crate::api::Mode;

fn near_miss() -> Mode {
    Mode::Lives //~
}

fn wrong_type() -> Mode {
    "live" //~
}

fn wrong_arm(mode: &Mode) -> bool {
    match mode {
        "live" => true, //~
        _ => false,
    }
}

fn missing_arm(mode: &Mode) -> bool {
    match mode { //~
        Mode::Live => true,
        Mode::Test => false,
    }
}
