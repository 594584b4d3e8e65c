//! The golden cases of `tests/spec`, run by the component.

use bashwit::{Script, Shell};
use bashwit_golden::Case;

#[test]
fn scripts_do_what_bash_does() {
    let count = bashwit_golden::compare("bashwit", |case| {
        let shell = Shell::builder().args([case.file.as_str()]).build().unwrap();
        let output = shell.run(Script::file(case.script.as_slice()).merge_stderr()).unwrap();
        let mut said = output.stdout;
        said.extend(shell.finish().unwrap().stdout);
        Case::report(&said, i32::from(output.status))
    });
    let count = count.unwrap_or_else(|wrong| panic!("\n{wrong}"));
    assert!(count > 15, "only {count} cases");
}
