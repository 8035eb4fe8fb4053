//! Reports security schemes that no operation asks for, or few: the document has forgotten to say
//! so more often than a server takes calls of everybody.

use crate::api::{Api, Credentials, SecurityScheme, SecuritySchemeKind};
use crate::diagnostics::Diagnostics;

const KIND: &str = "unasked-security";
const PLACE: &str = "/components/securitySchemes";
const HELP: &str = "`[auth]` in the settings says which operations ask for which scheme";

/// `is_silent`: the document says nothing about operations that say nothing themselves.
pub fn report(api: &Api, is_silent: bool, diagnostics: &mut Diagnostics) {
    // Certificates are the transport's business, and the settings say what they say on purpose.
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
        let message = format!("no operation of {all} asks for a security scheme");
        let report = diagnostics.warn(KIND, PLACE, message);
        report
            .instead("credentials that are given go with every call")
            .help(HELP);
        return;
    }
    if is_silent && asking * 4 < all {
        let message = format!("only {asking} of {all} operations ask for a security scheme");
        let report = diagnostics.warn(KIND, PLACE, message);
        report.instead("no credential with the others").help(HELP);
    }
    for scheme in schemes {
        let mut ways = api
            .operations
            .iter()
            .flat_map(|operation| &operation.security);
        let is_asked = |way: &Credentials| way.schemes.iter().any(|(name, _)| *name == scheme.name);
        if !ways.any(is_asked) {
            let message = format!(
                "no operation asks for the security scheme `{}`",
                scheme.name
            );
            let report = diagnostics.warn(KIND, &scheme.pointer, message);
            report.instead("its credential serves schemes that send the same");
        }
    }
}
