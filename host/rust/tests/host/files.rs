//! The handle to a shell's files.

use bashwit::vfs::{Datetime, ErrorCode, MemoryFs, OpenFlags};
use bashwit::{Files, Shell};
use std::sync::Arc;

fn files() -> Files {
    let files = Files::new(Arc::new(MemoryFs::new()), "/home/me");
    files.create_dir_all(".").unwrap();
    files
}

#[test]
fn relative_paths_start_in_the_working_directory() {
    let files = files();
    files.write_file("a", "1").unwrap();
    files.append_file("./sub/../a", "2").unwrap();
    assert_eq!(files.read_to_string("/home/me/a").unwrap(), "12");
    assert_eq!(files.canonicalize("a").unwrap(), "/home/me/a");
    assert_eq!(files.read_file("").unwrap_err().code, ErrorCode::NoEntry);
}

#[test]
fn every_call_does_what_it_says() {
    let files = files();
    files.create_dir("d").unwrap();
    files.write_file("d/a", "text").unwrap();
    files.copy("d/a", "d/b").unwrap();
    files.link("d/a", "d/hard").unwrap();
    files.symlink("a", "d/soft").unwrap();
    files.rename("d/b", "d/c").unwrap();
    files.chmod("d/c", 0o600).unwrap();
    files.truncate("d/c", 2).unwrap();
    files.set_times("d/c", None, Some(Datetime { seconds: 5, nanoseconds: 0 })).unwrap();
    let names: Vec<String> = files.read_dir("d").unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, ["a", "c", "hard", "soft"]);
    let status = files.stat("d/c").unwrap();
    assert_eq!((status.size, status.mode, status.modified.seconds), (2, 0o600, 5));
    assert_eq!(files.stat("d/a").unwrap().links, 2);
    assert_eq!(files.read_link("d/soft").unwrap(), "a");
    assert!(files.stat_link("d/soft").unwrap().is_symlink() && files.stat("d/soft").unwrap().is_file());
    let mut walked = Vec::new();
    files
        .walk(".", |path, _| {
            walked.push(path.to_owned());
            true
        })
        .unwrap();
    assert_eq!(walked.first().unwrap(), "/home/me");
    assert_eq!(walked.len(), 6);
    assert_eq!(files.usage().unwrap().bytes, 4 + 2 + 1);
    files.remove("d/soft").unwrap();
    assert_eq!(files.remove("d").unwrap_err().code, ErrorCode::NotEmpty);
    files.remove_all("d").unwrap();
    assert!(!files.exists("d"));
}

#[test]
fn open_files_read_and_write_at_offsets() {
    let files = files();
    let file = files.open("f", OpenFlags::READ | OpenFlags::WRITE | OpenFlags::CREATE).unwrap();
    file.write_at(3, "abc").unwrap();
    assert_eq!(file.append("d").unwrap(), 7);
    files.remove("f").unwrap();
    assert_eq!(file.read_at(2, 100).unwrap(), b"\0abcd");
    file.set_size(4).unwrap();
    assert_eq!(file.metadata().unwrap().size, 4);
}

#[test]
fn errors_name_operation_path_and_reason() {
    let error = files().read_file("nope").unwrap_err();
    assert_eq!(error.to_string(), "read_file /home/me/nope: No such file or directory");
    assert_eq!(files().read_only().write_file("x", "").unwrap_err().code, ErrorCode::ReadOnly);
}

#[test]
fn a_lazy_file_is_made_when_a_builtin_reads_it() {
    let tree = MemoryFs::new();
    tree.create_lazy("/lazy", 4, 0o644, |_| Ok(b"made".to_vec())).unwrap();
    let shell = Shell::builder()
        .fs(Arc::new(tree))
        .builtin_sync("show", |ctx| {
            ctx.write(ctx.fs().read_file("/lazy")?);
            Ok(0)
        })
        .build()
        .unwrap();
    assert_eq!(crate::out(&shell, "show"), "made");
}
