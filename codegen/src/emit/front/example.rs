//! The code of the examples, laid out as rustfmt does.

use std::collections::BTreeSet;

use crate::emit::target::Target;
use crate::emit::ty;
use crate::rust::{Api, Example, ExampleKind, Ident, Made, Outcome, Passing, Type, Value};

/// Longer chains of calls are broken, as rustfmt does.
const CHAIN: usize = 60;
const WIDTH: usize = 100;

/// A block of code: imports and one function.
#[derive(Debug, Default)]
pub(super) struct Code {
    uses: BTreeSet<String>,
    types: BTreeSet<String>,
    path: String,
    signature: String,
    body: Vec<String>,
}

pub(super) fn fenced(language: &str, lines: &[String]) -> Vec<String> {
    let mut fenced = vec![format!("```{language}")];
    fenced.extend_from_slice(lines);
    fenced.push("```".to_owned());
    fenced
}

/// One line, or several where they are too long for it.
fn import(path: &str, names: &[&str]) -> Vec<String> {
    let line = match names {
        [] => return Vec::new(),
        [one] => format!("use {path}::{one};"),
        several => format!("use {path}::{{{}}};", several.join(", ")),
    };
    if line.len() <= WIDTH || names.len() == 1 {
        return vec![line];
    }
    let names = names.iter().map(|name| format!("    {name},"));
    let first = format!("use {path}::{{");
    [first]
        .into_iter()
        .chain(names)
        .chain(["};".to_owned()])
        .collect()
}

/// Whether the mock can make a response of it.
fn is_wire(ty: &Type) -> bool {
    match ty {
        Type::Option(inner) | Type::Vec(inner) | Type::Map(inner) | Type::Box(inner) => {
            is_wire(inner)
        }
        ty => matches!(
            ty,
            Type::Unit | Type::Named(_) | Type::String | Type::Value | Type::Object
        ),
    }
}

/// Whether a second call cannot have the value.
fn is_moved(value: &Value) -> bool {
    matches!(value, Value::Given(.., Passing::Value | Passing::Into))
}

impl Code {
    /// A client is made, and called.
    pub(super) fn first(api: &Api, target: &Target, example: &Example) -> Self {
        let mut code = Self::new(target, &["AnyError", "Client"]);
        let given = code.given(&example.arguments);
        code.sign("first_call", &given, "Result<(), AnyError>");
        code.builder(api, &[]);
        code.show(example);
        code
    }

    /// A client is there, and called.
    pub(super) fn call(_api: &Api, target: &Target, name: &str, example: &Example) -> Self {
        let mut code = Self::new(target, &["AnyError", "Client"]);
        let mut parameters = vec!["client: &Client".to_owned()];
        parameters.extend(code.given(&example.arguments));
        code.sign(name, &parameters, "Result<(), AnyError>");
        code.show(example);
        code
    }

    /// The errors of the call are told apart.
    pub(super) fn errors(_api: &Api, target: &Target, example: &Example) -> Self {
        let mut code = Self::new(target, &["Client", "Error"]);
        let mut parameters = vec!["client: &Client".to_owned()];
        parameters.extend(code.given(&example.arguments));
        code.sign("handle", &parameters, "");
        let call = code.chain(example, &[".await"]);
        code.statement("let result = ", &call, ";");
        code.body.push("match result {".to_owned());
        let ExampleKind::Errors { status, typed } = &example.kind else {
            return code;
        };
        let about = match status {
            404 => "there is no such thing",
            _ => "too many calls",
        };
        code.body.extend([
            "    Ok(response) => println!(\"{response:?}\"),".to_owned(),
            format!("    Err(Error::Api(error)) if error.status() == {status} => {{"),
            format!("        println!(\"{about}: {{:?}}\", error.message());"),
            "    }".to_owned(),
        ]);
        if *typed {
            code.body.extend(
                [
                    "    Err(Error::Api(error)) => match error.body() {",
                    "        Ok(body) => println!(\"{}: {body:?}\", error.status()),",
                    "        // Not what the description says: a page of a proxy, for example.",
                    "        Err(_) => println!(\"{}: {}\", error.status(), error.text()),",
                    "    },",
                ]
                .map(str::to_owned),
            );
        }
        let last = [
            "    // No connection, no time, or a response that cannot be read.",
            "    Err(error) => println!(\"{error}\"),",
            "}",
        ];
        code.body.extend(last.map(str::to_owned));
        code
    }

