//! The same types with serde's derives, made from a generated crate, as the reference.
//!
//! Each table becomes a type with the derives and attributes that a person would write. Where serde
//! has no equivalent (an enum of integers), it becomes what is cheapest for serde, so that the
//! reference is never too slow.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Item;

/// Turns a file of types into one with derives.
///
/// # Errors
/// A text that is not Rust.
pub fn derive(source: &str) -> syn::Result<String> {
    let file = syn::parse_file(source)?;
    let items = file.items.iter().filter_map(|item| match item {
        Item::Macro(call) if call.mac.path.segments.last()?.ident == "modules" => {
            Some(modules(&call.mac.tokens))
        }
        Item::Macro(_) => table(item).map(|table| table.derived()),
        Item::Impl(_) => None,
        other => Some(other.to_token_stream()),
    });
    Ok(items.map(|item| item.to_string() + "\n").collect())
}

/// `pet: Pet, PetKind;` as the declaration of the file and the exports of its types, whatever
/// feature they are behind.
fn modules(rows: &TokenStream) -> TokenStream {
    let rows: Vec<TokenTree> = rows.clone().into_iter().collect();
    let rows = rows.split(|token| is_punct(token, ';'));
    let modules = rows.filter_map(|row| match row {
        [TokenTree::Ident(module), colon, names @ ..] if is_punct(colon, ':') => {
            let names = names.iter();
            Some(quote!(mod #module; pub use #module::{#(#names)*};))
        }
        _ => None,
    });
    modules.collect()
}

/// A type, taken apart.
struct Table {
    /// Name of the macro.
    kind: String,
    name: Ident,
    /// Wire name of the discriminator.
    tag: Option<String>,
    rows: Vec<Row>,
    /// The variant for all other values.
    unknown: Option<Ident>,
}

/// A field or variant.
struct Row {
    /// `required`, `optional` or `rest`.
    presence: Option<Ident>,
    name: Ident,
    strings: Vec<String>,
    /// Of a field, or in parentheses of a variant.
    ty: TokenStream,
}

fn table(item: &Item) -> Option<Table> {
    let Item::Macro(item) = item else { return None };
    let kind = item.mac.path.segments.last()?.ident.to_string();
    let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    let mut head = tokens.iter().skip_while(|token| !is_declaration(token));
    let name = ident(head.nth(1)?)?;
    let tag = tokens.iter().find_map(string);
    let rows = tokens.iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    })?;
    let rows = split(rows);
    let rows = rows.iter().filter_map(|row| self::row(&kind, row));
    Some(Table {
        rows: rows.collect(),
        unknown: tokens.last().and_then(ident),
        kind,
        name,
        tag,
    })
}

fn is_declaration(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "struct" || word == "enum")
}

fn ident(token: &TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident.clone()),
        _ => None,
    }
}

fn is_punct(token: &TokenTree, expected: char) -> bool {
    matches!(token, TokenTree::Punct(one) if one.as_char() == expected)
}

fn split(rows: TokenStream) -> Vec<Vec<TokenTree>> {
    let tokens: Vec<TokenTree> = rows.into_iter().collect();
    tokens
        .split(|token| is_punct(token, ','))
        .filter(|row| !row.is_empty())
        .map(without_docs)
        .collect()
}

fn without_docs(mut row: &[TokenTree]) -> Vec<TokenTree> {
    while let [first, _, rest @ ..] = row
        && is_punct(first, '#')
    {
        row = rest;
    }
    row.to_vec()
}

fn row(kind: &str, tokens: &[TokenTree]) -> Option<Row> {
    let strings = tokens.iter().filter_map(string).collect();
    let mut tokens = tokens.iter();
    let presence = match kind {
        "object" => tokens.next().and_then(ident),
        _ => None,
    };
    let name = ident(tokens.next()?)?;
    let ty = match presence {
        Some(_) => tokens
            .skip_while(|token| !is_punct(token, ':'))
            .skip(1)
            .cloned()
            .collect(),
        None => tokens.next().map(ToTokens::to_token_stream)?,
    };
    Some(Row {
        presence,
        name,
        strings,
        ty,
    })
}

fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    let text: syn::LitStr = syn::parse_str(&literal.to_string()).ok()?;
    Some(text.value())
}

