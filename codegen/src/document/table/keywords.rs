//! The keywords of each kind of object, by the sections of the OpenAPI specification.

use super::{Kind, Shape, Table};

pub(super) const DOCUMENT: Table = &[
    ("openapi", Shape::Anything),
    ("swagger", Shape::Anything),
    ("info", Shape::One(Kind::Info)),
    ("jsonSchemaDialect", Shape::Text),
    ("$self", Shape::Text),
    ("servers", Shape::Many(Kind::Server)),
    ("paths", Shape::Paths),
    ("webhooks", Shape::Named(Kind::PathItem)),
    // Their name before OpenAPI 3.1.
    ("x-webhooks", Shape::Named(Kind::PathItem)),
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

pub(super) const INFO: Table = &[
    ("title", Shape::Text),
    ("version", Shape::Text),
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("termsOfService", Shape::Text),
    ("contact", Shape::One(Kind::Contact)),
    ("license", Shape::One(Kind::License)),
];

pub(super) const SERVER: Table = &[
    ("url", Shape::Text),
    ("name", Shape::Text),
    ("description", Shape::Text),
    ("variables", Shape::Named(Kind::ServerVariable)),
];

pub(super) const TAG: Table = &[
    ("name", Shape::Text),
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("parent", Shape::Text),
    ("kind", Shape::Text),
    ("externalDocs", Shape::One(Kind::ExternalDocs)),
];

pub(super) const COMPONENTS: Table = &[
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

pub(super) const PATH_ITEM: Table = &[
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

pub(super) const OPERATION: Table = &[
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

pub(super) const PARAMETER: Table = &[
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

pub(super) const HEADER: Table = &[
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

pub(super) const REQUEST_BODY: Table = &[
    ("description", Shape::Text),
    ("content", Shape::Named(Kind::MediaType)),
    ("required", Shape::Flag),
    // A mistake with a plain meaning.
    ("schema", Shape::One(Kind::Schema)),
];

pub(super) const RESPONSE: Table = &[
    ("description", Shape::Text),
    ("summary", Shape::Text),
    ("headers", Shape::Named(Kind::Header)),
    ("content", Shape::Named(Kind::MediaType)),
    ("links", Shape::Named(Kind::Link)),
    // Swagger 2.0; later a mistake with a plain meaning.
    ("schema", Shape::One(Kind::Schema)),
];

pub(super) const MEDIA_TYPE: Table = &[
    ("schema", Shape::One(Kind::Schema)),
    ("itemSchema", Shape::One(Kind::Schema)),
    ("example", Shape::Anything),
    ("examples", Shape::Examples),
    ("encoding", Shape::Named(Kind::Encoding)),
    ("itemEncoding", Shape::One(Kind::Encoding)),
    ("prefixEncoding", Shape::Many(Kind::Encoding)),
];

pub(super) const ENCODING: Table = &[
    ("contentType", Shape::Text),
    ("headers", Shape::Named(Kind::Header)),
    ("style", Shape::Text),
    ("explode", Shape::Flag),
    ("allowReserved", Shape::Flag),
];

pub(super) const EXAMPLE: Table = &[
    ("summary", Shape::Text),
    ("description", Shape::Text),
    ("value", Shape::Anything),
    ("dataValue", Shape::Anything),
    ("serializedValue", Shape::Text),
    ("externalValue", Shape::Text),
];

pub(super) const LINK: Table = &[
    ("operationRef", Shape::Text),
    ("operationId", Shape::Text),
    ("parameters", Shape::AnyMap),
    ("requestBody", Shape::Anything),
    ("description", Shape::Text),
    ("server", Shape::One(Kind::Server)),
];

pub(super) const DISCRIMINATOR: Table = &[
    ("propertyName", Shape::Text),
    ("mapping", Shape::TextMap),
    ("defaultMapping", Shape::Text),
];

pub(super) const SECURITY_SCHEME: Table = &[
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

pub(super) const FLOWS: Table = &[
    ("implicit", Shape::One(Kind::Flow)),
    ("password", Shape::One(Kind::Flow)),
    ("clientCredentials", Shape::One(Kind::Flow)),
    ("authorizationCode", Shape::One(Kind::Flow)),
    ("deviceAuthorization", Shape::One(Kind::Flow)),
];

pub(super) const FLOW: Table = &[
    ("authorizationUrl", Shape::Text),
    ("deviceAuthorizationUrl", Shape::Text),
    ("tokenUrl", Shape::Text),
    ("refreshUrl", Shape::Text),
    ("scopes", Shape::TextMap),
];

/// The most frequent keywords first.
pub(super) const SCHEMA: Table = &[
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
    ("$recursiveAnchor", Shape::Flag),
    ("$recursiveRef", Shape::Text),
    ("$comment", Shape::Text),
    ("$vocabulary", Shape::Anything),
    ("x-nullable", Shape::Flag),
];
