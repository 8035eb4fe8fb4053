//! The steps to a schema: a list whose beginning is shared by all schemas below the same one.

use std::rc::Rc;

use crate::api::Step;

/// Steps, the last one first.
#[derive(Debug, Clone, Default)]
pub struct Steps(Option<Rc<Link>>);

#[derive(Debug)]
struct Link {
    before: Steps,
    step: Step,
    count: usize,
}

impl Steps {
    pub fn then(&self, step: Step) -> Self {
        let count = self.len() + 1;
        Self(Some(Rc::new(Link {
            before: self.clone(),
            step,
            count,
        })))
    }

    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |link| link.count)
    }

    pub fn to_vec(&self) -> Vec<Step> {
        let mut steps = Vec::with_capacity(self.len());
        let mut rest = &self.0;
        while let Some(link) = rest {
            steps.push(link.step.clone());
            rest = &link.before.0;
        }
        steps.reverse();
        steps
    }

    /// The key of the component that they lead through.
    pub fn holder(&self) -> Option<String> {
        match self.to_vec().first() {
            Some(Step::Component(key)) => Some(key.clone()),
            _ => None,
        }
    }

    /// The key, if they lead to a component.
    pub fn component(&self) -> Option<&str> {
        match self.0.as_deref() {
            Some(Link {
                step: Step::Component(key),
                count: 1,
                ..
            }) => Some(key),
            _ => None,
        }
    }
}

impl From<Vec<Step>> for Steps {
    fn from(steps: Vec<Step>) -> Self {
        steps
            .into_iter()
            .fold(Self::default(), |all, step| all.then(step))
    }
}