fn derives() -> TokenStream {
    quote!(#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)])
}

impl Table {
    fn derived(&self) -> TokenStream {
        let name = &self.name;
        match self.kind.as_str() {
            "object" => self.struct_(),
            "integer_enum" => quote!(pub type #name = i64;),
            "json_enum" => quote!(pub type #name = serde_json::Value;),
            "string_enum" => self.strings(),
            _ => self.union(),
        }
    }

    fn struct_(&self) -> TokenStream {
        let (name, derives) = (&self.name, derives());
        let fields = self.rows.iter().map(|row| {
            let (attribute, ident, ty) = (attribute(row), &row.name, &row.ty);
            quote!(#attribute pub #ident: #ty,)
        });
        quote!(#derives pub struct #name { #(#fields)* })
    }

    fn strings(&self) -> TokenStream {
        let (name, derives, unknown) = (&self.name, derives(), &self.unknown);
        let variants = self.rows.iter().map(|row| {
            let (ident, wire) = (&row.name, row.strings.first());
            quote!(#[serde(rename = #wire)] #ident,)
        });
        quote!(#derives pub enum #name { #(#variants)* #[serde(untagged)] #unknown(String), })
    }

    fn union(&self) -> TokenStream {
        let (name, derives, unknown) = (&self.name, derives(), &self.unknown);
        let (representation, untagged) = match &self.tag {
            Some(tag) => (
                quote!(#[serde(tag = #tag)]),
                Some(quote!(#[serde(untagged)])),
            ),
            None => (quote!(#[serde(untagged)]), None),
        };
        let variants = self.rows.iter().map(|row| {
            let (ident, ty) = (&row.name, &row.ty);
            match (&self.tag, row.strings.as_slice()) {
                (Some(_), [wire, aliases @ ..]) => {
                    quote!(#[serde(rename = #wire #(, alias = #aliases)*)] #ident #ty,)
                }
                _ => quote!(#untagged #ident #ty,),
            }
        });
        quote! {
            #derives
            #representation
            pub enum #name { #(#variants)* #untagged #unknown(runtime::Json), }
        }
    }
}

fn attribute(row: &Row) -> TokenStream {
    let wire = row.strings.first().cloned();
    let wire = wire.unwrap_or_else(|| row.name.to_string());
    match &row.presence {
        Some(presence) if presence == "rest" => quote!(#[serde(flatten)]),
        Some(presence) if presence == "optional" => {
            quote!(#[serde(rename = #wire, default, skip_serializing_if = "Option::is_none")])
        }
        _ => quote!(#[serde(rename = #wire)]),
    }
}

/// Replaces the crate `runtime` below the derived types: the types of well-known libraries, all
/// with serde.
pub fn support() -> String {
    let map = format_ident!("Map");
    let items = quote! {
        pub use serde_json::{self, Value};
        pub use uuid::Uuid;
        pub type Object = serde_json::Map<String, Value>;
        pub type Json = Value;
        pub type #map<T> = indexmap::IndexMap<String, T>;
        pub type Maybe<T> = Option<T>;
        pub type DateTime = chrono::DateTime<chrono::FixedOffset>;
        pub type Date = chrono::NaiveDate;
        pub type Time = String;
        pub type Duration = String;
        pub type Ipv4 = std::net::Ipv4Addr;
        pub type Ipv6 = std::net::Ipv6Addr;
        pub type Base64 = String;
        pub type Secret = String;
        pub type Text = String;
        pub type Decimal = serde_json::Number;
        pub type BigInteger = serde_json::Number;
        pub type Bytes = Vec<u8>;
        pub type File = Vec<u8>;
    };
    items.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezed(text: &str) -> String {
        text.split_whitespace().collect()
    }

    fn derived(source: &str) -> String {
        squeezed(&derive(source).expect("Rust"))
    }

    #[test]
    fn a_table_becomes_attributes() {
        let derived = derived(
            r#"runtime::object! {
                /// One.
                pub struct Pet: Eq {
                    /// What it is.
                    required type_ "type": String,
                    optional owner: Option<Owner>,
                    rest rest: runtime::Map<String>,
                }
            }
            impl Pet { pub fn new() -> Self { todo!() } }"#,
        );
        let expected = r#"#[serde(rename = "type")] pub type_: String,
            #[serde(rename = "owner", default, skip_serializing_if = "Option::is_none")] pub owner: Option<Owner>,
            #[serde(flatten)] pub rest: runtime::Map<String>, }"#;
        assert!(derived.ends_with(&squeezed(expected)), "{derived}");
        assert!(
            derived.contains("serde::Deserialize)]pubstructPet"),
            "{derived}"
        );
    }

    #[test]
    fn files_behind_features_are_there() {
        let derived = derived(
            r#"#[cfg(feature = "pets")]
            runtime::modules! { pet: Pet, PetKind; toy: Toy; }"#,
        );
        let expected = "mod pet; pub use pet::{Pet, PetKind}; mod toy; pub use toy::{Toy};";
        assert_eq!(derived, squeezed(expected));
    }

    #[test]
    fn enums_keep_what_they_do_not_know() {
        let derived = derived(
            r#"runtime::string_enum! { pub enum Size { Small "small", } else Other }
            runtime::integer_enum! { pub enum Level { One 1, } else Other }"#,
        );
        let expected = r#"pub enum Size { #[serde(rename = "small")] Small, #[serde(untagged)] Other(String), }"#;
        assert!(derived.contains(&squeezed(expected)), "{derived}");
        assert!(derived.ends_with("pubtypeLevel=i64;"), "{derived}");
    }

    #[test]
    fn unions_are_tagged_where_there_is_a_tag() {
        let derived = derived(
            r#"runtime::union! {
                pub enum Pet: From on "kind" {
                    Cat(Cat) "cat" | "kitty",
                    Dog(Box<Dog>) "dog",
                } else Other
            }
            runtime::union! { pub enum Any { Text(String) string, } else Other }"#,
        );
        let expected = r#"#[serde(tag = "kind")] pub enum Pet {
            #[serde(rename = "cat", alias = "kitty")] Cat(Cat), #[serde(rename = "dog")] Dog(Box<Dog>),
            #[serde(untagged)] Other(runtime::Json), }"#;
        assert!(derived.contains(&squeezed(expected)), "{derived}");
        assert!(
            derived.contains("#[serde(untagged)]pubenumAny{Text(String),"),
            "{derived}"
        );
    }
}
