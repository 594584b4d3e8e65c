//! The golden cases of `tests/spec`, run without WebAssembly.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn scripts_do_what_bash_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("tests/spec is there")
        .filter_map(|entry| entry.expect("a readable folder").file_name().into_string().ok())
        .filter(|name| name.ends_with(".sh"))
        .collect();
    names.sort();
    assert!(names.len() > 15, "only {} cases", names.len());
    let mut wrong = Vec::new();
    for name in &names {
        let expected = folder.join(name).with_extension("expected");
        let expected =
            std::fs::read(&expected).unwrap_or_else(|error| panic!("{}: {error}", expected.display()));
        let found = run(&folder, name);
        if found != expected {
            let found = String::from_utf8_lossy(&found).into_owned();
            let expected = String::from_utf8_lossy(&expected).into_owned();
            let row = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
            let row = row.unwrap_or(found.lines().count().min(expected.lines().count()));
            wrong.push(format!(
                "{name}, line {} of its output:\n  bash:    {}\n  bashwit: {}",
                row + 1,
                expected.lines().nth(row).unwrap_or("(nothing)"),
                found.lines().nth(row).unwrap_or("(nothing)"),
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Output and errors in their order, then the status.
fn run(folder: &Path, name: &str) -> Vec<u8> {
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bashwit-native"));
    command.arg(name).current_dir(folder).stdin(Stdio::null());
    command.stdout(writer.try_clone().expect("a second end")).stderr(writer);
    let mut child = command.spawn().expect("bashwit-native runs");
    // Its ends of the pipe are closed with it.
    drop(command);
    let mut found = Vec::new();
    reader.read_to_end(&mut found).expect("its output");
    let status = child.wait().expect("its status");
    found.extend_from_slice(format!("status {}\n", status.code().unwrap_or(-1)).as_bytes());
    found
}
