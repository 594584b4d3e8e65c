//! Directories, listing, metadata, bad paths.

use super::{Case, build, dump, fails};
use bashwit_vfs::{Datetime, ErrorCode, FileKind, FileSystem, FileSystemExt, OpenFlags};

pub const CASES: &[Case] = &[
    ("an empty root", empty_root),
    ("bad paths are invalid everywhere", bad_paths),
    ("create_dir", create_dir),
    ("remove_dir", remove_dir),
    ("remove_file", remove_file),
    ("read_dir is sorted by bytes and has metadata", read_dir),
    ("long names", long_names),
    ("a file on the way", file_on_the_way),
    ("modes", modes),
    ("times", times),
    ("fifos", fifos),
    ("whole trees", whole_trees),
    ("links counts of directories and inode numbers", numbers),
    ("many names", many_names),
];

pub const PERMISSIONS: &[Case] = &[("the owner's bits are checked", permissions)];

fn empty_root(fs: &dyn FileSystem) {
    let root = fs.stat("/").expect("a root");
    assert!(root.is_dir());
    assert_eq!(fs.stat_link("/"), Ok(root));
    assert_eq!(fs.read_dir("/"), Ok(vec![]));
    assert_eq!(fs.canonicalize("/"), Ok("/".into()));
    fails(fs.create_dir("/", 0o755), ErrorCode::Exist, "create_dir");
    fails(fs.remove_dir("/"), ErrorCode::Busy, "remove_dir");
    fails(fs.remove_file("/"), ErrorCode::IsDirectory, "remove_file");
    fails(fs.read_file("/"), ErrorCode::IsDirectory, "read_file");
    fails(fs.write_file("/", b""), ErrorCode::IsDirectory, "write_file");
    fails(fs.read_link("/"), ErrorCode::Invalid, "read_link");
    fails(fs.symbolic_link("x", "/"), ErrorCode::Exist, "symbolic_link");
    build(fs, &["/a/"]);
    fails(fs.rename("/", "/a"), ErrorCode::Busy, "rename root");
    fails(fs.rename("/a", "/"), ErrorCode::Busy, "rename to root");
}

fn bad_paths(fs: &dyn FileSystem) {
    build(fs, &["/a/", "/f=x"]);
    for path in
        ["", "a", "f", "./a", "//", "//a", "/a/", "/a//b", "/.", "/..", "/a/..", "/../a", "/./f", "/a/.."]
    {
        fails(fs.stat(path), ErrorCode::Invalid, path);
        fails(fs.stat_link(path), ErrorCode::Invalid, path);
        fails(fs.open(path, OpenFlags::READ, 0), ErrorCode::Invalid, path);
        fails(fs.read_file(path), ErrorCode::Invalid, path);
        fails(fs.write_file(path, b""), ErrorCode::Invalid, path);
        fails(fs.append_file(path, b""), ErrorCode::Invalid, path);
        fails(fs.read_dir(path), ErrorCode::Invalid, path);
        fails(fs.create_dir(path, 0o755), ErrorCode::Invalid, path);
        fails(fs.remove_dir(path), ErrorCode::Invalid, path);
        fails(fs.remove_file(path), ErrorCode::Invalid, path);
        fails(fs.rename(path, "/x"), ErrorCode::Invalid, path);
        fails(fs.rename("/f", path), ErrorCode::Invalid, path);
        fails(fs.copy_file(path, "/x"), ErrorCode::Invalid, path);
        fails(fs.copy_file("/f", path), ErrorCode::Invalid, path);
        fails(fs.hard_link(path, "/x"), ErrorCode::Invalid, path);
        fails(fs.hard_link("/f", path), ErrorCode::Invalid, path);
        fails(fs.symbolic_link("x", path), ErrorCode::Invalid, path);
        fails(fs.read_link(path), ErrorCode::Invalid, path);
        fails(fs.canonicalize(path), ErrorCode::Invalid, path);
        fails(fs.set_mode(path, 0o755), ErrorCode::Invalid, path);
        fails(fs.set_times(path, None, None), ErrorCode::Invalid, path);
    }
    fails(fs.write_file("/a\0b", b""), ErrorCode::Invalid, "NUL");
    fails(fs.create_dir("/a\0b", 0o755), ErrorCode::Invalid, "NUL");
    assert_eq!(dump(fs), ["/a/", "/f=x"]);
}

