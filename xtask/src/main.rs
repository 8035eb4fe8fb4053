//! The tasks of this workspace, and the only place with a file system.

#[macro_use]
mod printing;

#[cfg(feature = "measurements")]
mod bench;
#[cfg(feature = "measurements")]
mod corpus;
mod diff;
#[cfg(feature = "measurements")]
mod edits;
mod explain;
mod failure;
mod generate;
mod heal;
mod import;
mod list;
mod measurements;
mod output;
mod pages;
#[cfg(feature = "measurements")]
mod properties;
mod show;
mod styles;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use failure::{Failure, Result};
use generate::Selection;
use lexopt::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
cargo xtask codegen [--api NAME] [--check] [--relock] [--strict] [--report FILE]
    regenerates `generated/` from `specs/`; --check writes nothing and fails when it is stale,
    --relock chooses all names anew instead of those of the lock,
    --strict makes every warning an error, --report writes all reports as JSON
cargo xtask codegen --spec FILE --out DIR [--runtime PATH|VERSION] [--allow-outside] [..]
    writes a crate of its own; --allow-outside lets references leave the folder of FILE
cargo xtask import PAGE... [--name NAME]
    assembles specs/<api>.yaml from documentation pages
cargo xtask show FILE [--stage document|api|rust] [--only POINTER]
    prints a description at a stage between its text and Rust (api by default), or only the part
    at a JSON pointer
cargo xtask list [--api NAME | --spec FILE]
    lists the APIs, their groups, and each operation with its method
cargo xtask explain POINTER|RUST_PATH [--api NAME | --spec FILE]
    tells why an item has its name and its type, and where it comes from
cargo xtask pages [--api NAME | --spec FILE]
    lists the operations that look as if they have pages: how their pages follow each other and
    why, or what is missing to be sure
cargo xtask diff [--api NAME] [OLD [NEW]] [--format text|markdown|json|html] [--fail-on breaking]
    tells what changed from OLD to NEW, what it means on the wire and in Rust, and whether the next
    version is major, minor or a patch; each is a file or a revision of git; without them, the
    committed descriptions of specs/ are compared with those on the disk
cargo xtask heal FILE [--api NAME | --spec FILE]
    proposes an overlay from the differences that a client has written to FILE: each action says
    what the description should say and why; prints it and changes nothing
cargo xtask styles FILE
    sends the values of a table of parameters such as tests/styles.json, and compares the requests
cargo xtask tidy
    checks the rules of this workspace: which room uses which, sizes and first lines of files
cargo xtask corpus DIR [--only NAME,..] [--json FILE] [--jobs N] [--keep] [--no-check]
                   [--instances] [--untyped] [--most N] [--out DIR] [--generator PROGRAM]
    generates and compiles every description of DIR, reads and writes back its examples and the
    values of NAME.instances.json beside it, and prints a row for each; --instances takes only
    descriptions with such values, --untyped lists the places of any JSON, --most limits how many
    failures are printed for each, --keep leaves the crates in target/corpus-out, --generator uses
    an xtask that is already built
cargo xtask bench [NAME..] [--dir DIR] [--runs N] [--only PART,..] [--seed N] [--values N]
                  [--json FILE]
    measures generating, compiling, reading and writing of specs/ and of descriptions of DIR (or
    of the folder that CORPUS names) against types with serde's derives, and what a call costs
    against one by hand; properties tries a million values, or N, of schemas made by chance from a
    seed; edits makes ten thousand edits, or --edits N, of descriptions by chance, and judges the
    verdicts of `diff`; features, which has to be asked for, builds the runtime from nothing with
    each of its features; PART is generate, check, build, throughput, call, properties, edits or
    features
cargo xtask help
    prints this

Exit codes: 0 done, 1 stale or falls short, 2 could not be done.
";

