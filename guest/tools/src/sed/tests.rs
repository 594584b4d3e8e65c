//! `sed` against what GNU sed 4.9 writes.

use crate::testing::{check, check_errors, check_on, fixture, run};

const TEN: &str = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

#[test]
fn substitutions() {
    check(&[
        ("sed s/a/b/", "aa\n", "ba\n"),
        ("sed -n s/a/b/gp", "aa\nc\n", "bb\n"),
        ("sed s/a/b/2", "aaa\n", "aba\n"),
        ("sed s/a/b/2g", "aaa\n", "abb\n"),
        ("sed 's/b*/x/g'", "abc\n", "xaxcx\n"),
        ("sed 's/b*/x/2'", "abc\n", "axc\n"),
        ("sed 's/\\(a\\)\\(b\\)/[\\2\\1&]/'", "abab\n", "[baab]ab\n"),
        ("sed -E 's/(a|b)+/<&>/'", "xabay\n", "x<aba>y\n"),
        ("sed 's/x/a\\tb\\x41\\n\\o102\\d067\\&/'", "x\n", "a\tbA\nBC&\n"),
        ("sed 's,/,|,g'", "a/b/c\n", "a|b|c\n"),
        ("sed 's|a\\|b|X|'", "a|b\n", "X\n"),
        ("sed 's/[/]/|/'", "a/b\n", "a|b\n"),
        ("sed 's/A/x/I;s/B/y/i'", "ab\n", "xy\n"),
        ("sed 'N;s/^/> /mg'", "a\nb\n", "> a\n> b\n"),
        ("sed 's/./X/g'", "hé\n", "XX\n"),
        ("sed '/b/s//x/;s//y/'", "bb\n", "xy\n"),
        ("sed 's/a\\x2ac/Q/'", "a*c\n", "a*Q\n"),
        ("sed --posix 's/a\\+/x/;s/b/\\U&/'", "a+b\n", "xUb\n"),
        ("sed 's/a/b/pw /dev/stdout'", "a\n", "b\nb\nb\n"),
    ]);
}

#[test]
fn cases() {
    check(&[
        ("sed 's/.*/\\U&/'", "foo bär\n", "FOO BÄR\n"),
        ("sed 's/.*/\\L\\u&/'", "FOO\n", "Foo\n"),
        ("sed -E 's/(.)(.*)/\\u\\1\\U\\2\\E-end/'", "foo\n", "FOO-end\n"),
        ("sed -E 's/(Q?)(F)(O)/\\l\\1\\2/'", "FOO\n", "fO\n"),
        ("sed -E 's/_(.)/\\u\\1/g'", "a_b_c\n", "aBC\n"),
        ("sed -E 's/(a)/\\u\\E\\1/'", "a\n", "a\n"),
    ]);
}

#[test]
fn addresses() {
    check(&[
        ("sed -n '3p;$p'", TEN, "3\n10\n"),
        ("sed -n '2,4!p'", "1\n2\n3\n4\n5\n", "1\n5\n"),
        ("sed -n '0~4p'", TEN, "4\n8\n"),
        ("sed -n '2~3p'", TEN, "2\n5\n8\n"),
        ("sed -n '2,+1p'", TEN, "2\n3\n"),
        ("sed -n '5,~4p'", TEN, "5\n6\n7\n8\n"),
        ("sed -n '8,~4p'", TEN, "8\n9\n10\n"),
        ("sed -n '0,/1/p'", TEN, "1\n"),
        ("sed -n '1,/1/p'", "1\n2\n1\n2\n", "1\n2\n1\n"),
        ("sed -n '/2/,/4/p'", TEN, "2\n3\n4\n"),
        ("sed -n '4,2p'", TEN, "4\n"),
        ("sed -n '/b/Ip;\\,c,p'", "B\nc\n", "B\nc\n"),
        ("sed -n '1{N;N};2,4p'", "1\n2\n3\n4\n5\n", "1\n2\n3\n4\n"),
        ("sed -n '/2/,/4/{//!p}'", TEN, "3\n"),
        ("sed '2{n;d}'", "1\n2\n3\n4\n", "1\n2\n4\n"),
    ]);
}

#[test]
fn idle_lines() {
    let lines: String = (1..=30_000).map(|n| format!("{n}\n")).collect();
    let fixture = fixture().file("f", lines.as_bytes()).file("nonl", b"a\nb");
    check_on(
        &fixture,
        &[
            ("sed -n '/^29999$/p' f", "", "29999\n"),
            ("sed -n '/^29999$/,$p' f", "", "29999\n30000\n"),
            ("sed -n '20000{p;=}' f", "", "20000\n20000\n"),
            ("sed -n '20000,20001p;$p' f", "", "20000\n20001\n30000\n"),
            ("sed -n 's/^25000$/x/p;/^25001$/=' f", "", "x\n25001\n"),
            ("sed -sn '30000p;1p' f nonl", "", "1\n30000\na\n"),
            ("sed -n '$p' f nonl", "", "b"),
            ("sed 's/a/A/;$s/$/!/' nonl", "", "A\nb!"),
            ("sed '/x/d' nonl nonl", "", "a\nb\na\nb"),
            ("sed -i '/[1-9]/d' f", "", ""),
            ("wc -c f", "", "0 f\n"),
        ],
    );
}