    /// A mock stands in for the server. None where what it returns has no simple type.
    pub(super) fn mock(api: &Api, target: &Target, example: &Example) -> Option<Self> {
        let ExampleKind::Whole(Outcome::One(returned)) = &example.kind else {
            return None;
        };
        if !is_wire(returned) || example.arguments.iter().any(is_moved) {
            return None;
        }
        let mut code = Self::new(target, &["AnyError", "Client"]);
        let given = code.given(&example.arguments);
        code.sign("test", &given, "Result<(), AnyError>");
        code.body.push("let mock = Mock::new();".to_owned());
        code.builder(api, &[".transport(mock.clone())"]);
        let call = code.chain(example, &[]).concat();
        let value = match returned {
            Type::Unit => "()".to_owned(),
            ty => format!("vacant::<{}>()", code.spelled(ty)),
        };
        let names = if value == "()" {
            "Mock"
        } else {
            "{Mock, vacant}"
        };
        code.uses.insert(format!("runtime::{names}"));
        let expectation = [format!("mock.on({call})"), format!(".returns({value})")];
        code.statement("", &expectation, ";");
        code.show(example);
        code.body.push("mock.verify();".to_owned());
        Some(code)
    }

    fn new(target: &Target, uses: &[&str]) -> Self {
        Self {
            path: target.path.clone(),
            uses: uses.iter().map(|&name| name.to_owned()).collect(),
            ..Self::default()
        }
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let path = &self.path;
        let uses: Vec<_> = self.uses.iter().map(String::as_str).collect();
        let mut lines = Vec::new();
        let types: Vec<_> = self.types.iter().map(String::as_str).collect();
        lines.extend(import(&format!("{path}::types"), &types));
        lines.extend(import(path, &uses));
        lines.push(String::new());
        lines.push(self.signature.clone());
        lines.extend(self.body.iter().map(|line| format!("    {line}")));
        if self.signature.contains("->") {
            lines.push("    Ok(())".to_owned());
        }
        lines.push("}".to_owned());
        lines
    }

    fn sign(&mut self, name: &str, parameters: &[String], result: &str) {
        let result = match result {
            "" => String::new(),
            result => format!(" -> {result}"),
        };
        let line = format!("async fn {name}({}){result} {{", parameters.join(", "));
        self.signature = match line.len() <= WIDTH {
            true => line,
            false => {
                let parameters = parameters.iter().map(|one| format!("    {one},\n"));
                let parameters: String = parameters.collect();
                format!("async fn {name}(\n{parameters}){result} {{")
            }
        };
    }

    /// `let client = Client::builder()..build()?;`
    fn builder(&mut self, api: &Api, more: &[&str]) {
        let mut chain = vec!["Client::builder()".to_owned()];
        if !api.client.base_url.contains("://") {
            chain.push(".base_url(\"https://api.example.com\")".to_owned());
        }
        if let Some((method, arguments)) = &api.front.credential {
            let arguments: Vec<_> = arguments.iter().map(|text| format!("\"{text}\"")).collect();
            chain.push(format!(".{method}({})", arguments.join(", ")));
        }
        chain.extend(more.iter().map(|&one| one.to_owned()));
        chain.push(".build()?".to_owned());
        self.statement("let client = ", &chain, ";");
    }

    /// The call, and what is done with its result.
    fn show(&mut self, example: &Example) {
        match &example.kind {
            ExampleKind::Whole(Outcome::One(Type::Unit)) => {
                let call = self.chain(example, &[".await?"]);
                self.statement("", &call, ";");
            }
            ExampleKind::Whole(_) | ExampleKind::Errors { .. } => {
                let call = self.chain(example, &[".await?"]);
                self.statement("let response = ", &call, ";");
                self.body.push("println!(\"{response:?}\");".to_owned());
            }
            ExampleKind::Pages { items } => {
                let (one, all) = if *items {
                    ("item", ".items()")
                } else {
                    ("page", ".pages()")
                };
                let call = self.chain(example, &[all]);
                self.walk(one, &call);
            }
            ExampleKind::Download => {
                let call = self.chain(example, &[".chunks()", ".await?"]);
                self.walk("chunk", &call);
            }
            ExampleKind::Stream { by } => {
                let by = by.as_ref().map(|method| format!(".{method}()"));
                let by: Vec<_> = by.iter().map(String::as_str).chain([".await?"]).collect();
                let call = self.chain(example, &by);
                self.walk("part", &call);
            }
        }
    }

