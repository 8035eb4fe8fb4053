//! The rules: what each kind of change is called, how it changes the set of values that may be sent,
//! and what it means for callers. The one table of verdicts for the wire.

use super::change::{Directions, Verdict};

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    pub name: &'static str,
    pub shift: Shift,
    /// What a caller of the old version meets, where the change is in something that is sent.
    pub sent: &'static str,
    /// The same, where it is in something that is received.
    pub received: &'static str,
}

/// How a change alters what may be sent in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Words for people only.
    Documentation,
    /// Everything that was sent is understood as before.
    Same,
    /// More may be sent. What reads it may not know all of it.
    Wider,
    /// More may be sent, but clients of the old version keep it as something that they do not
    /// recognize, or do not look at it.
    WiderTolerated,
    /// Less may be sent: what was sent may be refused.
    Narrower,
    /// Something else may be sent.
    Other,
    /// Something else may be sent, and clients of the old version do not look at it.
    OtherTolerated,
    /// Callers of the old version fail, whatever they send.
    Broken,
}

impl Shift {
    /// The verdict for the wire, and whether old clients may receive what they do not recognize.
    pub fn judge(self, directions: Directions) -> (Verdict, bool) {
        let breaking = |is_breaking: bool| match is_breaking {
            true => Verdict::Breaking,
            false => Verdict::Compatible,
        };
        let Directions { sent, received } = directions;
        match self {
            Self::Documentation => (Verdict::Documentation, false),
            Self::Same => (Verdict::Compatible, false),
            Self::Wider => (breaking(received), false),
            Self::WiderTolerated => (Verdict::Compatible, received),
            Self::Narrower => (breaking(sent), false),
            Self::Other => (breaking(sent || received), false),
            Self::OtherTolerated => (breaking(sent), received && !sent),
            Self::Broken => (Verdict::Breaking, false),
        }
    }
}

macro_rules! rules {
    ($($ident:ident $shift:ident $name:literal: $sent:literal, $received:literal;)*) => {
        $(pub(super) static $ident: Rule = Rule {
            name: $name,
            shift: Shift::$shift,
            sent: $sent,
            received: $received,
        };)*

        /// All rules, by what they are about.
        pub static ALL: &[&Rule] = &[$(&$ident),*];
    };
}

