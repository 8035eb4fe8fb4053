//! Which credentials a request needs: what the operation requires, what the caller has given, and
//! what the request brings by itself.
//!
//! Schemes that send the same thing serve each other, so that a bearer token is given once, however
//! many schemes the description has for it.

use http::header;

use super::{
    auth_error::AuthError,
    credentials::{Credential, Credentials, General, Place, secrets_of},
    operation::Requirement,
    request::Request,
    schemes::{Carrier, Scheme},
};
use crate::Secret;

/// A credential that goes with a request.
#[derive(Clone, Copy)]
pub(super) struct Needed<'a> {
    pub(super) scheme: &'a str,
    pub(super) scopes: &'static [&'static str],
    pub(super) credential: &'a Credential,
}

impl Needed<'_> {
    /// What is known of it before it is renewed.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        match self.credential {
            Credential::Header(_, value) => secrets_of(value),
            Credential::Query(_, secret) | Credential::Cookie(_, secret) => vec![secret.clone()],
            Credential::Grant(_) | Credential::Provider(_) => Vec::new(),
        }
    }

    /// Whether there can be another credential after a 401.
    pub(super) fn is_renewable(&self) -> bool {
        matches!(
            self.credential,
            Credential::Grant(_) | Credential::Provider(_)
        )
    }
}

impl Credentials {
    /// What has to be sent with a request. What the caller has set by hand in its place stays, and
    /// an Authorization header makes up for whatever is missing.
    pub(super) fn select<'a>(&'a self, request: &Request) -> Result<Vec<Needed<'a>>, AuthError> {
        if request.is_anonymous() {
            return Ok(Vec::new());
        }
        if request.is_custom() || self.schemes.is_some_and(|schemes| schemes.everywhere) {
            return Ok(self.one_for_each_place(request));
        }
        let any_of = request.operation().requirements();
        let mut all = Vec::new();
        let chosen = self.chosen(request, any_of);
        for (scheme, scopes) in chosen.into_iter().flat_map(|all_of| all_of.iter()) {
            if let Some(credential) = self.find(scheme) {
                add(
                    &mut all,
                    request,
                    Needed {
                        scheme,
                        scopes,
                        credential,
                    },
                );
            }
        }
        for general in self.general.iter().filter(|general| self.is_stray(general)) {
            add(&mut all, request, general.needed());
        }
        let authorization = Place::Header(header::AUTHORIZATION);
        let is_authorized = || {
            let mut places = all.iter().map(|needed| needed.credential.place());
            request.brings(&authorization) || places.any(|place| place == authorization)
        };
        let is_optional = any_of.is_empty() || any_of.iter().any(|all_of| all_of.is_empty());
        if chosen.is_none() && !is_optional && !is_authorized() {
            let error = AuthError::missing(describe(any_of), self.advice(any_of));
            return Err(error.in_operation(request.operation().name()));
        }
        Ok(all)
    }

    /// The first requirement that can be met; rather with what was given for its schemes than with
    /// what was given for others.
    fn chosen(&self, request: &Request, any_of: &[Requirement]) -> Option<Requirement> {
        let complete = |all_of: &Requirement, has: &dyn Fn(&str) -> bool| {
            let mut schemes = all_of.iter().map(|(scheme, _)| *scheme);
            !all_of.is_empty() && schemes.all(|scheme| has(scheme) || self.brings(request, scheme))
        };
        let given = |scheme: &str| self.by_scheme.contains_key(scheme);
        let found = |scheme: &str| self.find(scheme).is_some();
        let first = |has: &dyn Fn(&str) -> bool| {
            any_of.iter().find(|all_of| complete(all_of, has)).copied()
        };
        first(&given).or_else(|| first(&found))
    }

    /// What was given for the scheme, or for one that sends the same.
    fn find(&self, scheme: &str) -> Option<&Credential> {
        if let Some(own) = self.by_scheme.get(scheme) {
            return Some(own);
        }
        let carrier = self.scheme(scheme)?.carrier;
        let general = self.general.iter().find(|general| general.serves(carrier));
        let others = self.all_schemes().iter();
        let mut others = others.filter(|other| other.carrier == carrier);
        general
            .map(|general| &general.credential)
            .or_else(|| others.find_map(|other| self.by_scheme.get(other.name)))
    }

    /// Whether the caller has set by hand what the scheme would send.
    fn brings(&self, request: &Request, scheme: &str) -> bool {
        let place = self
            .scheme(scheme)
            .and_then(|scheme| scheme.carrier.place());
        place.is_some_and(|place| request.brings(&place))
    }

    /// Whether no scheme of the description is served, so that it goes with every request.
    fn is_stray(&self, general: &General) -> bool {
        let mut schemes = self.all_schemes().iter();
        general.carrier.is_none() || !schemes.any(|scheme| general.serves(scheme.carrier))
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes?.get(name)
    }

    fn all_schemes(&self) -> &'static [Scheme] {
        self.schemes.map_or(&[], |schemes| schemes.all)
    }

    /// For a request of which it is not known what it requires.
    fn one_for_each_place<'a>(&'a self, request: &Request) -> Vec<Needed<'a>> {
        let mut all = Vec::new();
        for (scheme, credential) in &self.by_scheme {
            let scopes = &[];
            add(
                &mut all,
                request,
                Needed {
                    scheme,
                    scopes,
                    credential,
                },
            );
        }
        for general in &self.general {
            add(&mut all, request, general.needed());
        }
        all
    }

    /// "`.basic(..)`, or `.key(..)` and `.secret(..)`", where all methods are known.
    fn advice(&self, any_of: &[Requirement]) -> Option<String> {
        let method = |scheme: &str| Some(format!("`.{}(..)`", self.scheme(scheme)?.method));
        let lists = any_of.iter().map(|all_of| {
            let methods: Option<Vec<_>> = all_of.iter().map(|(scheme, _)| method(scheme)).collect();
            methods.map(|methods| methods.join(" and "))
        });
        let lists: Option<Vec<_>> = lists.collect();
        lists.map(|lists| lists.join(", or "))
    }
}

impl General {
    fn serves(&self, carrier: Carrier) -> bool {
        match self.carrier {
            Some(own) => own == carrier,
            None => carrier.place() == Some(self.credential.place()),
        }
    }

    fn needed(&self) -> Needed<'_> {
        Needed {
            scheme: "every call",
            scopes: &[],
            credential: &self.credential,
        }
    }
}

/// Unless the request brings what stands in this place, or it is taken.
fn add<'a>(all: &mut Vec<Needed<'a>>, request: &Request, needed: Needed<'a>) {
    let place = needed.credential.place();
    let taken = all.iter().any(|other| other.credential.place() == place);
    if !taken && !request.brings(&place) {
        all.push(needed);
    }
}

/// "`basic`, or `key` and `secret`".
fn describe(any_of: &[Requirement]) -> String {
    let lists: Vec<String> = any_of
        .iter()
        .map(|all_of| {
            let names: Vec<String> = all_of
                .iter()
                .map(|(scheme, _)| format!("`{scheme}`"))
                .collect();
            names.join(" and ")
        })
        .collect();
    lists.join(", or ")
}