fn create_dir(fs: &dyn FileSystem) {
    build(fs, &["/a/", "/a/b/", "/f=x", "/dangling -> nowhere"]);
    assert!(fs.stat("/a/b").expect("made").is_dir());
    fails(fs.create_dir("/a", 0o755), ErrorCode::Exist, "dir");
    fails(fs.create_dir("/f", 0o755), ErrorCode::Exist, "file");
    fails(fs.create_dir("/dangling", 0o755), ErrorCode::Exist, "dangling link");
    fails(fs.create_dir("/x/y", 0o755), ErrorCode::NoEntry, "no parent");
    fails(fs.create_dir("/f/y", 0o755), ErrorCode::NotDirectory, "file as parent");
}

fn remove_dir(fs: &dyn FileSystem) {
    build(fs, &["/a/", "/a/b/", "/f=x", "/l -> a"]);
    fails(fs.remove_dir("/a"), ErrorCode::NotEmpty, "full");
    fails(fs.remove_dir("/f"), ErrorCode::NotDirectory, "file");
    fails(fs.remove_dir("/l"), ErrorCode::NotDirectory, "link");
    fails(fs.remove_dir("/x"), ErrorCode::NoEntry, "missing");
    assert_eq!(fs.remove_dir("/a/b"), Ok(()));
    assert_eq!(fs.remove_dir("/a"), Ok(()));
    assert_eq!(dump(fs), ["/f=x", "/l -> a"]);
    build(fs, &["/a/", "/a/b=1"]);
    assert_eq!(dump(fs), ["/a/", "/a/b=1", "/f=x", "/l -> a"]);
}

fn remove_file(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/d/f=x", "/l -> d", "/dangling -> nowhere"]);
    fails(fs.remove_file("/d"), ErrorCode::IsDirectory, "dir");
    fails(fs.remove_file("/x"), ErrorCode::NoEntry, "missing");
    fails(fs.remove_file("/d/f/x"), ErrorCode::NotDirectory, "below a file");
    assert_eq!(fs.remove_file("/l/f"), Ok(()));
    assert_eq!(fs.remove_file("/l"), Ok(()));
    assert_eq!(fs.remove_file("/dangling"), Ok(()));
    assert_eq!(dump(fs), ["/d/"]);
}

fn read_dir(fs: &dyn FileSystem) {
    build(fs, &["/b=xy", "/a/", "/Z=", "/é=", "/a.b=", "/a-b=", "/l -> b", "/a/sub=1"]);
    let entries = fs.read_dir("/").expect("a listing");
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["Z", "a", "a-b", "a.b", "b", "l", "é"]);
    for entry in &entries {
        let path = format!("/{}", entry.name);
        assert_eq!(fs.stat_link(&path).as_ref(), Ok(&entry.metadata), "{path}");
    }
    assert_eq!(fs.list_names("/").as_deref(), Ok("Z/a/a-b/a.b/b/l/é/"));
    assert_eq!(fs.list_names("/a").as_deref(), Ok("sub/"));
    fails(fs.read_dir("/b"), ErrorCode::NotDirectory, "file");
    fails(fs.read_dir("/x"), ErrorCode::NoEntry, "missing");
    fails(fs.list_names("/b"), ErrorCode::NotDirectory, "file");
    fails(fs.list_names("/x"), ErrorCode::NoEntry, "missing");
    build(fs, &["/m -> a"]);
    assert_eq!(fs.read_dir("/m").map(|entries| entries.len()), Ok(1));
}

fn long_names(fs: &dyn FileSystem) {
    let long = format!("/{}", "n".repeat(255));
    assert_eq!(fs.write_file(&long, b"x"), Ok(()));
    assert_eq!(fs.read_file(&long), Ok(b"x".to_vec()));
    let over = format!("/{}", "n".repeat(256));
    fails(fs.write_file(&over, b"x"), ErrorCode::NameTooLong, "write_file");
    fails(fs.create_dir(&over, 0o755), ErrorCode::NameTooLong, "create_dir");
    fails(fs.stat(&over), ErrorCode::NameTooLong, "stat");
    fails(fs.rename(&long, &over), ErrorCode::NameTooLong, "rename");
    fails(fs.stat(&"/a".repeat(2049)), ErrorCode::NameTooLong, "path");
}

fn file_on_the_way(fs: &dyn FileSystem) {
    build(fs, &["/f=x", "/l -> f"]);
    for path in ["/f/x", "/l/x", "/f/x/y"] {
        fails(fs.stat(path), ErrorCode::NotDirectory, path);
        fails(fs.stat_link(path), ErrorCode::NotDirectory, path);
        fails(fs.read_file(path), ErrorCode::NotDirectory, path);
        fails(fs.write_file(path, b""), ErrorCode::NotDirectory, path);
        fails(fs.create_dir(path, 0o755), ErrorCode::NotDirectory, path);
        fails(fs.canonicalize(path), ErrorCode::NotDirectory, path);
        fails(fs.rename("/f", path), ErrorCode::NotDirectory, path);
    }
}