fn main() -> ExitCode {
    #[cfg(feature = "measurements")]
    if let Some(code) = bench::measure::stand_in() {
        return code;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.code)
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        Some(Value(command)) => command.string()?,
        Some(Long("help") | Short('h')) | None => "help".to_owned(),
        Some(argument) => return Err(argument.unexpected().into()),
    };
    match command.as_str() {
        "diff" => diff_options(arguments).and_then(|options| diff::run(&options)),
        "codegen" => generate::run(&codegen_options(arguments)?),
        "bench" | "corpus" => measurements::run(&command, arguments),
        "import" => import_pages(arguments),
        "show" => show_options(arguments)
            .and_then(|options| show::show(&options))
            .map(|text| print!("{text}")),
        "list" => selection(arguments, false)
            .and_then(|(selection, _)| list::list(&selection))
            .map(|text| print!("{text}")),
        "explain" => explain_options(arguments)
            .and_then(|options| explain::explain(&options))
            .map(|text| print!("{text}")),
        "pages" => selection(arguments, false)
            .and_then(|(selection, _)| pages::pages(&selection))
            .map(|text| print!("{text}")),
        "heal" => heal_options(arguments)
            .and_then(|options| heal::heal(&options))
            .map(|text| print!("{text}")),
        "styles" => styles_table(arguments).and_then(|table| styles::run(&table)),
        "tidy" => end(arguments).and_then(|()| tidy::run(&workspace())),
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(unknown_command(&command)),
    }
}

fn unknown_command(command: &str) -> Failure {
    let commands = [
        "bench", "codegen", "corpus", "diff", "explain", "heal", "help", "import", "list", "pages",
        "show", "styles", "tidy",
    ];
    let near = codegen::diagnostics::nearest(command, commands);
    let help = near
        .map(|name| format!("; did you mean `{name}`?"))
        .unwrap_or_default();
    Failure::error(format!("no command `{command}`{help}"))
}

fn end(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}

fn codegen_options(mut arguments: lexopt::Parser) -> Result<generate::Options> {
    let mut options = generate::Options::new(workspace());
    let (mut spec, mut out) = (None::<PathBuf>, None::<PathBuf>);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("api") => options.api = Some(arguments.value()?.string()?),
            Long("check") => options.check = true,
            Long("relock") => options.relock = true,
            Long("strict") => options.strict = true,
            Long("report") => options.report = Some(arguments.value()?.into()),
            Long("spec") => spec = Some(arguments.value()?.into()),
            Long("out") => out = Some(arguments.value()?.into()),
            Long("runtime") => options.runtime = Some(arguments.value()?.string()?),
            Long("allow-outside") => options.allow_outside = true,
            argument => return Err(argument.unexpected().into()),
        }
    }
    options.standalone = match (spec, out) {
        (Some(spec), Some(out)) => Some((spec, out)),
        (None, None) => None,
        (Some(_), None) => return Err(Failure::error("--spec needs --out DIR")),
        (None, Some(_)) => return Err(Failure::error("--out needs --spec FILE")),
    };
    if options.standalone.is_some() && options.api.is_some() {
        return Err(Failure::error(
            "--api is for the descriptions of specs/, not for --spec",
        ));
    }
    if options.standalone.is_none() && options.runtime.is_some() {
        return Err(Failure::error(
            "--runtime is for a crate of its own; give --spec and --out",
        ));
    }
    Ok(options)
}

fn styles_table(mut arguments: lexopt::Parser) -> Result<PathBuf> {
    match arguments.next()? {
        Some(Value(table)) => end(arguments).map(|()| table.into()),
        Some(argument) => Err(argument.unexpected().into()),
        None => Err(Failure::error("say which table, such as tests/styles.json")),
    }
}

fn import_pages(mut arguments: lexopt::Parser) -> Result<()> {
    let mut options = import::Options {
        pages: Vec::new(),
        name: None,
        specs: workspace().join("specs"),
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(page) => options.pages.push(page.into()),
            Long("name") => options.name = Some(arguments.value()?.string()?),
            argument => return Err(argument.unexpected().into()),
        }
    }
    for line in import::import(&options)? {
        println!("{line}");
    }
    Ok(())
}

