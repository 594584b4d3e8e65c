//! Rows confirmed by bash 5.2 in C.UTF-8.

use super::*;

fn pattern(text: &str) -> Pattern {
    Pattern::parse(text.as_bytes(), Options { extglob: true, ..Options::default() })
}

/// `[[ text == pattern ]]`: the pattern, texts that match, texts that do not.
#[test]
fn matches() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        ("", &[""], &["a"]),
        ("abc", &["abc"], &["ab", "abcd"]),
        ("*", &["", "a", ".a", "a/b"], &[]),
        ("a*b*c", &["abc", "axbxc", "abcbc"], &["ab", "abcd", "acb"]),
        ("*a?", &["ab", "aaa", "xab"], &["a", "ba"]),
        ("a[", &["a["], &["a"]),
        ("[abc", &["[abc"], &["a"]),
        ("[[:foo:]]", &[], &["a", ":"]),
        ("[[:foo:]a]", &["a"], &[":"]),
        ("[[:foo]", &["f", ":"], &["f]", "["]),
        ("[[:]", &[":"], &["["]),
        ("[z-a]", &[], &["x", "z"]),
        ("[]]", &["]"], &["a"]),
        ("[!]]", &["a"], &["]"]),
        ("[]", &["[]"], &["]"]),
        ("[!]", &["[!]"], &["a"]),
        ("[a-]", &["a", "-"], &["b"]),
        ("[a\\-z]", &["-", "a", "z"], &["b"]),
        ("[a-\\z]", &["b"], &["-"]),
        ("[\\]]", &["]"], &["\\"]),
        ("[\\!a]", &["!", "a"], &["b"]),
        ("[a-c-e]", &["a", "-", "e"], &["d"]),
        ("[--/]", &[".", "-", "/"], &["a"]),
        ("[[:alpha:]-z]", &["a", "-"], &["1"]),
        ("[]-a]", &["^", "a", "]"], &["b"]),
        ("[[=a=]]", &["a"], &["é", "="]),
        ("[[=]", &["=", "["], &["a"]),
        ("[[=a]]", &["a]", "=]"], &["a"]),
        ("[[.hyphen.]]", &["-"], &["h"]),
        ("[[.space.]]", &[" "], &[]),
        ("[[.é.]]", &["é"], &["e"]),
        ("[[.ab.]]", &[], &["ab", "a"]),
        ("[[.hyphen.]-z]", &["a", "-"], &[" "]),
        ("[[.a]", &["[a"], &["a", "[[.a]"]),
        ("a[/]b", &["a/b"], &[]),
        ("?", &["é", "a"], &["", "ab"]),
        ("[à-ü]", &["é"], &["e"]),
        ("[[:alpha:]]", &["é", "١"], &["1", "€"]),
        ("[[:space:]]", &["\u{2003}"], &["\u{a0}"]),
        ("[[:punct:]]", &[".", "€", "\u{a0}"], &["a"]),
        ("[[:word:]]", &["_", "é"], &["-"]),
        ("a\\", &["a\\"], &["a"]),
        ("a\\*", &["a*"], &["ab"]),
        ("@(a|b)*", &["a", "bc"], &["", "ca"]),
        ("@(a|ab)@(c|b|)", &["ab", "a", "abc", "abb"], &["abcc"]),
        ("+(a", &["+(a"], &["a"]),
        ("@([|a)", &["@([|a)"], &["a"]),
        ("@(a[)])", &["a)"], &["a"]),
        ("@((a))", &["(a)"], &["a"]),
        ("*()", &[""], &["a"]),
        ("!()", &["a"], &[""]),
        ("!(foo)", &["", "fo", "fooo"], &["foo"]),
        ("!(*.c)", &["foo.h"], &["foo.c"]),
        ("a!(b)c", &["abbc", "ac"], &["abc"]),
        ("!(!(x))", &["x"], &["y", ""]),
        ("*(a|b)", &["", "abba"], &["abc"]),
        ("+([0-9])", &["1", "123"], &["", "12a"]),
        ("?(a|)b", &["b", "ab"], &["aab"]),
        ("a@(b|bc)?(d)", &["abcd", "ab", "abd"], &["acd"]),
        ("*(*a)b", &["b", "aab", "xxab"], &["xb"]),
    ];
    for (text, yes, no) in rows {
        for (want, texts) in [(true, yes), (false, no)] {
            for subject in *texts {
                assert_eq!(pattern(text).is_match(subject.as_bytes()), want, "{subject:?} == {text:?}");
            }
        }
    }
}

