//! What only a memory tree has: quotas, snapshots, lazy files, devices, subtrees.

use super::*;
use crate::{ErrorCode, FileSystemExt, OpenFlags};
use std::sync::atomic::{AtomicUsize, Ordering};

fn limited(bytes: u64, files: u64, file_bytes: u64) -> MemoryFs {
    MemoryFs::builder().limits(Limits { bytes, files, file_bytes }).build()
}

#[test]
fn quota_of_bytes() {
    let fs = limited(10, 100, 100);
    assert_eq!(fs.write_file("/a", b"12345"), Ok(()));
    assert_eq!(fs.write_file("/b", b"123456"), Err(ErrorCode::Quota));
    assert_eq!(fs.read_file("/b"), Ok(vec![]), "as after `> file` on a full disk");
    assert_eq!(fs.append_file("/a", b"67890"), Ok(()));
    assert_eq!(fs.append_file("/a", b"1"), Err(ErrorCode::Quota));
    assert_eq!(fs.read_file("/a"), Ok(b"1234567890".to_vec()));
    assert_eq!(fs.symbolic_link("target", "/l"), Err(ErrorCode::Quota));
    assert_eq!(fs.copy_file("/a", "/c"), Err(ErrorCode::Quota));
    let file = fs.open("/a", OpenFlags::WRITE, 0).expect("opens");
    assert_eq!(file.set_size(11), Err(ErrorCode::Quota));
    assert_eq!(file.write_at(10, b"1"), Err(ErrorCode::Quota));
    assert_eq!(file.write_at(0, b"x"), Ok(()), "within the file there is room");
    // An unlinked file counts as long as it is open.
    assert_eq!(fs.remove_file("/a"), Ok(()));
    assert_eq!(fs.write_file("/b", b"1"), Err(ErrorCode::Quota));
    drop(file);
    assert_eq!(fs.write_file("/b", b"1234567890"), Ok(()));
    assert_eq!(fs.usage().map(|usage| usage.bytes), Some(10));
    assert_eq!(fs.write_file_owned("/b", vec![0; 11]), Err(ErrorCode::Quota));
    assert_eq!(fs.write_file("/b", b""), Ok(()));
    assert_eq!(fs.usage(), Some(Usage { bytes: 0, files: 1 }));
}

#[test]
fn quota_of_files_and_of_one_file() {
    let fs = limited(1000, 3, 4);
    assert_eq!(fs.create_dir("/d", 0o755), Ok(()));
    assert_eq!(fs.write_file("/f", b"1234"), Ok(()));
    assert_eq!(fs.hard_link("/f", "/g"), Ok(()));
    for result in [fs.create_dir("/x", 0o755), fs.write_file("/x", b""), fs.hard_link("/f", "/x")] {
        assert_eq!(result, Err(ErrorCode::Quota));
    }
    assert_eq!(fs.rename("/f", "/x"), Ok(()), "a rename needs no new name");
    assert_eq!(fs.append_file("/x", b"5"), Err(ErrorCode::FileTooLarge));
    assert_eq!(fs.write_file("/x", b"12345"), Err(ErrorCode::FileTooLarge));
    assert_eq!(fs.remove_file("/g"), Ok(()));
    assert_eq!(fs.remove_dir("/d"), Ok(()));
    assert_eq!(fs.usage(), Some(Usage { bytes: 4, files: 1 }));
    let file = MemoryFs::new().open("/f", OpenFlags::WRITE | OpenFlags::CREATE, 0o644).expect("made");
    assert_eq!(file.set_size(1 << 50), Err(ErrorCode::Quota));
    assert_eq!(file.write_at(1 << 50, b"x"), Err(ErrorCode::Quota));
}

#[test]
fn snapshots_and_forks() {
    let fs = MemoryFs::new();
    fs.create_dir_all("/a/b").expect("makes");
    fs.write_file("/a/b/f", b"one").expect("writes");
    let before = fs.snapshot();
    let fork = fs.fork();
    fs.write_file("/a/b/f", b"two").expect("writes");
    fs.write_file("/a/b/g", b"new").expect("writes");
    fork.remove_all("/a").expect("removes");
    fork.write_file("/a", b"a file").expect("writes");
    assert_eq!(fs.read_file("/a/b/f"), Ok(b"two".to_vec()));
    assert_eq!(fs.fork().read_file("/a/b/g"), Ok(b"new".to_vec()));
    fs.restore(&before);
    assert_eq!(fs.read_file("/a/b/f"), Ok(b"one".to_vec()));
    assert_eq!(fs.stat("/a/b/g"), Err(ErrorCode::NoEntry));
    assert_eq!(fs.usage(), Some(before.usage()));
    assert_eq!(fork.read_file("/a"), Ok(b"a file".to_vec()));
    assert_eq!(MemoryFs::builder().snapshot(&before).build().read_file("/a/b/f"), Ok(b"one".to_vec()));
}

