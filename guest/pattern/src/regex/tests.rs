//! Rows confirmed by glibc 2.36 (`re_search` with each tool's syntax bits) in C.UTF-8.

use super::*;

/// E, B, s, g, G, A name the syntax; i, n, b are icase, newline and `not_bol`.
fn compile(mode: &str, pattern: &[u8]) -> Result<Regex, Error> {
    let syntax = match mode.as_bytes().first() {
        Some(b'B') => Syntax::Basic,
        Some(b's') => Syntax::SedExtended,
        Some(b'g') => Syntax::GrepBasic,
        Some(b'G') => Syntax::GrepExtended,
        Some(b'A') => Syntax::Awk,
        _ => Syntax::Extended,
    };
    let flags = Flags { icase: mode.contains('i'), newline: mode.contains('n'), ..Flags::default() };
    Regex::new(pattern, syntax, flags)
}

/// The groups as glibc's registers: `(0,2)(-1,-1)`.
fn show(regex: &Regex, text: &[u8], not_bol: bool) -> String {
    let mut captures = Captures::new();
    if !regex.captures_at(text, 0, not_bol, &mut captures).unwrap() {
        assert_eq!(regex.find_at(text, 0, not_bol), Ok(None));
        return "no".to_owned();
    }
    assert_eq!(regex.find_at(text, 0, not_bol).unwrap(), captures.get(0));
    (0..regex.group_count())
        .map(|index| match captures.get(index) {
            Some(range) => format!("({},{})", range.start, range.end),
            None => "(-1,-1)".to_owned(),
        })
        .collect()
}

/// Makes a regex use its DFA for every text.
fn heat(regex: &Regex) {
    regex.searched.set(MUCH_TEXT);
}

