//! Whole files: read, write, append, copy.

use super::{Case, build, dump, fails};
use bashwit_vfs::{ErrorCode, FileSystem};

pub const CASES: &[Case] = &[
    ("read and write", read_and_write),
    ("append_file", append_file),
    ("copy_file", copy_file),
    ("a large file", large_file),
    ("shared and owned bytes", shared_and_owned),
];

fn read_and_write(fs: &dyn FileSystem) {
    build(fs, &["/d/"]);
    assert_eq!(fs.write_file("/d/f", b"one\0\xFFtwo"), Ok(()));
    assert_eq!(fs.read_file("/d/f"), Ok(b"one\0\xFFtwo".to_vec()));
    assert_eq!(fs.write_file("/d/f", b"x"), Ok(()));
    assert_eq!(fs.read_file("/d/f"), Ok(b"x".to_vec()));
    assert_eq!(fs.write_file("/d/f", b""), Ok(()));
    assert_eq!(fs.read_file("/d/f"), Ok(vec![]));
    assert_eq!(fs.stat("/d/f").map(|metadata| metadata.size), Ok(0));
    fails(fs.read_file("/d"), ErrorCode::IsDirectory, "read a directory");
    fails(fs.write_file("/d", b"x"), ErrorCode::IsDirectory, "write a directory");
    fails(fs.append_file("/d", b"x"), ErrorCode::IsDirectory, "append to a directory");
    fails(fs.read_file("/x"), ErrorCode::NoEntry, "missing");
    fails(fs.write_file("/x/y", b""), ErrorCode::NoEntry, "no parent");
    assert_eq!(fs.set_mode("/d/f", 0o755), Ok(()));
    assert_eq!(fs.write_file("/d/f", b"new"), Ok(()));
    assert_eq!(fs.stat("/d/f").map(|metadata| metadata.mode), Ok(0o755), "the mode stays");
}

fn append_file(fs: &dyn FileSystem) {
    assert_eq!(fs.append_file("/f", b"a"), Ok(()));
    assert_eq!(fs.append_file("/f", b""), Ok(()));
    assert_eq!(fs.append_file("/f", b"bc"), Ok(()));
    assert_eq!(fs.read_file("/f"), Ok(b"abc".to_vec()));
    for _ in 0..100 {
        assert_eq!(fs.append_file("/f", b"0123456789"), Ok(()));
    }
    assert_eq!(fs.stat("/f").map(|metadata| metadata.size), Ok(1003));
}

fn copy_file(fs: &dyn FileSystem) {
    build(fs, &["/f=one", "/old=older", "/d/", "/l -> f", "/to -> made"]);
    assert_eq!(fs.set_mode("/f", 0o750), Ok(()));
    assert_eq!(fs.copy_file("/l", "/new"), Ok(()));
    assert_eq!(fs.stat_link("/new").map(|metadata| (metadata.mode, metadata.is_file())), Ok((0o750, true)));
    assert_eq!(fs.copy_file("/f", "/old"), Ok(()));
    assert_eq!(fs.stat("/old").map(|metadata| metadata.mode), Ok(0o750));
    assert_eq!(fs.copy_file("/f", "/to"), Ok(()));
    assert_eq!(fs.copy_file("/f", "/f"), Ok(()));
    assert_eq!(fs.append_file("/new", b"+"), Ok(()));
    assert_eq!(fs.append_file("/f", b"-"), Ok(()));
    assert_eq!(dump(fs), ["/d/", "/f=one-", "/l -> f", "/made=one", "/new=one+", "/old=one", "/to -> made"]);
    fails(fs.copy_file("/x", "/y"), ErrorCode::NoEntry, "missing");
    fails(fs.copy_file("/d", "/y"), ErrorCode::IsDirectory, "directory");
    fails(fs.copy_file("/f", "/d"), ErrorCode::IsDirectory, "onto a directory");
    fails(fs.copy_file("/f", "/x/y"), ErrorCode::NoEntry, "no parent");
}

fn large_file(fs: &dyn FileSystem) {
    let bytes: Vec<u8> = (0..300_000u32).map(|number| (number % 251) as u8).collect();
    assert_eq!(fs.write_file("/f", &bytes), Ok(()));
    assert_eq!(fs.read_file("/f").as_ref(), Ok(&bytes));
    assert_eq!(fs.copy_file("/f", "/g"), Ok(()));
    assert_eq!(fs.read_file("/g").as_ref(), Ok(&bytes));
}

fn shared_and_owned(fs: &dyn FileSystem) {
    assert_eq!(fs.write_file_owned("/f", b"owned".to_vec()), Ok(()));
    let shared = fs.read_file_shared("/f").expect("there");
    assert_eq!(fs.append_file("/f", b"!"), Ok(()));
    assert_eq!(fs.write_file("/f", b"new"), Ok(()));
    assert_eq!(**shared, *b"owned", "what was read does not change");
    assert_eq!(fs.read_file("/f"), Ok(b"new".to_vec()));
}