#[test]
fn open_files_and_restore() {
    let fs = MemoryFs::new();
    fs.write_file("/old", b"old").expect("writes");
    let before = fs.snapshot();
    let how = OpenFlags::READ | OpenFlags::WRITE | OpenFlags::CREATE;
    let (old, new) =
        (fs.open("/old", how, 0o644).expect("opens"), fs.open("/new", how, 0o644).expect("makes"));
    new.append(b"new").expect("writes");
    old.append(b"er").expect("writes");
    fs.remove_file("/old").expect("removes");
    assert_eq!(old.read_at(0, 9), Ok(b"older".to_vec()));
    fs.restore(&before);
    assert_eq!(old.read_at(0, 9), Ok(b"old".to_vec()), "its file is back");
    assert_eq!(new.read_at(0, 9), Ok(b"new".to_vec()), "it keeps its bytes");
    fs.write_file("/other", b"other").expect("writes in the freed place");
    assert_eq!(new.append(b"er"), Ok(5));
    assert_eq!(fs.read_file("/other"), Ok(b"other".to_vec()));
    drop((old, new));
    assert_eq!(fs.usage(), Some(Usage { bytes: 8, files: 2 }));
}

#[test]
fn lazy_files() {
    let fs = MemoryFs::new();
    let runs = Arc::new(AtomicUsize::new(0));
    let make = |path: &str| {
        let runs = Arc::clone(&runs);
        fs.create_lazy(path, 100, 0o644, move |fs| {
            runs.fetch_add(1, Ordering::Relaxed);
            fs.write_file("/log", b"ran")?;
            Ok(b"made".to_vec())
        })
        .expect("creates");
    };
    make("/f");
    assert_eq!(fs.stat("/f").map(|metadata| metadata.size), Ok(100));
    assert_eq!(runs.load(Ordering::Relaxed), 0);
    let fork = fs.fork();
    assert_eq!(fs.read_file("/f"), Ok(b"made".to_vec()));
    assert_eq!(fs.read_file("/f"), Ok(b"made".to_vec()));
    assert_eq!((runs.load(Ordering::Relaxed), fs.stat("/f").map(|metadata| metadata.size)), (1, Ok(4)));
    assert_eq!(fork.append_file("/f", b"!"), Ok(()));
    assert_eq!(fork.read_file("/f"), Ok(b"made!".to_vec()));
    assert_eq!(fs.usage().map(|usage| usage.bytes), Some(7));
    make("/g");
    let file = fs.open("/g", OpenFlags::READ, 0).expect("opens");
    assert_eq!(file.read_at(1, 2), Ok(b"ad".to_vec()));
    let before = runs.load(Ordering::Relaxed);
    make("/h");
    assert_eq!(fs.write_file("/h", b"over"), Ok(()));
    assert_eq!(fs.read_file("/h"), Ok(b"over".to_vec()));
    make("/i");
    drop(fs.open("/i", OpenFlags::WRITE | OpenFlags::TRUNCATE, 0).expect("opens"));
    assert_eq!(fs.read_file("/i"), Ok(vec![]));
    assert_eq!(runs.load(Ordering::Relaxed), before, "overwritten files never run");
}

#[test]
fn lazy_files_that_misbehave() {
    let fs = MemoryFs::new();
    fs.create_lazy("/self", 1, 0o644, |fs| fs.read_file("/self")).expect("creates");
    assert_eq!(fs.read_file("/self"), Err(ErrorCode::Busy));
    assert_eq!(fs.read_file("/self"), Err(ErrorCode::Busy), "and again");
    fs.create_lazy("/fails", 1, 0o644, |_| Err(ErrorCode::Io)).expect("creates");
    assert_eq!(fs.read_file("/fails"), Err(ErrorCode::Io));
    fs.create_lazy("/gone", 1, 0o644, |fs| fs.remove_file("/gone").map(|()| b"x".to_vec())).expect("creates");
    assert_eq!(fs.read_file("/gone"), Err(ErrorCode::NoEntry));
    let fs = limited(10, 10, 10);
    fs.create_lazy("/big", 1, 0o644, |_| Ok(vec![0; 11])).expect("creates");
    assert_eq!(fs.read_file("/big"), Err(ErrorCode::FileTooLarge));
}

