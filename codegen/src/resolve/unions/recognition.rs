//! The strategy for each union without a discriminator: its variants are compared two by two, and
//! what tells them apart becomes a rule of each.

use indexmap::IndexSet;

use super::by_trial::Order;
use super::constants;
use super::evidence::{Difference, Evidence, Side, Sign, compare};
use super::json_types::JsonTypes;
use crate::api::{Kind, Recognition, Shape, TypeId, Types, Union};
use crate::diagnostics::Diagnostics;
use crate::openapi::TypeSet;

/// Decides how the variants are recognised in every union for which this is open.
pub(crate) fn recognise(types: &mut Types, diagnostics: &mut Diagnostics) {
    for (id, union, doubts) in decide(types) {
        let mut definition = types.take(id);
        if !doubts.is_empty() {
            let message = format!("nothing tells {} apart", doubts.join(", "));
            let report = diagnostics.warn("union-by-trial", &definition.origin.pointer, message);
            report
                .instead("variants tried in order")
                .help("add a `discriminator`");
        }
        definition.kind = Kind::Union(union);
        types.set(id, definition);
    }
}

/// The unions that were open, with their decision and the variants that nothing tells apart.
fn decide(types: &Types) -> Vec<(TypeId, Union, Vec<String>)> {
    let mut known = JsonTypes::new(types);
    let unions = types.iter().filter_map(|(id, definition)| {
        let Kind::Union(union) = &definition.kind else {
            return None;
        };
        if union.recognition.is_some() {
            return None;
        }
        let (decided, doubts) = decide_one(types, &mut known, union.clone());
        Some((id, decided, doubts))
    });
    unions.collect()
}

fn decide_one<'t>(
    types: &'t Types,
    known: &mut JsonTypes<'t>,
    union: Union,
) -> (Union, Vec<String>) {
    let ids = union.variants.iter().map(|variant| variant.ty.ty);
    let evidence: Vec<_> = ids
        .map(|id| Evidence::of_definition(types, known, id))
        .collect();
    let common = constants::common(&evidence);
    let as_discriminator = common.and_then(|common| constants::discriminator(common, &evidence));
    if let Some(discriminator) = as_discriminator {
        let recognition = Some(Recognition::Discriminator(discriminator));
        let decided = Union {
            recognition,
            ..union
        };
        return (decided, Vec::new());
    }
    let mut rules = Rules::new(&evidence);
    if let Some(property) = common {
        for (shape, evidence) in rules.shapes.iter_mut().zip(&evidence) {
            shape.require_constants(property, evidence);
        }
    }
    for (first, one) in evidence.iter().enumerate() {
        for (second, other) in evidence.iter().enumerate().skip(first + 1) {
            rules.tell_apart((first, one), (second, other), common.is_some());
        }
    }
    rules.apply(union)
}

/// What must be true of values of each variant, while the variants are compared.
struct Rules {
    shapes: Vec<Shape>,
    order: Order,
    doubts: IndexSet<usize>,
}

impl Rules {
    fn new(evidence: &[Evidence<'_>]) -> Self {
        let shapes = evidence.iter().map(|one| Shape::of_types(one.types));
        Self {
            shapes: shapes.collect(),
            order: Order::new(evidence.len()),
            doubts: IndexSet::new(),
        }
    }

    fn tell_apart(
        &mut self,
        (first, one): (usize, &Evidence<'_>),
        (second, other): (usize, &Evidence<'_>),
        objects_are_apart: bool,
    ) {
        let both_objects = one.is_object && other.is_object;
        if both_objects && one.types & other.types != TypeSet::OBJECT {
            self.doubts.extend([first, second]);
        }
        if both_objects && objects_are_apart {
            return;
        }
        match compare(one, other) {
            Difference::Types | Difference::Items => {}
            Difference::Constants(property) => {
                self.change(first, |shape| shape.require_constants(property, one));
                self.change(second, |shape| shape.require_constants(property, other));
            }
            Difference::Members(sign, others) => {
                self.members((first, one, sign), (second, other, others));
            }
            Difference::Narrower(Side::First) => self.order.try_before(first, second),
            Difference::Narrower(Side::Second) => self.order.try_before(second, first),
            Difference::None => self.doubts.extend([first, second]),
        }
    }

    fn members(
        &mut self,
        (first, one, sign): (usize, &Evidence<'_>, Option<Sign<'_>>),
        (second, other, others): (usize, &Evidence<'_>, Option<Sign<'_>>),
    ) {
        // A member that the other object does not declare tells more than constants do.
        let is_sure = |sign: Option<Sign<'_>>, other: Option<Sign<'_>>| match sign {
            Some(Sign::Required(_)) => true,
            Some(Sign::Limited(_)) => other.is_none(),
            None => false,
        };
        let (one_is_sure, other_is_sure) = (is_sure(sign, others), is_sure(others, sign));
        if let Some(sign) = sign.filter(|_| one_is_sure) {
            self.change(first, |shape| shape.require(sign, one));
        }
        if let Some(sign) = others.filter(|_| other_is_sure) {
            self.change(second, |shape| shape.require(sign, other));
        }
        match (one_is_sure, other_is_sure) {
            (true, true) => {}
            (true, false) => self.order.try_before(first, second),
            (false, true) => self.order.try_before(second, first),
            (false, false) => self.doubts.extend([first, second]),
        }
    }

    fn change(&mut self, index: usize, change: impl FnOnce(&mut Shape)) {
        if let Some(shape) = self.shapes.get_mut(index) {
            change(shape);
        }
    }

    fn apply(self, mut union: Union) -> (Union, Vec<String>) {
        let doubtful = self.doubts.iter();
        let doubtful = doubtful.filter_map(|index| union.variants.get(*index));
        let doubts = doubtful.map(|variant| format!("`{}`", variant.name));
        let doubts = doubts.collect();
        let entries = std::mem::take(&mut union.variants)
            .into_iter()
            .zip(self.shapes);
        let (variants, shapes) = self.order.apply(entries).into_iter().unzip();
        let decided = Union {
            variants,
            recognition: Some(Recognition::Shapes(shapes)),
            ..union
        };
        (decided, doubts)
    }
}
