//! Random operations give the same results on different file systems.

#[path = "../../../tests/vfs/mod.rs"]
#[allow(dead_code, reason = "the suite itself runs in another test")]
mod contract;

use bashwit_vfs::{FileSystem, MemoryFs, MountFs, OverlayFs, RealDirFs, SubtreeFs};
use contract::random::{Subject, compare, op};
use proptest::prelude::*;
use std::sync::Arc;

fn memory() -> Arc<MemoryFs> {
    Arc::new(MemoryFs::new())
}

const TREE: &[&str] = &[
    "/a/",
    "/a/a=one",
    "/a/b/",
    "/a/b/c=two",
    "/a/c -> b/c",
    "/b -> a",
    "/c/",
    "/c/a -> /a/b",
    "/c/b/",
    "/c/b/a=deep",
    "/dd=file",
];

/// PROPTEST_CASES=5000 for a thorough run.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 64 };
    ProptestConfig { cases, failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn memory_is_like_a_real_directory(full in any::<bool>(), ops in prop::collection::vec(op(true), 1..60)) {
        let directory = tempfile::tempdir().expect("a directory");
        let (memory, real) = (memory(), Arc::new(RealDirFs::open(directory.path()).expect("opens")));
        if full {
            contract::build(&*memory, TREE);
            contract::build(&*real, TREE);
        }
        compare(Subject::new(memory), Subject::new(real), &ops);
    }

    #[test]
    fn an_overlay_is_like_one_tree(ops in prop::collection::vec(op(false), 1..60)) {
        let (one, lower) = (memory(), memory());
        contract::build(&*one, TREE);
        contract::build(&*lower, TREE);
        let before = contract::dump(&*lower);
        let overlay = OverlayFs::new(Arc::clone(&lower) as Arc<dyn FileSystem>);
        compare(Subject::new(one), Subject::new(Arc::new(overlay)), &ops);
        assert_eq!(contract::dump(&*lower), before);
    }

    #[test]
    fn an_overlay_can_be_opened_again(ops in prop::collection::vec(op(false), 1..30)) {
        let (one, upper) = (memory(), memory());
        for op in &ops {
            let _ = Subject::new(one.clone()).apply(op);
            let _ = Subject::new(upper.clone()).apply(op);
        }
        let overlay = OverlayFs::with_upper(memory(), upper).expect("opens");
        compare(Subject::new(one), Subject::new(Arc::new(overlay)), &ops);
    }

    #[test]
    fn a_subtree_is_like_a_tree(ops in prop::collection::vec(op(true), 1..60)) {
        let outer = memory();
        contract::build(&*outer, &["/x/", "/x/y/", "/a=outside", "/x/a=outside"]);
        let generic = SubtreeFs::new(outer.clone(), "/x/y").expect("a subtree");
        compare(Subject::new(memory()), Subject::new(Arc::new(generic)), &ops);
        let outer = memory();
        contract::build(&*outer, &["/x/", "/x/y/", "/a=outside", "/x/a=outside"]);
        let native = outer.subtree_of("/x/y").expect("a subtree");
        compare(Subject::new(memory()), Subject::new(Arc::new(native)), &ops);
        assert_eq!(outer.read_file("/a"), Ok(b"outside".to_vec()));
        assert_eq!(outer.read_file("/x/a"), Ok(b"outside".to_vec()));
    }

    #[test]
    fn a_mount_is_like_a_tree(ops in prop::collection::vec(op(true), 1..60)) {
        let mounts = MountFs::new(memory());
        compare(Subject::new(memory()), Subject::new(Arc::new(mounts)), &ops);
    }

    #[test]
    fn a_fork_is_like_its_origin(
        ops in prop::collection::vec(op(true), 1..40),
        more in prop::collection::vec(op(true), 1..40),
    ) {
        let origin = memory();
        let mut subject = Subject::new(origin.clone());
        for op in &ops {
            let _ = subject.apply(op);
        }
        let snapshot = origin.snapshot();
        let before = contract::dump(&*origin);
        compare(Subject::new(Arc::new(origin.fork())), Subject::new(origin.clone()), &more);
        origin.restore(&snapshot);
        assert_eq!(contract::dump(&*origin), before);
        drop(subject);
        let usage = bashwit_vfs::FileSystemExt::measure(&*origin).expect("a measure");
        let mut counted = 0;
        bashwit_vfs::FileSystemExt::walk(&*origin, "/", &mut |path, _| { counted += u64::from(path != "/"); true })
            .expect("walks");
        assert_eq!(usage.files, counted);
    }
}