#[test]
fn matches() {
    let rows = [
        ("E", "(a|ab)(c|bcd)(d*)", "abcd", "(0,4)(0,1)(1,4)(4,4)"),
        ("E", "(a*)*", "b", "(0,0)(0,0)"),
        ("E", "(a*)*", "aa", "(0,2)(0,2)"),
        ("E", "(a*)+", "b", "(0,0)(0,0)"),
        ("E", "((a)|(b))*", "ab", "(0,2)(1,2)(0,1)(1,2)"),
        ("E", "(a|b)*", "ab", "(0,2)(1,2)"),
        ("E", "(a*)(a*)", "aa", "(0,2)(0,2)(2,2)"),
        ("E", "(a|ab)*", "aab", "(0,3)(1,3)"),
        ("E", "(x|xy|xyz)(z|yz)?", "xyz", "(0,3)(0,1)(1,3)"),
        ("E", "(a?)*b", "aab", "(0,3)(1,2)"),
        ("E", "(a|b|)*c", "abc", "(0,3)(1,2)"),
        ("E", "(|a)*", "aa", "(0,2)(1,2)"),
        ("E", "(|a)+", "aa", "(0,2)(1,2)"),
        ("E", "(a|)+", "aa", "(0,2)(1,2)"),
        ("E", "(a*){2}", "aa", "(0,2)(2,2)"),
        ("E", "(a?){3}", "aa", "(0,2)(2,2)"),
        ("E", "(ab|a)(bc|c)?", "abc", "(0,3)(0,2)(2,3)"),
        ("E", "((a)?b)*", "abb", "(0,3)(2,3)(0,1)"),
        ("E", "(a(b)?)*", "aba", "(0,3)(2,3)(1,2)"),
        ("E", "(foo|foobar)(bar)?", "foobar", "(0,6)(0,3)(3,6)"),
        ("E", "(.*)(b)", "aabab", "(0,5)(0,4)(4,5)"),
        ("E", "(.*)b(.*)", "abab", "(0,4)(0,3)(4,4)"),
        ("E", "([a-z]+)|([0-9]+)", "12", "(0,2)(-1,-1)(0,2)"),
        ("E", "(a|b)?c", "c", "(0,1)(-1,-1)"),
        ("E", "(a)|b", "b", "(0,1)(-1,-1)"),
        ("E", "(^|,)([^,]*)", "a,b", "(0,1)(0,0)(0,1)"),
        ("E", "(a+|b+)*", "aabb", "(0,4)(2,4)"),
        ("E", "(a*)(ab)*(b*)", "abb", "(0,3)(0,1)(-1,-1)(1,3)"),
        ("E", "(a*)(abc)*", "aabc", "(0,4)(0,1)(1,4)"),
        ("E", "()*", "a", "(0,0)(0,0)"),
        ("E", "(){3}", "a", "(0,0)(0,0)"),
        ("E", "(b*|a)*", "ab", "(0,2)(1,2)"),
        ("E", "(.a|.b).*|.*(.a|.b)", "xa", "(0,2)(0,2)(-1,-1)"),
        ("E", "(a*)b\\1", "aabaa", "(0,5)(0,2)"),
        ("E", "(a*)\\1", "aaa", "(0,2)(0,1)"),
        ("E", "(a|ab)\\1", "abab", "(0,4)(0,2)"),
        ("E", "((a)|b)*\\2", "aba", "(0,3)(1,2)(0,1)"),
        ("E", "(a|b)*\\1", "abb", "(0,3)(1,2)"),
        ("B", "\\(a*\\)*\\1", "aa", "(0,2)(0,1)"),
        ("E", "(aa|aaa)*", "aaaaa", "(0,5)(2,5)"),
        ("E", "(.|..)*", "abc", "(0,3)(2,3)"),
        ("E", "((..)|(.))*", "abc", "(0,3)(2,3)(0,2)(2,3)"),
        ("E", "(a|ab|c|bcd)*(d*)", "abcd", "(0,4)(1,4)(4,4)"),
        ("E", "(ab|abcd|bcd|efg)*", "abcdbcdefg", "(0,10)(7,10)"),
        ("E", "xyz|xy(zw)?", "xyzw", "(0,4)(2,4)"),
        ("E", "(a?)(ab)?", "ab", "(0,2)(0,0)(0,2)"),
        ("E", "(^a?)(ab)?(b*)$", "ab", "(0,2)(0,1)(-1,-1)(1,2)"),
        ("Ei", "É", "é", "(0,2)"),
        ("Ei", "[É]", "é", "(0,2)"),
        ("Ei", "(a)\\1", "aA", "(0,2)(0,1)"),
        ("Ei", "[^a]", "A", "no"),
        ("Ei", "[[:upper:]]", "a", "(0,1)"),
        ("Ei", "s", "ſ", "(0,2)"),
        ("Ei", "σ", "ς", "(0,2)"),
        ("E", "\\w", "é", "(0,2)"),
        ("E", "[[:alpha:]]", "é", "(0,2)"),
        ("E", "a.b", "a\nb", "(0,3)"),
        ("En", "a.b", "a\nb", "no"),
        ("E", "a[^x]b", "a\nb", "(0,3)"),
        ("En", "a[^x]b", "a\nb", "no"),
        ("E", "^b", "a\nb", "no"),
        ("En", "^b", "a\nb", "(2,3)"),
        ("En", "a$", "a\nb", "(0,1)"),
        ("En", "\\`b", "a\nb", "no"),
        ("En", "a\\'", "a\nb", "no"),
        ("En", "a\\W", "a\nb", "(0,2)"),
        ("En", "a$\n^b", "a\nb", "(0,3)"),
        ("Eb", "^a", "a", "no"),
        ("Ebn", "^b", "a\nb", "(2,3)"),
        ("Eb", "\\`a", "a", "(0,1)"),
        ("E", "\\ba", " a", "(1,2)"),
        ("E", "\\B", "ab", "(1,1)"),
        ("E", "\\b", "", "no"),
        ("E", "a\\>", "a b", "(0,1)"),
        ("E", "\\>", "a", "(1,1)"),
        ("E", "a{,2}", "aab", "(0,2)"),
        ("E", "a{1}{2}", "aab", "(0,2)"),
        ("E", "a{,}", "aab", "(0,2)"),
        ("E", "a{0,0}b", "aab", "(2,3)"),
        ("E", "a**", "aab", "(0,2)"),
        ("E", "a)", "a)", "(0,2)"),
        ("E", "()", "a", "(0,0)(0,0)"),
        ("E", "a||", "b", "(0,0)"),
        ("E", "^^a", "aab", "(0,1)"),
        ("E", "a^b", "a^b", "no"),
        ("E", "\\(a\\)", "(a)", "(0,3)"),
        ("E", "[a\\]b]", "\\b]", "(0,3)"),
        ("E", "[]a]", "aab", "(0,1)"),
        ("E", "[^]a]", "aab", "(2,3)"),
        ("E", "[--a]", "aab", "(0,1)"),
        ("E", "[[.-.]]", "-", "(0,1)"),
        ("E", "\\n", "n", "(0,1)"),
        ("B", "*a", "*a", "(0,2)"),
        ("B", "\\(*a\\)", "*a", "(0,2)(0,2)"),
        ("B", "a\\|*b", "*b", "(0,2)"),
        ("B", "^*a", "*a", "(0,2)"),
        ("B", "a\\{,2\\}", "aab", "(0,2)"),
        ("B", "a^b", "a^b", "(0,3)"),
        ("B", "\\(^a\\)", "a", "(0,1)(0,1)"),
        ("B", "a\\|^b", "b", "(0,1)"),
        ("B", "a$\\|b", "a", "(0,1)"),
        ("B", "a$b", "a$b", "(0,3)"),
        ("B", "\\+", "+", "(0,1)"),
        ("B", "a\\+", "aab", "(0,2)"),
        ("B", "a+", "a+", "(0,2)"),
        ("B", "a{1}", "a{1}", "(0,4)"),
        ("B", "\\}", "}", "(0,1)"),
        ("g", "a**", "aab", "(0,2)"),
        ("g", "a\\{1\\}*", "aab", "(0,2)"),
        ("G", "*a", "aab", "(0,1)"),
        ("G", "a|*b", "aab", "(0,1)"),
        ("G", "a{1", "a{1", "(0,3)"),
        ("G", "a{1a", "a{1a", "(0,4)"),
        ("G", "a)", "a)", "(0,2)"),
        ("A", "*a", "*a", "(0,2)"),
        ("A", "(*a)", "*a", "(0,2)(0,2)"),
        ("A", "^*", "*", "(0,1)"),
        ("A", "a{1", "a{1", "(0,3)"),
        ("A", "[a\\]b]", "]", "(0,1)"),
        ("A", "+", "+", "(0,1)"),
    ];
    for (mode, pattern, text, want) in rows {
        let regex = compile(mode, pattern.as_bytes()).unwrap();
        for hot in [false, true] {
            if hot {
                heat(&regex);
            }
            let got = show(&regex, text.as_bytes(), mode.contains('b'));
            assert_eq!(got, want, "{mode} {pattern:?} {text:?} hot {hot}");
        }
    }
}

