//! The golden cases of `tests/spec`, run by the component.

use bashwit::{Script, Shell, Sink, Stdin};
use bashwit_golden::Case;

#[test]
fn scripts_do_what_bash_does() {
    let count = bashwit_golden::compare("bashwit", |case| {
        let shell = Shell::builder().args([case.file.as_str()]).build().unwrap();
        let mut said = shell.run(Script::file(case.script.as_slice()).merge_stderr()).unwrap().stdout;
        let end = shell.finish_to(Stdin::empty(), Sink::capture(), Sink::with_stdout()).unwrap();
        said.extend(end.stdout);
        let late = shell.settle_to(None, Stdin::empty(), Sink::capture(), Sink::with_stdout()).unwrap();
        said.extend(late.stdout);
        Case::report(&said, i32::from(end.status))
    });
    let count = count.unwrap_or_else(|wrong| panic!("\n{wrong}"));
    assert!(count > 800, "only {count} cases");
}
