//! The commands `corpus` and `bench`: their command lines, and a build of their own.
//!
//! They need libraries that would make every other command slow to build, so they are behind the
//! feature `measurements`. Without it, this program builds itself again with it.

use crate::failure::Result;

/// Runs one of the two commands with its arguments.
///
/// # Errors
/// Those of the command.
#[cfg(feature = "measurements")]
pub fn run(command: &str, arguments: lexopt::Parser) -> Result<()> {
    crate::bench::measure::settle()?;
    match command {
        "bench" => crate::bench::run(&with_feature::bench_options(arguments)?),
        _ => crate::corpus::run(&with_feature::corpus_options(arguments)?),
    }
}

/// Builds this program with the feature and runs it with the same arguments.
///
/// # Errors
/// Cargo cannot be started. Otherwise the exit code is that of Cargo or of the command.
#[cfg(not(feature = "measurements"))]
pub fn run(command: &str, mut arguments: lexopt::Parser) -> Result<()> {
    use crate::failure::Failure;
    let folder = crate::workspace();
    let mut cargo = std::process::Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--release", "--package", "xtask"]);
    cargo.args(["--features", "measurements", "--manifest-path"]);
    cargo.arg(folder.join("Cargo.toml"));
    cargo.arg("--").arg(command).args(arguments.raw_args()?);
    let status = cargo
        .status()
        .map_err(|cause| Failure::error(format!("cargo: {cause}")))?;
    let code = status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(2);
    match code {
        0 => Ok(()),
        // The command has said why.
        code => std::process::exit(code.into()),
    }
}

#[cfg(feature = "measurements")]
mod with_feature {
    use std::path::PathBuf;

    use lexopt::prelude::*;

    use crate::failure::{Failure, Result};
    use crate::{bench, corpus, workspace};

    pub fn corpus_options(mut arguments: lexopt::Parser) -> Result<corpus::Options> {
        let mut folder = None::<PathBuf>;
        let mut options =
            corpus::Options::new(PathBuf::new(), workspace().join("target/corpus-out"));
        while let Some(argument) = arguments.next()? {
            match argument {
                Value(path) if folder.is_none() => folder = Some(path.into()),
                Long("only") => options.only.extend(names(&arguments.value()?.string()?)),
                Long("json") => options.json = Some(arguments.value()?.into()),
                Long("jobs") => options.jobs = Some(arguments.value()?.parse()?),
                Long("keep") => options.keep = true,
                Long("no-check") => options.no_check = true,
                Long("instances") => options.instances = true,
                Long("untyped") => options.untyped = true,
                Long("generator") => options.generator = Some(arguments.value()?.into()),
                Long("most") => options.most = arguments.value()?.parse()?,
                Long("out") => {
                    options.out = std::path::absolute(PathBuf::from(arguments.value()?))
                        .map_err(|cause| Failure::error(cause.to_string()))?
                }
                argument => return Err(argument.unexpected().into()),
            }
        }
        let folder =
            folder.ok_or_else(|| Failure::error("corpus needs a folder of descriptions"))?;
        options.folder = folder;
        Ok(options)
    }

    pub fn bench_options(mut arguments: lexopt::Parser) -> Result<bench::Options> {
        let mut options = bench::Options::new(workspace());
        while let Some(argument) = arguments.next()? {
            match argument {
                Value(name) => options.names.push(name.string()?),
                Long("dir") => options.folder = Some(arguments.value()?.into()),
                Long("json") => options.json = Some(arguments.value()?.into()),
                Long("seed") => options.seed = Some(arguments.value()?.parse()?),
                Long("edits") => options.edits = arguments.value()?.parse()?,
                Long("values") => options.values = arguments.value()?.parse()?,
                Long("runs") => options.runs = arguments.value()?.parse()?,
                Long("only") => options.parts.extend(names(&arguments.value()?.string()?)),
                argument => return Err(argument.unexpected().into()),
            }
        }
        Ok(options)
    }

    fn names(list: &str) -> impl Iterator<Item = String> {
        list.split(',').map(str::to_owned)
    }
}