#[test]
fn devices_read_empty_and_swallow() {
    let fs = MemoryFs::new();
    fs.create_device("/null", 0o666).expect("creates");
    assert_eq!(fs.write_file("/null", b"x"), Ok(()));
    assert_eq!(fs.append_file("/null", b"x"), Ok(()));
    assert_eq!(fs.read_file("/null"), Ok(vec![]));
    let file = fs.open("/null", OpenFlags::READ | OpenFlags::WRITE, 0).expect("opens");
    assert_eq!((file.write_at(5, b"x"), file.read_at(0, 5)), (Ok(()), Ok(vec![])));
    assert_eq!(fs.stat("/null").map(|metadata| metadata.kind), Ok(crate::FileKind::CharacterDevice));
}

#[test]
fn a_subtree_ends_with_its_directory() {
    let fs = MemoryFs::new();
    fs.create_dir_all("/a/b").expect("makes");
    let sub = fs.subtree_of("/a/b").expect("a subtree");
    fs.rename("/a", "/moved").expect("moves");
    assert_eq!(sub.write_file("/f", b"x"), Ok(()));
    assert_eq!(fs.read_file("/moved/b/f"), Ok(b"x".to_vec()));
    sub.symbolic_link("../../../f", "/up").expect("links");
    assert_eq!(sub.read_file("/up"), Ok(b"x".to_vec()));
    fs.remove_all("/moved").expect("removes");
    fs.create_dir("/new", 0o755).expect("makes, perhaps in the freed place");
    assert_eq!(sub.stat("/"), Err(ErrorCode::NoEntry));
    assert_eq!(sub.write_file("/f", b"x"), Err(ErrorCode::NoEntry));
    assert_eq!(sub.read_dir("/"), Err(ErrorCode::NoEntry));
}

#[test]
fn threads() {
    let fs = MemoryFs::new();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let fs = &fs;
            scope.spawn(move || {
                for round in 0..200 {
                    let path = format!("/{thread}-{}", round % 7);
                    fs.append_file("/all", b".").expect("appends");
                    fs.write_file(&path, b"x").expect("writes");
                    let _ = fs.rename(&path, &format!("/{thread}-moved"));
                    let _ = fs.fork().remove_file("/all");
                }
            });
        }
    });
    assert_eq!(fs.stat("/all").map(|metadata| metadata.size), Ok(800));
}

#[test]
fn trees_are_copied_whole() {
    let (from, to) = (MemoryFs::new(), MemoryFs::new());
    from.create_dir_all("/a/b").expect("makes");
    from.write_file("/a/b/f", b"x").expect("writes");
    from.set_mode("/a/b/f", 0o751).expect("sets");
    from.symbolic_link("b/f", "/a/l").expect("links");
    from.create_fifo("/a/p", 0o600).expect("makes");
    to.create_dir("/a", 0o700).expect("makes");
    to.write_file("/a/l", b"replaced").expect("writes");
    from.copy_tree("/", &to, "/").expect("copies");
    assert_eq!(to.read_file("/a/l"), Ok(b"x".to_vec()));
    assert_eq!(to.stat("/a/b/f"), to.stat("/a/l"));
    let mode_and_time =
        |fs: &MemoryFs, path: &str| fs.stat(path).map(|metadata| (metadata.mode, metadata.modified));
    assert_eq!(mode_and_time(&to, "/a/b/f"), mode_and_time(&from, "/a/b/f"));
    from.copy_tree("/a/b", &to, "/new").expect("copies");
    assert_eq!(to.read_file("/new/f"), Ok(b"x".to_vec()));
    from.copy_tree("/a/b/f", &to, "/new/g").expect("copies one file");
    assert_eq!(to.read_file("/new/g"), Ok(b"x".to_vec()));
    let error = from.copy_tree("/none", &to, "/x").expect_err("missing");
    assert_eq!((error.code, error.path.as_str()), (ErrorCode::NoEntry, "/none"));
}