fn diff_options(mut arguments: lexopt::Parser) -> Result<diff::Options> {
    let mut options = diff::Options {
        api: None,
        versions: Vec::new(),
        format: diff::Format::Text,
        fail_on_breaking: false,
        workspace: workspace(),
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(version) if options.versions.len() < 2 => {
                options.versions.push(version.string()?);
            }
            Long("api") => options.api = Some(arguments.value()?.string()?),
            Long("format") => {
                let name = arguments.value()?.string()?;
                options.format = diff::Format::named(&name).ok_or_else(|| {
                    let known = diff::Format::NAMES.join(", ");
                    Failure::error(format!("no format `{name}`; there are {known}"))
                })?;
            }
            Long("fail-on") => match arguments.value()?.string()?.as_str() {
                "breaking" => options.fail_on_breaking = true,
                other => {
                    let message = format!("expected `--fail-on breaking`, found `{other}`");
                    return Err(Failure::error(message));
                }
            },
            argument => return Err(argument.unexpected().into()),
        }
    }
    Ok(options)
}

fn show_options(mut arguments: lexopt::Parser) -> Result<show::Options> {
    let (mut file, mut only) = (None::<PathBuf>, None::<String>);
    let mut stage = show::Stage::Api;
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if file.is_none() => file = Some(path.into()),
            Long("stage") => {
                let name = arguments.value()?.string()?;
                stage = show::Stage::named(&name).ok_or_else(|| {
                    let known = show::Stage::NAMES.join(", ");
                    Failure::error(format!("no stage `{name}`; there are {known}"))
                })?;
            }
            Long("only") => only = Some(arguments.value()?.string()?),
            argument => return Err(argument.unexpected().into()),
        }
    }
    Ok(show::Options {
        file: file.ok_or_else(|| Failure::error("show needs the FILE of a description"))?,
        stage,
        only,
        workspace: workspace(),
    })
}

/// `--api NAME` or `--spec FILE`, and an item where the command takes one.
fn selection(
    mut arguments: lexopt::Parser,
    takes_item: bool,
) -> Result<(Selection, Option<String>)> {
    let (mut api, mut spec, mut item) = (None::<String>, None::<PathBuf>, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(text) if takes_item && item.is_none() => item = Some(text.string()?),
            Long("api") if spec.is_none() => api = Some(arguments.value()?.string()?),
            Long("spec") if api.is_none() => spec = Some(arguments.value()?.into()),
            argument => return Err(argument.unexpected().into()),
        }
    }
    let workspace = workspace();
    let selection = Selection {
        api,
        spec,
        workspace,
    };
    Ok((selection, item))
}

fn explain_options(arguments: lexopt::Parser) -> Result<explain::Options> {
    let (selection, what) = selection(arguments, true)?;
    let message = "explain needs a JSON pointer or a path such as `types::Pet::name`";
    let what = what.ok_or_else(|| Failure::error(message))?;
    Ok(explain::Options { what, selection })
}

fn heal_options(mut arguments: lexopt::Parser) -> Result<heal::Options> {
    let (mut drift, mut api, mut spec) = (None::<PathBuf>, None::<String>, None::<PathBuf>);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if drift.is_none() => drift = Some(path.into()),
            Long("api") if spec.is_none() => api = Some(arguments.value()?.string()?),
            Long("spec") if api.is_none() => spec = Some(arguments.value()?.into()),
            argument => return Err(argument.unexpected().into()),
        }
    }
    Ok(heal::Options {
        drift: drift.ok_or_else(|| Failure::error("heal needs a FILE of drift"))?,
        api,
        spec,
        workspace: workspace(),
    })
}

/// The folder of this workspace.
fn workspace() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}
