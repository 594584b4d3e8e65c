//! The golden cases of `tests/spec`, run without WebAssembly.

use bashwit_golden::Case;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn scripts_do_what_bash_does() {
    let folder = tempfile::tempdir().expect("a folder for the scripts");
    let count = bashwit_golden::compare("bashwit", |case| run(folder.path(), case));
    let count = count.unwrap_or_else(|wrong| panic!("\n{wrong}"));
    assert!(count > 15, "only {count} cases");
}

fn run(folder: &Path, case: &Case) -> Vec<u8> {
    bashwit_golden::stage(folder, case).expect("the script is written");
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bashwit-native"));
    command.arg(&case.file).current_dir(folder).stdin(Stdio::null());
    command.stdout(writer.try_clone().expect("a second end")).stderr(writer);
    let mut child = command.spawn().expect("bashwit-native runs");
    // Its ends of the pipe are closed with it.
    drop(command);
    let mut output = Vec::new();
    reader.read_to_end(&mut output).expect("its output");
    let status = child.wait().expect("its status");
    Case::report(&output, status.code().unwrap_or(-1))
}
