//! Enums of other constants.

use crate::api::Odd;

fn near_miss() -> Odd {
    Odd::Half05 //~
}

fn wrong_type() -> Odd {
    0.5 //~
}

fn wrong_arm(odd: &Odd) -> bool {
    match odd {
        true => true, //~
        _ => false,
    }
}

fn missing_arm(odd: &Odd) -> bool {
    match odd { //~
        Odd::Yes => true,
        Odd::Unrecognized(_) => false,
    }
}
