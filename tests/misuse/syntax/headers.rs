//! Tables of headers that are not well-formed.

runtime::response_headers! {
    pub trait NoSuchSpelling {
        optional(exploded = true) x_words "X-Words": Option<Vec<String>>, //~
    }
}

runtime::response_headers! {
    pub trait NoType {
        optional x_total "X-Total", //~
    }
}
