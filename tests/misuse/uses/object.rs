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

fn a_setter_takes_no_other_type(pet: Pet) -> Pet {
    pet.nick_name(7) //~
}

fn a_setter_has_the_name_of_its_member(pet: Pet) -> Pet {
    pet.nickname("Rex") //~
}

fn a_member_that_is_required_has_no_setter(pet: Pet) -> Pet {
    pet.name("Rex") //~
}
