//! Directories of the host: no way out, no host paths, nothing but regular files opens.
#![cfg(unix)]

use bashwit_vfs::{ErrorCode, FileKind, FileSystem, FileSystemExt, OpenFlags, RealDirFs, subtree};
use std::os::unix::fs::symlink;
use std::sync::Arc;

/// A directory with a file outside, and a tree of the directory `root` in it.
fn jail() -> (tempfile::TempDir, RealDirFs) {
    let outer = tempfile::tempdir().expect("a directory");
    std::fs::write(outer.path().join("secret"), "secret").expect("writes");
    std::fs::create_dir_all(outer.path().join("root/d")).expect("makes");
    let fs = RealDirFs::open(outer.path().join("root")).expect("opens");
    (outer, fs)
}

#[test]
fn nothing_leads_out() {
    let (outer, fs) = jail();
    let root = outer.path().join("root");
    let absolute = outer.path().join("secret");
    symlink("../secret", root.join("up")).expect("links");
    symlink(&absolute, root.join("abs")).expect("links");
    symlink("../../secret", root.join("d/up")).expect("links");
    symlink("..", root.join("out")).expect("links");
    symlink(outer.path(), root.join("d/outer")).expect("links");
    for path in ["/up", "/abs", "/d/up", "/out/secret", "/d/outer/secret", "/out/root/up"] {
        // Written through, a link makes its target inside.
        assert_ne!(fs.read_file(path), Ok(b"secret".to_vec()), "{path}");
        let _ = fs.write_file(path, b"overwritten");
        let _ = fs.append_file(path, b"overwritten");
        let _ = fs.set_mode(path, 0o777);
        let _ = fs.set_times(path, None, None);
        let _ = fs.copy_file("/d/made", path);
        let _ = fs.rename("/d/made", path);
        let _ = fs.hard_link(path, "/d/link");
        let _ = fs.remove_file(path);
    }
    assert_eq!(std::fs::read_to_string(absolute).expect("still there"), "secret");
    let mut names: Vec<_> =
        std::fs::read_dir(outer.path()).expect("lists").map(|e| e.expect("entry").file_name()).collect();
    names.sort();
    assert_eq!(names, ["root", "secret"]);
}

#[test]
fn links_resolve_as_in_other_trees() {
    let (_outer, fs) = jail();
    fs.write_file("/d/f", b"in").expect("writes");
    fs.symbolic_link("/d/f", "/abs").expect("links");
    fs.symbolic_link("../../../d/f", "/d/up").expect("links");
    assert_eq!(fs.read_file("/abs"), Ok(b"in".to_vec()));
    assert_eq!(fs.read_file("/d/up"), Ok(b"in".to_vec()));
    assert_eq!(fs.canonicalize("/d/up"), Ok("/d/f".into()));
}

#[test]
fn errors_tell_virtual_paths() {
    let (outer, fs) = jail();
    let error = fs.create_dir_all("/d/\0").expect_err("a bad name");
    assert!(!error.to_string().contains(&*outer.path().to_string_lossy()));
    assert_eq!(
        fs.read_file("/none").map_err(|code| code.at("read_file", "/none").to_string()),
        Err("read_file /none: No such file or directory".to_owned())
    );
    assert_eq!(RealDirFs::open(outer.path().join("none")).err(), Some(ErrorCode::NoEntry));
}

#[test]
fn pipes_and_sockets_do_not_open() {
    let (outer, fs) = jail();
    fs.create_fifo("/pipe", 0o600).expect("makes");
    let _socket = std::os::unix::net::UnixListener::bind(outer.path().join("root/socket")).expect("binds");
    for path in ["/pipe", "/socket"] {
        for how in [OpenFlags::READ, OpenFlags::WRITE, OpenFlags::WRITE | OpenFlags::CREATE] {
            assert_eq!(fs.open(path, how, 0o644).err(), Some(ErrorCode::Unsupported), "{path} {how:?}");
        }
    }
    assert_eq!(fs.stat("/socket").map(|metadata| metadata.kind), Ok(FileKind::CharacterDevice));
    assert_eq!(fs.set_times("/pipe", None, Some(Default::default())), Ok(()));
}

#[test]
fn a_read_only_directory() {
    let (outer, fs) = jail();
    fs.write_file("/d/f", b"x").expect("writes");
    let view = RealDirFs::open_read_only(outer.path().join("root")).expect("opens");
    assert_eq!(view.read_file("/d/f"), Ok(b"x".to_vec()));
    for result in [
        view.write_file("/d/f", b"y"),
        view.append_file("/d/f", b"y"),
        view.remove_file("/d/f"),
        view.rename("/d/f", "/g"),
        view.create_dir("/e", 0o755),
        view.set_mode("/d/f", 0o600),
        view.open("/d/f", OpenFlags::WRITE, 0).map(drop),
        view.open("/d/f", OpenFlags::READ | OpenFlags::WRITE | OpenFlags::TRUNCATE, 0).map(drop),
        view.open("/new", OpenFlags::READ | OpenFlags::CREATE, 0o644).map(drop),
        view.copy_file("/d/f", "/g"),
        view.hard_link("/d/f", "/g"),
        view.symbolic_link("x", "/g"),
    ] {
        assert_eq!(result, Err(ErrorCode::ReadOnly));
    }
    assert_eq!(view.create_dir("/d", 0o755), Err(ErrorCode::Exist));
    assert_eq!(view.write_file("/d", b""), Err(ErrorCode::IsDirectory));
    assert_eq!(view.remove_file("/none"), Err(ErrorCode::NoEntry));
    assert_eq!(view.write_file("/none/f", b""), Err(ErrorCode::NoEntry));
    assert_eq!(fs.read_file("/d/f"), Ok(b"x".to_vec()));
}

#[test]
fn subtrees_are_directories_of_their_own() {
    let (_outer, fs) = jail();
    fs.write_file("/above", b"x").expect("writes");
    let sub = subtree(Arc::new(fs), "/d").expect("a subtree");
    sub.symbolic_link("../above", "/up").expect("links");
    assert_eq!(sub.read_file("/up"), Err(ErrorCode::NoEntry));
    assert_eq!(sub.write_file("/f", b"y"), Ok(()));
    assert!(sub.exists("/f"));
}

#[test]
fn names_that_are_not_utf8_do_not_show() {
    use std::os::unix::ffi::OsStrExt;
    let (outer, fs) = jail();
    let name = std::ffi::OsStr::from_bytes(b"bad\xFFname");
    std::fs::write(outer.path().join("root").join(name), "x").expect("writes");
    assert_eq!(fs.read_dir("/").map(|entries| entries.len()), Ok(1));
}