/// `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}` and `${x/p/<&>}`.
#[test]
fn trims() {
    let rows = [
        ("*/", "a/b/c", "b/c", "c", "a/b/c", "a/b/c", "<a/b/>c"),
        ("/*", "a/b/c", "a/b/c", "a/b/c", "a/b", "a", "a</b/c>"),
        ("*", "ab", "ab", "", "ab", "", "<ab>"),
        ("?", "éa", "a", "a", "é", "é", "<é>a"),
        ("a*b", "aabab", "ab", "", "aab", "", "<aabab>"),
        ("*.*", "a.b.c", "b.c", "", "a.b", "", "<a.b.c>"),
        ("[a-b]", "xab", "xab", "xab", "xa", "xa", "x<a>b"),
        ("+(a)", "aab", "ab", "b", "aab", "aab", "<aa>b"),
        ("+( )", "a  ", "a  ", "a  ", "a ", "a", "a<  >"),
        ("*([ab])", "abc", "abc", "c", "abc", "abc", "<ab>c"),
        ("!(a)", "ab", "ab", "", "ab", "", "<ab>"),
        ("b", "abc", "abc", "abc", "abc", "abc", "a<b>c"),
        ("abc", "abcabc", "abc", "abc", "abc", "abc", "<abc>abc"),
    ];
    for (text, subject, short, long, short_end, long_end, found) in rows {
        let (p, x) = (pattern(text), subject.as_bytes());
        let tail = |end: Option<usize>| &subject[end.unwrap_or(0)..];
        let head = |start: Option<usize>| &subject[..start.unwrap_or(subject.len())];
        let range = p.find(x, 0);
        let marked = range.map_or(subject.to_owned(), |r| {
            format!("{}<{}>{}", &subject[..r.start], &subject[r.start..r.end], &subject[r.end..])
        });
        let got = (
            tail(p.shortest_prefix(x)),
            tail(p.longest_prefix(x)),
            head(p.shortest_suffix(x)),
            head(p.longest_suffix(x)),
            marked.as_str(),
        );
        assert_eq!(got, (short, long, short_end, long_end, found), "{text:?} {subject:?}");
    }
}

#[test]
fn nocase() {
    let options = Options { nocase: true, extglob: true, ..Options::default() };
    let rows = [
        ("a", "A", true),
        ("é", "É", true),
        ("[[:upper:]]", "a", false),
        ("[[:lower:]]", "A", false),
        ("[A-C]", "b", true),
        ("[a-c]", "B", true),
        ("[A-z]", "_", false),
        ("[é]", "É", true),
        ("[!A]", "a", false),
        ("@(FOO|b)*", "foobar", true),
        ("1.2", "1.2", true),
    ];
    for (text, subject, want) in rows {
        let got = Pattern::parse(text.as_bytes(), options).is_match(subject.as_bytes());
        assert_eq!(got, want, "{subject:?} == {text:?}");
    }
}

