//! Tables of headers with a name that does not exist, and with types that cannot be read.

runtime::response_headers! { //~
    pub trait NoSuchPresence {
        always x_total "X-Total": i64,
    }
}

runtime::response_headers! { //~
    pub trait NotRead {
        required x_since "X-Since": std::time::Instant,
    }
}

runtime::response_headers! { //~
    pub trait NotOptional {
        optional x_total "X-Total": i64,
    }
}
