//! Tables of operations and calls that are not well-formed.

runtime::operations! {
    pub struct NoResult;

    fn get(path id: i64) -> (i64, i64) //~
        = "get" "GET" "/{id}";
}

runtime::call! {
    pub struct NoSuchStyle -> Result<i64, i64> {
        query(style = from) names: &[String], //~
    }
}

runtime::call! {
    pub struct NoType -> Result<i64, i64> {
        query names, //~
    }
}
