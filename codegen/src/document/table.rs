//! What may stand where in a description: for every kind of object its keywords, and what each of
//! them holds.
//!
//! One table for all versions, as the versions hardly contradict each other. Keywords that are not
//! listed are none of our business; extensions (`x-`) hold anything.

/// The objects of the OpenAPI specification that are walked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Tag,
    ExternalDocs,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Header,
    Example,
    Link,
    Callback,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
}

/// What a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    Flag,
    Number,
    /// A number that is a whole one and not negative.
    Count,
    /// Any JSON: examples, defaults, constants.
    Anything,
    Texts,
    /// Strings by name.
    TextMap,
    /// Values of any type.
    Values,
    /// Any JSON by name.
    AnyMap,
    One(Kind),
    Many(Kind),
    Named(Kind),
    /// Path items by path.
    Paths,
    /// Responses by status.
    Responses,
    /// Example objects by name; of schemas, a list of values.
    Examples,
    /// Security requirements.
    Security,
    /// `type` of a schema: one name or several.
    Type,
    /// `exclusiveMinimum`: a flag in 3.0, a number later.
    Bound,
    /// A schema, or a flag that stays one.
    SchemaOrFlag,
    /// A schema, or the schemas of the first items.
    Items,
}

type Table = &'static [(&'static str, Shape)];

/// What a keyword of an object holds, if the specification has it.
pub fn shape(kind: Kind, keyword: &str) -> Option<Shape> {
    table(kind)
        .iter()
        .find(|(name, _)| *name == keyword)
        .map(|(_, shape)| *shape)
}

/// The keywords of an object.
pub fn keywords(kind: Kind) -> impl Iterator<Item = &'static str> {
    table(kind).iter().map(|(name, _)| *name)
}

fn table(kind: Kind) -> Table {
    match kind {
        Kind::Document => DOCUMENT,
        Kind::Info => INFO,
        Kind::Contact => &[
            ("name", Shape::Text),
            ("url", Shape::Text),
            ("email", Shape::Text),
        ],
        Kind::License => &[
            ("name", Shape::Text),
            ("url", Shape::Text),
            ("identifier", Shape::Text),
        ],
        Kind::Server => SERVER,
        Kind::ServerVariable => &[
            ("enum", Shape::Texts),
            ("default", Shape::Text),
            ("description", Shape::Text),
        ],
        Kind::Tag => TAG,
        Kind::ExternalDocs => &[("url", Shape::Text), ("description", Shape::Text)],
        Kind::Components => COMPONENTS,
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::Parameter => PARAMETER,
        Kind::RequestBody => REQUEST_BODY,
        Kind::MediaType => MEDIA_TYPE,
        Kind::Encoding => ENCODING,
        Kind::Response => RESPONSE,
        Kind::Header => HEADER,
        Kind::Example => EXAMPLE,
        Kind::Link => LINK,
        // Path items by expression: see `normalize`.
        Kind::Callback => &[],
        Kind::Schema => SCHEMA,
        Kind::Discriminator => DISCRIMINATOR,
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::Flows => FLOWS,
        Kind::Flow => FLOW,
    }
}

const DOCUMENT: Table = &[
    ("openapi", Shape::Anything),
    ("swagger", Shape::Anything),
    ("info", Shape::One(Kind::Info)),
    ("jsonSchemaDialect", Shape::Text),
    ("$self", Shape::Text),
    ("servers", Shape::Many(Kind::Server)),
    ("paths", Shape::Paths),
    ("webhooks", Shape::Named(Kind::PathItem)),
    ("components", Shape::One(Kind::Components)),
    ("security", Shape::Security),
    ("tags", Shape::Many(Kind::Tag)),
    ("externalDocs", Shape::One(Kind::ExternalDocs)),
    // Swagger 2.0
    ("host", Shape::Text),
    ("basePath", Shape::Text),
    ("schemes", Shape::Texts),
    ("consumes", Shape::Texts),
    ("produces", Shape::Texts),
    ("definitions", Shape::Named(Kind::Schema)),
    ("parameters", Shape::Named(Kind::Parameter)),
    ("responses", Shape::Named(Kind::Response)),
    ("securityDefinitions", Shape::Named(Kind::SecurityScheme)),
];

const INFO: Table = &[
    ("title", Shape::Text),
    ("version", Shape::Text),
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("termsOfService", Shape::Text),
    ("contact", Shape::One(Kind::Contact)),
    ("license", Shape::One(Kind::License)),
];

const SERVER: Table = &[
    ("url", Shape::Text),
    ("name", Shape::Text),
    ("description", Shape::Text),
    ("variables", Shape::Named(Kind::ServerVariable)),
];

const TAG: Table = &[
    ("name", Shape::Text),
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("parent", Shape::Text),
    ("kind", Shape::Text),
    ("externalDocs", Shape::One(Kind::ExternalDocs)),
];

