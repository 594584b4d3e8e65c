//! Open files: flags, offsets, life after unlink and rename.

use super::{Case, build, fails};
use bashwit_vfs::{ErrorCode, FileSystem, OpenFlags};

pub const CASES: &[Case] = &[
    ("open flags", flags),
    ("reading and writing at offsets", offsets),
    ("append", append),
    ("rights of a handle", rights),
    ("set_size", set_size),
    ("an open file outlives its name", outlives_unlink),
    ("an open file follows a rename", follows_rename),
    ("two handles see each other", two_handles),
    ("exclusive creation", exclusive),
    ("links and open", links),
];

const READ: OpenFlags = OpenFlags::READ;
const WRITE: OpenFlags = OpenFlags::WRITE;
const CREATE: OpenFlags = OpenFlags::CREATE;

fn flags(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/f=abc"]);
    for how in [READ, WRITE, READ | WRITE, WRITE | CREATE, OpenFlags::APPEND, WRITE | OpenFlags::TRUNCATE] {
        fails(fs.open("/d", how, 0), ErrorCode::IsDirectory, &format!("{how:?}"));
    }
    fails(fs.open("/x", READ, 0), ErrorCode::NoEntry, "missing");
    fails(fs.open("/x", WRITE, 0), ErrorCode::NoEntry, "missing");
    fails(fs.open("/x/y", WRITE | CREATE, 0o644), ErrorCode::NoEntry, "no parent");
    fails(fs.open("/f/y", WRITE | CREATE, 0o644), ErrorCode::NotDirectory, "file as parent");
    let file = fs.open("/f", READ | CREATE, 0o600).expect("opens");
    assert_eq!(file.read_at(0, 10), Ok(b"abc".to_vec()));
    let file = fs.open("/new", READ | CREATE, 0o600).expect("makes");
    assert_eq!(file.read_at(0, 10), Ok(vec![]));
    drop(fs.open("/f", WRITE, 0).expect("opens"));
    assert_eq!(fs.read_file("/f"), Ok(b"abc".to_vec()));
    drop(fs.open("/f", WRITE | CREATE | OpenFlags::TRUNCATE, 0o644).expect("empties"));
    assert_eq!(fs.read_file("/f"), Ok(vec![]));
}

fn offsets(fs: &dyn FileSystem) {
    let file = fs.open("/f", READ | WRITE | CREATE, 0o644).expect("made");
    assert_eq!(file.write_at(0, b"hello world"), Ok(()));
    for (offset, max, want) in [(0, 5, "hello"), (6, 100, "world"), (11, 5, ""), (1000, 5, ""), (3, 0, "")] {
        assert_eq!(file.read_at(offset, max), Ok(want.as_bytes().to_vec()), "{offset} {max}");
    }
    assert_eq!(file.read_at(u64::MAX, 5).unwrap_or_default(), b"");
    assert_eq!(file.write_at(6, b"there, friend"), Ok(()));
    assert_eq!(file.read_at(0, 100), Ok(b"hello there, friend".to_vec()));
    assert_eq!(file.write_at(21, b"!"), Ok(()));
    assert_eq!(file.read_at(17, 100), Ok(b"nd\0\0!".to_vec()));
    assert_eq!(file.write_at(50, b""), Ok(()));
    assert_eq!(file.metadata().map(|metadata| metadata.size), Ok(22));
    assert!(file.write_at(u64::MAX, b"xx").is_err());
    assert_eq!(fs.read_file("/f").map(|bytes| bytes.len()), Ok(22));
}

fn append(fs: &dyn FileSystem) {
    build(fs, &["/f=one"]);
    let file = fs.open("/f", OpenFlags::APPEND, 0).expect("opens");
    assert_eq!(file.append(b"-two"), Ok(7));
    assert_eq!(file.write_at(0, b"-three"), Ok(()));
    assert_eq!(fs.append_file("/f", b"-x"), Ok(()));
    assert_eq!(file.append(b"-four"), Ok(20));
    assert_eq!(fs.read_file("/f"), Ok(b"one-two-three-x-four".to_vec()));
    let file = fs.open("/f", WRITE, 0).expect("opens");
    assert_eq!(file.append(b"."), Ok(21));
}

fn rights(fs: &dyn FileSystem) {
    build(fs, &["/f=one"]);
    let file = fs.open("/f", READ, 0).expect("opens");
    fails(file.write_at(0, b"x"), ErrorCode::BadDescriptor, "write_at");
    fails(file.append(b"x"), ErrorCode::BadDescriptor, "append");
    fails(file.set_size(0), ErrorCode::BadDescriptor, "set_size");
    let file = fs.open("/f", WRITE, 0).expect("opens");
    fails(file.read_at(0, 1), ErrorCode::BadDescriptor, "read_at");
    assert_eq!(file.metadata().map(|metadata| metadata.size), Ok(3));
    // A change of mode does not touch those who have it open.
    assert_eq!(fs.set_mode("/f", 0), Ok(()));
    assert_eq!(file.write_at(0, b"O"), Ok(()));
    assert_eq!(fs.set_mode("/f", 0o644), Ok(()));
    assert_eq!(fs.read_file("/f"), Ok(b"One".to_vec()));
}

fn set_size(fs: &dyn FileSystem) {
    build(fs, &["/f=hello"]);
    let file = fs.open("/f", READ | WRITE, 0).expect("opens");
    for (size, want) in [(2, &b"he"[..]), (4, b"he\0\0"), (0, b""), (1, b"\0")] {
        assert_eq!(file.set_size(size), Ok(()), "{size}");
        assert_eq!(fs.read_file("/f").as_deref(), Ok(want), "{size}");
    }
}

