//! The paths of places that are known by their offsets.

use super::{Kind, Reader};
use crate::wire::JsonError;

/// The path of the innermost value at each offset, and in it the member of that name, which is not
/// there: `items[0].price`.
pub(crate) fn paths(text: &str, places: &[(usize, Option<&'static str>)]) -> Vec<String> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| places.get(*at));
    order.reverse();
    let mut walk = Walk {
        places,
        waiting: order,
        steps: Vec::new(),
        paths: vec![String::new(); places.len()],
    };
    // The text has been read before; where it is no JSON, no path is known.
    let _ = walk.value(&mut Reader::of_text(text));
    walk.paths
}

struct Walk<'p> {
    places: &'p [(usize, Option<&'static str>)],
    /// Indexes of the places that are still to come, the next one last.
    waiting: Vec<usize>,
    steps: Vec<Step>,
    paths: Vec<String>,
}

enum Step {
    Member(String),
    Index(usize),
}

impl Walk<'_> {
    fn value(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        let kind = reader.peek()?;
        self.settle(reader.offset() + 1);
        match kind {
            Kind::Array => self.array(reader)?,
            Kind::Object => self.object(reader)?,
            Kind::Null | Kind::Boolean | Kind::Number | Kind::String => reader.skip()?,
        }
        self.settle(reader.offset());
        Ok(())
    }

    /// All places before the offset that are not known yet are in the value that is read.
    fn settle(&mut self, end: usize) {
        while let Some(missing) = self.next_before(end) {
            let path = self.path(missing);
            if let Some(place) = self.waiting.pop().and_then(|at| self.paths.get_mut(at)) {
                *place = path;
            }
        }
    }

    fn array(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        let mut more = reader.begin_array()?;
        let mut index = 0;
        while more {
            self.steps.push(Step::Index(index));
            self.value(reader)?;
            self.steps.pop();
            index += 1;
            more = reader.next_item()?;
        }
        Ok(())
    }

    fn object(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        let mut more = reader.begin_object()?;
        while more {
            self.steps.push(Step::Member(reader.name()?.into_owned()));
            self.value(reader)?;
            self.steps.pop();
            more = reader.next_member()?;
        }
        Ok(())
    }

    /// The name that the next place has, if it stands before the offset.
    fn next_before(&self, end: usize) -> Option<Option<&'static str>> {
        let (offset, missing) = self.places.get(*self.waiting.last()?)?;
        (*offset < end).then_some(*missing)
    }

    fn path(&self, missing: Option<&'static str>) -> String {
        let mut place = JsonError::custom("");
        if let Some(name) = missing {
            place = place.in_member(name);
        }
        let steps = self.steps.iter().rev();
        let place = steps.fold(place, |place, step| match step {
            Step::Member(name) => place.in_member(name.clone()),
            Step::Index(index) => place.at_index(*index),
        });
        place.path()
    }
}