const COMPONENTS: Table = &[
    ("schemas", Shape::Named(Kind::Schema)),
    ("responses", Shape::Named(Kind::Response)),
    ("parameters", Shape::Named(Kind::Parameter)),
    ("examples", Shape::Named(Kind::Example)),
    ("requestBodies", Shape::Named(Kind::RequestBody)),
    ("headers", Shape::Named(Kind::Header)),
    ("securitySchemes", Shape::Named(Kind::SecurityScheme)),
    ("links", Shape::Named(Kind::Link)),
    ("callbacks", Shape::Named(Kind::Callback)),
    ("pathItems", Shape::Named(Kind::PathItem)),
    ("mediaTypes", Shape::Named(Kind::MediaType)),
];

const PATH_ITEM: Table = &[
    ("get", Shape::One(Kind::Operation)),
    ("post", Shape::One(Kind::Operation)),
    ("put", Shape::One(Kind::Operation)),
    ("delete", Shape::One(Kind::Operation)),
    ("patch", Shape::One(Kind::Operation)),
    ("head", Shape::One(Kind::Operation)),
    ("options", Shape::One(Kind::Operation)),
    ("trace", Shape::One(Kind::Operation)),
    ("query", Shape::One(Kind::Operation)),
    ("additionalOperations", Shape::Named(Kind::Operation)),
    ("parameters", Shape::Many(Kind::Parameter)),
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("servers", Shape::Many(Kind::Server)),
];

const OPERATION: Table = &[
    ("operationId", Shape::Text),
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("tags", Shape::Texts),
    ("parameters", Shape::Many(Kind::Parameter)),
    ("requestBody", Shape::One(Kind::RequestBody)),
    ("responses", Shape::Responses),
    ("security", Shape::Security),
    ("deprecated", Shape::Flag),
    ("externalDocs", Shape::One(Kind::ExternalDocs)),
    ("callbacks", Shape::Named(Kind::Callback)),
    ("servers", Shape::Many(Kind::Server)),
    // Swagger 2.0
    ("consumes", Shape::Texts),
    ("produces", Shape::Texts),
    ("schemes", Shape::Texts),
];

const PARAMETER: Table = &[
    ("name", Shape::Text),
    ("in", Shape::Text),
    ("description", Shape::Text),
    ("required", Shape::Flag),
    ("schema", Shape::One(Kind::Schema)),
    ("deprecated", Shape::Flag),
    ("style", Shape::Text),
    ("explode", Shape::Flag),
    ("allowReserved", Shape::Flag),
    ("allowEmptyValue", Shape::Flag),
    ("content", Shape::Named(Kind::MediaType)),
    ("example", Shape::Anything),
    ("examples", Shape::Examples),
];

const HEADER: Table = &[
    ("description", Shape::Text),
    ("required", Shape::Flag),
    ("schema", Shape::One(Kind::Schema)),
    ("deprecated", Shape::Flag),
    ("style", Shape::Text),
    ("explode", Shape::Flag),
    ("content", Shape::Named(Kind::MediaType)),
    ("example", Shape::Anything),
    ("examples", Shape::Examples),
];

const REQUEST_BODY: Table = &[
    ("description", Shape::Text),
    ("content", Shape::Named(Kind::MediaType)),
    ("required", Shape::Flag),
    // A mistake with a plain meaning.
    ("schema", Shape::One(Kind::Schema)),
];

const RESPONSE: Table = &[
    ("description", Shape::Text),
    ("summary", Shape::Text),
    ("headers", Shape::Named(Kind::Header)),
    ("content", Shape::Named(Kind::MediaType)),
    ("links", Shape::Named(Kind::Link)),
    // Swagger 2.0; later a mistake with a plain meaning.
    ("schema", Shape::One(Kind::Schema)),
];

const MEDIA_TYPE: Table = &[
    ("schema", Shape::One(Kind::Schema)),
    ("itemSchema", Shape::One(Kind::Schema)),
    ("example", Shape::Anything),
    ("examples", Shape::Examples),
    ("encoding", Shape::Named(Kind::Encoding)),
];

const ENCODING: Table = &[
    ("contentType", Shape::Text),
    ("headers", Shape::Named(Kind::Header)),
    ("style", Shape::Text),
    ("explode", Shape::Flag),
    ("allowReserved", Shape::Flag),
];

const EXAMPLE: Table = &[
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("value", Shape::Anything),
    ("dataValue", Shape::Anything),
    ("serializedValue", Shape::Text),
    ("externalValue", Shape::Text),
];

const LINK: Table = &[
    ("operationRef", Shape::Text),
    ("operationId", Shape::Text),
    ("parameters", Shape::AnyMap),
    ("requestBody", Shape::Anything),
    ("description", Shape::Text),
    ("server", Shape::One(Kind::Server)),
];

