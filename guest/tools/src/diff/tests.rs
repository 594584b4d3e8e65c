//! Rows of `diff` as GNU's does them.

use crate::testing::{self, run};
use bashwit_kernel::testing::Fixture;

fn fixture() -> Fixture {
    testing::fixture()
        .env("TZ", "UTC0")
        .file("a", b"one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n")
        .file("b", b"one\n2\nthree\nfour\nfive\nsix\neight\nnine")
        .file("space", b"one\n  two\nthree \n\nfour\nfive\nsix\nseven\nEIGHT\n")
        .file("bin", b"a\0b")
        .file("d/x", b"1\n")
        .file("d/y", b"1\n")
        .file("d/s/f", b"1\n")
        .file("e/x", b"2\n")
        .file("e/s/f", b"1\n")
        .file("e/z", b"")
}

#[test]
fn styles() {
    let fixture = fixture();
    let rows: &[(&str, u8, &str)] = &[
        ("diff a a", 0, ""),
        ("diff -s a a", 0, "Files a and a are identical\n"),
        ("diff -q a b", 1, "Files a and b differ\n"),
        ("diff a bin", 1, "Binary files a and bin differ\n"),
        ("diff a b", 1, "2c2\n< two\n---\n> 2\n7d6\n< seven\n8a8\n> nine\n\\ No newline at end of file\n"),
        (
            "diff -U1 --label A --label B a b",
            1,
            "--- A\n+++ B\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n@@ -6,3 +6,3 @@\n six\n-seven\n eight\n+nine\n\
             \\ No newline at end of file\n",
        ),
        (
            "diff -C1 --label A --label B a b",
            1,
            "*** A\n--- B\n***************\n*** 1,3 ****\n  one\n! two\n  three\n--- 1,3 ----\n  one\n! 2\n  three\n\
             ***************\n*** 6,8 ****\n  six\n- seven\n  eight\n--- 6,8 ----\n  six\n  eight\n+ nine\n\
             \\ No newline at end of file\n",
        ),
        ("diff -n a b", 1, "d2 1\na2 1\n2\nd7 1\na8 1\nnine"),
        ("diff -biB a space", 1, "2c2\n< two\n---\n>   two\n"),
        ("diff -wiB a space", 0, ""),
        ("diff -I '[o2]' a b", 1, "7d6\n< seven\n8a8\n> nine\n\\ No newline at end of file\n"),
    ];
    for (line, status, want) in rows {
        let output = run(&fixture, line, "");
        let found = (output.status, output.out(), output.err());
        assert_eq!(found, (*status, (*want).to_owned(), String::new()), "{line}");
    }
}

#[test]
fn merged() {
    let fixture = fixture();
    let rows: &[(&str, &str)] = &[
        ("diff -D X d/x e/x", "#ifndef X\n1\n#else /* X */\n2\n#endif /* X */\n"),
        (
            "diff --unchanged-line-format= --old-line-format=-%L --new-line-format=+%dn:%L a b",
            "-two\n+2:2\n-seven\n+8:nine",
        ),
        ("diff --changed-group-format=[%<] --unchanged-group-format= a b", "[two\n][seven\n][]"),
    ];
    for (line, want) in rows {
        assert_eq!(run(&fixture, line, "").out(), *want, "{line}");
    }
}

#[test]
fn ed_scripts() {
    let output = run(&fixture(), "diff -e a b", "");
    assert_eq!(output.out(), "8a\nnine\n.\n7d\n2c\n2\n.\n");
    assert_eq!((output.status, output.err().as_str()), (2, "diff: b: No newline at end of file\n\n"));
}

#[test]
fn trees() {
    let fixture = fixture();
    let rows: &[(&str, &str)] = &[
        (
            "diff d e",
            "Common subdirectories: d/s and e/s\ndiff d/x e/x\n1c1\n< 1\n---\n> 2\nOnly in d: y\nOnly in e: z\n",
        ),
        ("diff -rq d e", "Files d/x and e/x differ\nOnly in d: y\nOnly in e: z\n"),
        ("diff -rN -x x d e", "diff -rN -x x d/y e/y\n1d0\n< 1\n"),
        ("diff d/x e", "1c1\n< 1\n---\n> 2\n"),
    ];
    for (line, want) in rows {
        let output = run(&fixture, line, "");
        let found = (output.status, output.out(), output.err());
        assert_eq!(found, (1, (*want).to_owned(), String::new()), "{line}");
    }
}

#[test]
fn standard_input() {
    let fixture = fixture();
    assert_eq!(run(&fixture, "diff - d/x", "1\n").status, 0);
    assert_eq!(run(&fixture, "diff d/x -", "3\n").out(), "1c1\n< 1\n---\n> 3\n");
}

#[test]
fn refuses() {
    let hint = "diff: Try 'diff --help' for more information.\n";
    testing::check_errors(&[
        ("diff a", 2, &format!("diff: missing operand after 'a'\n{hint}")),
        ("diff a b c", 2, &format!("diff: extra operand 'c'\n{hint}")),
        ("diff none /", 2, "diff: none: No such file or directory\n"),
        ("diff -U x a b", 2, &format!("diff: invalid context length 'x'\n{hint}")),
        ("diff -u -c a b", 2, &format!("diff: conflicting output style options\n{hint}")),
    ]);
}
