//! Tables of operations and calls that are not well-formed.

runtime::call_type! {
    pub struct Call;
}

mod operations {
    mod all {
        runtime::operations! {
            pub struct NoResult;

            fn get(path id: i64) -> (i64, i64) //~
                = "get" "GET" "/{id}";
        }

        runtime::operations! {
            pub struct SchemeWithoutQuotes;

            fn get(path id: i64) -> Call<i64, i64>
                = "get" "GET" "/{id}" security(bearer); //~
        }

        runtime::call! {
            pub struct NoSuchStyle {
                query(style = from) names: &[String], //~
            }
        }

        runtime::call! {
            pub struct NoType {
                query names, //~
            }
        }
    }
}
