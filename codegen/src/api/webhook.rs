//! Webhooks as events that a receiver tells apart.

/// The webhooks of a description. Callbacks are none: an operation names where they arrive.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Webhooks {
    pub told_apart: ToldApart,
    /// In the document's order.
    pub events: Vec<Webhook>,
}

/// Where a request says which of the webhooks it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ToldApart {
    /// The description does not say it: the receiver knows.
    #[default]
    Name,
    /// There is only one.
    Only,
    /// In a header, and in members of the body where a value of it means several webhooks.
    Header(String),
    /// In a member of the body.
    Member(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// The index of its message.
    pub message: usize,
    /// The key in the document, after the method where the key has several.
    pub name: String,
    /// Headers that have a text in the description: constants, else examples.
    pub headers: Vec<HeaderTexts>,
    /// The texts of the header that tells webhooks apart.
    pub values: Vec<String>,
    /// Members of the body and the constants that tell this webhook apart, as compact JSON.
    pub constants: Vec<(String, Vec<String>)>,
}

/// What the description says a header may be.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderTexts {
    pub name: String,
    pub texts: Vec<String>,
    /// They are examples, no constants.
    pub are_examples: bool,
}
