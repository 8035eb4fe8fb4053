//! Tests: files and revisions, and what fails.

use super::{Format, Options, reports, run};

fn options(api: Option<&str>, versions: &[&str]) -> Options {
    Options {
        api: api.map(str::to_owned),
        versions: versions.iter().map(|one| (*one).to_owned()).collect(),
        format: Format::Text,
        fail_on_breaking: true,
        workspace: crate::workspace(),
    }
}

/// Two files of this workspace that are descriptions of different APIs.
fn files() -> [String; 2] {
    ["smartcar-management", "sendcloud-event-subscriptions"].map(|name| {
        let path = crate::workspace().join(format!("specs/{name}.yaml"));
        path.display().to_string()
    })
}

#[test]
fn two_files_are_compared() {
    let [one, other] = files();
    let reports = reports(&options(None, &[&one, &other])).unwrap();
    assert!(
        reports[0]
            .changes
            .iter()
            .any(|change| change.rule.name == "operation-removed")
    );
    let failure = run(&options(None, &[&one, &other])).unwrap_err();
    assert_eq!(failure.code, 1, "{failure}");
    run(&options(None, &[&one, &one])).unwrap();
}

#[test]
fn a_version_that_is_neither_a_file_nor_a_revision_is_an_error() {
    let api = Some("smartcar-management");
    let failure = run(&options(api, &["no-such-revision"])).unwrap_err();
    assert_eq!(failure.code, 2);
    assert!(
        failure.message.contains("neither a file nor a revision"),
        "{failure}"
    );
    let [one, _] = files();
    let failure = run(&options(None, &[&one])).unwrap_err();
    assert!(
        failure.message.contains("with what the file is compared"),
        "{failure}"
    );
}
