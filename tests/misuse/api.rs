//! Tables of every kind, as they are generated.

runtime::object! {
    /// An animal.
    pub struct Pet: Set {
        required id: i64,
        required name: String,
        optional nick_name "nickName": Option<String>,
        rest extra: runtime::Map<runtime::Value>,
    }
}

impl Pet {
    /// Takes the required members; the others are absent.
    pub fn new(id: i64, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            ..runtime::vacant()
        }
    }
}

runtime::string_enum! {
    pub enum Mode {
        Live "live",
        Test "test",
    } else Unrecognized
}

runtime::integer_enum! {
    pub enum Level {
        Low 1,
        High 2,
    } else Unrecognized
}

runtime::json_enum! {
    pub enum Odd {
        Yes "true",
        Half "0.5",
    } else Unrecognized
}

runtime::union! {
    pub enum Tagged: From on "kind" {
        Pet(Pet) "pet",
        Many(Box<Many>) "many",
    } else Unrecognized
}

runtime::object! {
    pub struct Many {
        required pets: Vec<Pet>,
    }
}

runtime::union! {
    pub enum Shaped: From {
        Many(Vec<String>) array,
        One(String) string,
    } else Unrecognized
}

runtime::by_status! {
    pub enum PetError {
        Status404(Many) "404",
        Default(runtime::Text) "default",
    }
}

runtime::call_type! {
    pub struct Call;
}

pub mod operations {
    pub mod pets {
        use crate::api::{Many, Mode, Pet, PetError};

        runtime::operations! {
            /// Everything about pets.
            pub struct Pets;

            /// One pet.
            fn get(path id: i64, query mode: Mode) -> Call<Pet, PetError>
                = "get_pet" "GET" "/pets/{id}" accept("application/json");

            /// A new pet.
            fn add(json body: &Pet) -> Call<(), PetError>
                = "add_pet" "POST" "/pets" accept("application/json");

            /// All pets.
            fn list() -> Call<Many, PetError, ListPets>
                = "list_pets" "GET" "/pets" accept("application/json");
        }

        runtime::call! {
            /// Calls of [`Pets::list`].
            pub struct ListPets {
                query page_size "page[size]": i64,
                query modes: &[Mode],
            }
        }
    }
}

#[derive(Debug, Clone)]
pub struct Client {
    inner: runtime::Client,
}

#[derive(Debug, Clone)]
pub struct ClientBuilder {
    inner: runtime::ClientBuilder,
}

impl Client {
    pub fn pets(&self) -> operations::pets::Pets<'_> {
        operations::pets::Pets::new(&self.inner)
    }
}

runtime::client_builder! { ClientBuilder => Client => Call }