#[test]
fn bytes_and_invalid_characters() {
    let bytes = Options { utf8: false, ..Options::default() };
    let utf8 = Options::default();
    let rows: &[(&[u8], &[u8], Options, bool)] = &[
        (b"?", "é".as_bytes(), bytes, false),
        (b"??", "é".as_bytes(), bytes, true),
        (b"\xc3?", "é".as_bytes(), bytes, true),
        (b"[\xe0-\xef]", b"\xe9", bytes, true),
        (b"?", b"\xff", utf8, true),
        (b"??", b"a\xff", utf8, true),
        (b"[!a]", b"\xff", utf8, true),
        (b"[[:alpha:]]", b"\xff", utf8, false),
    ];
    for (text, subject, options, want) in rows {
        assert_eq!(Pattern::parse(text, *options).is_match(subject), *want, "{text:?} {subject:?}");
    }
}

#[test]
fn names_and_paths() {
    let period = Options { period: true, extglob: true, ..Options::default() };
    let path = Options { pathname: true, ..period };
    let rows = [
        ("*", ".a", period, false),
        ("?a", ".a", period, false),
        ("[.]a", ".a", period, false),
        ("*.x", ".x", period, false),
        (".*", ".a", period, true),
        ("!(x)", ".a", period, false),
        ("@(.a|b)", ".a", period, true),
        ("*(b)*", ".a", period, false),
        ("a*", "a.b", period, true),
        ("*", "a/b", path, false),
        ("*/b", "a/b", path, true),
        ("a/*", "a/.b", path, false),
        ("a?b", "a/b", path, false),
        ("a[/]b", "a/b", path, false),
        ("a*/b", "axy/b", path, true),
        ("!(x)", "a/b", path, false),
    ];
    for (text, subject, options, want) in rows {
        let got = Pattern::parse(text.as_bytes(), options).is_match(subject.as_bytes());
        assert_eq!(got, want, "{subject:?} == {text:?}");
    }
}

#[test]
fn builder_quotes() {
    let mut builder = PatternBuilder::new();
    builder.push_literal("*[a-z]é".as_bytes());
    builder.push_active(b"*\\**");
    let pattern = builder.build(Options::default());
    assert!(pattern.is_match("*[a-z]é-*-".as_bytes()));
    assert!(!pattern.is_match("*[a-z]é--".as_bytes()));
    let mut bracket = PatternBuilder::new();
    bracket.push_active(b"[a");
    bracket.push_literal(b"-");
    bracket.push_active(b"c]");
    let pattern = bracket.build(Options::default());
    assert!(pattern.is_match(b"-") && !pattern.is_match(b"b"));
    assert_eq!(Pattern::quote(b"a*b").as_ref(), b"a\\*b");
    assert_eq!(Pattern::quote(b"ab").as_ref(), b"ab");
}

#[test]
fn literals_are_known() {
    let rows = [("abc", Some("abc")), ("a\\*", Some("a*")), ("a*", None), ("[a", Some("[a")), ("", Some(""))];
    for (text, want) in rows {
        assert_eq!(pattern(text).as_literal(), want.map(str::as_bytes), "{text:?}");
        assert_eq!(pattern(text).has_wildcards(), want.is_none(), "{text:?}");
    }
    assert_eq!(Pattern::from_literal(b"*").as_literal(), Some(b"*".as_slice()));
}

/// Texts on which a naive backtracker never ends.
#[test]
fn no_blow_up() {
    let long = "a".repeat(2000);
    let rows =
        ["*a*a*a*a*a*a*a*a*b", "+(a|aa|aaa)b", "*(*(*(a)))b", "*(!(b)a)b", "@(a*|*a)@(a*|*a)@(a*|*a)b"];
    for text in rows {
        assert!(!pattern(text).is_match(long.as_bytes()), "{text}");
        assert_eq!(pattern(text).find(long.as_bytes(), 0), None, "{text}");
        assert_eq!(pattern(text).shortest_suffix(long.as_bytes()), None, "{text}");
    }
    let nested = format!("{}a{}", "@(".repeat(50_000), ")".repeat(50_000));
    assert!(!pattern(&nested).is_match(b"b"));
    assert!(pattern(&format!("{}a{}", "!(".repeat(50), ")".repeat(50))).is_match(b"a"));
}
