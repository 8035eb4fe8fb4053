//! CommonMark written anew: the same text in its plainest form.
//!
//! Nothing comes out that is not written here. So nothing comes out that rustdoc would warn about
//! or take for a test or a link.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeStream,
};

use super::escape::{SPACE, destination, escape};
use super::html::BREAK;
use super::lines::{fenced, one_line, wrapped};
use super::markdown::code;

/// Containers that nest deeper count as one.
const DEEPEST: usize = 8;

/// Lines without the first and last empty ones.
pub(super) fn render(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let unknown = |_: BrokenLink<'_>| Some((CowStr::from(""), CowStr::from("")));
    let parser = Parser::new_with_broken_link_callback(text, options, Some(unknown));
    let mut page = Page {
        frames: vec![Frame::default()],
        links: Vec::new(),
    };
    for event in TextMergeStream::new(parser) {
        page.event(event);
    }
    while page.frames.len() > 1 {
        page.close();
    }
    let mut root = page.frames.pop().unwrap_or_default();
    root.flush();
    root.lines
}

/// A block that is being read.
#[derive(Debug, Default)]
struct Frame {
    kind: Block,
    lines: Vec<String>,
    inline: String,
}

#[derive(Debug, Default)]
enum Block {
    #[default]
    Plain,
    Heading(usize),
    Quote,
    /// The number of the next item, where they have one.
    List(Option<u64>),
    Item,
    Code(String),
    /// Columns, and whether the head is done.
    Table(usize),
    Row,
    Cell,
}

impl Frame {
    /// Ends the paragraph that is being read.
    fn flush(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        if !inline.trim().is_empty() {
            self.block(wrapped(&inline));
        }
    }

    fn block(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        let tight = matches!(self.kind, Block::List(_) | Block::Table(_) | Block::Row);
        if !tight && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }
}

#[derive(Debug)]
struct Page {
    frames: Vec<Frame>,
    /// For each open link, the text for its end.
    links: Vec<String>,
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.code(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.text(&html),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push(&BREAK.to_string()),
            Event::Rule => self.top().block(vec!["---".to_owned()]),
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn top(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        #[expect(
            clippy::indexing_slicing,
            reason = "there is at least the one just pushed"
        )]
        &mut self.frames[last]
    }

    fn push(&mut self, inline: &str) {
        self.top().inline.push_str(inline);
    }

    fn text(&mut self, text: &str) {
        if let Block::Code(_) = self.top().kind {
            return self.push(text);
        }
        let in_link = self
            .links
            .iter()
            .any(|end| end.starts_with(']') || end == ">");
        let in_cell = matches!(self.top().kind, Block::Cell);
        escape(&mut self.top().inline, text, in_link, in_cell);
    }

    fn code(&mut self, text: &str) {
        let mut code = code(text).replace(' ', &SPACE.to_string());
        if matches!(self.top().kind, Block::Cell) {
            code = code.replace('|', "\\|");
        }
        self.push(&code);
    }

    fn open(&mut self, kind: Block) {
        self.top().flush();
        self.frames.push(Frame {
            kind,
            ..Frame::default()
        });
    }

    fn start(&mut self, tag: Tag<'_>) {
        let deep = self.frames.len() > DEEPEST;
        match tag {
            Tag::Paragraph => self.top().flush(),
            Tag::Heading { level, .. } => self.open(Block::Heading(depth(level))),
            Tag::BlockQuote(_) => self.open(if deep { Block::Plain } else { Block::Quote }),
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                self.open(Block::Code(known_language(&language).to_owned()));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.open(Block::Code("text".to_owned())),
            Tag::List(_) if deep => self.open(Block::Plain),
            Tag::List(start) => self.open(Block::List(start)),
            Tag::Item => self.open(if deep { Block::Plain } else { Block::Item }),
            Tag::Table(columns) => self.open(Block::Table(columns.len())),
            Tag::TableHead | Tag::TableRow => self.open(Block::Row),
            Tag::TableCell => self.open(Block::Cell),
            Tag::Emphasis => self.push("*"),
            Tag::Strong => self.push("**"),
            Tag::Strikethrough => self.push("~~"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url),
            Tag::Image { .. } => self.links.push(String::new()),
            _ => self.top().flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.top().flush(),
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableRow
            | TagEnd::TableCell => self.close(),
            TagEnd::TableHead => {
                self.close();
                self.delimiter();
            }
            TagEnd::Emphasis => self.push("*"),
            TagEnd::Strong => self.push("**"),
            TagEnd::Strikethrough => self.push("~~"),
            TagEnd::Link | TagEnd::Image => {
                let end = self.links.pop().unwrap_or_default();
                self.push(&end);
            }
            _ => self.top().flush(),
        }
    }

    /// Only links that work from every page of the documentation.
    fn link(&mut self, link_type: LinkType, url: &str) {
        let web = url.starts_with("https://") || url.starts_with("http://");
        let (start, end) = match link_type {
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown => {
                ("\\[", "\\]".to_owned())
            }
            LinkType::Autolink if web => ("<", ">".to_owned()),
            _ if web => ("[", format!("]({})", destination(url))),
            _ => ("", String::new()),
        };
        self.push(start);
        self.links.push(end);
    }

    fn delimiter(&mut self) {
        if let Block::Table(columns) = self.top().kind {
            let row = "|---".repeat(columns) + "|";
            self.top().block(vec![row]);
        }
    }

    /// Ends the innermost block and puts it into the one around it.
    fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        let inline = match frame.kind {
            Block::Code(_) | Block::Cell | Block::Heading(_) => std::mem::take(&mut frame.inline),
            _ => {
                frame.flush();
                String::new()
            }
        };
        let lines = frame.lines;
        let lines = match frame.kind {
            Block::Plain | Block::Table(_) | Block::List(_) => lines,
            Block::Heading(level) => heading(level, &inline),
            Block::Quote => lines
                .iter()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect(),
            Block::Item => self.item(lines),
            Block::Code(language) => fenced(&language, &inline),
            Block::Row => vec![format!("|{}", lines.concat())],
            Block::Cell => vec![format!(" {} |", one_line(&inline))],
        };
        self.top().block(lines);
    }

    fn item(&mut self, lines: Vec<String>) -> Vec<String> {
        let marker = match &mut self.top().kind {
            Block::List(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        let mut lines = lines.into_iter();
        let first = format!("{marker}{}", lines.next().unwrap_or_default())
            .trim_end()
            .to_owned();
        let others = lines.map(|line| {
            if line.is_empty() {
                line
            } else {
                format!("{indent}{line}")
            }
        });
        std::iter::once(first).chain(others).collect()
    }
}

fn depth(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn heading(level: usize, inline: &str) -> Vec<String> {
    let text = one_line(inline);
    if text.is_empty() {
        Vec::new()
    } else {
        vec![format!("{} {text}", "#".repeat(level))]
    }
}

/// Languages that rustdoc shows and does not run. Any other name might be one of its attributes.
fn known_language(info: &str) -> &'static str {
    const KNOWN: &[&str] = &[
        "bash",
        "console",
        "csv",
        "go",
        "graphql",
        "html",
        "http",
        "ini",
        "java",
        "javascript",
        "js",
        "json",
        "php",
        "python",
        "ruby",
        "sh",
        "shell",
        "sql",
        "toml",
        "ts",
        "typescript",
        "xml",
        "yaml",
    ];
    let language = info
        .split([' ', ',', '{'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    KNOWN
        .iter()
        .find(|known| **known == language)
        .copied()
        .unwrap_or("text")
}
