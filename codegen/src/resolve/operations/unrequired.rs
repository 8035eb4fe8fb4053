//! Reports security schemes that no operation requires, or only a few. Mostly the description lacks
//! the requirement; few servers accept so many calls without credentials.

use crate::api::{Api, Credentials, SecurityScheme, SecuritySchemeKind};
use crate::diagnostics::Diagnostics;

const KIND: &str = "unrequired-security";
const PLACE: &str = "/components/securitySchemes";
const HELP: &str = "say in `[auth]` of the settings which operations require which scheme";

/// `is_silent`: neither the document nor such an operation says anything about security.
pub fn report(api: &Api, is_silent: bool, diagnostics: &mut Diagnostics) {
    // Client certificates are set in the transport, and the settings declare schemes on purpose.
    let is_meant = |scheme: &&SecurityScheme| {
        scheme.kind != SecuritySchemeKind::MutualTls && !scheme.pointer.is_empty()
    };
    let schemes: Vec<_> = api.security_schemes.iter().filter(is_meant).collect();
    let all = api.operations.len();
    if schemes.is_empty() || all == 0 {
        return;
    }
    let ways = |ways: &[Credentials]| ways.iter().any(|way| !way.schemes.is_empty());
    let asking = api
        .operations
        .iter()
        .filter(|one| ways(&one.security))
        .count();
    if asking == 0 {
        let message = "no operation requires a security scheme";
        let report = diagnostics.warn(KIND, PLACE, message);
        report
            .instead("credentials are sent with every call")
            .help(HELP);
        return;
    }
    if is_silent && asking * 4 < all {
        let message = format!("only {asking} of {all} operations require a security scheme");
        let report = diagnostics.warn(KIND, PLACE, message);
        report
            .instead("the others are called without credentials")
            .help(HELP);
    }
    for scheme in schemes {
        let mut ways = api
            .operations
            .iter()
            .flat_map(|operation| &operation.security);
        let is_asked = |way: &Credentials| way.schemes.iter().any(|(name, _)| *name == scheme.name);
        if !ways.any(is_asked) {
            let message = format!(
                "no operation requires the security scheme `{}`",
                scheme.name
            );
            let report = diagnostics.warn(KIND, &scheme.pointer, message);
            report.instead("its credential is used where another scheme sends the same");
        }
    }
}
