//! Security schemes and requirements. OpenAPI 3.2, sections 4.27 to 4.30.

use super::{members, texts};
use crate::document::{Mapping, Node};

#[derive(Debug, Clone, Copy)]
pub struct SecurityScheme<'d>(&'d Node);

/// One way of getting an OAuth token.
#[derive(Debug, Clone, Copy)]
pub struct Flow<'d>(&'d Node);

impl<'d> SecurityScheme<'d> {
    pub fn new(node: &'d Node) -> Self {
        Self(node)
    }

    /// `type`: `apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`.
    pub fn ty(self) -> &'d str {
        self.0.text("type").unwrap_or_default()
    }

    pub fn description(self) -> Option<&'d str> {
        self.0.text("description")
    }

    /// The name of the header, cookie or parameter that an API key is sent in.
    pub fn name(self) -> &'d str {
        self.0.text("name").unwrap_or_default()
    }

    /// `in` of an API key: `query`, `header` or `cookie`.
    pub fn location(self) -> &'d str {
        self.0.text("in").unwrap_or_default()
    }

    /// The HTTP authentication scheme, `basic`.
    pub fn scheme(self) -> &'d str {
        self.0.text("scheme").unwrap_or_default()
    }

    /// Where the server describes itself: `openIdConnectUrl`, or `oauth2MetadataUrl` of OpenAPI 3.2.
    pub fn metadata_url(self) -> Option<&'d str> {
        let url = self.0.text("openIdConnectUrl");
        url.or_else(|| self.0.text("oauth2MetadataUrl"))
    }

    pub fn flow(self, name: &str) -> Option<Flow<'d>> {
        self.0.get("flows")?.get(name).map(Flow)
    }
}

impl<'d> Flow<'d> {
    pub fn token_url(self) -> Option<&'d str> {
        self.0.text("tokenUrl")
    }

    pub fn authorization_url(self) -> Option<&'d str> {
        self.0.text("authorizationUrl")
    }

    pub fn refresh_url(self) -> Option<&'d str> {
        self.0.text("refreshUrl")
    }

    pub fn device_authorization_url(self) -> Option<&'d str> {
        self.0.text("deviceAuthorizationUrl")
    }

    /// The names of the scopes.
    pub fn scopes(self) -> impl Iterator<Item = &'d str> {
        members(self.0, "scopes").map(|(name, _)| name)
    }
}

/// Schemes that a request needs together, each with the scopes it requires.
pub type Requirement<'d> = Vec<(&'d str, Vec<&'d str>)>;

/// The alternatives that a document or an operation names, if it has its own.
pub fn requirements(holder: &Node) -> Option<Vec<Requirement<'_>>> {
    let alternatives = holder.get("security")?.as_sequence()?;
    let all = alternatives.iter().map(|alternative| {
        let schemes = alternative.as_mapping().into_iter().flat_map(Mapping::iter);
        schemes
            .map(|(name, _)| (name.as_str(), texts(alternative, name).collect()))
            .collect()
    });
    Some(all.collect())
}
