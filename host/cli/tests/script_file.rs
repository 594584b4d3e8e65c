//! The script of the command line, as the script itself sees it.

use std::process::Command;

/// Runs the command in a folder that has `script.sh`; what it wrote.
fn bashwit(folder: &tempfile::TempDir, script: &str, args: &[&str]) -> String {
    std::fs::write(folder.path().join("script.sh"), script).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bashwit")).args(args).current_dir(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_script_can_read_itself() {
    let folder = tempfile::tempdir().unwrap();
    let script = "# usage: none\nsed -n 's/^# //p' \"$0\"\necho \"$0\"";
    assert_eq!(bashwit(&folder, script, &["script.sh"]), "usage: none\nscript.sh\n");
    assert_eq!(bashwit(&folder, script, &["./script.sh"]), "usage: none\n./script.sh\n");
    let path = folder.path().join("script.sh");
    let path = path.to_str().unwrap();
    assert_eq!(bashwit(&folder, script, &[path]), format!("usage: none\n{path}\n"));
}

#[test]
fn nothing_is_laid_into_mounted_folders() {
    let (folder, mounted) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mount = format!("{}:/home/user", mounted.path().display());
    let said = bashwit(&folder, "ls; cat \"$0\"", &["--mount", &mount, "script.sh"]);
    assert_eq!(said, "cat: script.sh: No such file or directory\n");
    assert_eq!(std::fs::read_dir(mounted.path()).unwrap().count(), 0);
}

#[test]
fn a_script_can_have_another_name() {
    let folder = tempfile::tempdir().unwrap();
    let script = "# usage: none\nsed -n 's/^# //p' \"$0\"\nnosuch\necho \"$BASH_SOURCE $*\"";
    assert_eq!(
        bashwit(&folder, script, &["--name", "/opt/job.sh", "script.sh", "a"]),
        "usage: none\n/opt/job.sh a\n/opt/job.sh: line 3: nosuch: command not found\n"
    );
}

#[cfg(unix)]
#[test]
fn a_script_on_the_command_line_can_be_in_any_encoding() {
    use std::os::unix::ffi::OsStrExt;
    let script = std::ffi::OsStr::from_bytes(b"echo \xff '\xe9'");
    let output = Command::new(env!("CARGO_BIN_EXE_bashwit")).arg("-c").arg(script).output().unwrap();
    assert_eq!(output.stdout, b"\xff \xe9\n");
}
