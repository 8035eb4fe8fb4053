//! Structs.

use crate::api::{Many, Pet};

fn missing_field() -> Many {
    Many {} //~
}

fn wrong_type() -> Pet {
    Pet::new("7", "Rex") //~
}

fn wrong_type_of_a_field(pet: &mut Pet) {
    pet.nick_name = "Rexy"; //~
}

fn near_miss(pet: &Pet) -> Option<&str> {
    pet.nickname.as_deref() //~
}

fn missing_argument() -> Pet {
    Pet::new(7) //~
}

fn no_default() -> Pet {
    Pet {
        id: 7,
        ..Default::default() //~
    }
}