#[test]
fn errors() {
    let rows = [
        ("E", "*a", "Invalid preceding regular expression"),
        ("E", "a|*b", "Invalid preceding regular expression"),
        ("E", "(*a)", "Invalid preceding regular expression"),
        ("E", "^*", "Invalid preceding regular expression"),
        ("E", "\\b*", "Invalid preceding regular expression"),
        ("E", "{1}", "Invalid preceding regular expression"),
        ("E", "a{", "Unmatched \\{"),
        ("E", "a{1", "Unmatched \\{"),
        ("E", "a{1a", "Unmatched \\{"),
        ("E", "a{ 1}", "Invalid content of \\{\\}"),
        ("E", "a{2,1}", "Invalid content of \\{\\}"),
        ("E", "a{99999}", "Regular expression too big"),
        ("E", "(a", "Unmatched ( or \\("),
        ("E", "[a", "Unmatched [, [^, [:, [., or [="),
        ("E", "[]", "Unmatched [, [^, [:, [., or [="),
        ("E", "[[:foo:]]", "Invalid character class name"),
        ("E", "[[.foo.]]", "Invalid collation character"),
        ("E", "[[=ab=]]", "Invalid collation character"),
        ("E", "[b-a]", "Invalid range end"),
        ("E", "[a-[:digit:]]", "Invalid range end"),
        ("E", "[[:digit:]-z]", "Invalid range end"),
        ("E", "[a-c-e]", "Invalid range end"),
        ("E", "[[:alpha]", "Unmatched [, [^, [:, [., or [="),
        ("E", "a\\", "Trailing backslash"),
        ("E", "\\1", "Invalid back reference"),
        ("E", "(a\\1)", "Invalid back reference"),
        ("E", "(a)|b\\1", "Invalid back reference"),
        ("s", "a)", "Unmatched ) or \\)"),
        ("B", "a**", "Invalid preceding regular expression"),
        ("B", "a\\{1\\}*", "Invalid preceding regular expression"),
        ("B", "\\{1\\}", "Invalid preceding regular expression"),
        ("B", "a\\{1", "Unmatched \\{"),
        ("B", "a\\)", "Unmatched ) or \\)"),
        ("B", "\\(a", "Unmatched ( or \\("),
        ("B", "\\(a\\1\\)", "Invalid back reference"),
        ("G", "a{2,1}", "Invalid content of \\{\\}"),
    ];
    for (mode, pattern, want) in rows {
        let error = compile(mode, pattern.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), want, "{mode} {pattern:?}");
    }
}

