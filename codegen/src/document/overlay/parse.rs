//! Text to JSONPath.

use super::super::node::Value;
use super::path::{Comparison, Filter, Operand, Path, Segment, Selector};

/// How deep filters may nest.
const MAX_DEPTH: usize = 32;

/// The character at which the mistake is, from 1, and what was expected there.
type Problem = (usize, &'static str);

/// A path from the root.
pub fn parse(text: &str) -> Result<Path, Problem> {
    let mut parser = Parser {
        rest: text.trim(),
        all: text.trim(),
        depth: 0,
    };
    if !parser.eat("$") {
        return Err(parser.expected("`$` was expected"));
    }
    let segments = parser.segments()?;
    parser.spaces();
    if !parser.rest.is_empty() {
        return Err(parser.expected("`.`, `[` or the end was expected"));
    }
    Ok(Path {
        is_absolute: true,
        segments,
    })
}

struct Parser<'a> {
    rest: &'a str,
    all: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn expected(&self, what: &'static str) -> Problem {
        (
            self.all.chars().count() - self.rest.chars().count() + 1,
            what,
        )
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, while_: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !while_(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn segments(&mut self) -> Result<Vec<Segment>, Problem> {
        let mut segments = Vec::new();
        loop {
            let descends = self.eat("..");
            let selectors = if self.eat("[") {
                self.selectors()?
            } else if descends || self.eat(".") {
                vec![self.member()?]
            } else {
                return Ok(segments);
            };
            segments.push(Segment {
                descends,
                selectors,
            });
        }
    }

    /// The part behind a dot.
    fn member(&mut self) -> Result<Selector, Problem> {
        if self.eat("*") {
            return Ok(Selector::Wildcard);
        }
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || !c.is_ascii();
        match self.take(is_part) {
            "" => Err(self.expected("a name or `*` was expected")),
            name => Ok(Selector::Name(name.to_owned())),
        }
    }

    /// The part between brackets.
    fn selectors(&mut self) -> Result<Vec<Selector>, Problem> {
        let mut selectors = Vec::new();
        loop {
            self.spaces();
            selectors.push(self.selector()?);
            self.spaces();
            if self.eat("]") {
                return Ok(selectors);
            }
            if !self.eat(",") {
                return Err(self.expected("`,` or `]` was expected"));
            }
        }
    }

    fn selector(&mut self) -> Result<Selector, Problem> {
        if self.eat("*") {
            return Ok(Selector::Wildcard);
        }
        if self.eat("?") {
            return self.any().map(Selector::Filter);
        }
        if self.rest.starts_with(['\'', '"']) {
            return self.text().map(Selector::Name);
        }
        let start = (
            self.rest,
            self.expected("a name in quotes, a number, `*` or `?` was expected"),
        );
        let number = self.take(|c| c == '-' || c.is_ascii_digit()).parse();
        number.map(Selector::Index).map_err(|_| {
            self.rest = start.0;
            start.1
        })
    }

    fn text(&mut self) -> Result<String, Problem> {
        let mut letters = self.rest.chars();
        let quote = letters.next();
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                _ if Some(letter) == quote => {
                    self.rest = letters.as_str();
                    return Ok(text);
                }
                '\\' => match letters.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some(escaped) => text.push(escaped),
                    None => break,
                },
                _ => text.push(letter),
            }
        }
        Err(self.expected("the quote of this name is not closed"))
    }

    fn any(&mut self) -> Result<Filter, Problem> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.expected("this filter is too deep"));
        }
        let mut parts = vec![self.all()?];
        while self.eat("||") {
            parts.push(self.all()?);
        }
        self.depth -= 1;
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Filter::Any(parts)
        })
    }

    fn all(&mut self) -> Result<Filter, Problem> {
        let mut parts = vec![self.test()?];
        while self.eat("&&") {
            parts.push(self.test()?);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Filter::All(parts)
        })
    }

    fn test(&mut self) -> Result<Filter, Problem> {
        self.spaces();
        let negated = !self.rest.starts_with("!=") && self.eat("!");
        self.spaces();
        let filter = if self.eat("(") {
            let inner = self.any()?;
            if !self.eat(")") {
                return Err(self.expected("`)` was expected"));
            }
            inner
        } else {
            self.comparison()?
        };
        self.spaces();
        Ok(if negated {
            Filter::Not(Box::new(filter))
        } else {
            filter
        })
    }

    fn comparison(&mut self) -> Result<Filter, Problem> {
        const SIGNS: [(&str, Comparison); 6] = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let left = self.operand()?;
        self.spaces();
        for (sign, comparison) in SIGNS {
            if self.eat(sign) {
                self.spaces();
                return Ok(Filter::Compare(left, comparison, self.operand()?));
            }
        }
        match left {
            Operand::Path(path) => Ok(Filter::Exists(path)),
            Operand::Literal(_) => Err(self.expected("a comparison was expected")),
        }
    }

    fn operand(&mut self) -> Result<Operand, Problem> {
        for (sign, is_absolute) in [("@", false), ("$", true)] {
            if self.eat(sign) {
                let segments = self.segments()?;
                return Ok(Operand::Path(Path {
                    is_absolute,
                    segments,
                }));
            }
        }
        if self.rest.starts_with(['\'', '"']) {
            return self
                .text()
                .map(|text| Operand::Literal(Value::String(text)));
        }
        let problem = self.expected("`@`, `$`, a text, a number, true, false or null was expected");
        let word = self.take(|c| c.is_ascii_alphanumeric() || "+-._".contains(c));
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => match (word.parse(), word.parse::<f64>()) {
                (Ok(number), _) => Value::Int(number),
                (_, Ok(number)) => Value::Float(number),
                _ => return Err(problem),
            },
        };
        Ok(Operand::Literal(value))
    }
}
