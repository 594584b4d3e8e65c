//! Overlays: what shows, what is copied up, what stays untouched below.

use bashwit_vfs::{
    Datetime, ErrorCode, FileSystem, FileSystemExt, MemoryFs, OpenFlags, OverlayFs, ReadOnlyFs,
};
use std::sync::Arc;

fn lower() -> Arc<dyn FileSystem> {
    let fs = MemoryFs::new();
    for path in ["/etc/conf", "/src/a", "/src/deep"] {
        fs.create_dir_all(path).expect("makes");
    }
    for (path, text) in
        [("/etc/conf/f", "conf"), ("/src/a/one", "1"), ("/src/a/two", "2"), ("/src/deep/f", "deep")]
    {
        fs.write_file(path, text.as_bytes()).expect("writes");
        fs.set_times(path, None, Some(Datetime { seconds: 1000, nanoseconds: 0 })).expect("sets");
    }
    // Nothing must ever be written here.
    Arc::new(ReadOnlyFs::new(Arc::new(fs)))
}

fn names(fs: &dyn FileSystem, path: &str) -> Vec<String> {
    fs.read_dir(path).expect("a listing").into_iter().map(|entry| entry.name).collect()
}

#[test]
fn changes_go_up_and_only_what_is_needed() {
    let upper = Arc::new(MemoryFs::new());
    let fs = OverlayFs::with_upper(lower(), upper.clone()).expect("opens");
    assert_eq!(fs.read_file("/src/a/one"), Ok(b"1".to_vec()));
    assert_eq!(fs.read_dir("/src/a").map(|entries| entries.len()), Ok(2));
    assert_eq!(names(&*upper, "/"), [""; 0], "reading copies nothing");
    assert_eq!(fs.append_file("/src/a/one", b"+"), Ok(()));
    assert_eq!(upper.read_file("/src/a/one"), Ok(b"1+".to_vec()));
    assert_eq!(names(&*upper, "/src/a"), ["one"]);
    assert_eq!(names(&fs, "/src/a"), ["one", "two"]);
    assert_eq!(fs.set_mode("/etc/conf/f", 0o600), Ok(()));
    assert_eq!(
        fs.stat("/etc/conf/f").map(|metadata| (metadata.mode, metadata.modified.seconds)),
        Ok((0o600, 1000))
    );
    assert_eq!(fs.write_file("/src/new", b"n"), Ok(()));
    assert_eq!(names(&fs, "/src"), ["a", "deep", "new"]);
}

#[test]
fn removed_names_stay_away() {
    let fs = OverlayFs::new(lower());
    assert_eq!(fs.remove_file("/src/a/one"), Ok(()));
    assert_eq!(fs.stat("/src/a/one"), Err(ErrorCode::NoEntry));
    assert_eq!(fs.remove_dir("/src/a"), Err(ErrorCode::NotEmpty));
    assert_eq!(fs.remove_all("/src"), Ok(()));
    assert_eq!(names(&fs, "/"), ["etc"]);
    fs.create_dir_all("/src/a").expect("makes");
    assert_eq!(names(&fs, "/src"), ["a"], "a new directory does not show what was below the old");
    assert_eq!(names(&fs, "/src/a"), [""; 0]);
    assert_eq!(fs.read_file("/src/a/two"), Err(ErrorCode::NoEntry));
}

#[test]
fn directories_move_with_all_they_hold() {
    let fs = OverlayFs::new(lower());
    assert_eq!(fs.remove_file("/src/a/two"), Ok(()));
    assert_eq!(fs.rename("/src", "/etc/conf/moved"), Ok(()));
    assert_eq!(fs.read_file("/etc/conf/moved/deep/f"), Ok(b"deep".to_vec()));
    assert_eq!(names(&fs, "/etc/conf/moved/a"), ["one"]);
    assert_eq!(names(&fs, "/"), ["etc"]);
    fs.create_dir("/src", 0o755).expect("makes");
    assert_eq!(names(&fs, "/src"), [""; 0]);
    assert_eq!(fs.rename("/etc/conf", "/src"), Ok(()), "over an empty directory");
    assert_eq!(names(&fs, "/src"), ["f", "moved"]);
}

#[test]
fn an_upper_tree_that_is_not_empty() {
    let upper = MemoryFs::new();
    upper.create_dir_all("/src/a/one").expect("makes: a directory over a file");
    upper.write_file("/src/a/one/in", b"x").expect("writes");
    upper.write_file("/etc", b"a file over a directory").expect("writes");
    let fs = OverlayFs::with_upper(lower(), Arc::new(upper)).expect("opens");
    assert_eq!(names(&fs, "/src/a"), ["one", "two"]);
    assert_eq!(names(&fs, "/src/a/one"), ["in"]);
    assert_eq!(fs.read_file("/etc/conf/f"), Err(ErrorCode::NotDirectory));
    assert_eq!(fs.remove_file("/etc"), Ok(()));
    assert_eq!(fs.stat("/etc"), Err(ErrorCode::NoEntry));
}

#[test]
fn permissions_of_the_lower_tree_count() {
    let below = MemoryFs::new();
    below.create_dir("/locked", 0o755).expect("makes");
    below.write_file("/locked/f", b"x").expect("writes");
    below.write_file("/fixed", b"x").expect("writes");
    below.set_mode("/locked", 0o555).expect("sets");
    below.set_mode("/fixed", 0o444).expect("sets");
    let fs = OverlayFs::new(Arc::new(below));
    assert_eq!(fs.write_file("/fixed", b"y"), Err(ErrorCode::Access));
    assert_eq!(fs.open("/fixed", OpenFlags::WRITE, 0).err(), Some(ErrorCode::Access));
    assert_eq!(fs.remove_file("/locked/f"), Err(ErrorCode::Access));
    assert_eq!(fs.create_dir("/locked/d", 0o755), Err(ErrorCode::Access));
    assert_eq!(fs.rename("/locked/f", "/g"), Err(ErrorCode::Access));
    assert_eq!(fs.write_file("/locked/f", b"y"), Ok(()), "a file in a read-only directory may be written");
    assert_eq!(fs.stat("/locked").map(|metadata| metadata.mode), Ok(0o555));
    assert_eq!(fs.read_file("/locked/f"), Ok(b"y".to_vec()));
}

#[test]
fn inode_numbers_agree_between_calls() {
    let fs = OverlayFs::new(lower());
    let inode = fs.stat("/src/a/one").expect("there").inode;
    let file = fs.open("/src/a/one", OpenFlags::READ, 0).expect("opens");
    assert_eq!(file.metadata().map(|metadata| metadata.inode), Ok(inode));
    assert_eq!(fs.read_dir("/src/a").expect("lists")[0].metadata.inode, inode);
}
