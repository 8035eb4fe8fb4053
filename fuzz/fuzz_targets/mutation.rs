//! Mutations of whole values: a description stays a description, but something in it is wrong.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use codegen::diagnostics::Diagnostics;
use codegen::document::read;
use libfuzzer_sys::fuzzer_mutate;
use serde_json::{Map, Value, json};

/// Marks a key whose mark is taken away in the text: the key then stands there twice.
const TWIN: &str = "\u{1}twin:";

/// A changed text in place of the one in `data`; its length.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut dice = Dice(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    // The text itself is broken, too: its spelling, its brackets, its line ends.
    if dice.below(8) == 0 {
        return fuzzer_mutate(data, size, max_size);
    }
    let text = String::from_utf8_lossy(data.get(..size).unwrap_or_default()).into_owned();
    let mut tree = match parse(&text) {
        Some(tree) if tree.is_object() && dice.below(40) != 0 => tree,
        _ => dice.pick(seeds()).clone(),
    };
    for _ in 0..=dice.below(4) {
        change(&mut tree, &mut dice);
    }
    let text = spell(&tree, &mut dice);
    if text.len() > max_size {
        return fuzzer_mutate(data, size, max_size);
    }
    if let Some(place) = data.get_mut(..text.len()) {
        place.copy_from_slice(text.as_bytes());
    }
    text.len()
}

fn parse(text: &str) -> Option<Value> {
    Some(read("seed", text, &mut Diagnostics::default())?.to_json())
}

fn spell(tree: &Value, dice: &mut Dice) -> String {
    let json = tree.to_string();
    let text = match dice.below(4) {
        0 => serde_yaml::to_string(tree).unwrap_or(json),
        _ => json,
    };
    text.replace("\\u0001twin:", "").replace(TWIN, "")
}

/// One change somewhere in the tree.
fn change(tree: &mut Value, dice: &mut Dice) {
    let foreign = piece(dice.pick(seeds()), dice).clone();
    let own = piece(tree, dice).clone();
    let pointers = pointers(tree);
    let pointer = dice.pick(&pointers).clone();
    let node = node(tree, dice);
    match dice.below(13) {
        0 | 1 => *node = foreign,
        2 | 3 => *node = own,
        4 => *node = odd(dice),
        5 | 6 => {
            let escaped = pointer.replace('%', "%25");
            let file = *dice.pick(&["", "", "", "", "o.yaml", "sub/p.json", "fuzz.yaml"]);
            *node = json!({ "$ref": format!("{file}#{escaped}") });
        }
        7 => {
            let keyword = *dice.pick(&["allOf", "oneOf", "anyOf"]);
            let other = json!({ "$ref": format!("#{pointer}") });
            let old = node.take();
            *node = json!({ keyword: [old, other] });
        }
        8 => remove(node, dice),
        9 => {
            let name = text(dice);
            rename(node, &name, dice);
        }
        10 => twin(node, own, dice),
        11 => insert(node, foreign, dice),
        _ => *node = Value::String(text(dice)),
    }
}

fn remove(node: &mut Value, dice: &mut Dice) {
    match node {
        Value::Object(members) if !members.is_empty() => {
            let at = dice.below(members.len());
            let key = members.keys().nth(at).cloned().unwrap_or_default();
            members.shift_remove(&key);
        }
        Value::Array(items) if !items.is_empty() => {
            items.remove(dice.below(items.len()));
        }
        _ => *node = Value::Null,
    }
}

fn rename(node: &mut Value, name: &str, dice: &mut Dice) {
    if let Value::Object(members) = node
        && !members.is_empty()
    {
        let at = dice.below(members.len());
        let old = std::mem::take(members);
        for (index, (key, value)) in old.into_iter().enumerate() {
            let key = if index == at { name.to_owned() } else { key };
            members.insert(key, value);
        }
    }
}

fn twin(node: &mut Value, other: Value, dice: &mut Dice) {
    if let Value::Object(members) = node
        && !members.is_empty()
    {
        let at = dice.below(members.len());
        let key = members.keys().nth(at).cloned().unwrap_or_default();
        members.insert(format!("{TWIN}{key}"), other);
    }
}

fn insert(node: &mut Value, other: Value, dice: &mut Dice) {
    match node {
        Value::Object(members) => {
            let key = dice.pick(keys()).clone();
            members.insert(key, other);
        }
        Value::Array(items) => {
            let at = dice.below(items.len() + 1);
            items.insert(at, other);
        }
        other_node => *other_node = Value::Array(vec![other]),
    }
}

