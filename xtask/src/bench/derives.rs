//! The same types with serde's derives, made from a generated crate: the yardstick.
//!
//! Structs and enums stay as they are; each wire table becomes the derives and attributes that a
//! person would write for it. Where serde has no such thing (an enum of integers) it becomes what
//! costs serde least, so that the yardstick is never too long.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Item, ItemEnum, ItemStruct};

/// Makes a file of types into one with derives.
///
/// # Errors
/// A text that is no Rust.
pub fn derive(source: &str) -> syn::Result<String> {
    let file = syn::parse_file(source)?;
    let tables = file
        .items
        .iter()
        .filter_map(table)
        .collect::<BTreeMap<_, _>>();
    let items = file.items.iter().filter_map(|item| match item {
        Item::Struct(struct_) => Some(self::struct_(
            struct_,
            tables.get(&struct_.ident.to_string()),
        )),
        Item::Enum(enum_) => Some(self::enum_(enum_, tables.get(&enum_.ident.to_string()))),
        Item::Macro(_) | Item::Impl(_) => None,
        other => Some(other.to_token_stream()),
    });
    Ok(items.map(|item| item.to_string() + "\n").collect())
}

/// A wire table, taken apart.
struct Table {
    /// Name of the macro.
    kind: String,
    /// Wire name of the discriminator.
    tag: Option<String>,
    /// By the name of the field or variant: the words before or after it, and its strings.
    rows: BTreeMap<String, Row>,
}

#[derive(Default)]
struct Row {
    words: Vec<String>,
    strings: Vec<String>,
}

fn table(item: &Item) -> Option<(String, Table)> {
    let Item::Macro(item) = item else { return None };
    let kind = item.mac.path.segments.last()?.ident.to_string();
    let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    let name = tokens.first()?.to_string();
    let tag = tokens.iter().find_map(string);
    let rows = tokens.iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    })?;
    let rows = split(rows)
        .iter()
        .filter_map(|row| self::row(&kind, row))
        .collect();
    Some((name, Table { kind, tag, rows }))
}

fn split(rows: TokenStream) -> Vec<Vec<TokenTree>> {
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(one) if one.as_char() == ',');
    let tokens: Vec<TokenTree> = rows.into_iter().collect();
    tokens
        .split(is_comma)
        .filter(|row| !row.is_empty())
        .map(<[TokenTree]>::to_vec)
        .collect()
}

fn row(kind: &str, tokens: &[TokenTree]) -> Option<(String, Row)> {
    let words = tokens.iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    });
    let mut words: Vec<String> = words.collect();
    // `required id "id"`, but `Cat write "cat"`.
    let name = if kind == "object" {
        words.get(1)?.clone()
    } else {
        words.first()?.clone()
    };
    words.retain(|word| *word != name);
    Some((
        name,
        Row {
            words,
            strings: tokens.iter().filter_map(string).collect(),
        },
    ))
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

fn struct_(struct_: &ItemStruct, table: Option<&Table>) -> TokenStream {
    let (name, derives) = (&struct_.ident, derives());
    let fields = struct_.fields.iter().map(|field| {
        let (ident, ty) = (&field.ident, &field.ty);
        let key = ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let attribute = attribute(table.and_then(|table| table.rows.get(&key)));
        quote!(#attribute pub #ident: #ty,)
    });
    quote!(#derives pub struct #name { #(#fields)* })
}

fn attribute(row: Option<&Row>) -> TokenStream {
    let Some(Row { words, strings }) = row else {
        return quote!();
    };
    let Some(wire) = strings.first() else {
        return quote!(#[serde(flatten)]);
    };
    if words.iter().any(|word| word == "optional") {
        quote!(#[serde(rename = #wire, default, skip_serializing_if = "Option::is_none")])
    } else {
        quote!(#[serde(rename = #wire)])
    }
}

fn enum_(enum_: &ItemEnum, table: Option<&Table>) -> TokenStream {
    let name = &enum_.ident;
    let Some(table) = table else {
        return enum_.to_token_stream();
    };
    match table.kind.as_str() {
        "integer_enum" => quote!(pub type #name = i64;),
        "json_enum" => quote!(pub type #name = serde_json::Value;),
        "string_enum" => strings(enum_, table),
        _ => union(enum_, table),
    }
}

fn strings(enum_: &ItemEnum, table: &Table) -> TokenStream {
    let (name, derives) = (&enum_.ident, derives());
    let variants = enum_.variants.iter().map(|variant| {
        let ident = &variant.ident;
        match table
            .rows
            .get(&ident.to_string())
            .and_then(|row| row.strings.first())
        {
            Some(wire) => quote!(#[serde(rename = #wire)] #ident,),
            None => quote!(#[serde(untagged)] #ident(String),),
        }
    });
    quote!(#derives pub enum #name { #(#variants)* })
}

fn union(enum_: &ItemEnum, table: &Table) -> TokenStream {
    let (name, derives) = (&enum_.ident, derives());
    let representation = match &table.tag {
        Some(tag) => quote!(#[serde(tag = #tag)]),
        None => quote!(#[serde(untagged)]),
    };
    let variants = enum_.variants.iter().map(|variant| {
        let (ident, fields) = (&variant.ident, &variant.fields);
        let strings = table
            .rows
            .get(&ident.to_string())
            .map(|row| row.strings.as_slice());
        match (&table.tag, strings) {
            (Some(_), Some([wire, aliases @ ..])) => {
                quote!(#[serde(rename = #wire #(, alias = #aliases)*)] #ident #fields,)
            }
            (Some(_), _) => quote!(#[serde(untagged)] #ident #fields,),
            (None, _) => quote!(#ident #fields,),
        }
    });
    quote!(#derives #representation pub enum #name { #(#variants)* })
}

/// What stands in for the crate `runtime` below the derived types: the types of well-known
/// libraries, all with serde.
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
            r#"pub struct Pet { pub type_: String, pub owner: Option<Owner>, pub rest: runtime::Map<String> }
            runtime::object! { Pet: Eq { required type_ "type", optional owner "owner", rest rest, } }
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
    fn enums_keep_what_they_do_not_know() {
        let derived = derived(
            r#"pub enum Size { Small, Other(String) }
            runtime::string_enum! { Size { Small "small", } else Other }
            pub enum Level { One, Other(i64) }
            runtime::integer_enum! { Level { One 1, } else Other }"#,
        );
        let expected = r#"pub enum Size { #[serde(rename = "small")] Small, #[serde(untagged)] Other(String), }"#;
        assert!(derived.contains(&squeezed(expected)), "{derived}");
        assert!(derived.ends_with("pubtypeLevel=i64;"), "{derived}");
    }

    #[test]
    fn unions_are_tagged_where_there_is_a_tag() {
        let derived = derived(
            r#"pub enum Pet { Cat(Cat), Dog(Box<Dog>), Other(runtime::Json) }
            runtime::union! { Pet on "kind" { Cat "cat" | "kitty", Dog write "dog", } else Other }
            pub enum Any { Text(String), Other(runtime::Json) }
            runtime::union! { Any { Text string, } else Other }"#,
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