/// Rows of gawk 5.2: `match($0, pattern)`.
#[test]
fn awk_escapes() {
    let rows = [
        ("\\y", "ab", "(0,0)"),
        ("\\52", "a*", "(1,2)"),
        ("\\x41", "aA", "(1,2)"),
        ("\\\"", "a\"", "(1,2)"),
        ("\\/", "a/", "(1,2)"),
        ("[\\/]", "a/", "(1,2)"),
        ("[\\]]", "a]", "(1,2)"),
        ("\\.", "a.", "(1,2)"),
        ("a\\tb", "a\tb", "(0,3)"),
        ("[\\n]", "a\n", "(1,2)"),
        ("{", "a{", "(1,2)"),
        ("\\<b\\>", "a b", "(2,3)"),
    ];
    for (pattern, text, want) in rows {
        let regex = compile("A", pattern.as_bytes()).unwrap();
        assert_eq!(show(&regex, text.as_bytes(), false), want, "{pattern:?}");
    }
}

#[test]
fn bytes_that_are_no_characters() {
    let rows: &[(&[u8], &[u8], bool, &str)] = &[
        (b".", b"\xff", true, "no"),
        (b"[^a]", b"\xff", true, "no"),
        (b"\\W", b"\xff", true, "no"),
        (b"a.b", b"a\xffb", true, "no"),
        (b"\xff", b"a\xff", true, "(1,2)"),
        (b".", b"\xff", false, "(0,1)"),
        (b"[^a]", b"\xff", false, "(0,1)"),
        (b"[\xf0-\xff]*$", b"a\xf1\xff", false, "(1,3)"),
        (b"^..$", "é".as_bytes(), false, "(0,2)"),
        (b"^.$", "é".as_bytes(), true, "(0,2)"),
    ];
    for (pattern, text, utf8, want) in rows {
        let regex = Regex::new(pattern, Syntax::Extended, Flags { utf8: *utf8, ..Flags::default() }).unwrap();
        for hot in [false, true] {
            if hot {
                heat(&regex);
            }
            assert_eq!(show(&regex, text, false), *want, "{pattern:?} {text:?} {hot}");
        }
    }
}

#[test]
fn words_and_lines() {
    let word = Flags { word: true, newline: true, ..Flags::default() };
    let line = Flags { line: true, newline: true, ..Flags::default() };
    type Row = (&'static [&'static [u8]], Flags, &'static str, Option<(usize, usize)>);
    let rows: &[Row] = &[
        (&[b"foo"], word, "foobar foo", Some((7, 10))),
        (&[b"foo", b"foobar"], word, "foobar", Some((0, 6))),
        (&[b"foo*"], word, "foo_ fo", Some((5, 7))),
        (&[b"a"], line, "aa\na\nb", Some((3, 4))),
        (&[b"a", b"aa"], line, "aaa\naa", Some((4, 6))),
        (&[b"x", b"b"], Flags::default(), "abx", Some((1, 2))),
        // A mark is in no word.
        (&[b"I"], word, "aI I\u{742}", Some((3, 4))),
    ];
    for (patterns, flags, text, want) in rows {
        for regex in [
            Regex::any_of(patterns, Syntax::GrepExtended, *flags).unwrap(),
            Regex::any_text_of(patterns, *flags).unwrap(),
        ] {
            if patterns[0] == b"foo*" && regex.literal_prefix().0 == b"foo*" {
                continue;
            }
            for hot in [false, true] {
                if hot {
                    heat(&regex);
                }
                let got = regex.find_at(text.as_bytes(), 0, false).unwrap().map(|r| (r.start, r.end));
                assert_eq!(got, *want, "{patterns:?} {text:?} {hot}");
            }
        }
    }
}