#[test]
fn one_liners() {
    check(&[
        ("sed G", "a\nb\n", "a\n\nb\n\n"),
        ("sed -n '$='", TEN, "10\n"),
        ("sed '1!G;h;$!d'", "1\n2\n3\n", "3\n2\n1\n"),
        ("sed '/\\n/!G;s/\\(.\\)\\(.*\\n\\)/&\\2\\1/;//D;s/.//'", "abc\n", "cba\n"),
        ("sed '$!N;s/\\n/ /'", "1\n2\n3\n", "1 2\n3\n"),
        ("sed -e :a -e '/\\\\$/N; s/\\\\\\n//; ta'", "a\\\nb\nc\n", "ab\nc\n"),
        ("sed -e :a -e 's/\\(.*[0-9]\\)\\([0-9]\\{3\\}\\)/\\1,\\2/;ta'", "1234567\n", "1,234,567\n"),
        ("sed -e :a -e '$q;N;4,$D;ba'", TEN, "8\n9\n10\n"),
        ("sed '$!N; /^\\(.*\\)\\n\\1$/!P; D'", "a\na\nb\na\n", "a\nb\na\n"),
        ("sed ':a;N;$!ba;s/\\n/,/g'", "a\nb\nc\n", "a,b,c\n"),
        ("sed 'n;d'", TEN, "1\n3\n5\n7\n9\n"),
        ("sed '/^$/N;/\\n$/D'", "a\n\n\n\nb\n", "a\n\nb\n"),
        ("sed 'x;$G;1d'", "a\nb\n", "a\nb\n"),
        ("sed 'h;y/ab/AB/;G;z;x;D'", "a\n", ""),
    ]);
}

#[test]
fn texts() {
    check(&[
        ("sed '1a\\\nx\\\ny'", "1\n2\n", "1\nx\ny\n2\n"),
        ("sed '1i\\\n  x'", "1\n", "  x\n1\n"),
        ("sed '1i\\  x'", "1\n", "  x\n1\n"),
        ("sed '$a   x'", "1\n2", "1\n2\nx\n"),
        ("sed -e 'a\\' -e x", "1\n", "1\nx\n"),
        ("sed '2,3c new'", "1\n2\n3\n4\n", "1\nnew\n4\n"),
        ("sed '$!c new'", "1\n2\n3\n", "new\nnew\n3\n"),
        ("sed '1{i a\n}'", "1\n", "a\n1\n"),
        ("sed '$!{=;l}'", "a\tb\\\né\n2\n", "1\na\\tb\\\\$\na\tb\\\n2\n\\303\\251$\né\n2\n"),
        ("sed -n 'l 5;l 0'", "abcdefg\n", "abcd\\\nefg$\nabcdefg$\n"),
        ("sed 'y/abc\\n/xyz /;y,\\,,/,'", "a,b\n", "x/y\n"),
    ]);
}

#[test]
fn line_ends() {
    check(&[
        ("sed p", "a\nb", "a\na\nb\nb"),
        ("sed 's/$/!/'", "a\r", "a\r!"),
        ("sed G", "x", "x\n\n"),
        ("sed -z 's/\\n/,/g;='", "a\nb\0c\0", "1\0a,b\x002\0c\0"),
        ("sed N", "1\n2\n3", "1\n2\n3"),
        ("sed --posix N", "1\n2\n3\n", "1\n2\n"),
        ("sed q", "x", "x\n"),
        ("sed ''", "", ""),
    ]);
}

#[test]
fn files() {
    let fixture = fixture()
        .file("f", b"1\n2\n3\n")
        .file("g", b"a\nb\n")
        .file("nonl", b"x")
        .file("script", b"#!/bin/sed -f\ns/1/X/\n# c\n2d\n");
    check_on(
        &fixture,
        &[
            ("sed -n '$=' f g", "", "5\n"),
            ("sed -sn '$=' f g", "", "3\n2\n"),
            ("sed '1r g' f", "", "1\na\nb\n2\n3\n"),
            ("sed '0r g' f", "", "a\nb\n1\n2\n3\n"),
            ("sed 'R g' f", "", "1\na\n2\nb\n3\n"),
            ("sed 'r nosuch' f", "", "1\n2\n3\n"),
            ("sed '' nonl f", "", "x\n1\n2\n3\n"),
            ("sed F g -", "c\n", "g\na\ng\nb\n-\nc\n"),
            ("sed -f script f", "", "X\n3\n"),
            ("sed -s '1x;$G' f g", "", "\n2\n3\n1\n\nb\na\n"),
            ("sed -f - f", "2q", "1\n2\n"),
            ("sed -n '/2/w out' f", "", ""),
            ("cat out", "", "2\n"),
            ("sed -n '1N;W out2' f", "", ""),
            ("cat out2", "", "1\n3\n"),
        ],
    );
}