/// Values that are wrong everywhere.
fn odd(dice: &mut Dice) -> Value {
    let all = [
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(u64::MAX),
        json!(1e308),
        json!(1.5),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "": {} }),
        json!(""),
        json!("2.0"),
        json!("3.0.3"),
        json!("3.1.0"),
        json!("3.2.0"),
        json!({ "type": "object", "additionalProperties": true }),
        json!({ "type": ["string", "null", "object"] }),
        json!({ "const": { "a": [1, null] } }),
        json!({ "enum": [1, "1", 1.0, null, true, {}, []] }),
    ];
    dice.pick(&all).clone()
}

/// Text that tries to become code.
fn text(dice: &mut Dice) -> String {
    const TEXTS: &[&str] = &[
        "",
        " ",
        "self",
        "Self",
        "crate",
        "_",
        "__",
        "r#type",
        "0",
        "-",
        "é",
        "日本",
        "ß",
        "İ",
        "ǆ",
        "\0",
        "\r\n",
        "\n#![allow(evil)]",
        "*/ evil!() /*",
        "`",
        "```rust\nevil!()\n```",
        "\"",
        "\\",
        "\" ); evil!(); (\"",
        "//",
        "#[path = \"/etc/passwd\"] mod evil;",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "../../evil",
        "..",
        "/",
        "CON",
        "aux.txt",
        "nul",
        "{",
        "}",
        "{}",
        "{a",
        "{a}{a}",
        "/{a}/{b}",
        "%00",
        "%2e%2e",
        "#",
        "#/",
        "#/a~1b~0c",
        "application/json\r\nX: y",
        "a\r\nb: c",
        "[x](y)",
        "<script>",
        "[`x`]",
        "&amp;",
        "$ref",
        "additionalOperations",
        "prefixItems",
        "<<",
        "date-time",
        "int64",
        "Vec",
        "Option",
        "Result",
        "Box",
        "String",
        "Default",
        "Clone",
        "runtime",
        "types",
        "mod",
        "client",
        "new",
        "send",
        "9999999999999999999999",
        "-0",
        "1e400",
        ".inf",
        "=",
        "~",
    ];
    let text = (*dice.pick(TEXTS)).to_owned();
    match dice.below(6) {
        0 => format!("{text}{}", dice.pick(TEXTS)),
        1 => text.repeat(60),
        _ => text,
    }
}

/// The way to every value.
fn pointers(tree: &Value) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = vec![(tree, String::new())];
    while let Some((value, pointer)) = rest.pop() {
        if all.len() >= 2_000 {
            break;
        }
        match value {
            Value::Array(items) => {
                let items = items.iter().enumerate();
                rest.extend(items.map(|(index, item)| (item, format!("{pointer}/{index}"))));
            }
            Value::Object(members) => rest.extend(members.iter().map(|(key, member)| {
                let key = key.replace('~', "~0").replace('/', "~1");
                (member, format!("{pointer}/{key}"))
            })),
            _ => {}
        }
        all.push(pointer);
    }
    all
}

fn node<'t>(tree: &'t mut Value, dice: &mut Dice) -> &'t mut Value {
    let pointers = pointers(tree);
    let at = dice.below(pointers.len());
    let pointer = pointers.get(at).map(String::as_str).unwrap_or_default();
    if tree.pointer(pointer).is_none() {
        return tree;
    }
    tree.pointer_mut(pointer).expect("it is there")
}

fn piece<'t>(tree: &'t Value, dice: &mut Dice) -> &'t Value {
    let pointers = pointers(tree);
    tree.pointer(dice.pick(&pointers)).unwrap_or(tree)
}

/// The project's own descriptions.
fn seeds() -> &'static [Value] {
    static SEEDS: OnceLock<Vec<Value>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let mut paths = Vec::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        collect(&root.join("tests/fixtures"), &mut paths);
        paths.push(root.join("tests/kitchen-sink.yaml"));
        paths.sort();
        let texts = paths
            .iter()
            .filter_map(|path| std::fs::read_to_string(path).ok());
        let mut seeds: Vec<Value> = texts.filter_map(|text| parse(&text)).collect();
        seeds.retain(Value::is_object);
        assert!(!seeds.is_empty(), "no fixtures in {}", root.display());
        seeds.push(Value::Object(Map::new()));
        seeds
    })
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            paths.push(path);
        }
    }
}

/// Every key of every seed.
fn keys() -> &'static [String] {
    static KEYS: OnceLock<Vec<String>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut keys = Vec::new();
        let mut rest: Vec<&Value> = seeds().iter().collect();
        while let Some(value) = rest.pop() {
            match value {
                Value::Array(items) => rest.extend(items),
                Value::Object(members) => {
                    keys.extend(members.keys().cloned());
                    rest.extend(members.values());
                }
                _ => {}
            }
        }
        keys.sort();
        keys.dedup();
        keys
    })
}

/// Chance from a seed, so that a run can be repeated.
struct Dice(u64);

impl Dice {
    /// Below `count`. 0 if `count` is 0.
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high.checked_rem(count).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
