//! rename(2) in all its cases.

use super::{Case, build, dump, fails};
use bashwit_vfs::{ErrorCode, FileSystem};

pub const CASES: &[Case] = &[
    ("rename: the table", table),
    ("rename moves a whole directory", whole_directory),
    ("rename through links", through_links),
    ("rename replaces atomically", replaces),
];

fn table(fs: &dyn FileSystem) {
    const TREE: &[&str] = &[
        "/f=1",
        "/g=2",
        "/d/",
        "/d/x=3",
        "/e/",
        "/e/deep/",
        "/e/deep/er/",
        "/empty/",
        "/l -> f",
        "/ld -> d",
    ];
    let rows: &[(&str, &str, Result<(), ErrorCode>)] = &[
        ("/f", "/new", Ok(())),
        ("/f", "/g", Ok(())),
        ("/f", "/f", Ok(())),
        ("/d", "/d", Ok(())),
        ("/f", "/d/f", Ok(())),
        ("/f", "/d/x", Ok(())),
        ("/f", "/d", Err(ErrorCode::IsDirectory)),
        ("/f", "/empty", Err(ErrorCode::IsDirectory)),
        ("/d", "/f", Err(ErrorCode::NotDirectory)),
        ("/d", "/l", Err(ErrorCode::NotDirectory)),
        ("/d", "/ld", Err(ErrorCode::NotDirectory)),
        ("/d", "/new", Ok(())),
        ("/d", "/empty", Ok(())),
        ("/empty", "/d", Err(ErrorCode::NotEmpty)),
        ("/d", "/e", Err(ErrorCode::NotEmpty)),
        ("/d", "/e/deep/er", Ok(())),
        ("/e", "/e/sub", Err(ErrorCode::Invalid)),
        ("/e", "/e/deep/er/sub", Err(ErrorCode::Invalid)),
        ("/e", "/e/deep", Err(ErrorCode::Invalid)),
        ("/e/deep/er", "/e", Err(ErrorCode::NotEmpty)),
        ("/e/deep/er", "/e/deep", Err(ErrorCode::NotEmpty)),
        ("/none", "/new", Err(ErrorCode::NoEntry)),
        ("/none", "/f", Err(ErrorCode::NoEntry)),
        ("/f", "/none/f", Err(ErrorCode::NoEntry)),
        ("/none/f", "/f", Err(ErrorCode::NoEntry)),
        ("/f", "/g/f", Err(ErrorCode::NotDirectory)),
        ("/f/x", "/new", Err(ErrorCode::NotDirectory)),
        ("/l", "/f", Ok(())),
        ("/f", "/l", Ok(())),
        ("/l", "/d", Err(ErrorCode::IsDirectory)),
        ("/l", "/new", Ok(())),
        ("/ld", "/new", Ok(())),
        ("/f", "/ld/f", Ok(())),
    ];
    for (source, target, want) in rows {
        build(fs, TREE);
        let before = dump(fs);
        let content = fs.stat_link(source).map(|metadata| metadata.inode);
        assert_eq!(fs.rename(source, target), *want, "{source} {target}");
        if want.is_err() || source == target {
            assert_eq!(dump(fs), before, "{source} {target}: nothing changed");
        } else {
            assert_eq!(fs.stat_link(target).map(|metadata| metadata.inode), content, "{source} {target}");
            fails(fs.stat_link(source), ErrorCode::NoEntry, source);
        }
        bashwit_vfs::FileSystemExt::remove_all(fs, "/").expect("empties");
    }
}

fn whole_directory(fs: &dyn FileSystem) {
    build(fs, &["/a/", "/a/b/", "/a/b/c/", "/a/b/c/f=1", "/a/b/l -> c/f", "/z/"]);
    assert_eq!(fs.rename("/a/b", "/z/y"), Ok(()));
    assert_eq!(dump(fs), ["/a/", "/z/", "/z/y/", "/z/y/c/", "/z/y/c/f=1", "/z/y/l -> c/f"]);
    assert_eq!(fs.read_file("/z/y/l"), Ok(b"1".to_vec()));
    // `..` of the moved directory is the new parent.
    build(fs, &["/z/g=2", "/z/y/up -> ../g"]);
    assert_eq!(fs.read_file("/z/y/up"), Ok(b"2".to_vec()));
    assert_eq!(fs.rename("/z", "/a/z"), Ok(()));
    assert_eq!(fs.read_file("/a/z/y/up"), Ok(b"2".to_vec()));
    build(fs, &["/z/"]);
    assert_eq!(fs.read_dir("/z"), Ok(vec![]), "the old name can be used again");
}

fn through_links(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/d/f=1", "/e/", "/ld -> d", "/le -> e"]);
    assert_eq!(fs.rename("/ld/f", "/le/g"), Ok(()));
    assert_eq!(dump(fs), ["/d/", "/e/", "/e/g=1", "/ld -> d", "/le -> e"]);
    fails(fs.rename("/d", "/ld/x"), ErrorCode::Invalid, "into itself by a link");
}

fn replaces(fs: &dyn FileSystem) {
    build(fs, &["/f=old", "/tmp=new"]);
    for round in 0..20 {
        assert_eq!(fs.write_file("/tmp", round.to_string().as_bytes()), Ok(()));
        assert_eq!(fs.rename("/tmp", "/f"), Ok(()));
        assert_eq!(fs.read_file("/f"), Ok(round.to_string().into_bytes()));
    }
    assert_eq!(dump(fs), ["/f=19"]);
}