#[test]
fn in_place() {
    let fixture = fixture().file("f", b"1\n2\n3\n").file("g", b"a\nb");
    check_on(
        &fixture,
        &[
            ("sed -i '1i top' f g", "", ""),
            ("cat f g", "", "top\n1\n2\n3\ntop\na\nb"),
            ("sed -i.bak 2q f", "", ""),
            ("cat f f.bak", "", "top\n1\ntop\n1\n2\n3\n"),
            ("sed -ibak_* -n '$p;$w /dev/stdout' f", "", "1\n"),
            ("cat f bak_f", "", "1\ntop\n1\n"),
            ("ls", "", "bak_f\nf\nf.bak\ng\n"),
        ],
    );
    let rows = [
        ("sed -i.d/x p f", 4, "sed: cannot rename f: No such file or directory\n"),
        ("sed -i '1r g\n\n2p;s//x/' f", 1, "sed: -e expression #1, char 0: no previous regular expression\n"),
        ("sed -i p /tmp", 4, "sed: couldn't edit /tmp: not a regular file\n"),
    ];
    for (line, status, want) in rows {
        let output = run(&fixture, line, "");
        assert_eq!((output.status, output.err().as_str()), (status, want), "{line}");
    }
    // A failure leaves the file, and nothing else, behind.
    check_on(&fixture, &[("cat f", "", "1\n"), ("ls", "", "bak_f\nf\nf.bak\ng\n")]);
}

#[test]
fn statuses() {
    let fixture = fixture().file("f", b"1\n2\n3\n");
    let rows = [
        ("sed 2q5 f", 5, "1\n2\n", ""),
        ("sed 2Q7 f", 7, "1\n", ""),
        ("sed p nosuch", 2, "", "sed: can't read nosuch: No such file or directory\n"),
        ("sed 1q5 nosuch f", 2, "1\n", "sed: can't read nosuch: No such file or directory\n"),
        ("sed p /tmp", 4, "", "sed: read error on /tmp: Is a directory\n"),
        ("sed 'w /nx/y' f", 4, "", "sed: couldn't open file /nx/y: No such file or directory\n"),
        ("sed -f nosuch f", 4, "", "sed: couldn't open file nosuch: No such file or directory\n"),
        ("sed -i p", 4, "", "sed: no input files\n"),
    ];
    for (line, status, out, err) in rows {
        let output = run(&fixture, line, "");
        let got = (output.status, output.out(), output.err());
        assert_eq!(got, (status, out.to_owned(), err.to_owned()), "{line}");
    }
}

#[test]
fn refused_scripts() {
    let rows = [
        ("s/a", 3, "unterminated `s' command"),
        ("s/a/b/x", 7, "unknown option to `s'"),
        ("s/a/b/gg", 8, "multiple `g' options to `s' command"),
        ("s/a/b/0", 7, "number option to `s' command may not be zero"),
        ("s/a/\\1/", 7, "invalid reference \\1 on `s' command's RHS"),
        ("s/\\(a/b/", 8, "Unmatched ( or \\("),
        ("s/[a/b/", 7, "unterminated `s' command"),
        ("s//x/I", 6, "cannot specify modifiers on empty regexp"),
        ("/a", 2, "unterminated address regex"),
        ("1", 1, "missing command"),
        ("1,p", 3, "unexpected `,'"),
        ("k", 1, "unknown command: `k'"),
        ("p p", 3, "extra characters after command"),
        ("+1p", 2, "invalid usage of +N or ~N as first address"),
        ("0p", 2, "invalid usage of line address 0"),
        ("1!!p", 3, "multiple `!'s"),
        ("{p", 0, "unmatched `{'"),
        ("p}", 2, "unexpected `}'"),
        ("{1}", 3, "`}' doesn't want any addresses"),
        ("y/abc/ab/", 9, "strings for `y' command are different lengths"),
        ("y/a/b", 5, "unterminated `y' command"),
        (":", 1, "\":\" lacks a label"),
        ("1:a", 2, ": doesn't want any addresses"),
        ("1#x", 2, "comments don't accept any addresses"),
        ("a", 1, "expected \\ after `a', `c' or `i'"),
        ("r", 1, "missing filename in r/R/w/W commands"),
        ("1,2q", 4, "command only uses one address"),
        ("v 9.0", 5, "expected newer version of sed"),
    ];
    for (script, at, why) in rows {
        let want = format!("sed: -e expression #1, char {at}: {why}\n");
        check_errors(&[(&format!("sed '{script}'"), 1, &want)]);
    }
    check_errors(&[
        ("sed 'b foo'", 4, "sed: can't find label for jump to `foo'\n"),
        ("sed -e p -e k", 1, "sed: -e expression #2, char 1: unknown command: `k'\n"),
        (
            "sed --sandbox 'w x'",
            1,
            "sed: -e expression #1, char 1: e/r/w commands disabled in sandbox mode\n",
        ),
    ]);
}
