//! Tables of operations and calls with a name that does not exist.

runtime::operations! {
    pub struct NoSuchPlace;

    fn get(pth id: i64) -> Result<i64, i64> //~
        = "get" "GET" "/{id}";
}

runtime::operations! {
    pub struct NoSuchSetting;

    fn get(path id: i64) -> Result<i64, i64>
        = "get" "GET" "/{id}" acept("application/json"); //~
}

runtime::call! {
    pub struct NoSuchFact -> Result<i64, i64> {
        query(stile = form) names: &[String], //~
    }
}

runtime::call! { //~
    pub struct NotEncoded -> Result<i64, i64> {
        query since: std::time::Instant,
    }
}
