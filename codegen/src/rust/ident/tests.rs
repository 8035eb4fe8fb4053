//! Texts that are not identifiers, and the identifiers made from them.

use std::rc::Rc;

use super::{Role, Scope, spell};

#[test]
fn cases_follow_the_role() {
    let cases = [
        (Role::Field, "filter[vehicle.mode]", "filter_vehicle_mode"),
        (Role::Field, "page[size]", "page_size"),
        (Role::Field, "createdAt", "created_at"),
        (
            Role::Type,
            "subscription-create-request",
            "SubscriptionCreateRequest",
        ),
        (Role::Type, "ErrorResponse1", "ErrorResponse1"),
        (Role::Method, "HTTPBasicAuth", "http_basic_auth"),
        (Role::Method, "OAuth2ClientCreds", "oauth2_client_creds"),
        (Role::Constant, "list_subscriptions", "LIST_SUBSCRIPTIONS"),
        (
            Role::Variant,
            "parcels.event.created",
            "ParcelsEventCreated",
        ),
    ];
    for (role, text, ident) in cases {
        assert_eq!(spell(role, text), ident, "{text}");
    }
}

#[test]
fn words_with_capitals_inside_stay_whole() {
    let cases = [
        ("userOAuthToken", "user_oauth_token", "UserOAuthToken"),
        ("GitHubApp", "github_app", "GitHubApp"),
        ("IPv4Address", "ipv4_address", "Ipv4Address"),
        ("userIDs", "user_ids", "UserIds"),
        ("trustedCAs", "trusted_cas", "TrustedCas"),
        ("APIsOfGPUs", "apis_of_gpus", "ApisOfGpus"),
        ("PlanAIsOn", "plan_a_is_on", "PlanAIsOn"),
        ("macOSVersion", "macos_version", "MacOsVersion"),
        ("GraphQLAPI", "graphql_api", "GraphQlApi"),
        ("biOSphere", "bi_o_sphere", "BiOSphere"),
    ];
    for (text, snake, pascal) in cases {
        assert_eq!(spell(Role::Field, text), snake);
        assert_eq!(spell(Role::Type, text), pascal);
    }
}

#[test]
fn what_is_no_identifier_becomes_one() {
    let cases = [
        (Role::Field, "type", "type_"),
        (Role::Field, "self", "self_"),
        (Role::Field, "", "unnamed"),
        (Role::Field, "24h", "field_24h"),
        (Role::Field, "+1", "plus_1"),
        (Role::Variant, "+1", "Plus1"),
        (Role::Variant, "-created_at", "MinusCreatedAt"),
        (Role::Variant, "<=", "LessEqual"),
        (Role::Variant, "", "Empty"),
        (Role::Variant, "1.5", "V1_5"),
        (Role::Variant, "self", "Self_"),
        (Role::Variant, "2023-01-01", "V2023_01_01"),
        (Role::Variant, "\u{202e}\0", "U202e"),
        (Role::Type, "Option", "OptionSchema"),
        (Role::Group, "default", "DefaultOperations"),
        (Role::Type, "string", "StringSchema"),
        (Role::Type, "你好", "你好"),
        (Role::Module, "你好", "u4f60_u597d"),
        (Role::Module, "mod", "mod_"),
        (Role::Module, "CON", "con_"),
        (Role::Type, "हिन्दी", "हिन्दी"),
        (Role::Type, "ﬁeld²", "Field2"),
    ];
    for (role, text, ident) in cases {
        assert_eq!(spell(role, text), ident, "{text:?}");
    }
}

#[test]
fn everything_is_a_valid_identifier() {
    for c in (0..=0x2_ffff)
        .step_by(7)
        .chain(0..0x600)
        .filter_map(char::from_u32)
    {
        for role in [
            Role::Module,
            Role::Type,
            Role::Variant,
            Role::Field,
            Role::Constant,
        ] {
            for text in [c.to_string(), format!("a{c}b"), format!("{c}1")] {
                let ident = spell(role, &text);
                assert!(
                    syn::parse_str::<syn::Ident>(&ident).is_ok(),
                    "{text:?}: {ident:?}"
                );
            }
        }
    }
}

#[test]
fn long_names_are_cut_and_stay_apart() {
    let long = "very_long_name_".repeat(20);
    let one = spell(Role::Type, &format!("{long}one"));
    let two = spell(Role::Type, &format!("{long}two"));
    assert!(one.len() < 90);
    assert_ne!(one, two);
    assert!(spell(Role::Type, &"a".repeat(300)).len() < 90);
}

#[test]
fn a_scope_hands_out_a_name_once() {
    let mut scope = Scope::with_reserved(&["send"]);
    assert_eq!(scope.claim(Role::Method, ["send"]).as_str(), "send_2");
    assert_eq!(scope.claim(Role::Type, ["pet"]).as_str(), "Pet");
    assert_eq!(
        scope.claim(Role::Type, ["Pet", "pet_status"]).as_str(),
        "PetStatus"
    );
    assert_eq!(scope.claim(Role::Type, ["Pet"]).as_str(), "Pet2");
    assert_eq!(scope.claim(Role::Type, ["V1"]).as_str(), "V1");
    assert_eq!(scope.claim(Role::Type, ["V1"]).as_str(), "V1_2");
}

#[test]
fn numbers_go_on_and_take_no_name_that_is_there() {
    let mut scope = Scope::with_reserved(&["Pet3", "pet_2"]);
    let mut claim = |role, name| scope.claim(role, [name]).as_str().to_owned();
    let types = [(); 4].map(|()| claim(Role::Type, "Pet"));
    assert_eq!(types, ["Pet", "Pet2", "Pet4", "Pet5"]);
    let fields = [(); 3].map(|()| claim(Role::Field, "pet"));
    assert_eq!(fields, ["pet", "pet_3", "pet_4"]);
}

#[test]
fn names_of_the_scope_around_are_taken_and_not_the_other_way() {
    let outer = Rc::new(Scope::with_reserved(&["Pet"]));
    let mut one = Scope::within(Rc::clone(&outer));
    let mut other = Scope::within(Rc::clone(&outer));
    assert_eq!(one.claim(Role::Type, ["pet"]).as_str(), "Pet2");
    assert_eq!(other.claim(Role::Type, ["pet"]).as_str(), "Pet2");
    assert!(one.is_taken("Pet") && one.is_taken("Pet2") && !outer.is_taken("Pet2"));
}
