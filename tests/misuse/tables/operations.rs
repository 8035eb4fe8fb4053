//! Tables of operations and calls with a name that does not exist.

runtime::call_type! {
    pub struct Call;
}

mod operations {
    mod all {
        runtime::operations! {
            pub struct NoSuchPlace;

            fn get(pth id: i64) -> Call<i64, i64> //~
                = "get" "GET" "/{id}";
        }

        runtime::operations! {
            pub struct NoSuchSetting;

            fn get(path id: i64) -> Call<i64, i64>
                = "get" "GET" "/{id}" acept("application/json"); //~
        }

        runtime::call! {
            pub struct NoSuchFact {
                query(stile = form) names: &[String], //~
            }
        }

        runtime::call! { //~
            pub struct NotEncoded {
                query since: std::time::Instant,
            }
        }
    }
}
