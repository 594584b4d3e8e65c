//! Rows checked against grep 3.8.

use crate::testing::{check_on, fixture, run};
use bashwit_kernel::testing::Fixture;

fn tree() -> Fixture {
    fixture()
        .file("a", b"foo\nbar\nbaz foo\n\nfoobar\n")
        .file("n", b"one\ntwo\nthree\nfour\nfive\nsix\n")
        .file("bin", b"a\0b\nfoo\nab\n")
        .file("bad", b"caf\xe9\nabc\n")
        .file("d/x.txt", b"foo x\n")
        .file("d/y.c", b"no\n")
        .file("d/sub/z.txt", b"foo z\n")
}

#[test]
fn selects() {
    check_on(
        &tree(),
        &[
            ("grep foo a", "", "foo\nbaz foo\nfoobar\n"),
            ("grep -v foo a", "", "bar\n\n"),
            ("grep -vn foo a", "", "2:bar\n4:\n"),
            ("grep -w foo a", "", "foo\nbaz foo\n"),
            ("grep -x foo a", "", "foo\n"),
            ("grep -ic FOO a", "", "3\n"),
            ("grep -c foo a n d/x.txt", "", "a:3\nn:0\nd/x.txt:1\n"),
            ("grep -l foo a n", "", "a\n"),
            ("grep -E 'ba(r|z)' a", "", "bar\nbaz foo\nfoobar\n"),
            ("grep 'bar\\|baz' a", "", "bar\nbaz foo\nfoobar\n"),
            ("grep -F -e . -e baz a", "", "baz foo\n"),
            ("grep -f - a", "bar\nz f\n", "bar\nbaz foo\nfoobar\n"),
            ("egrep 'o{2}b' a", "", "foobar\n"),
            ("fgrep o{2}b -", "o{2}b\noob\n", "o{2}b\n"),
            ("grep '\\(o\\)\\1b' a", "", "foobar\n"),
            ("grep -P 'foo(?!bar)' a", "", "foo\nbaz foo\n"),
            ("grep -oP 'b\\Ka\\w' a", "", "ar\naz\nar\n"),
            ("grep -oP '\\Qz f\\E' a", "", "z f\n"),
            ("grep -z -c foo a", "", "1\n"),
        ],
    );
}

#[test]
fn shows() {
    check_on(
        &tree(),
        &[
            ("grep -o o a", "", "o\no\no\no\no\no\n"),
            ("grep -ob oo a", "", "1:oo\n13:oo\n18:oo\n"),
            ("grep -nH foo a", "", "a:1:foo\na:3:baz foo\na:5:foobar\n"),
            ("grep -T -n bar a", "", " 2:\tbar\n 5:\tfoobar\n"),
            ("grep -A1 two n", "", "two\nthree\n"),
            ("grep -B1 -n two n", "", "1-one\n2:two\n"),
            ("grep -1 'one\\|five' n", "", "one\ntwo\n--\nfour\nfive\nsix\n"),
            ("grep -C1 -m1 t n", "", "one\ntwo\nthree\n"),
            ("grep -Zl foo a", "", "a\0"),
            ("grep --label=in -H b -", "abc\n", "in:abc\n"),
            ("grep -r foo d", "", "d/sub/z.txt:foo z\nd/x.txt:foo x\n"),
            ("grep -rh --include=x* foo d", "", "foo x\n"),
            ("grep -r --exclude-dir=sub foo d", "", "d/x.txt:foo x\n"),
            ("grep --color=always oo d/x.txt", "", "f\x1b[01;31m\x1b[Koo\x1b[m\x1b[K x\n"),
            ("grep -a b bin", "", "a\0b\nab\n"),
            ("grep -c foo bin", "", "1\n"),
        ],
    );
}

#[test]
fn fails() {
    let rows: &[(&str, u8, &str, &str)] = &[
        ("grep -q nope a", 1, "", ""),
        ("grep x nofile", 2, "", "grep: nofile: No such file or directory\n"),
        ("grep -r x nofile --include=*.c", 2, "", "grep: nofile: No such file or directory\n"),
        ("grep -s foo nofile a -c", 2, "a:3\n", ""),
        ("grep foo d", 2, "", "grep: d: Is a directory\n"),
        ("grep foo bin", 0, "", "grep: bin: binary file matches\n"),
        ("grep b bad", 0, "abc\n", ""),
        ("grep f bad", 0, "", "grep: bad: binary file matches\n"),
        ("grep -I foo bin", 1, "", ""),
        ("grep -L foo a", 0, "", ""),
        ("grep -L zz a", 1, "a\n", ""),
        ("grep -m0 foo a", 1, "", ""),
        ("grep '\\(' a", 2, "", "grep: Unmatched ( or \\(\n"),
        ("grep -P '(' a", 2, "", "grep: missing closing parenthesis\n"),
        ("grep -A x foo a", 2, "", "grep: x: invalid context length argument\n"),
        ("grep -EP foo a", 2, "", "grep: conflicting matchers specified\n"),
        ("grep -E '*r$' n", 0, "four\n", "grep: warning: * at start of expression\n"),
    ];
    let tree = tree();
    for (line, status, out, err) in rows {
        let output = run(&tree, line, "");
        assert_eq!(
            (output.status, output.out().as_str(), output.err().as_str()),
            (*status, *out, *err),
            "{line}"
        );
    }
}
