//! Symbolic and hard links.

use super::{Case, build, dump, fails};
use bashwit_vfs::{ErrorCode, FileKind, FileSystem};

pub const CASES: &[Case] = &[
    ("symbolic links", symbolic_links),
    ("links resolve inside the tree", inside),
    ("links with dots and slashes", dots),
    ("loops", loops),
    ("chains of links", chains),
    ("canonicalize", canonicalize),
    ("writing through links", writing),
    ("hard links", hard_links),
    ("first_link", first_link),
];

fn symbolic_links(fs: &dyn FileSystem) {
    build(
        fs,
        &["/d/", "/d/f=x", "/abs -> /d/f", "/rel -> d/f", "/d/up -> ../d/f", "/dir -> d", "/none -> x/y"],
    );
    for path in ["/abs", "/rel", "/d/up", "/dir/f", "/dir/up"] {
        assert_eq!(fs.read_file(path), Ok(b"x".to_vec()), "{path}");
        assert_eq!(fs.stat(path).map(|metadata| metadata.kind), Ok(FileKind::Regular), "{path}");
    }
    let link = fs.stat_link("/abs").expect("a link");
    assert_eq!((link.kind, link.size), (FileKind::SymbolicLink, 4));
    assert_eq!(fs.read_link("/abs"), Ok("/d/f".into()));
    assert_eq!(fs.read_link("/dir/up"), Ok("../d/f".into()));
    fails(fs.stat("/none"), ErrorCode::NoEntry, "dangling");
    assert_eq!(fs.read_link("/none"), Ok("x/y".into()));
    fails(fs.read_link("/d/f"), ErrorCode::Invalid, "a file");
    fails(fs.read_link("/d"), ErrorCode::Invalid, "a directory");
    fails(fs.read_link("/x"), ErrorCode::NoEntry, "missing");
    fails(fs.symbolic_link("x", "/d/f"), ErrorCode::Exist, "taken");
    fails(fs.symbolic_link("x", "/none"), ErrorCode::Exist, "taken by a link");
    fails(fs.symbolic_link("", "/y"), ErrorCode::NoEntry, "empty");
    fails(fs.symbolic_link("x", "/q/y"), ErrorCode::NoEntry, "no parent");
}

fn inside(fs: &dyn FileSystem) {
    build(fs, &["/etc/", "/etc/passwd=ours", "/d/", "/d/f=x"]);
    build(
        fs,
        &["/d/abs -> /etc/passwd", "/d/up -> ../../../../etc/passwd", "/d/root -> /", "/d/far -> ../../.."],
    );
    assert_eq!(fs.read_file("/d/abs"), Ok(b"ours".to_vec()));
    assert_eq!(fs.read_file("/d/up"), Ok(b"ours".to_vec()));
    assert_eq!(fs.read_file("/d/root/d/f"), Ok(b"x".to_vec()));
    assert_eq!(fs.read_file("/d/far/d/f"), Ok(b"x".to_vec()));
    assert_eq!(fs.canonicalize("/d/up"), Ok("/etc/passwd".into()));
    assert_eq!(fs.canonicalize("/d/far"), Ok("/".into()));
}

fn dots(fs: &dyn FileSystem) {
    build(fs, &["/a/", "/a/b/", "/a/f=1", "/a/b/f=2", "/f=0"]);
    build(
        fs,
        &[
            "/ab -> a/b",
            "/l1 -> ./a/.//f",
            "/l2 -> ab/../f",
            "/l3 -> ab/./f",
            "/slash -> f/",
            "/dslash -> ab/",
        ],
    );
    build(fs, &["/dot -> .", "/up -> ab/..", "/bad -> f/..", "/bad2 -> none/.."]);
    for (path, want) in
        [("/l1", "1"), ("/l2", "1"), ("/l3", "2"), ("/dot/f", "0"), ("/up/f", "1"), ("/dslash/f", "2")]
    {
        assert_eq!(fs.read_file(path).as_deref(), Ok(want.as_bytes()), "{path}");
    }
    fails(fs.stat("/slash"), ErrorCode::NotDirectory, "a file with a slash");
    assert!(fs.stat("/dslash").is_ok_and(|metadata| metadata.is_dir()));
    fails(fs.stat("/bad"), ErrorCode::NotDirectory, "a file with dots");
    fails(fs.stat("/bad2"), ErrorCode::NoEntry, "nothing with dots");
    assert_eq!(fs.canonicalize("/l2"), Ok("/a/f".into()));
    assert_eq!(fs.canonicalize("/dot/up/b"), Ok("/a/b".into()));
}

