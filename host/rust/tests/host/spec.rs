//! The golden cases of `tests/spec`, run by the component.

use bashwit::{Script, Shell};
use std::path::Path;

#[test]
fn scripts_do_what_bash_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/spec");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "sh") {
            continue;
        }
        count += 1;
        let name = path.file_name().unwrap().to_str().unwrap();
        let shell = Shell::builder().args([name]).build().unwrap();
        let script = Script::file(std::fs::read(&path).unwrap()).merge_stderr();
        let output = shell.run(script).unwrap();
        let mut found = output.stdout;
        found.extend(shell.finish().unwrap().stdout);
        found.extend_from_slice(format!("status {}\n", output.status).as_bytes());
        let expected = std::fs::read(path.with_extension("expected")).unwrap();
        assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&expected), "{name}");
    }
    assert!(count > 15, "only {count} cases");
}
