//! A page of HTML that stands alone, with a field to search in.

use super::super::{Change, Report, Verdict};
use super::{consequences, counts, difference, items, places, sections, users, versions};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;\
padding:0 1rem}input{width:100%;font:inherit;padding:.4rem;box-sizing:border-box}article{border-\
left:4px solid #888;padding:.1rem 1rem;margin:1rem 0}article.breaking{border-color:#c22}article.\
compatible{border-color:#282}pre{background:#f4f4f4;padding:.5rem;overflow:auto}small{color:#666}";

const SCRIPT: &str = "const field=document.querySelector('input');field.addEventListener('input',\
()=>{const words=field.value.toLowerCase().split(/\\s+/);for(const one of document.querySelectorAll(\
'article')){const text=one.textContent.toLowerCase();one.hidden=!words.every(word=>text.includes(\
word))}});";

pub fn html(report: &Report) -> String {
    let (wire, rust) = report.verdicts();
    let title = format!(
        "{} {}: {}",
        report.title,
        versions(report),
        report.level().word()
    );
    let title = escaped(&title);
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n<h1>{title}</h1>\n<p>{}. Wire: {}. Rust: {}.</p>\n\
         <input type=\"search\" placeholder=\"Search\" aria-label=\"Search\">\n",
        counts(report),
        wire.word(),
        rust.rust_word()
    );
    for (heading, changes) in sections(report) {
        text.push_str(&format!("<h2>{heading} ({})</h2>\n", changes.len()));
        changes
            .iter()
            .for_each(|change| self::change(change, &mut text));
    }
    text + "<script>" + SCRIPT + "</script>\n</html>\n"
}

fn change(change: &Change, text: &mut String) {
    let class = match change.verdict() {
        Verdict::Documentation => "documentation",
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
    };
    let difference = difference(change).map(|difference| format!(": {difference}"));
    let subject = match change.sites.as_slice() {
        [only] => only.subject.clone(),
        several => format!("{} places", several.len()),
    };
    text.push_str(&format!(
        "<article class=\"{class}\">\n<h3>{}</h3>\n<p>{}{}<br>{}</p>\n",
        code(&subject),
        code(&change.what),
        code(&difference.unwrap_or_default()),
        code(&consequences(change))
    ));
    let items = items(change);
    if !items.is_empty() {
        text.push_str(&format!("<pre>{}</pre>\n", escaped(&items.join("\n"))));
    }
    text.push_str("<small>");
    for site in &change.sites {
        let users = users(site).map(|users| format!("; {users}"));
        let place = format!(
            "{}: {}{}",
            site.subject,
            places(site),
            users.unwrap_or_default()
        );
        text.push_str(&format!("{}<br>\n", escaped(&place)));
    }
    text.push_str(&format!("{}</small>\n</article>\n", change.fingerprint));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// With what stands in backticks as code.
fn code(text: &str) -> String {
    let text = escaped(text);
    let mut parts = text.split('`').enumerate().peekable();
    let mut marked = String::new();
    while let Some((index, part)) = parts.next() {
        // A backtick without its partner stays.
        match (index % 2 == 1, parts.peek().is_some()) {
            (true, true) => marked.push_str(&format!("<code>{part}</code>")),
            (true, false) => marked.push_str(&format!("`{part}")),
            (false, _) => marked.push_str(part),
        }
    }
    marked
}
