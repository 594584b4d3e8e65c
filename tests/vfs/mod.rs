//! The contract of `FileSystem`, written once and run against every writable implementation.
//!
//! Each case gets a fresh, empty tree. Add a case to the table of its topic.

mod files;
mod links;
mod names;
mod open;
#[allow(dead_code, reason = "used by the comparing tests alone")]
pub mod random;
mod renames;

use bashwit_vfs::{ErrorCode, FileSystem, FileSystemExt};
use std::sync::Arc;

/// One promise, checked on an empty tree.
pub type Case = (&'static str, fn(&dyn FileSystem));

/// Runs all cases, each on a tree of its own.
pub fn run(make: &dyn Fn() -> Arc<dyn FileSystem>) {
    for (name, case) in cases() {
        println!("case: {name}");
        case(&*make());
    }
}

/// Runs the cases about permission bits; for trees that check them.
#[allow(dead_code, reason = "not every test that includes this module has such a tree")]
pub fn run_permissions(make: &dyn Fn() -> Arc<dyn FileSystem>) {
    for (name, case) in names::PERMISSIONS {
        println!("case: {name}");
        case(&*make());
    }
}

fn cases() -> impl Iterator<Item = &'static Case> {
    [names::CASES, files::CASES, open::CASES, links::CASES, renames::CASES].into_iter().flatten()
}

/// Makes directories (a trailing `/`), links (`path -> target`) and files (`path=content`).
pub fn build(fs: &dyn FileSystem, lines: &[&str]) {
    for line in lines {
        let result = if let Some((path, target)) = line.split_once(" -> ") {
            fs.symbolic_link(target, path)
        } else if let Some((path, content)) = line.split_once('=') {
            fs.write_file(path, content.as_bytes())
        } else {
            fs.create_dir(line.trim_end_matches('/'), 0o755)
        };
        assert_eq!(result, Ok(()), "build {line}");
    }
}

/// The whole tree in the notation of `build`, in order.
pub fn dump(fs: &dyn FileSystem) -> Vec<String> {
    let mut lines = Vec::new();
    fs.walk("/", &mut |path, metadata| {
        if path == "/" {
        } else if metadata.is_dir() {
            lines.push(format!("{path}/"));
        } else if metadata.is_symlink() {
            lines.push(format!("{path} -> {}", fs.read_link(path).expect("a link")));
        } else if metadata.is_file() {
            let content = fs.read_file(path).expect("a file");
            lines.push(format!("{path}={}", String::from_utf8_lossy(&content)));
        } else {
            lines.push(format!("{path}|"));
        }
        true
    })
    .expect("a tree that can be walked");
    lines
}

/// Asserts the code of a failed call.
pub fn fails<T>(result: Result<T, ErrorCode>, want: ErrorCode, what: &str) {
    assert_eq!(result.err(), Some(want), "{what}");
}
