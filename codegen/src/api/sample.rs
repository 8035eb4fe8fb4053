//! Descriptions built by hand for tests.

use crate::api::{
    Api, Body, Content, Credentials, Docs, EnumValue, Enumeration, Field, HttpMethod, Kind,
    Location, Object, Operation, Origin, Paging, Parameter, Response, Scalar, StatusRange, Step,
    StringFormat, Style, TypeDef, TypeId, Use, Values, WireFormat,
};

pub(crate) fn define(api: &mut Api, steps: &[Step], kind: Kind) -> TypeId {
    let pointer = steps.iter().map(|step| format!("/{step:?}")).collect();
    let origin = Origin {
        pointer,
        steps: steps.to_vec(),
    };
    api.types.push(TypeDef {
        origin,
        docs: Docs::default(),
        kind,
    })
}

pub(crate) fn component(api: &mut Api, name: &str, kind: Kind) -> TypeId {
    define(api, &[Step::Component(name.to_owned())], kind)
}

pub(crate) fn plain(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}

pub(crate) fn string(api: &mut Api) -> TypeId {
    let steps = [
        Step::Component("holder".to_owned()),
        Step::Property("text".to_owned()),
    ];
    define(
        api,
        &steps,
        Kind::Scalar(Scalar::String(StringFormat::Plain)),
    )
}

pub(crate) fn field(name: &str, ty: TypeId, required: bool) -> Field {
    Field {
        wire_name: name.to_owned(),
        ty: plain(ty),
        required,
        read_only: false,
        write_only: false,
        docs: Docs::default(),
        pointer: format!("/{name}"),
    }
}

pub(crate) fn object(fields: Vec<Field>) -> Kind {
    Kind::Object(Object {
        fields,
        ..Object::default()
    })
}

pub(crate) fn enumeration(values: &[&str]) -> Kind {
    let values = values.iter().map(|&value| EnumValue {
        value: value.into(),
        digits: None,
        name: None,
        description: None,
    });
    Kind::Enumeration(Enumeration {
        values: values.collect(),
        open: false,
    })
}

pub(crate) fn json(ty: TypeId) -> Content {
    Content {
        media_type: "application/json".to_owned(),
        format: WireFormat::Json,
        ty: Some(plain(ty)),
        item: None,
        part: None,
        encoding: Vec::new(),
    }
}

pub(crate) fn response(status: u16, ty: Option<TypeId>) -> Response {
    Response {
        status: StatusRange::Exactly(status),
        description: format!("response {status}"),
        content: ty.map(json),
        stream: None,
        others: Vec::new(),
        headers: Vec::new(),
        links: Vec::new(),
        pointer: format!("/responses/{status}"),
    }
}

pub(crate) fn parameter(name: &str, location: Location, ty: TypeId) -> Parameter {
    let style = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::QueryString | Location::Cookie => Style::Form,
    };
    Parameter {
        wire_name: name.to_owned(),
        location,
        required: location == Location::Path,
        ty: plain(ty),
        values: Values::Styled {
            style,
            explode: false,
            allow_reserved: false,
        },
        docs: Docs::default(),
        pointer: format!("/parameters/{name}"),
    }
}

pub(crate) fn operation(
    name: &str,
    method: &str,
    path: &str,
    responses: Vec<Response>,
) -> Operation {
    Operation {
        name: name.to_owned(),
        wanted_name: name.to_owned(),
        operation_id: None,
        method: HttpMethod(method.to_owned()),
        path: path.to_owned(),
        path_key: path.to_owned(),
        group: "pets".to_owned(),
        summary: None,
        description: None,
        deprecated: false,
        external_docs: None,
        parameters: Vec::new(),
        body: None,
        responses,
        security: vec![Credentials {
            schemes: vec![("token".to_owned(), Vec::new())],
        }],
        servers: Vec::new(),
        declared_pages: None,
        paging: Paging::default(),
        pointer: format!("/paths/{name}"),
    }
}

pub(crate) fn body(ty: TypeId, required: bool) -> Body {
    Body {
        required,
        description: None,
        content: vec![json(ty)],
        pointer: "/body".to_owned(),
    }
}
