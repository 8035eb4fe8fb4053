//! Tables of types that are not well-formed.

runtime::object! {
    pub struct NoType {
        required id, //~
    }
}

runtime::string_enum! {
    pub enum NoWireName {
        Live, //~
    } else Unrecognized
}

runtime::integer_enum! {
    pub enum NoCatchAll {
        Low 1,
    } //~
}

runtime::by_status! {
    pub enum NoStatus {
        Default(String), //~
    }
}
