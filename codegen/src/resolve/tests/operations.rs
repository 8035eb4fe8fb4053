//! Operations: names, parameters, bodies, security, pages.

use super::resolve;
use crate::api::{Kind, Location, Paging, StatusRange, Style, Values, WireFormat};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

fn paths(paths: &str) -> String {
    let indented: String = paths.lines().map(|line| format!("  {line}\n")).collect();
    format!("{HEAD}paths:\n{indented}")
}

#[test]
fn names_come_from_ids_summaries_and_paths_and_are_unique() {
    let text = paths(
        "/a: {get: {operationId: getA, responses: {}}}\n\
         /b: {get: {summary: List all b, responses: {}}}\n\
         /c/{id}: {get: {summary: 'Something, long: with signs', parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {}}}\n\
         /d: {get: {operationId: same, responses: {}}}\n\
         /e: {get: {operationId: same, responses: {}}}",
    );
    let (api, _) = resolve(&text, "[rename.operations]\n\"GET /b\" = \"b_list\"\n");
    let names: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.name.as_str())
        .collect();
    assert_eq!(names, ["get_a", "b_list", "get_c", "get_d", "get_e"]);
}

#[test]
fn parameters_are_inherited_overridden_and_put_in_order() {
    let text = paths(
        "/a/{x}/{y}:\n  parameters:\n    - {name: y, in: path, required: true, schema: {type: string}}\n    - {name: q, in: query, schema: {type: string}}\n    - {name: Accept, in: header, schema: {type: string}}\n  get:\n    parameters:\n      - {name: q, in: query, required: true, style: deepObject, schema: {type: object}}\n      - {name: z, in: path, required: true, schema: {type: string}}\n      - {name: j, in: query, content: {application/json: {schema: {type: array, items: {type: integer}}}}}\n    responses: {}",
    );
    let (api, reports) = resolve(&text, "");
    let parameters = &api.operations[0].parameters;
    let names: Vec<_> = parameters
        .iter()
        .map(|parameter| parameter.wire_name.as_str())
        .collect();
    assert_eq!(names, ["x", "y", "q", "j"]);
    assert_eq!(
        reports,
        ["undeclared-path-parameter", "surplus-path-parameter"]
    );
    assert!(parameters[2].required);
    let deep = Values::Styled {
        style: Style::DeepObject,
        explode: true,
        allow_reserved: false,
    };
    assert_eq!(parameters[2].values, deep);
    assert_eq!(parameters[3].values, Values::Content(WireFormat::Json));
    assert_eq!(parameters[0].location, Location::Path);
}

#[test]
fn xml_is_text_and_what_leads_nowhere_leaves_out_its_operation_only() {
    let text = paths(
        "/a: {post: {requestBody: {$ref: '#/components/requestBodies/None'}, responses: {}}}\n\
         /b: {post: {requestBody: {content: {application/xml: {schema: {type: object}}}}, responses: {}}}\n\
         /c: {get: {responses: {'200': {description: d, content: {text/event-stream: {}}}}}}\n\
         /d: {get: {responses: {'200': {description: d, content: {application/xml: {}, application/problem+json: {}, application/json: {schema: {type: string}}}}, '4xx': {description: e, content: {application/xml: {}}}}}}",
    );
    let (api, reports) = resolve(&text, "");
    let left_out: Vec<_> = api
        .left_out
        .iter()
        .map(|left_out| left_out.what.as_str())
        .collect();
    assert_eq!(left_out, ["operation POST /a"]);
    assert_eq!(reports.len(), 5, "{reports:?}");
    let body = api.operations[0].body.as_ref().unwrap();
    assert_eq!(body.content[0].format, WireFormat::Xml);
    let stream = &api.operations[1].responses[0];
    assert_eq!(stream.content, None);
    assert_eq!(
        stream.stream.as_ref().unwrap().format,
        WireFormat::EventStream
    );
    let responses = &api.operations[2].responses;
    assert_eq!(
        responses[0].content.as_ref().unwrap().media_type,
        "application/json"
    );
    assert_eq!(responses[1].status, StatusRange::Class(4));
    let text = responses[1].content.as_ref().unwrap();
    assert_eq!((text.format, text.ty), (WireFormat::Xml, None));
}

#[test]
fn security_of_the_operation_overrides_that_of_the_api() {
    let text = format!(
        "{HEAD}security: [{{a: []}}]\ncomponents: {{securitySchemes: {{a: {{type: http, scheme: bearer}}}}}}\npaths:\n  /a: {{get: {{responses: {{}}}}, post: {{security: [], responses: {{}}}}, put: {{security: [{{}}, {{b: []}}], responses: {{}}}}}}\n"
    );
    let (api, reports) = resolve(&text, "");
    let counts: Vec<_> = api
        .operations
        .iter()
        .map(|operation| (operation.method.0.as_str(), operation.security.len()))
        .collect();
    assert_eq!(counts, [("GET", 1), ("PUT", 1), ("POST", 0)]);
    assert_eq!(api.operations[1].security[0].schemes, []);
    assert_eq!(reports, ["unknown-security-scheme"]);
}

#[test]
fn pages_are_found_where_a_link_leads_to_the_next_one() {
    let text = paths(
        "/a:\n  get:\n    parameters: [{name: 'page[number]', in: query, schema: {type: integer}}]\n    responses:\n      '200':\n        description: d\n        content:\n          application/json:\n            schema:\n              type: object\n              properties:\n                data: {type: array, items: {type: object, properties: {id: {type: string}}}}\n                links: {type: object, required: [next], properties: {next: {type: string, nullable: true}}}",
    );
    let (api, _) = resolve(&text, "");
    let pagination = api.operations[0].pagination().unwrap();
    assert_eq!(pagination.items.as_ref().unwrap().path, ["data"]);
    let (off, _) = resolve(&text, "[pagination]\n\"GET /a\" = false\n");
    assert_eq!(off.operations[0].paging, Paging::Off);
}

#[test]
fn bodies_and_headers_are_resolved() {
    let text = paths(
        "/a:\n  post:\n    requestBody: {content: {text/plain: {schema: {type: string}}, application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}\n    responses:\n      '200': {description: d, headers: {X-Count: {required: true, schema: {type: integer}}, Content-Type: {schema: {type: string}}}, content: {image/png: {schema: {type: string, format: binary}}}}\n      default: {description: d, content: {application/json: {}}}",
    );
    let (api, _) = resolve(&text, "");
    let operation = &api.operations[0];
    let formats: Vec<_> = operation
        .body
        .as_ref()
        .unwrap()
        .content
        .iter()
        .map(|content| content.format)
        .collect();
    assert_eq!(formats, [WireFormat::UrlEncoded, WireFormat::Text]);
    let [ok, default] = operation.responses.as_slice() else {
        panic!("{operation:?}");
    };
    assert_eq!(
        ok.content
            .as_ref()
            .map(|content| (content.format, content.ty)),
        Some((WireFormat::Bytes, None))
    );
    assert_eq!(ok.headers.len(), 1);
    let any = default.content.as_ref().unwrap().ty.unwrap();
    assert_eq!(api.types[any.ty].kind, Kind::Any);
}