rules! {
    OPERATION_REMOVED Broken "operation-removed": "the server does not offer it any more", "";
    OPERATION_ADDED Same "operation-added": "something new to call", "";
    OPERATION_MOVED Broken "operation-moved": "callers have to send it to another path", "";
    OPERATION_LEFT_OUT Broken "operation-left-out": "no code is generated for it any more", "";
    DEPRECATED Documentation "deprecated": "callers should look for something else", "";
    NOT_DEPRECATED Documentation "not-deprecated": "it can be used again", "";
    TEXTS Documentation "texts-changed": "words for people changed", "";

    MESSAGE_REMOVED Broken "message-removed": "", "the server does not send it any more";
    MESSAGE_ADDED Same "message-added": "", "the server may send something new";

    PARAMETER_REMOVED Broken "parameter-removed": "the server ignores or refuses it", "";
    PARAMETER_ADDED Same "parameter-added": "something more can be sent", "";
    REQUIRED_PARAMETER_ADDED Narrower "required-parameter-added": "requests without it are refused", "";
    PARAMETER_REQUIRED Narrower "parameter-required": "requests without it are refused", "";
    PARAMETER_OPTIONAL Same "parameter-optional": "it need not be sent any more", "";
    PARAMETER_STYLE Other "parameter-style-changed": "the server expects it in another spelling", "";
    PATH_PARAMETER_RENAMED Same "path-parameter-renamed": "requests stay the same", "";

    BODY_REMOVED Broken "body-removed": "the server ignores or refuses the body", "";
    BODY_ADDED Same "body-added": "a body can be sent", "";
    REQUIRED_BODY_ADDED Narrower "required-body-added": "requests without a body are refused", "";
    BODY_REQUIRED Narrower "body-required": "requests without a body are refused", "";
    BODY_OPTIONAL Same "body-optional": "the body need not be sent any more", "";
    MEDIA_TYPE_REMOVED Broken "media-type-removed":
        "bodies of this media type are refused", "the server does not send this media type any more";
    MEDIA_TYPE_ADDED Same "media-type-added":
        "another media type can be sent", "another media type can be asked for";
    ENCODING Other "encoding-changed": "the server expects another encoding", "the server sends another encoding";

    SUCCESS_REMOVED Broken "success-removed": "", "the server does not send this success any more";
    SUCCESS_ADDED WiderTolerated "success-added": "", "the server may send a success that old clients do not know";
    ERROR_REMOVED Same "error-removed": "", "the server does not send this error any more";
    ERROR_ADDED Same "error-added": "", "one more error is described";
    RESPONSE_BODY_REMOVED Broken "response-body-removed": "", "the server sends no body any more";
    RESPONSE_BODY_ADDED Same "response-body-added": "", "the response has a body now";
    HEADER_REMOVED Same "header-removed": "", "the header may be missing, as it always could";
    REQUIRED_HEADER_REMOVED Broken "required-header-removed": "", "callers that read the header find none";
    HEADER_ADDED Same "header-added": "", "one more header can be read";
    HEADER_REQUIRED Same "header-required": "", "the header is always there";
    HEADER_OPTIONAL Wider "header-optional": "", "the header may be missing";

    SECURITY_TIGHTENED Broken "security-tightened": "credentials that were enough are refused", "";
    SECURITY_LOOSENED Same "security-loosened": "there is another way to authenticate, or none is needed", "";
    SCHEME_REMOVED Broken "scheme-removed": "the server does not know this kind of credential any more", "";
    SCHEME_ADDED Same "scheme-added": "another kind of credential", "";
    SCHEME_CHANGED Broken "scheme-changed": "credentials are sent in another way", "";
    SCOPES Documentation "scopes-changed": "the list of scopes changed", "";

    SERVER_REMOVED Broken "server-removed": "callers of this URL may not reach the API", "";
    SERVER_ADDED Same "server-added": "another URL", "";
    SERVER_DEFAULT Same "default-server-changed": "new clients call another URL unless they are told one", "";
    PAGES Same "pages-changed": "the items of all pages are found in another way", "";

    TYPE_REMOVED Same "type-removed": "nothing that is sent has this type", "nothing that is received has this type";
    TYPE_ADDED Same "type-added": "a new type", "a new type";
    TYPE_RENAMED Same "type-renamed": "values stay the same", "values stay the same";
    TYPE_CHANGED Other "type-changed": "old values are refused", "old clients cannot read it";
    TYPE_WIDENED Wider "type-widened": "more values are taken", "old clients cannot read all of it";
    TYPE_NARROWED Narrower "type-narrowed": "some values are refused", "fewer values are sent";
    FORMAT_CHANGED Other "format-changed": "old values are refused", "old clients cannot read it";
    FORMAT_WIDENED Wider "format-widened": "more values are taken", "old clients cannot read all of it";
    FORMAT_UNREAD WiderTolerated "format-dropped": "more values are taken", "values may look different";
    FORMAT_NARROWED Narrower "format-narrowed": "some values are refused", "fewer values are sent";
    FORMAT_SAME Same "format-renamed": "values stay the same", "values stay the same";
    NULL_ADDED Wider "null-allowed": "it may be null", "it may be null, which old clients cannot read";
    NULL_AS_ABSENT WiderTolerated "null-for-optional": "it may be null", "it may be null, which old clients read as absent";
    NULL_REMOVED Narrower "null-refused": "null is refused", "it is never null any more";
    TUPLE_CHANGED Other "tuple-changed": "old values are refused", "old clients cannot read it";

    MEMBER_REMOVED Broken "member-removed": "the server ignores or refuses it", "old clients that read it find nothing";
    MEMBER_GONE Same "optional-member-removed": "", "it is absent from now on, as it always could be";
    MEMBER_ADDED Same "member-added": "something more can be sent", "old clients ignore it";
    REQUIRED_MEMBER_ADDED Narrower "required-member-added": "requests without it are refused", "old clients ignore it";
    MEMBER_REQUIRED Narrower "member-required": "requests without it are refused", "it is always there";
    MEMBER_OPTIONAL Wider "member-optional": "it need not be sent any more", "it may be missing, which old clients cannot read";
    OTHERS_REFUSED Narrower "other-members-refused": "members that are not declared are refused", "nothing else is sent";
    OTHERS_ALLOWED WiderTolerated "other-members-allowed": "more members are taken", "old clients ignore what they do not know";
    OTHERS_TYPED Narrower "other-members-typed": "other members need a type", "other members have a type";
    OTHERS_UNTYPED Wider "other-members-untyped": "other members may be anything", "old clients cannot read all of them";

    VALUE_REMOVED Narrower "value-removed": "this value is refused", "this value is not sent any more";
    VALUE_ADDED WiderTolerated "value-added": "one more value is taken", "the server may send a value that old clients read as unrecognized";
    ENUM_OPENED WiderTolerated "enumeration-opened": "any value is taken", "the server may send values that old clients read as unrecognized";
    ENUM_CLOSED Narrower "enumeration-closed": "other values are refused", "fewer values are sent";
    VARIANT_REMOVED Narrower "variant-removed": "such values are refused", "such values are not sent any more";
    VARIANT_ADDED WiderTolerated "variant-added": "one more kind of value is taken", "the server may send what old clients read as unrecognized";
    TAGS_CHANGED Other "tags-changed": "values with the old tags are refused", "old clients may not recognize the new tags";
    VARIANTS_EXCLUSIVE Narrower "variants-exclusive": "a value may fit one variant only", "a value fits one variant only";
    VARIANTS_JOINED Wider "variants-joined": "a value may fit several variants", "a value may fit several variants";

    LIMIT_TIGHTENED Narrower "limit-tightened": "values beyond it are refused", "fewer values are sent";
    LIMIT_LOOSENED WiderTolerated "limit-loosened": "more values are taken", "values may be beyond the old limit";
    LIMIT_CHANGED OtherTolerated "limit-changed": "values that fit the old limit may be refused", "values may be beyond the old limit";
    DEFAULT_CHANGED Same "default-changed": "requests without it mean something else", "where it is absent, it means something else";

    RUST_RENAMED Documentation "rust-renamed": "the name in Rust changed", "the name in Rust changed";
    RUST_CHANGED Documentation "rust-changed": "the type in Rust changed", "the type in Rust changed";
    RUST_REMOVED Documentation "rust-removed": "it is not there in Rust any more", "it is not there in Rust any more";
    RUST_ADDED Documentation "rust-added": "something new in Rust", "something new in Rust";
    TRAITS_LOST Documentation "traits-lost": "values cannot be compared, hashed or made as before", "values cannot be compared, hashed or made as before";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_rule_says_what_it_means() {
        let mut names: Vec<_> = ALL.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
        for rule in ALL {
            assert!(
                !(rule.sent.is_empty() && rule.received.is_empty()),
                "{}",
                rule.name
            );
        }
    }
}