    fn walk(&mut self, one: &str, call: &[String]) {
        self.statement(&format!("let mut {one}s = "), call, ";");
        self.body.extend([
            format!("while let Some({one}) = {one}s.try_next().await? {{"),
            format!("    println!(\"{{{one}:?}}\");"),
            "}".to_owned(),
        ]);
    }

    /// The parts of the chain that calls the operation.
    fn chain(&mut self, example: &Example, end: &[&str]) -> Vec<String> {
        let arguments: Vec<_> = example
            .arguments
            .iter()
            .map(|value| self.value(value))
            .collect();
        let mut chain = vec![
            format!("client.{}()", example.group),
            format!(".{}({})", example.method, arguments.join(", ")),
        ];
        chain.extend(end.iter().map(|&one| one.to_owned()));
        chain
    }

    /// A statement with a chain, on one line if it is short.
    fn statement(&mut self, before: &str, chain: &[String], after: &str) {
        let line = chain.concat();
        if line.len() <= CHAIN {
            return self.body.push(format!("{before}{line}{after}"));
        }
        let mut parts = chain.iter();
        let first = parts.next().map_or("", String::as_str);
        let (first, rest) = match first.strip_prefix("client.") {
            Some(group) => ("client", Some(format!(".{group}"))),
            None => (first, None),
        };
        let mut lines = vec![format!("{before}{first}")];
        let parts = rest.into_iter().chain(parts.cloned());
        lines.extend(parts.map(|part| format!("    {part}")));
        if let Some(last) = lines.last_mut() {
            last.push_str(after);
        }
        self.body.extend(lines);
    }

    fn value(&mut self, value: &Value) -> String {
        match value {
            Value::Literal(literal) => literal.clone(),
            Value::Variant(ty, variant) => {
                self.types.insert(ty.to_string());
                format!("{ty}::{variant}")
            }
            Value::New(made) => match made.by_reference {
                true => format!("&{}", self.made(made)),
                false => self.made(made),
            },
            Value::Given(name, ..) => name.to_string(),
        }
    }

    /// A statement for the value, and its name.
    fn made(&mut self, made: &Made) -> String {
        let ty = &made.ty;
        let start = format!("let {} = ", made.name);
        if self.body.iter().any(|line| line.starts_with(&start)) {
            return made.name.to_string();
        }
        self.types.insert(ty.to_string());
        let required: Vec<_> = made
            .required
            .iter()
            .map(|value| self.value(value))
            .collect();
        let mut chain = vec![match required.is_empty() {
            true => format!("{ty}::default()"),
            false => format!("{ty}::new({})", required.join(", ")),
        }];
        for (setter, value) in &made.setters {
            let value = self.value(value);
            chain.push(format!(".{setter}({value})"));
        }
        self.statement(&start, &chain, ";");
        made.name.to_string()
    }

    /// The type, with what has to be imported for it.
    fn spelled(&mut self, ty: &Type) -> String {
        let mut names = BTreeSet::new();
        ty.named(&mut names);
        self.types.extend(names.into_iter().map(Ident::to_string));
        let spelled = ty::text(ty);
        if spelled.contains("runtime::") {
            self.uses.insert("runtime".to_owned());
        }
        spelled
    }

    /// The parameters of the function for the values that it takes.
    fn given(&mut self, values: &[Value]) -> Vec<String> {
        let given = values.iter().filter_map(|value| match value {
            Value::Given(name, ty, passing) => Some((name, ty, *passing)),
            Value::Literal(_) | Value::Variant(..) | Value::New(_) => None,
        });
        let mut parameters = Vec::new();
        for (name, ty, passing) in given {
            let plain = self.spelled(ty);
            let ty = match passing {
                Passing::Into => plain,
                other => ty::argument(ty, other),
            };
            parameters.push(format!("{name}: {ty}"));
        }
        parameters
    }
}
