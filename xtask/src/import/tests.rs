//! Pages in, descriptions out.

use std::fs;
use std::path::PathBuf;

use serde_yaml::Value;

use super::{Options, import};

/// A folder of its own for each test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("import-{test}-{}", std::process::id()));
        fs::create_dir_all(path.join("specs")).unwrap();
        Self(path)
    }

    fn page(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn import(&self, pages: &[PathBuf]) -> crate::failure::Result<Vec<String>> {
        import(&Options {
            pages: pages.to_vec(),
            name: None,
            specs: self.0.join("specs"),
        })
    }

    fn spec(&self) -> String {
        fs::read_to_string(self.0.join("specs/shop-pets.yaml")).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn page(method: &str, path: &str, operation: &str, components: &str) -> String {
    let indent = |text: &str, by: usize| {
        text.lines()
            .map(|line| format!("{:by$}{line}\n", ""))
            .collect::<String>()
    };
    let operation = indent(operation, 6);
    let components = indent(components, 4);
    format!(
        "# A page\n\n````yaml /openapi.yml {method} {path}\nopenapi: 3.0.3\ninfo:\n  title: Pets API\n  \
         version: '1.0'\nservers:\n  - url: https://api.shop.com/v1\npaths:\n  {path}:\n    {method}:\n\
         {operation}components:\n  schemas:\n{components}````\n"
    )
}

const PET: &str = "# The animal.\nPet:\n  type: object\n  properties:\n    name:\n      type: string\n      description: |\n        Its name,\n\n        as spelled.";
const GET: &str = "operationId: list\nresponses:\n  '200':\n    $ref: '#/components/schemas/Pet'";

#[test]
fn pages_of_one_source_become_one_file_in_the_formatting_of_the_vendor() {
    let folder = Folder::new("formatting");
    let get = folder.page("a.md", &page("get", "/pets", GET, PET));
    let put = folder.page("b.md", &page("put", "/pets", "operationId: put", PET));
    folder.import(&[put, get]).unwrap();
    let expected = "\
# source: /openapi.yml
# Assembled from the pages of its documentation by `cargo xtask import`.
openapi: 3.0.3
info:
  title: Pets API
  version: '1.0'
servers:
  - url: https://api.shop.com/v1
paths:
  /pets:
    get:
      operationId: list
      responses:
        '200':
          $ref: '#/components/schemas/Pet'
    put:
      operationId: put
components:
  schemas:
    # The animal.
    Pet:
      type: object
      properties:
        name:
          type: string
          description: |
            Its name,

            as spelled.
";
    assert_eq!(folder.spec(), expected);
}

#[test]
fn a_changed_page_is_updated_in_place_and_takes_its_orphans_with_it() {
    let folder = Folder::new("update");
    let get = folder.page("a.md", &page("get", "/pets", GET, PET));
    let put = folder.page(
        "b.md",
        &page("put", "/pets", "operationId: put", "Other: {}"),
    );
    folder.import(&[get.clone(), put]).unwrap();
    let before = folder.spec();
    assert_eq!(folder.import(std::slice::from_ref(&get)).unwrap().len(), 1);
    assert_eq!(folder.spec(), before);

    folder.page(
        "a.md",
        &page("get", "/pets", &GET.replace("Pet", "Animal"), "Animal: {}"),
    );
    let lines = folder.import(&[get]).unwrap();
    let changes = [
        "  updated /paths/~1pets/get",
        "  added /components/schemas/Animal",
        "  removed /components/schemas/Pet",
    ];
    assert_eq!(lines[1..], changes);
    let after: Vec<String> = folder.spec().lines().map(str::to_owned).collect();
    assert!(
        after[10..16].join("\n").contains("schemas/Animal"),
        "{after:?}"
    );
    assert_eq!(
        after[after.len() - 2..],
        ["    Other: {}", "    Animal: {}"]
    );
}

#[test]
fn pages_that_contradict_each_other_are_named_and_nothing_is_written() {
    let folder = Folder::new("conflict");
    let get = folder.page("a.md", &page("get", "/pets", GET, PET));
    let other = PET.replace("Its name", "A name");
    let put = folder.page("b.md", &page("put", "/pets", "operationId: put", &other));
    let failure = folder.import(&[get, put]).unwrap_err();
    assert_eq!(failure.code, 2);
    for part in [
        "a.md",
        "b.md",
        "/components/schemas/Pet/properties/name/description",
    ] {
        assert!(failure.message.contains(part), "{failure}");
    }
    assert_eq!(fs::read_dir(folder.0.join("specs")).unwrap().count(), 0);
}

#[test]
fn json_and_flow_style_are_written_as_blocks() {
    let folder = Folder::new("flow");
    let json = "````json /openapi.yml get /pets\n{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"Pets\", \
                \"version\": \"1\"}, \"servers\": [{\"url\": \"https://shop.com\"}], \"paths\": {\"/pets\": \
                {\"get\": {\"responses\": {\"200\": {\"description\": \"\"}}}}}}\n````\n";
    let page = folder.page("a.md", json);
    folder.import(&[page]).unwrap();
    assert!(
        folder
            .spec()
            .contains("  /pets:\n    get:\n      responses:\n        '200':\n")
    );
}

#[test]
fn broken_pages_are_named_with_their_place() {
    let folder = Folder::new("broken");
    let none = folder.page("none.md", "# Nothing\n\n```yaml\na: b\n```\n");
    assert!(
        folder
            .import(&[none])
            .unwrap_err()
            .message
            .contains("none.md: no fenced block")
    );
    let broken = folder.page(
        "broken.md",
        "text\n\n```yaml /o.yml get /pets\na: b\n  c: d\n```\n",
    );
    let message = folder.import(&[broken]).unwrap_err().message;
    assert!(message.contains("broken.md:5:"), "{message}");
    let other = folder.page(
        "other.md",
        &page("get", "/pets", GET, PET).replace("yml get", "yml put"),
    );
    let message = folder.import(&[other]).unwrap_err().message;
    assert!(
        message.contains("other.md:3: the fragment has no operation put /pets"),
        "{message}"
    );
}

/// The pages of the repository. Each is found whole in a description of the repository.
#[test]
fn every_fragment_is_found_whole() {
    let specs = crate::workspace().join("specs");
    let read = |path: PathBuf| fs::read_to_string(path).unwrap();
    let files = fs::read_dir(specs.join("pages"))
        .unwrap()
        .flatten()
        .map(|file| file.path());
    let mut count = 0;
    for page in files.flat_map(|path| super::page::parse(&path, &read(path.clone())).unwrap()) {
        let known = super::spec::read_all(&specs).unwrap();
        let spec = known.iter().find(|spec| spec.is_of(&page)).unwrap();
        let whole: Value = serde_yaml::from_str(&read(spec.path.clone())).unwrap();
        assert_contains(&whole, &page.value, 3);
        count += 1;
    }
    assert!(count >= 4);
}

/// Mappings may have more members than the part, this many levels deep.
fn assert_contains(whole: &Value, part: &Value, levels: usize) {
    match (whole, part) {
        (Value::Mapping(whole), Value::Mapping(part)) if levels > 0 => {
            for (key, part) in part {
                assert_contains(&whole[key], part, levels - 1);
            }
        }
        _ => assert_eq!(whole, part),
    }
}
