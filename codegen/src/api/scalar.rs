//! Strings, numbers and booleans by their formats.

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar {
    Boolean,
    Integer(IntegerFormat, Bounds),
    Number(NumberFormat),
    String(StringFormat),
    /// A number that may also be written as a string.
    NumberOrText(Numeric),
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Numeric {
    Integer(IntegerFormat, Bounds),
    Number(NumberFormat),
}

/// Inclusive bounds of an integer, where the document has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    pub minimum: Option<i128>,
    pub maximum: Option<i128>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntegerFormat {
    Unspecified,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    /// An integer wider than 64 bits that the document names (`int128`, `bigint`).
    Big,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    Unspecified,
    Float,
    Double,
    /// `decimal` and similar formats: all digits must be kept.
    Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StringFormat {
    /// No format, or one that has no type of its own.
    Plain,
    DateTime,
    Date,
    Time,
    Duration,
    Uuid,
    /// Base64 in JSON.
    Byte,
    /// Base64 in the alphabet for URLs and file names.
    ByteUrl,
    /// A number written as a string.
    Int64,
    UInt64,
    Decimal,
    Double,
    /// Raw bytes: a body or a part of one, never JSON.
    Binary,
    /// Raw bytes in a place where they become a part of a multipart body.
    File,
    Uri,
    Ipv4,
    Ipv6,
    /// Never shown in `Debug`.
    Password,
}
