//! Tables of types with a name that does not exist.

runtime::object! {
    pub struct NoSuchKind {
        optionl id: Option<i64>, //~
    }
}

runtime::union! {
    pub enum NoSuchFlag on "kind" {
        Text(String) defalt "text", //~
    } else Unrecognized
}

runtime::union! {
    pub enum NoSuchType {
        Text(String) text, //~
    } else Unrecognized
}

runtime::object! {
    pub struct NoSuchTrait: Hsh { //~
        required id: i64,
    }
}

runtime::union! {
    pub enum NoTraitOfUnions: Ord { //~
        Text(String) string,
    } else Unrecognized
}
