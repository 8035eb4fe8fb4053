//! The name of the file for a new source document.

use std::path::PathBuf;

use super::Options;
use super::page::Page;
use super::spec::Spec;
use crate::failure::{Failure, Result};

/// `--name`, else the provider and the title: `smartcar-management`.
///
/// # Errors
/// A file of that name that is something else.
pub fn choose(page: &Page, options: &Options, known: &[Spec]) -> Result<PathBuf> {
    let name = match &options.name {
        Some(name) => kebab(name),
        None => derive(&page.title, page.host.as_deref()),
    };
    if name.is_empty() {
        return Err(Failure::at(
            &page.path,
            "the description has no title; give --name NAME",
        ));
    }
    let path = options.specs.join(format!("{name}.yaml"));
    if known.iter().any(|spec| spec.path == path) {
        let message = format!("is not from {}; give --name NAME", page.source);
        return Err(Failure::at(&path, message));
    }
    Ok(path)
}

/// The title without "API", after the provider's name unless the title begins with it. The
/// provider is the label before the top-level domain of the first server.
fn derive(title: &str, host: Option<&str>) -> String {
    let title = kebab(title);
    let words: Vec<&str> = title
        .split('-')
        .filter(|word| !["api", "openapi"].contains(word))
        .collect();
    let title = words.join("-");
    match host.and_then(provider) {
        Some(provider) if !words.contains(&provider.as_str()) => format!("{provider}-{title}")
            .trim_end_matches('-')
            .to_owned(),
        _ => title,
    }
}

/// `panel.sendcloud.sc` belongs to `sendcloud`, `api.shop.co.uk` to `shop`.
fn provider(host: &str) -> Option<String> {
    let labels: Vec<&str> = host.split('.').collect();
    if labels.iter().all(|label| label.parse::<u8>().is_ok()) {
        return None;
    }
    let mut before_top = labels.iter().rev().skip(1);
    let label = before_top.next()?;
    let second_level = ["ac", "co", "com", "gov", "net", "org"].contains(label);
    let label = if second_level {
        before_top.next().unwrap_or(label)
    } else {
        label
    };
    Some(kebab(label)).filter(|label| !label.is_empty())
}

fn kebab(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    text.split('-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::derive;

    #[test]
    fn a_name_is_made_of_provider_and_title() {
        assert_eq!(
            derive(
                "Smartcar Management API",
                Some("management.api.smartcar.com")
            ),
            "smartcar-management"
        );
        assert_eq!(
            derive("Event Subscriptions API", Some("panel.sendcloud.sc")),
            "sendcloud-event-subscriptions"
        );
        assert_eq!(derive("Orders", Some("api.shop.co.uk")), "shop-orders");
        assert_eq!(derive("API", Some("api.shop.com")), "shop");
        assert_eq!(derive("Pets", Some("127.0.0.1")), "pets");
        assert_eq!(derive("Pets", None), "pets");
    }
}
