//! Mounts: listings, crossing, links between trees, busy mount points.

use bashwit_vfs::{ErrorCode, FileSystem, FileSystemExt, MemoryFs, MountFs, OpenFlags, ReadOnlyFs, subtree};
use std::sync::Arc;

/// `/data` (in the root) with a file, another tree mounted on `/mnt/one`, one on `/data/deep`.
fn mounted() -> (MountFs, MemoryFs, MemoryFs) {
    let (root, one) = (MemoryFs::new(), MemoryFs::new());
    root.create_dir("/data", 0o755).expect("makes");
    root.write_file("/data/f", b"root").expect("writes");
    one.write_file("/f", b"one").expect("writes");
    let fs = MountFs::new(Arc::new(root.clone()));
    fs.mount("/mnt/one", Arc::new(one.clone())).expect("mounts");
    let deep = MemoryFs::new();
    deep.write_file("/f", b"deep").expect("writes");
    fs.mount("/data/deep", Arc::new(deep)).expect("mounts");
    (fs, root, one)
}

fn names(fs: &dyn FileSystem, path: &str) -> Vec<String> {
    fs.read_dir(path).expect("a listing").into_iter().map(|entry| entry.name).collect()
}

#[test]
fn listings_show_mount_points() {
    let (fs, root, _) = mounted();
    assert_eq!(names(&fs, "/"), ["data", "mnt"]);
    assert_eq!(names(&fs, "/mnt"), ["one"]);
    assert_eq!(names(&fs, "/data"), ["deep", "f"]);
    assert_eq!(names(&fs, "/mnt/one"), ["f"]);
    for path in ["/mnt", "/mnt/one", "/data/deep"] {
        assert!(fs.stat(path).expect("there").is_dir(), "{path}");
        assert_eq!(fs.canonicalize(path).as_deref(), Ok(path));
    }
    let mut seen = Vec::new();
    fs.walk("/", &mut |path, _| {
        seen.push(path.to_owned());
        true
    })
    .expect("walks");
    assert_eq!(
        seen,
        ["/", "/data", "/data/deep", "/data/deep/f", "/data/f", "/mnt", "/mnt/one", "/mnt/one/f"]
    );
    assert_eq!(fs.mount_points(), ["/data/deep", "/mnt/one"]);
    assert_eq!(names(&root, "/"), ["data"], "nothing is made below");
}

#[test]
fn files_of_different_trees_differ() {
    let (fs, ..) = mounted();
    let inode = |path: &str| fs.stat(path).expect("there").inode;
    assert_ne!(inode("/data/f"), inode("/mnt/one/f"));
    assert_ne!(inode("/data/deep/f"), inode("/mnt/one/f"));
    let file = fs.open("/mnt/one/f", OpenFlags::READ, 0).expect("opens");
    assert_eq!(file.metadata().map(|metadata| metadata.inode), Ok(inode("/mnt/one/f")));
    let entry = fs.read_dir("/mnt/one").expect("lists").remove(0);
    assert_eq!(entry.metadata.inode, inode("/mnt/one/f"));
}

#[test]
fn nothing_moves_across_but_copies_do() {
    let (fs, ..) = mounted();
    assert_eq!(fs.rename("/data/f", "/mnt/one/g"), Err(ErrorCode::CrossDevice));
    assert_eq!(fs.rename("/data/none", "/mnt/one/g"), Err(ErrorCode::NoEntry));
    assert_eq!(fs.hard_link("/data/f", "/mnt/one/g"), Err(ErrorCode::CrossDevice));
    assert_eq!(fs.set_mode("/data/f", 0o751), Ok(()));
    assert_eq!(fs.copy_file("/data/f", "/mnt/one/g"), Ok(()));
    assert_eq!(fs.read_file("/mnt/one/g"), Ok(b"root".to_vec()));
    assert_eq!(fs.stat("/mnt/one/g").map(|metadata| metadata.mode), Ok(0o751));
    assert_eq!(fs.rename("/mnt/one/g", "/mnt/one/h"), Ok(()));
}

