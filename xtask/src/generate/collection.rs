//! The crate `generated`: a module for each description of `specs/`.

use std::collections::BTreeMap;
use std::time::Instant;

use codegen::Layout;
use codegen::package::{self, Member};

use super::lock;
use super::plan::Plan;
use super::specs::{self, Spec};
use super::{Options, Outcome};
use crate::failure::Result;

/// Generates all APIs of the workspace, or the one asked for.
///
/// # Errors
/// Unreadable files, mistakes in settings, and an API that is not there.
pub fn generate(options: &Options) -> Result<(Vec<Outcome>, Plan)> {
    let mut specs = specs::read_all(&options.workspace)?;
    for spec in &mut specs {
        let path = lock::of_spec(&options.workspace, &spec.name);
        spec.settings.lock = lock::read(options, &path)?;
    }
    let wanted = |spec: &&Spec| options.api.as_ref().is_none_or(|api| *api == spec.name);
    let mut outcomes: Vec<Outcome> = specs
        .iter()
        .filter(wanted)
        .map(|spec| generate_one(options, spec))
        .collect();
    if let (Some(api), true) = (&options.api, outcomes.is_empty()) {
        let names: Vec<String> = specs.iter().map(|spec| spec.name.clone()).collect();
        return Err(specs::unknown(api, &names));
    }
    let plan = plan(options, &specs, &mut outcomes)?;
    Ok((outcomes, plan))
}

fn generate_one(options: &Options, spec: &Spec) -> Outcome {
    let start = Instant::now();
    let layout = Layout::Module {
        name: spec.name.clone(),
    };
    let input = spec.input(options.allow_outside);
    let mut generated = codegen::generate(&input, &spec.settings, &layout);
    if options.strict {
        generated.diagnostics.be_strict();
    }
    Outcome {
        name: spec.name.clone(),
        generated,
        time: start.elapsed(),
    }
}

/// The texts are moved into the plan.
fn plan(options: &Options, specs: &[Spec], outcomes: &mut [Outcome]) -> Result<Plan> {
    let mut plan = Plan::default();
    let folder = options.workspace.join("generated");
    let src = folder.join("src");
    let members: Vec<Member<'_>> = specs
        .iter()
        .map(|spec| Member {
            name: &spec.name,
            date_time: spec.settings.date_time,
        })
        .collect();
    plan.add(
        None,
        folder.join("Cargo.toml"),
        package::collection_manifest(&members),
    )?;
    plan.add(None, src.join("lib.rs"), package::collection_root(&members))?;
    for Outcome {
        name, generated, ..
    } in outcomes
    {
        let files = std::mem::take(&mut generated.files);
        plan.add_folder(name, &src.join(package::module_name(name)), files)?;
        let path = lock::of_spec(&options.workspace, name);
        plan.add(Some(name), path, generated.lock.text())?;
    }
    if options.api.is_none() {
        let modules: Vec<String> = specs
            .iter()
            .map(|spec| package::module_name(&spec.name))
            .collect();
        for entry in std::fs::read_dir(&src).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() && !modules.contains(&name) {
                plan.add_folder(&name, &entry.path(), BTreeMap::new())?;
            }
        }
    }
    Ok(plan)
}
