//! The second reader of YAML texts: builds the tree from a parser's events, without recursion.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::loading::{Loading, MAX_DEPTH, Members, integer, weight};
use super::node::{Node, Origin, Value};
use super::text::Problem;
use crate::diagnostics::{Diagnostics, FileId};

/// Reads the first document of a text.
pub fn read(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Result<Node, Problem> {
    let mut building = Building {
        loading: Loading::new(file, text.len(), true),
        open: Vec::new(),
        anchors: Vec::new(),
        root: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(&error))?;
        if matches!(event, Event::DocumentEnd) {
            break;
        }
        building
            .event(event)
            .map_err(|message| building.problem(message, span))?;
    }
    building.loading.report(diagnostics);
    Ok(building.root.unwrap_or_default())
}

/// Whether an alias stands inside the value that it refers to.
pub fn has_endless_alias(text: &str) -> bool {
    let mut open = Vec::new();
    for event in Parser::new_from_str(text).map_while(Result::ok) {
        match event.0 {
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => open.push(anchor),
            Event::SequenceEnd | Event::MappingEnd => drop(open.pop()),
            Event::Alias(anchor) if open.contains(&anchor) => return true,
            _ => {}
        }
    }
    false
}

/// Line and column of the second document of a text that is not empty.
pub fn second_document(text: &str) -> Option<(u32, u32)> {
    // Most texts have no line that could begin a second document.
    if !text.contains("\n---") {
        return None;
    }
    let mut starts = Vec::new();
    for event in Parser::new_from_str(text).map_while(Result::ok) {
        match event {
            (Event::DocumentStart(_), span) => starts.push(span),
            (Event::Scalar(text, ..), _) if text.is_empty() => {}
            (Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..), _) => {
                if let Some(span) = starts.get(1) {
                    let line = u32::try_from(span.start.line()).unwrap_or(0);
                    return Some((line, u32::try_from(span.start.col() + 1).unwrap_or(0)));
                }
            }
            _ => {}
        }
    }
    None
}

/// Refuses a text that nests too deep. All other mistakes are left to the readers.
pub fn check_depth(text: &str) -> Result<(), Problem> {
    let mut depth = 0_u32;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let problem = syntax(&error);
                return if problem.is_limit {
                    Err(problem)
                } else {
                    Ok(())
                };
            }
        };
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Problem {
                message: format!("nested more than {MAX_DEPTH} levels deep"),
                line: u32::try_from(span.start.line()).unwrap_or(0),
                column: u32::try_from(span.start.col() + 1).unwrap_or(0),
                is_limit: true,
            });
        }
    }
    Ok(())
}

fn syntax(error: &ScanError) -> Problem {
    let is_limit = error.info().contains("recursion limit");
    Problem {
        message: if is_limit {
            "lists and mappings in brackets nest more than 255 levels deep".to_owned()
        } else {
            format!("not valid YAML: {}", error.info())
        },
        line: u32::try_from(error.marker().line()).unwrap_or(0),
        column: u32::try_from(error.marker().col() + 1).unwrap_or(0),
        is_limit,
    }
}

struct Building {
    loading: Loading,
    open: Vec<Open>,
    /// Finished nodes that have an anchor, by the anchor's number.
    anchors: Vec<Option<Node>>,
    root: Option<Node>,
}

/// A list or mapping that has not ended yet.
struct Open {
    origin: Origin,
    anchor: usize,
    contents: Contents,
}

enum Contents {
    Sequence(Vec<Node>),
    Mapping {
        members: Members,
        key: Option<String>,
    },
}

impl Building {
    fn event(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if let Some(key) = self.waiting_key() {
                    *key = Some(text.into_owned());
                    return Ok(());
                }
                let node = Node::new(scalar(&text, style, tag.as_deref()), self.number()?);
                self.finish(node, anchor)
            }
            Event::Alias(anchor) => self.alias(anchor),
            Event::SequenceStart(anchor, _) => self.start(anchor, Contents::Sequence(Vec::new())),
            Event::MappingStart(anchor, _) => self.start(
                anchor,
                Contents::Mapping {
                    members: Members::default(),
                    key: None,
                },
            ),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn number(&self) -> Result<Origin, String> {
        self.loading
            .number(u32::try_from(self.open.len()).unwrap_or(u32::MAX))
    }

    /// Where a scalar goes when it is a key.
    fn waiting_key(&mut self) -> Option<&mut Option<String>> {
        match &mut self.open.last_mut()?.contents {
            Contents::Mapping {
                key: key @ None, ..
            } => Some(key),
            _ => None,
        }
    }