#[test]
fn mount_points_are_busy() {
    let (fs, ..) = mounted();
    for (result, want) in [
        (fs.remove_dir("/mnt/one"), ErrorCode::Busy),
        (fs.remove_dir("/mnt"), ErrorCode::NotEmpty),
        (fs.remove_dir("/data"), ErrorCode::NotEmpty),
        (fs.remove_file("/mnt/one"), ErrorCode::IsDirectory),
        (fs.rename("/mnt/one", "/x"), ErrorCode::Busy),
        (fs.rename("/data", "/x"), ErrorCode::Busy),
        (fs.rename("/data/f", "/mnt/one"), ErrorCode::Busy),
        (fs.create_dir("/mnt", 0o755), ErrorCode::Exist),
        (fs.create_dir("/mnt/one", 0o755), ErrorCode::Exist),
        (fs.symbolic_link("x", "/mnt"), ErrorCode::Exist),
        (fs.write_file("/mnt/one", b""), ErrorCode::IsDirectory),
        (fs.mount("/mnt/one", Arc::new(MemoryFs::new())), ErrorCode::Busy),
        (fs.mount("/", Arc::new(MemoryFs::new())), ErrorCode::Busy),
        (fs.mount("/data/f", Arc::new(MemoryFs::new())), ErrorCode::NotDirectory),
    ] {
        assert_eq!(result, Err(want));
    }
    fs.mount("/mnt/one/in", Arc::new(MemoryFs::new())).expect("mounts inside");
    assert_eq!(fs.unmount("/mnt/one").err(), Some(ErrorCode::Busy));
    assert!(fs.unmount("/mnt/one/in").is_ok() && fs.unmount("/mnt/one").is_ok());
    assert_eq!(fs.stat("/mnt"), Err(ErrorCode::NoEntry));
    assert_eq!(fs.unmount("/mnt/one").err(), Some(ErrorCode::Invalid));
}

#[test]
fn links_lead_from_tree_to_tree() {
    let (fs, ..) = mounted();
    fs.symbolic_link("/mnt/one/f", "/data/l").expect("links");
    fs.symbolic_link("../../data/f", "/mnt/one/back").expect("links");
    fs.symbolic_link("/mnt", "/mnt/one/up").expect("links");
    assert_eq!(fs.read_file("/data/l"), Ok(b"one".to_vec()));
    assert_eq!(fs.read_file("/mnt/one/back"), Ok(b"root".to_vec()));
    assert_eq!(fs.read_file("/mnt/one/up/one/up/one/f"), Ok(b"one".to_vec()));
    assert_eq!(fs.canonicalize("/mnt/one/up/one/back").as_deref(), Ok("/data/f"));
    fs.symbolic_link("/mnt/one/new", "/data/make").expect("links");
    assert_eq!(fs.write_file("/data/make", b"made"), Ok(()));
    assert_eq!(fs.read_file("/mnt/one/new"), Ok(b"made".to_vec()));
}

#[test]
fn subtrees_with_and_without_mounts() {
    let (fs, ..) = mounted();
    let fs: Arc<dyn FileSystem> = Arc::new(fs);
    let data = subtree(Arc::clone(&fs), "/data").expect("a subtree");
    assert_eq!(data.read_file("/deep/f"), Ok(b"deep".to_vec()));
    let one = subtree(Arc::clone(&fs), "/mnt/one").expect("a subtree");
    assert_eq!(one.read_file("/f"), Ok(b"one".to_vec()));
    one.symbolic_link("/../../data/f", "/l").expect("links");
    assert_eq!(one.read_file("/l"), Err(ErrorCode::NoEntry));
    let view = ReadOnlyFs::new(fs);
    assert_eq!(view.write_file("/mnt/one/f", b"x"), Err(ErrorCode::ReadOnly));
}