fn modes(fs: &dyn FileSystem) {
    build(fs, &["/f=x", "/l -> f"]);
    assert_eq!(fs.create_dir("/d", 0o700), Ok(()));
    assert_eq!(fs.stat("/d").map(|metadata| metadata.mode), Ok(0o700));
    assert_eq!(fs.stat("/f").map(|metadata| metadata.mode), Ok(0o644));
    assert_eq!(fs.set_mode("/l", 0o4751), Ok(()));
    assert_eq!(fs.stat("/f").map(|metadata| metadata.mode), Ok(0o4751));
    assert_eq!(fs.stat_link("/l").map(|metadata| metadata.kind), Ok(FileKind::SymbolicLink));
    assert_eq!(fs.set_mode("/d", 0o1777), Ok(()));
    assert_eq!(fs.stat("/d").map(|metadata| metadata.mode), Ok(0o1777));
    fails(fs.set_mode("/x", 0o644), ErrorCode::NoEntry, "missing");
    drop(fs.open("/new", OpenFlags::WRITE | OpenFlags::CREATE, 0o600).expect("made"));
    assert_eq!(fs.stat("/new").map(|metadata| metadata.mode), Ok(0o600));
}

fn times(fs: &dyn FileSystem) {
    build(fs, &["/f=x", "/l -> f", "/d/"]);
    let at = |seconds| Datetime { seconds, nanoseconds: 5_000 };
    assert_eq!(fs.set_times("/l", Some(at(1_000)), Some(at(2_000))), Ok(()));
    let metadata = fs.stat("/f").expect("there");
    assert_eq!((metadata.accessed, metadata.modified), (at(1_000), at(2_000)));
    assert_eq!(fs.set_times("/f", None, Some(at(3_000))), Ok(()));
    let metadata = fs.stat("/f").expect("there");
    assert_eq!((metadata.accessed, metadata.modified), (at(1_000), at(3_000)));
    assert_eq!(fs.set_times("/d", Some(at(7)), Some(at(-7))), Ok(()));
    assert_eq!(fs.stat("/d").map(|metadata| metadata.modified), Ok(at(-7)));
    fails(fs.set_times("/x", None, None), ErrorCode::NoEntry, "missing");
    assert_eq!(fs.write_file("/f", b"new"), Ok(()));
    let metadata = fs.stat("/f").expect("there");
    assert!(metadata.modified > at(3_000) && metadata.changed >= metadata.modified);
    assert_eq!(fs.write_file("/d/x", b"new"), Ok(()));
    assert!(fs.stat("/d").expect("there").modified > at(3_000), "a new name changes its directory");
}

fn fifos(fs: &dyn FileSystem) {
    assert_eq!(fs.create_fifo("/p", 0o600), Ok(()));
    let metadata = fs.stat("/p").expect("there");
    assert_eq!((metadata.kind, metadata.mode, metadata.size), (FileKind::Fifo, 0o600, 0));
    fails(fs.create_fifo("/p", 0o600), ErrorCode::Exist, "again");
    fails(fs.read_file("/p"), ErrorCode::Unsupported, "the bytes are the guest's");
    assert_eq!(fs.rename("/p", "/q"), Ok(()));
    assert_eq!(fs.remove_file("/q"), Ok(()));
    assert_eq!(fs.read_dir("/"), Ok(vec![]));
}

fn whole_trees(fs: &dyn FileSystem) {
    assert_eq!(fs.create_dir_all("/a/b/c"), Ok(()));
    assert_eq!(fs.create_dir_all("/a/b/c"), Ok(()));
    build(fs, &["/a/b/f=12345", "/a/l -> b", "/g=1"]);
    assert_eq!(fs.create_dir_all("/a/l/d"), Ok(()));
    let error = fs.create_dir_all("/g/x").expect_err("a file on the way");
    assert_eq!((error.code, error.path.starts_with("/g")), (ErrorCode::NotDirectory, true));
    assert!(fs.exists("/a/l/f") && !fs.exists("/a/l/x"));
    assert_eq!(dump(fs), ["/a/", "/a/b/", "/a/b/c/", "/a/b/d/", "/a/b/f=12345", "/a/l -> b", "/g=1"]);
    let usage = fs.measure().expect("a measure");
    assert_eq!(usage.files, 7);
    assert_eq!(fs.remove_all("/a/l"), Ok(()));
    assert_eq!(fs.remove_all("/a"), Ok(()));
    assert_eq!(fs.remove_all("/a"), Ok(()));
    assert_eq!(dump(fs), ["/g=1"]);
    assert_eq!(fs.remove_all("/"), Ok(()));
    assert_eq!(dump(fs), [""; 0]);
}