const DISCRIMINATOR: Table = &[
    ("propertyName", Shape::Text),
    ("mapping", Shape::TextMap),
    ("defaultMapping", Shape::Text),
];

const SECURITY_SCHEME: Table = &[
    ("type", Shape::Text),
    ("description", Shape::Text),
    ("name", Shape::Text),
    ("in", Shape::Text),
    ("scheme", Shape::Text),
    ("bearerFormat", Shape::Text),
    ("openIdConnectUrl", Shape::Text),
    ("oauth2MetadataUrl", Shape::Text),
    ("deprecated", Shape::Flag),
    ("flows", Shape::One(Kind::Flows)),
    // Swagger 2.0
    ("flow", Shape::Text),
    ("authorizationUrl", Shape::Text),
    ("tokenUrl", Shape::Text),
    ("scopes", Shape::TextMap),
];

const FLOWS: Table = &[
    ("implicit", Shape::One(Kind::Flow)),
    ("password", Shape::One(Kind::Flow)),
    ("clientCredentials", Shape::One(Kind::Flow)),
    ("authorizationCode", Shape::One(Kind::Flow)),
    ("deviceAuthorization", Shape::One(Kind::Flow)),
];

const FLOW: Table = &[
    ("authorizationUrl", Shape::Text),
    ("deviceAuthorizationUrl", Shape::Text),
    ("tokenUrl", Shape::Text),
    ("refreshUrl", Shape::Text),
    ("scopes", Shape::TextMap),
];

/// The most frequent keywords first.
const SCHEMA: Table = &[
    ("type", Shape::Type),
    ("description", Shape::Text),
    ("properties", Shape::Named(Kind::Schema)),
    ("format", Shape::Text),
    ("example", Shape::Anything),
    ("enum", Shape::Values),
    ("items", Shape::Items),
    ("nullable", Shape::Flag),
    ("required", Shape::Texts),
    ("title", Shape::Text),
    ("allOf", Shape::Many(Kind::Schema)),
    ("oneOf", Shape::Many(Kind::Schema)),
    ("anyOf", Shape::Many(Kind::Schema)),
    ("additionalProperties", Shape::SchemaOrFlag),
    ("default", Shape::Anything),
    ("readOnly", Shape::Flag),
    ("writeOnly", Shape::Flag),
    ("deprecated", Shape::Flag),
    ("minimum", Shape::Number),
    ("maximum", Shape::Number),
    ("exclusiveMinimum", Shape::Bound),
    ("exclusiveMaximum", Shape::Bound),
    ("multipleOf", Shape::Number),
    ("minLength", Shape::Count),
    ("maxLength", Shape::Count),
    ("pattern", Shape::Text),
    ("minItems", Shape::Count),
    ("maxItems", Shape::Count),
    ("uniqueItems", Shape::Flag),
    ("minProperties", Shape::Count),
    ("maxProperties", Shape::Count),
    ("const", Shape::Anything),
    ("examples", Shape::Examples),
    ("discriminator", Shape::One(Kind::Discriminator)),
    ("externalDocs", Shape::One(Kind::ExternalDocs)),
    ("not", Shape::One(Kind::Schema)),
    ("xml", Shape::Anything),
    ("prefixItems", Shape::Many(Kind::Schema)),
    ("patternProperties", Shape::Named(Kind::Schema)),
    ("contentEncoding", Shape::Text),
    ("contentMediaType", Shape::Text),
    ("contentSchema", Shape::One(Kind::Schema)),
    ("$defs", Shape::Named(Kind::Schema)),
    ("definitions", Shape::Named(Kind::Schema)),
    ("if", Shape::One(Kind::Schema)),
    ("then", Shape::One(Kind::Schema)),
    ("else", Shape::One(Kind::Schema)),
    ("contains", Shape::One(Kind::Schema)),
    ("minContains", Shape::Count),
    ("maxContains", Shape::Count),
    ("propertyNames", Shape::One(Kind::Schema)),
    ("additionalItems", Shape::SchemaOrFlag),
    ("unevaluatedItems", Shape::SchemaOrFlag),
    ("unevaluatedProperties", Shape::SchemaOrFlag),
    ("dependentSchemas", Shape::Named(Kind::Schema)),
    ("dependentRequired", Shape::AnyMap),
    ("dependencies", Shape::AnyMap),
    ("$schema", Shape::Text),
    ("$id", Shape::Text),
    ("id", Shape::Anything),
    ("$anchor", Shape::Text),
    ("$dynamicAnchor", Shape::Text),
    ("$dynamicRef", Shape::Text),
    ("$comment", Shape::Text),
    ("$vocabulary", Shape::Anything),
    ("x-nullable", Shape::Flag),
];