    fn start(&mut self, anchor: usize, contents: Contents) -> Result<(), String> {
        if self.waiting_key().is_some() {
            return Err("a key must be a scalar".to_owned());
        }
        let origin = self.number()?;
        self.open.push(Open {
            origin,
            anchor,
            contents,
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = match open.contents {
            Contents::Sequence(items) => Value::Sequence(items),
            Contents::Mapping { members, .. } => members.finish(),
        };
        self.finish(
            Node {
                value,
                origin: open.origin,
            },
            open.anchor,
        )
    }

    fn finish(&mut self, node: Node, anchor: usize) -> Result<(), String> {
        if anchor > 0 {
            self.loading.charge(size(&node))?;
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            if let Some(slot) = self.anchors.get_mut(anchor) {
                *slot = Some(node.clone());
            }
        }
        match self.open.last_mut().map(|open| &mut open.contents) {
            None => self.root = Some(node),
            Some(Contents::Sequence(items)) => items.push(node),
            Some(Contents::Mapping { members, key }) => {
                self.loading
                    .insert(members, key.take().unwrap_or_default(), node);
            }
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize) -> Result<(), String> {
        let target = self.anchors.get(anchor).cloned().flatten();
        if let Some(key) = self.waiting_key() {
            let text = target.and_then(|node| node.as_str().map(str::to_owned));
            *key = Some(text.ok_or("a key must be a scalar")?);
            return Ok(());
        }
        let Some(mut node) = target else {
            let node = Node::new(Value::Null, self.number()?);
            self.loading.note_endless(node.origin);
            return self.finish(node, 0);
        };
        self.renumber(&mut node)?;
        self.finish(node, 0)
    }

    /// Numbers the nodes that an alias stands for again, as the other reader does.
    fn renumber(&self, root: &mut Node) -> Result<(), String> {
        let mut rest = vec![root];
        while let Some(node) = rest.pop() {
            node.origin = self.number()?;
            match &mut node.value {
                Value::String(text) => self.loading.text(text)?,
                Value::Sequence(items) => rest.extend(items.iter_mut().rev()),
                Value::Mapping(members) => {
                    for key in members.keys() {
                        self.loading.text(key)?;
                    }
                    rest.extend(members.values_mut().rev());
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn problem(&self, message: String, span: Span) -> Problem {
        Problem {
            message,
            line: u32::try_from(span.start.line()).unwrap_or(0),
            column: u32::try_from(span.start.col() + 1).unwrap_or(0),
            is_limit: self.loading.is_over_limit(),
        }
    }
}

/// As how many nodes a node counts. A long text counts as several.
fn size(root: &Node) -> u32 {
    let mut count = 0_u32;
    let mut rest = vec![root];
    while let Some(node) = rest.pop() {
        count = count.saturating_add(1);
        match &node.value {
            Value::String(text) => count = count.saturating_add(weight(text)),
            Value::Sequence(items) => rest.extend(items),
            Value::Mapping(members) => {
                let keys = members.keys().map(|key| weight(key));
                count = keys.fold(count, u32::saturating_add);
                rest.extend(members.values());
            }
            _ => {}
        }
    }
    count
}

/// The value of a scalar by the core schema of YAML 1.2, as the first reader decides it.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let tag = tag
        .filter(|tag| tag.is_yaml_core_schema())
        .map(|tag| tag.suffix.as_str());
    if tag == Some("str") || (style != ScalarStyle::Plain && tag.is_none()) {
        return Value::from(text);
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Value::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return Value::Float(f64::INFINITY);
        }
        "-.inf" | "-.Inf" | "-.INF" => return Value::Float(f64::NEG_INFINITY),
        _ => {}
    }
    whole(text)
        .or_else(|| fraction(text))
        .unwrap_or_else(|| Value::from(text))
}

/// `12`, `-12`, `0x1F`, `0o17`, `0b101`. `0123` is a string.
fn whole(text: &str) -> Option<Value> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            let number = i128::from_str_radix(digits, radix).ok()?;
            return Some(integer(if text.starts_with('-') {
                -number
            } else {
                number
            }));
        }
    }
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return Some(Value::from(text));
    }
    let canonical = Cow::Borrowed(text.strip_prefix('+').unwrap_or(text));
    Some(
        canonical
            .parse()
            .map_or_else(|_| Value::BigInt(canonical.into()), integer),
    )
}

fn fraction(text: &str) -> Option<Value> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') || digits == "." {
        return None;
    }
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
    {
        return None;
    }
    text.parse().ok().map(Value::Float)
}
