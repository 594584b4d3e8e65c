//! Runs the contract suite against every writable file system.

#[path = "../../../tests/vfs/mod.rs"]
mod contract;

use bashwit_vfs::{FileSystem, FileSystemExt, MemoryFs, MountFs, OverlayFs, RealDirFs, SubtreeFs, subtree};
use std::sync::Arc;

fn memory() -> Arc<dyn FileSystem> {
    Arc::new(MemoryFs::new())
}

#[test]
fn memory_fs() {
    contract::run(&memory);
    contract::run_permissions(&memory);
}

#[test]
fn fork_of_a_memory_fs() {
    let base = MemoryFs::new();
    contract::run(&|| Arc::new(base.fork()));
    assert_eq!(base.read_dir("/"), Ok(vec![]));
}

#[test]
fn native_subtree() {
    let make = || {
        let fs = memory();
        fs.create_dir_all("/a/b").expect("makes");
        subtree(fs, "/a/b").expect("a subtree")
    };
    contract::run(&make);
    contract::run_permissions(&make);
}

#[test]
fn generic_subtree() {
    let make = || -> Arc<dyn FileSystem> {
        let fs = memory();
        fs.create_dir_all("/a/b").expect("makes");
        Arc::new(SubtreeFs::new(fs, "/a/b").expect("a subtree"))
    };
    contract::run(&make);
    contract::run_permissions(&make);
    contract::run(&|| Arc::new(SubtreeFs::new(memory(), "/").expect("a subtree")));
}

#[test]
fn mount_fs() {
    let make = || -> Arc<dyn FileSystem> { Arc::new(MountFs::new(memory())) };
    contract::run(&make);
    contract::run_permissions(&make);
}

#[test]
fn inside_a_mount() {
    let make = || -> Arc<dyn FileSystem> {
        let fs = MountFs::new(memory());
        fs.mount("/mnt/here", memory()).expect("mounts");
        fs.mount("/mnt/there", memory()).expect("mounts");
        Arc::new(SubtreeFs::new(Arc::new(fs), "/mnt/here").expect("a subtree"))
    };
    contract::run(&make);
    contract::run_permissions(&make);
}

#[test]
fn overlay_fs() {
    let make = || -> Arc<dyn FileSystem> { Arc::new(OverlayFs::new(memory())) };
    contract::run(&make);
    contract::run_permissions(&make);
}

#[test]
fn overlay_fs_over_removed_files() {
    let lower = MemoryFs::new();
    let names =
        ["/f=lower", "/g=lower", "/x=lower", "/a/", "/a/b/", "/a/b/c=lower", "/d/", "/d/f=lower", "/l -> d"];
    contract::build(&lower, &names);
    let before = contract::dump(&lower);
    contract::run(&|| {
        let fs = OverlayFs::new(Arc::new(lower.clone()));
        fs.remove_all("/").expect("empties");
        Arc::new(fs)
    });
    assert_eq!(contract::dump(&lower), before, "the lower tree is as it was");
}

#[test]
fn real_dir_fs() {
    let parent = tempfile::tempdir().expect("a directory");
    let count = std::cell::Cell::new(0);
    let make = || -> Arc<dyn FileSystem> {
        count.set(count.get() + 1);
        let path = parent.path().join(count.get().to_string());
        std::fs::create_dir(&path).expect("a directory");
        Arc::new(RealDirFs::open(path).expect("opens"))
    };
    contract::run(&make);
    contract::run(&|| Arc::new(OverlayFs::new(make())));
    contract::run(&|| Arc::new(MountFs::new(make())));
}
