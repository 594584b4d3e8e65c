//! Quoting, as bash 5.2 shows values.

use bashwit_syntax::quote::{self, Charset};

#[test]
fn shows_values() {
    // Value, `printf %q`, the value of `declare -p`, `${x@Q}` (which is `single` or `ansi_c`).
    let rows: [(&str, &str, &str, &str); 18] = [
        ("", "''", "\"\"", "''"),
        ("a", "a", "\"a\"", "'a'"),
        ("a b", "a\\ b", "\"a b\"", "'a b'"),
        ("it's", "it\\'s", "\"it's\"", "'it'\\''s'"),
        ("'", "\\'", "\"'\"", "\\'"),
        ("a\"$`\\", "a\\\"\\$\\`\\\\", "\"a\\\"\\$\\`\\\\\"", "'a\"$`\\'"),
        ("a\nb", "$'a\\nb'", "$'a\\nb'", "$'a\\nb'"),
        ("\x1b\x7f\t'", "$'\\E\\177\\t\\''", "$'\\E\\177\\t\\''", "$'\\E\\177\\t\\''"),
        ("é☃", "é☃", "\"é☃\"", "'é☃'"),
        ("~a", "\\~a", "\"~a\"", "'~a'"),
        ("a~:~", "a~:\\~", "\"a~:~\"", "'a~:~'"),
        ("a=~", "a=\\~", "\"a=~\"", "'a=~'"),
        ("#a#", "\\#a#", "\"#a#\"", "'#a#'"),
        ("a,b", "a\\,b", "\"a,b\"", "'a,b'"),
        ("{}[]?*^!", "\\{\\}\\[\\]\\?\\*\\^\\!", "\"{}[]?*^!\"", "'{}[]?*^!'"),
        ("<>()|&;", "\\<\\>\\(\\)\\|\\&\\;", "\"<>()|&;\"", "'<>()|&;'"),
        ("%+-./:=@_", "%+-./:=@_", "\"%+-./:=@_\"", "'%+-./:=@_'"),
        ("\u{a0}\u{85}", "$'\u{a0}\\302\\205'", "$'\u{a0}\\302\\205'", "$'\u{a0}\\302\\205'"),
    ];
    for (value, backslash, declare, q) in rows {
        let value = value.as_bytes();
        assert_eq!(String::from_utf8_lossy(&quote::backslash(value, Charset::Utf8)), backslash);
        assert_eq!(String::from_utf8_lossy(&quote::for_declare(value, Charset::Utf8)), declare);
        let shown = if quote::needs_ansi_c(value, Charset::Utf8) {
            quote::ansi_c(value, Charset::Utf8)
        } else {
            quote::single(value)
        };
        assert_eq!(String::from_utf8_lossy(&shown), q);
    }
    assert_eq!(quote::backslash(b"a\xff", Charset::Utf8), b"$'a\\377'");
}

#[test]
fn shows_values_as_set_does() {
    for (value, shown) in
        [("", ""), ("a", "a"), ("a b", "'a b'"), ("a,b", "a,b"), ("a#b", "a#b"), ("#", "'#'")]
    {
        assert_eq!(String::from_utf8_lossy(&quote::for_set(value.as_bytes(), Charset::Utf8)), shown);
    }
}

#[test]
fn decodes_ansi_c() {
    let rows: [(&str, &[u8]); 17] = [
        ("a\\nb", b"a\nb"),
        ("\\a\\b\\e\\E\\f\\r\\t\\v", b"\x07\x08\x1b\x1b\x0c\r\t\x0b"),
        ("\\\\\\'\\\"\\?", b"\\'\"?"),
        ("\\101\\1012\\7", b"AA2\x07"),
        ("\\x41\\x4g\\x{42}", b"A\x04gB"),
        ("\\xg\\u\\q", b"\\xg\\u\\q"),
        ("\\u263a\\U1F600", "☺😀".as_bytes()),
        ("\\u41g", b"Ag"),
        ("\\cA\\c?\\ca", b"\x01\x7f\x01"),
        ("\\c\\\\x", b"\x1cx"),
        ("a\\0b", b"a"),
        ("a\\x00b", b"a"),
        ("\\u0000b", b""),
        ("\\377", b"\xff"),
        ("\\ud800", b"\xed\xa0\x80"),
        ("\\", b"\\"),
        ("\\777", b"\xff"),
    ];
    for (text, bytes) in rows {
        assert_eq!(quote::decode_ansi_c(text.as_bytes(), Charset::Utf8), bytes, "{text}");
    }
}

#[test]
fn removes_quotes() {
    for (text, plain) in
        [("a'b c'd", "ab cd"), ("\"a\\$b\\c\"", "a$b\\c"), ("a\\ b", "a b"), ("'\"'\"'\"", "\"'")]
    {
        assert_eq!(String::from_utf8_lossy(&quote::remove(text.as_bytes())), plain);
    }
}