#[test]
fn many_lines_at_once() {
    let text = "one\ntwo error\nthree\n".repeat(1000);
    let flags = Flags { newline: true, ..Flags::default() };
    for (pattern, count) in
        [("error", 1000), ("^t.*r$", 1000), ("[a-z]+ [^x]*", 1000), ("^three$", 1000), ("o.", 3000)]
    {
        let regex = Regex::new(pattern.as_bytes(), Syntax::GrepExtended, flags).unwrap();
        let (mut at, mut found) = (0, 0);
        while let Some(range) = regex.find_at(text.as_bytes(), at, false).unwrap() {
            assert!(!text[range.clone()].contains('\n'), "{pattern}");
            found += 1;
            at = range.end;
        }
        assert_eq!(found, count, "{pattern}");
        let (mut at, mut lines) = (0, 0);
        while let Some(end) = regex.matching_line(text.as_bytes(), at).unwrap() {
            lines += 1;
            at = end + text[end..].find('\n').map_or(text.len() - end, |len| len + 1);
        }
        assert_eq!(
            lines,
            text.lines().filter(|line| regex.is_match(line.as_bytes()).unwrap()).count(),
            "{pattern}"
        );
    }
}

#[test]
fn start_counts() {
    let regex = compile("E", b"^a|\\<b").unwrap();
    assert_eq!(regex.find_at(b"aab b", 1, false).unwrap(), Some(4..5));
    assert_eq!(regex.find_at(b"aab b", 9, false).unwrap(), None);
}

/// Expressions and texts on which naive matchers never end, or take all memory.
#[test]
fn bounds() {
    let long = "a".repeat(3000);
    for pattern in ["(a*)*b", "(a|aa)+$b", "(a?){50}a{50}b", "((a*)*)*c", "(.*.*.*)*x", "(a|b|ab)*c"] {
        let regex = compile("E", pattern.as_bytes()).unwrap();
        assert_eq!(regex.find_at(long.as_bytes(), 0, false), Ok(None), "{pattern}");
        heat(&regex);
        assert_eq!(regex.is_match(long.as_bytes()), Ok(false), "{pattern}");
    }
    assert_eq!(compile("E", b"(a*)*(b|\\1)*c").unwrap().is_match(long.as_bytes()), Err(Error::Memory));
    assert_eq!(compile("E", b"(a{1000}){1000}").unwrap_err(), Error::TooBig);
    assert_eq!(compile("E", b"((((a{200}){200}){200}){200}){0,200}").unwrap_err(), Error::TooBig);
    for (open, close) in [("(", ")"), ("(a|", ")*"), ("", "{2}")] {
        let deep = format!("{}a{}", open.repeat(10_000), close.repeat(10_000));
        assert_eq!(compile("E", deep.as_bytes()).unwrap_err(), Error::TooBig, "{open}");
    }
    assert!(
        compile("E", format!("a{}", "*".repeat(10_000)).as_bytes()).is_ok_and(|r| r.is_match(b"").unwrap())
    );
}

#[test]
fn quoting() {
    let text = b"a.b*[c]{1}(d)+?^$|\\w";
    let regex = Regex::new(&quote(text), Syntax::Extended, Flags::default()).unwrap();
    assert_eq!(regex.find_at(text, 0, false), Ok(Some(0..text.len())));
    assert_eq!(regex.literal_prefix(), (text.as_slice(), true));
    assert_eq!(quote(b"abc").as_ref(), b"abc");
}
