//! What must be true of every file, whatever the description says.

use codegen::Generated;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Attributes that the generator writes.
const ATTRIBUTES: &[&str] = &["allow", "deprecated", "derive", "doc", "expect", "must_use"];

pub fn check(generated: &Generated) {
    for (path, text) in &generated.files {
        assert_inside(path);
        if path.ends_with(".rs") {
            let file = syn::parse_file(text);
            file.unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            let tokens: TokenStream = text.parse().expect("what syn reads has tokens");
            check_tokens(path, tokens);
        } else if path.ends_with(".toml") {
            let table = text.parse::<toml::Table>();
            let table = table.unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            let keys: Vec<_> = table.keys().map(String::as_str).collect();
            assert!(
                keys.iter()
                    .all(|key| ["dependencies", "features", "package", "workspace"].contains(key)),
                "{path}: {keys:?}"
            );
        }
    }
    let reports = generated.render();
    assert_eq!(generated.located().is_empty(), reports.is_empty());
}

/// Relative, and in no folder but those of the crate.
fn assert_inside(path: &str) {
    let plain = |part: &str| {
        !part.is_empty()
            && part != ".."
            && part != "."
            && !part.contains(['\\', ':', '\0'])
            && part.len() <= 255
    };
    assert!(path.split('/').all(plain), "{path:?}");
}

/// No attribute and no macro comes from the description.
fn check_tokens(path: &str, tokens: TokenStream) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => check_tokens(path, group.stream()),
            TokenTree::Ident(ident) if ident == "unsafe" || ident == "extern" => {
                panic!("{path}: `{ident}`");
            }
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let rest = tokens.get(index + 1..).unwrap_or_default();
                attribute(path, rest);
            }
            TokenTree::Punct(mark) if mark.as_char() == '!' && index > 0 => {
                macro_call(path, &tokens, index);
            }
            _ => {}
        }
    }
}

fn attribute(path: &str, rest: &[TokenTree]) {
    let is_inner = matches!(rest.first(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
    let Some(TokenTree::Group(group)) = rest.get(usize::from(is_inner)) else {
        panic!("{path}: a lone `#`");
    };
    let content: Vec<TokenTree> = group.stream().into_iter().collect();
    let name = content.first().map(ToString::to_string).unwrap_or_default();
    assert!(ATTRIBUTES.contains(&name.as_str()), "{path}: #[{name}]");
    if name == "doc" {
        let is_text = matches!(content.as_slice(), [_, _, TokenTree::Literal(_)]);
        assert!(is_text, "{path}: #[{}]", group.stream());
    }
}

/// `runtime::name! {..}`, and nothing else.
fn macro_call(path: &str, tokens: &[TokenTree], mark: usize) {
    let is_brace = |group: &proc_macro2::Group| group.delimiter() != Delimiter::None;
    let Some(TokenTree::Group(group)) = tokens.get(mark + 1) else {
        return;
    };
    if !is_brace(group) || !matches!(tokens.get(mark - 1), Some(TokenTree::Ident(_))) {
        return;
    }
    let start = mark.checked_sub(4).and_then(|start| tokens.get(start));
    let is_ours = matches!(start, Some(TokenTree::Ident(ident)) if ident == "runtime");
    assert!(is_ours, "{path}: a macro that is not of the runtime");
}
