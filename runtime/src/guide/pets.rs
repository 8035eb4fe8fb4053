// The client of the guide's examples, as it would be generated.

pub mod types {
    runtime::object! {
        /// An animal.
        #[non_exhaustive]
        pub struct Pet {
            required id: i64,
            required name: String,
            optional tag: Option<String>,
        }
    }

    runtime::object! {
        /// What changes of a pet.
        pub struct PetPatch: Default {
            optional name: Option<String>,
            optional tag: runtime::Maybe<String>,
        }
    }

    runtime::object! {
        /// What went wrong.
        pub struct Problem {
            required title: String,
        }
    }

    runtime::object! {
        pub struct PetList {
            required pets: Vec<Pet>,
            optional next: Option<String>,
        }
    }
}

pub mod operations {
    use super::types::{Pet, PetList, PetPatch, Problem};

    runtime::operations! {
        pub struct Pets;

        fn get(path id: i64) -> Result<Pet, Problem>
            = "get_pet" "GET" "/pets/{id}" security(&[&[("bearerAuth", &[])]]);

        fn update(path id: i64, json body: &PetPatch) -> Result<Pet, Problem>
            = "update_pet" "PATCH" "/pets/{id}" security(&[&[("bearerAuth", &[])]]);

        fn list() -> ListPets
            = "list_pets" "GET" "/pets" security(&[&[("bearerAuth", &[])]]);
    }

    runtime::call! {
        pub struct ListPets -> Result<PetList, Problem> {
            query page_size: i64,
        }
    }

    runtime::pages! {
        ListPets -> Result<PetList, Problem> {
            next |page| page.next.as_deref(),
            items |page| -> Vec<Pet> { page.pets },
        }
    }
}

/// A client of the pets API.
#[derive(Debug, Clone)]
pub struct Client {
    inner: runtime::Client,
}

#[derive(Debug, Clone)]
pub struct ClientBuilder {
    inner: runtime::ClientBuilder,
}

impl Client {
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            inner: runtime::ClientBuilder::new("https://pets.example/v1"),
        }
    }

    pub fn pets(&self) -> operations::Pets<'_> {
        operations::Pets::new(&self.inner)
    }
}

runtime::client_builder! { ClientBuilder => Client }

impl ClientBuilder {
    pub fn bearer_auth(mut self, token: impl Into<runtime::Secret>) -> Self {
        self.inner.bearer("bearerAuth", token.into());
        self
    }
}

pub use runtime::Error;
