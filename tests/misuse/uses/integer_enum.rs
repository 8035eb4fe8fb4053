//! Enums of integers.

use crate::api::Level;

fn near_miss() -> Level {
    Level::Hihg //~
}

fn wrong_type() -> Level {
    2 //~
}

fn wrong_arm(level: Level) -> bool {
    match level {
        2 => true, //~
        _ => false,
    }
}

fn missing_arm(level: Level) -> bool {
    match level { //~
        Level::Low => true,
        Level::High => false,
    }
}
