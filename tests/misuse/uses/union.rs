//! Enums of types, with a tag and without.

use crate::api::{Pet, Shaped, Tagged};

fn near_miss(pet: Pet) -> Tagged {
    Tagged::Pets(pet) //~
}

fn wrong_type() -> Shaped {
    Shaped::One(1) //~
}

fn wrong_conversion() -> Shaped {
    1.into() //~
}

fn wrong_arm(tagged: &Tagged) -> i64 {
    match tagged {
        Tagged::Pet { id, .. } => *id, //~
        _ => 0,
    }
}

fn missing_arm(shaped: Shaped) -> usize {
    match shaped { //~
        Shaped::Many(texts) => texts.len(),
        Shaped::One(_) => 1,
    }
}
