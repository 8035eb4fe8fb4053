//! Swagger 2.0.

use serde_json::json;

use super::loaded;

const PETS: &str = r"
swagger: '2.0'
info: {title: Pets, version: '1'}
host: pets.example
basePath: /v1/
schemes: [http, https]
consumes: [application/json]
produces: [application/json, application/xml]
parameters:
  Page: {name: page, in: query, type: integer, default: 1}
  Body: {name: body, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
responses:
  Missing: {description: missing, schema: {$ref: '#/definitions/Error'}}
securityDefinitions:
  basic: {type: basic}
  key: {type: apiKey, in: header, name: X-Key}
  oauth: {type: oauth2, flow: application, tokenUrl: 'https://x', scopes: {a: b}}
definitions:
  Error: {type: object, x-nullable: true}
  Pet: {type: object, discriminator: kind, properties: {kind: {type: string}, photo: {type: file}}}
paths:
  /pets:
    parameters:
      - {$ref: '#/parameters/Page'}
      - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: pipes}
    post:
      parameters: [{$ref: '#/parameters/Body'}]
      responses:
        200:
          description: ok
          schema: {$ref: '#/definitions/Pet'}
          examples: {application/json: {kind: cat}}
          headers: {X-Rate: {type: integer, format: int32}}
        404: {$ref: '#/responses/Missing'}
    put:
      consumes: [application/x-www-form-urlencoded, multipart/form-data]
      parameters:
        - {name: photo, in: formData, type: file, required: true}
        - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      responses: {204: {description: none}}
    get:
      produces: [image/png]
      responses: {200: {description: ok, schema: {type: file}}}
";

#[test]
fn becomes_openapi_3() {
    let (document, diagnostics) = loaded(PETS);
    assert_eq!(diagnostics.render(Some(&document.tree)), "");
    let at = |pointer: &str| {
        document
            .at(pointer)
            .map(|node| node.to_json())
            .unwrap_or_default()
    };
    assert_eq!(at("/servers"), json!([{"url": "https://pets.example/v1"}]));
    assert_eq!(
        at("/components"),
        json!({
            "schemas": {
                "Error": {"type": "object", "x-nullable": true},
                "Pet": {
                    "type": "object", "discriminator": {"propertyName": "kind"},
                    "properties": {"kind": {"type": "string"}, "photo": {"type": "string", "format": "binary"}},
                },
            },
            "responses": {"Missing": {"description": "missing", "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Error"}},
                "application/xml": {"schema": {"$ref": "#/components/schemas/Error"}},
            }}},
            "parameters": {
                "Page": {"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}},
            },
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "oauth": {"type": "oauth2", "flows": {
                    "clientCredentials": {"tokenUrl": "https://x", "scopes": {"a": "b"}},
                }},
            },
        })
    );
    let item = "/paths/~1pets";
    assert_eq!(
        at(&format!("{item}/parameters")),
        json!([
            {"$ref": "#/components/parameters/Page"},
            {"name": "tags", "in": "query", "style": "pipeDelimited", "explode": false,
             "schema": {"type": "array", "items": {"type": "string"}}},
        ])
    );
    assert_eq!(
        at(&format!("{item}/post")),
        json!({
            "parameters": [],
            "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
            },
            "responses": {
                "200": {
                    "description": "ok",
                    "headers": {"X-Rate": {"schema": {"type": "integer", "format": "int32"}}},
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Pet"}, "example": {"kind": "cat"},
                        },
                        "application/xml": {"schema": {"$ref": "#/components/schemas/Pet"}},
                    },
                },
                "404": {"$ref": "#/components/responses/Missing"},
            },
        })
    );
    assert_eq!(
        at(&format!("{item}/put/requestBody")),
        json!({
            "content": {"multipart/form-data": {
                "schema": {"type": "object", "required": ["photo"], "properties": {
                    "photo": {"type": "string", "format": "binary"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                }},
                "encoding": {"tags": {"style": "form", "explode": true}},
            }},
            "required": true,
        })
    );
    assert_eq!(
        at(&format!("{item}/get/responses/200/content")),
        json!({"image/png": {"schema": {"type": "string", "format": "binary"}}})
    );
}