fn numbers(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/d/s/", "/f=x", "/g=x"]);
    let inode = |path: &str| fs.stat(path).expect("there").inode;
    let all: std::collections::HashSet<u64> = ["/", "/d", "/d/s", "/f", "/g"].map(inode).into();
    assert_eq!(all.len(), 5, "inode numbers differ");
    let before = inode("/f");
    assert_eq!(fs.rename("/f", "/d/f"), Ok(()));
    assert_eq!(inode("/d/f"), before, "a rename keeps the inode");
    assert_eq!(fs.stat("/d/f").map(|metadata| (metadata.links, metadata.size)), Ok((1, 1)));
}

fn many_names(fs: &dyn FileSystem) {
    build(fs, &["/d/"]);
    for number in 0..300 {
        let name = (number * 7919) % 300;
        assert_eq!(fs.write_file(&format!("/d/{name:03}"), name.to_string().as_bytes()), Ok(()));
    }
    let entries = fs.read_dir("/d").expect("a listing");
    assert!(entries.iter().map(|entry| entry.name.clone()).eq((0..300).map(|number| format!("{number:03}"))));
    for number in (0..300).step_by(2) {
        assert_eq!(fs.remove_file(&format!("/d/{number:03}")), Ok(()));
    }
    let entries = fs.read_dir("/d").expect("a listing");
    assert!(
        entries
            .iter()
            .map(|entry| entry.name.clone())
            .eq((1..300).step_by(2).map(|number| format!("{number:03}")))
    );
    assert_eq!(fs.read_file("/d/299"), Ok(b"299".to_vec()));
}

fn permissions(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/d/f=x", "/f=x", "/d/s/"]);
    let check = |path: &str, mode: u32| assert_eq!(fs.set_mode(path, mode), Ok(()), "{path}");
    check("/f", 0o200);
    fails(fs.read_file("/f"), ErrorCode::Access, "read_file");
    fails(fs.open("/f", OpenFlags::READ, 0), ErrorCode::Access, "open");
    fails(fs.copy_file("/f", "/g"), ErrorCode::Access, "copy_file");
    assert_eq!(fs.write_file("/f", b"y"), Ok(()));
    check("/f", 0o444);
    fails(fs.write_file("/f", b"z"), ErrorCode::Access, "write_file");
    fails(fs.append_file("/f", b"z"), ErrorCode::Access, "append_file");
    fails(fs.open("/f", OpenFlags::WRITE, 0), ErrorCode::Access, "open");
    assert_eq!(fs.read_file("/f"), Ok(b"y".to_vec()));
    check("/d", 0o500);
    fails(fs.write_file("/d/new", b""), ErrorCode::Access, "a new name");
    fails(fs.remove_file("/d/f"), ErrorCode::Access, "remove_file");
    fails(fs.remove_dir("/d/s"), ErrorCode::Access, "remove_dir");
    fails(fs.rename("/d/f", "/g"), ErrorCode::Access, "rename from");
    fails(fs.rename("/f", "/d/g"), ErrorCode::Access, "rename to");
    fails(fs.hard_link("/f", "/d/g"), ErrorCode::Access, "hard_link");
    fails(fs.create_dir("/d/new", 0o755), ErrorCode::Access, "create_dir");
    assert_eq!(fs.write_file("/d/f", b"y"), Ok(()), "the file itself may be written");
    check("/d", 0o600);
    fails(fs.stat("/d/f"), ErrorCode::Access, "no search");
    fails(fs.stat("/d/none"), ErrorCode::Access, "no search");
    assert_eq!(fs.read_dir("/d").map(|entries| entries.len()), Ok(2));
    check("/d", 0o300);
    fails(fs.read_dir("/d"), ErrorCode::Access, "no read");
    assert_eq!(fs.read_file("/d/f"), Ok(b"y".to_vec()));
    // Who makes a file may write it, whatever its mode.
    let file = fs.open("/new", OpenFlags::WRITE | OpenFlags::CREATE, 0o444).expect("made");
    assert_eq!(file.write_at(0, b"x"), Ok(()));
    assert_eq!(fs.read_file("/new"), Ok(b"x".to_vec()));
}