fn outlives_unlink(fs: &dyn FileSystem) {
    build(fs, &["/f=hello"]);
    let file = fs.open("/f", READ | WRITE, 0).expect("opens");
    assert_eq!(fs.remove_file("/f"), Ok(()));
    fails(fs.stat("/f"), ErrorCode::NoEntry, "gone");
    assert_eq!(file.read_at(0, 10), Ok(b"hello".to_vec()));
    assert_eq!(file.metadata().map(|metadata| metadata.links), Ok(0));
    build(fs, &["/f=other", "/g=more"]);
    assert_eq!(file.write_at(0, b"J"), Ok(()));
    assert_eq!(file.append(b"!"), Ok(6));
    assert_eq!(file.read_at(0, 10), Ok(b"Jello!".to_vec()));
    assert_eq!(file.set_size(1), Ok(()));
    assert_eq!(file.metadata().map(|metadata| metadata.size), Ok(1));
    assert_eq!(fs.read_file("/f"), Ok(b"other".to_vec()));
    drop(file);
    // Replaced by a rename.
    let file = fs.open("/f", READ, 0).expect("opens");
    assert_eq!(fs.rename("/g", "/f"), Ok(()));
    assert_eq!(file.read_at(0, 10), Ok(b"other".to_vec()));
    assert_eq!(fs.read_file("/f"), Ok(b"more".to_vec()));
}

fn follows_rename(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/d/f=hello", "/e/"]);
    let file = fs.open("/d/f", READ | WRITE, 0).expect("opens");
    assert_eq!(fs.rename("/d/f", "/e/g"), Ok(()));
    assert_eq!(file.write_at(5, b"!"), Ok(()));
    assert_eq!(fs.read_file("/e/g"), Ok(b"hello!".to_vec()));
    assert_eq!(fs.rename("/e", "/d/e"), Ok(()));
    assert_eq!(file.append(b"!"), Ok(7));
    assert_eq!(fs.read_file("/d/e/g"), Ok(b"hello!!".to_vec()));
    assert_eq!(
        file.metadata().map(|metadata| metadata.inode),
        fs.stat("/d/e/g").map(|metadata| metadata.inode)
    );
}

fn two_handles(fs: &dyn FileSystem) {
    build(fs, &["/f="]);
    let writer = fs.open("/f", WRITE, 0).expect("opens");
    let reader = fs.open("/f", READ, 0).expect("opens");
    assert_eq!(writer.append(b"abc"), Ok(3));
    assert_eq!(reader.read_at(1, 10), Ok(b"bc".to_vec()));
    assert_eq!(fs.write_file("/f", b"xy"), Ok(()));
    assert_eq!(reader.read_at(0, 10), Ok(b"xy".to_vec()));
    assert_eq!(writer.write_at(4, b"z"), Ok(()));
    assert_eq!(reader.read_at(0, 10), Ok(b"xy\0\0z".to_vec()));
    drop(writer);
    assert_eq!(fs.remove_file("/f"), Ok(()));
    assert_eq!(reader.read_at(0, 2), Ok(b"xy".to_vec()));
}

fn exclusive(fs: &dyn FileSystem) {
    build(fs, &["/f=x", "/d/", "/l -> f", "/dangling -> nowhere"]);
    let how = WRITE | CREATE | OpenFlags::EXCLUSIVE;
    for path in ["/f", "/d", "/l", "/dangling"] {
        fails(fs.open(path, how, 0o644), ErrorCode::Exist, path);
    }
    let file = fs.open("/new", how, 0o640).expect("made");
    assert_eq!(file.write_at(0, b"1"), Ok(()));
    fails(fs.open("/new", how, 0o644), ErrorCode::Exist, "again");
    fails(fs.stat("/nowhere"), ErrorCode::NoEntry, "not through the link");
}

fn links(fs: &dyn FileSystem) {
    build(
        fs,
        &["/f=x", "/d/", "/l -> f", "/dangling -> d/made", "/d/up -> ../f", "/loop -> loop", "/dir -> d"],
    );
    fails(fs.open("/l", READ | OpenFlags::NO_FOLLOW, 0), ErrorCode::Loop, "no-follow");
    fails(fs.open("/dangling", WRITE | CREATE | OpenFlags::NO_FOLLOW, 0), ErrorCode::Loop, "no-follow");
    assert!(fs.open("/dir/up", READ, 0).is_ok());
    fails(fs.open("/dir/up", READ | OpenFlags::NO_FOLLOW, 0), ErrorCode::Loop, "no-follow");
    assert!(fs.open("/f", READ | OpenFlags::NO_FOLLOW, 0).is_ok(), "a plain file");
    fails(fs.open("/loop", READ, 0), ErrorCode::Loop, "loop");
    fails(fs.open("/loop", WRITE | CREATE, 0o644), ErrorCode::Loop, "loop");
    fails(fs.open("/dangling", READ, 0), ErrorCode::NoEntry, "dangling");
    fails(fs.open("/dir", READ, 0), ErrorCode::IsDirectory, "to a directory");
    let file = fs.open("/dangling", WRITE | CREATE, 0o644).expect("made through the link");
    assert_eq!(file.write_at(0, b"new"), Ok(()));
    assert_eq!(fs.read_file("/d/made"), Ok(b"new".to_vec()));
}