fn loops(fs: &dyn FileSystem) {
    build(fs, &["/a -> b", "/b -> a", "/self -> self", "/in -> in/x", "/d/", "/d/l -> /d/l/l"]);
    for path in ["/a", "/self", "/in", "/a/x", "/d/l"] {
        fails(fs.stat(path), ErrorCode::Loop, path);
        fails(fs.read_file(path), ErrorCode::Loop, path);
        fails(fs.canonicalize(path), ErrorCode::Loop, path);
        fails(fs.write_file(path, b"x"), ErrorCode::Loop, path);
    }
    assert!(fs.stat_link("/a").is_ok());
    assert_eq!(fs.remove_file("/a"), Ok(()));
    fails(fs.stat("/b"), ErrorCode::NoEntry, "no loop any more");
}

fn chains(fs: &dyn FileSystem) {
    build(fs, &["/l0=end"]);
    for number in 1..=41 {
        assert_eq!(fs.symbolic_link(&format!("l{}", number - 1), &format!("/l{number}")), Ok(()));
    }
    assert_eq!(fs.read_file("/l40"), Ok(b"end".to_vec()));
    fails(fs.read_file("/l41"), ErrorCode::Loop, "41 links");
}

fn canonicalize(fs: &dyn FileSystem) {
    build(fs, &["/a/", "/a/b/", "/a/b/f=1", "/x -> a/b", "/y -> /x/f", "/none -> a/none"]);
    for (path, want) in [("/", "/"), ("/a/b", "/a/b"), ("/x", "/a/b"), ("/x/f", "/a/b/f"), ("/y", "/a/b/f")] {
        assert_eq!(fs.canonicalize(path).as_deref(), Ok(want), "{path}");
    }
    fails(fs.canonicalize("/none"), ErrorCode::NoEntry, "dangling");
    fails(fs.canonicalize("/x/none"), ErrorCode::NoEntry, "missing");
}

fn writing(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/f=x", "/l -> f", "/dangling -> d/new", "/far -> no/new", "/tod -> d"]);
    assert_eq!(fs.write_file("/l", b"y"), Ok(()));
    assert_eq!(fs.append_file("/dangling", b"z"), Ok(()));
    assert_eq!(fs.write_file("/tod/g", b"1"), Ok(()));
    fails(fs.write_file("/far", b""), ErrorCode::NoEntry, "no parent behind the link");
    let want =
        ["/d/", "/d/g=1", "/d/new=z", "/dangling -> d/new", "/f=y", "/far -> no/new", "/l -> f", "/tod -> d"];
    assert_eq!(dump(fs), want);
}

fn hard_links(fs: &dyn FileSystem) {
    build(fs, &["/f=x", "/d/", "/sym -> f", "/g=old"]);
    assert_eq!(fs.hard_link("/f", "/d/h"), Ok(()));
    let (one, two) = (fs.stat("/f").expect("there"), fs.stat("/d/h").expect("there"));
    assert_eq!((one.inode, one.links), (two.inode, 2));
    assert_eq!(fs.append_file("/d/h", b"y"), Ok(()));
    assert_eq!(fs.read_file("/f"), Ok(b"xy".to_vec()));
    fails(fs.hard_link("/d", "/e"), ErrorCode::NotPermitted, "a directory");
    fails(fs.hard_link("/f", "/g"), ErrorCode::Exist, "taken");
    fails(fs.hard_link("/none", "/e"), ErrorCode::NoEntry, "missing");
    fails(fs.hard_link("/f", "/none/e"), ErrorCode::NoEntry, "no parent");
    assert_eq!(fs.rename("/f", "/d/h"), Ok(()), "two names of one file: nothing happens");
    assert!(fs.stat("/f").is_ok() && fs.stat("/d/h").is_ok());
    assert_eq!(fs.remove_file("/f"), Ok(()));
    assert_eq!(fs.stat("/d/h").map(|metadata| metadata.links), Ok(1));
    assert_eq!(fs.read_file("/d/h"), Ok(b"xy".to_vec()));
    assert_eq!(fs.hard_link("/sym", "/sym2"), Ok(()), "the link itself");
    assert_eq!(fs.read_link("/sym2"), Ok("f".into()));
    assert_eq!(fs.hard_link("/d/h", "/i"), Ok(()));
    assert_eq!(fs.rename("/g", "/i"), Ok(()), "one name of two is replaced");
    assert_eq!(fs.read_file("/d/h"), Ok(b"xy".to_vec()));
    assert_eq!(fs.stat("/d/h").map(|metadata| metadata.links), Ok(1));
}

fn first_link(fs: &dyn FileSystem) {
    build(fs, &["/d/", "/d/l -> /x", "/d/f=1", "/m -> d"]);
    let find =
        |path: &str, last| fs.first_link(path, last).expect("no error").map(|link| (link.end, link.target));
    for (path, last, want) in [
        ("/", true, None),
        ("/d/f", true, None),
        ("/d/l", false, None),
        ("/d/l", true, Some((4, "/x"))),
        ("/d/l/y", false, Some((4, "/x"))),
        ("/m/l", true, Some((2, "d"))),
        ("/none/l", true, None),
        ("/d/f/l", true, None),
    ] {
        assert_eq!(find(path, last), want.map(|(end, target)| (end, target.to_owned())), "{path} {last}");
    }
}
