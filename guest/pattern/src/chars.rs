//! Characters in byte strings: one step forward or back, and POSIX character classes.

/// Bytes that are no character count as characters of their own, above all of Unicode.
pub(crate) const BYTE_BASE: u32 = 0x11_0000;

/// The character at `at` and its length, `None` at the end.
#[inline]
pub(crate) fn decode(text: &[u8], at: usize, utf8: bool) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let first = *rest.first()?;
    if first < 0x80 {
        return Some((u32::from(first), 1));
    }
    if utf8 && let (Some(c), len) = bstr::decode_utf8(rest) {
        return Some((u32::from(c), len));
    }
    Some((BYTE_BASE + u32::from(first), 1))
}

/// The character that ends at `end` and its length, `None` at the start.
#[inline]
pub(crate) fn decode_last(text: &[u8], end: usize, utf8: bool) -> Option<(u32, usize)> {
    let before = text.get(..end)?;
    let last = *before.last()?;
    if last < 0x80 {
        return Some((u32::from(last), 1));
    }
    if utf8 && let (Some(c), len) = bstr::decode_last_utf8(before) {
        return Some((u32::from(c), len));
    }
    Some((BYTE_BASE + u32::from(last), 1))
}

/// The length of the character at `at`, which may be the end (then 1).
#[inline]
pub(crate) fn step(text: &[u8], at: usize, utf8: bool) -> usize {
    match decode(text, at, utf8) {
        Some((_, len)) => len,
        None => 1,
    }
}

/// The lower case of a character, itself if it has no single one.
pub(crate) fn fold(code: u32) -> u32 {
    if code < 0x80 {
        return match code {
            0x41..=0x5A => code + 32,
            _ => code,
        };
    }
    single(code, |c| {
        let mut lower = c.to_lowercase();
        (lower.next(), lower.next())
    })
}

/// A letter that is neither upper nor lower case, but has both, such as `ǅ`.
fn is_titlecase(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase() && c.to_lowercase().next() != Some(c)
}

/// The upper case of a character, itself if it has no single one.
pub(crate) fn unfold(code: u32) -> u32 {
    single(code, |c| {
        let mut upper = c.to_uppercase();
        (upper.next(), upper.next())
    })
}

fn single(code: u32, convert: impl Fn(char) -> (Option<char>, Option<char>)) -> u32 {
    match char::from_u32(code).map(convert) {
        Some((Some(c), None)) => u32::from(c),
        _ => code,
    }
}

/// A POSIX character class; `word` and `ascii` are bash's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Alnum,
    Alpha,
    Ascii,
    Blank,
    Cntrl,
    Digit,
    Graph,
    Lower,
    Print,
    Punct,
    Space,
    Upper,
    Word,
    Xdigit,
}

impl Named {
    /// The class of a name, `None` if there is none.
    pub(crate) fn from_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"alnum" => Named::Alnum,
            b"alpha" => Named::Alpha,
            b"ascii" => Named::Ascii,
            b"blank" => Named::Blank,
            b"cntrl" => Named::Cntrl,
            b"digit" => Named::Digit,
            b"graph" => Named::Graph,
            b"lower" => Named::Lower,
            b"print" => Named::Print,
            b"punct" => Named::Punct,
            b"space" => Named::Space,
            b"upper" => Named::Upper,
            b"word" => Named::Word,
            b"xdigit" => Named::Xdigit,
            _ => return None,
        })
    }

    /// Whether a character belongs to the class, as glibc's C.UTF-8 has it.
    pub(crate) fn contains(self, code: u32) -> bool {
        match u8::try_from(code) {
            Ok(byte) if byte < 0x80 => self.contains_ascii(byte),
            _ => char::from_u32(code).is_some_and(|c| self.contains_wide(c)),
        }
    }

    fn contains_ascii(self, b: u8) -> bool {
        match self {
            Named::Alnum => b.is_ascii_alphanumeric(),
            Named::Alpha => b.is_ascii_alphabetic(),
            Named::Ascii => true,
            Named::Blank => matches!(b, b' ' | b'\t'),
            Named::Cntrl => b.is_ascii_control(),
            Named::Digit => b.is_ascii_digit(),
            Named::Graph => b.is_ascii_graphic(),
            Named::Lower => b.is_ascii_lowercase(),
            Named::Print => matches!(b, b' '..=b'~'),
            Named::Punct => b.is_ascii_punctuation(),
            Named::Space => matches!(b, b' ' | b'\t'..=b'\r'),
            Named::Upper => b.is_ascii_uppercase(),
            Named::Word => b.is_ascii_alphanumeric() || b == b'_',
            Named::Xdigit => b.is_ascii_hexdigit(),
        }
    }

    fn contains_wide(self, c: char) -> bool {
        let control = || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        match self {
            Named::Ascii | Named::Digit | Named::Xdigit => false,
            // Digits of other scripts count as letters, fractions and the like as punctuation.
            Named::Alnum | Named::Alpha | Named::Word => {
                c.is_alphabetic() || c.is_numeric() && !other_number(c)
            }
            Named::Blank => Named::Space.contains_wide(c) && !control(),
            Named::Cntrl => control(),
            // A letter of titlecase has both of the others.
            Named::Lower => c.is_lowercase() || is_titlecase(c),
            Named::Upper => c.is_uppercase() || is_titlecase(c),
            Named::Space => c.is_whitespace() && !matches!(c, '\u{85}' | '\u{a0}' | '\u{2007}' | '\u{202f}'),
            Named::Print => !control() && !noncharacter(c),
            Named::Graph => Named::Print.contains_wide(c) && !Named::Space.contains_wide(c),
            Named::Punct => Named::Graph.contains_wide(c) && !Named::Alnum.contains_wide(c),
        }
    }
}

fn noncharacter(c: char) -> bool {
    u32::from(c) & 0xFFFE == 0xFFFE || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Unicode's "other numbers" of the scripts in use.
fn other_number(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{9f4}'..='\u{9f9}' | '\u{2070}'..='\u{2089}'
        | '\u{2150}'..='\u{215f}' | '\u{2189}' | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}'
        | '\u{2776}'..='\u{2793}' | '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{3229}'
        | '\u{3248}'..='\u{325f}' | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}')
}

/// The character of a POSIX collating symbol's name (`hyphen`), or of a single character.
pub(crate) fn collating_symbol(name: &[u8], utf8: bool) -> Option<u32> {
    if let Some((code, len)) = decode(name, 0, utf8)
        && len == name.len()
    {
        return Some(code);
    }
    let name = std::str::from_utf8(name).ok()?;
    SYMBOLS.iter().find(|(symbol, _)| *symbol == name).map(|(_, byte)| u32::from(*byte))
}

const SYMBOLS: &[(&str, u8)] = &[
    ("NUL", 0),
    ("alert", 7),
    ("backspace", 8),
    ("tab", 9),
    ("newline", 10),
    ("vertical-tab", 11),
    ("form-feed", 12),
    ("carriage-return", 13),
    ("space", b' '),
    ("exclamation-mark", b'!'),
    ("quotation-mark", b'"'),
    ("number-sign", b'#'),
    ("dollar-sign", b'$'),
    ("percent-sign", b'%'),
    ("ampersand", b'&'),
    ("apostrophe", b'\''),
    ("left-parenthesis", b'('),
    ("right-parenthesis", b')'),
    ("asterisk", b'*'),
    ("plus-sign", b'+'),
    ("comma", b','),
    ("hyphen", b'-'),
    ("hyphen-minus", b'-'),
    ("minus", b'-'),
    ("dash", b'-'),
    ("period", b'.'),
    ("full-stop", b'.'),
    ("slash", b'/'),
    ("solidus", b'/'),
    ("zero", b'0'),
    ("one", b'1'),
    ("two", b'2'),
    ("three", b'3'),
    ("four", b'4'),
    ("five", b'5'),
    ("six", b'6'),
    ("seven", b'7'),
    ("eight", b'8'),
    ("nine", b'9'),
    ("colon", b':'),
    ("semicolon", b';'),
    ("less-than-sign", b'<'),
    ("equals-sign", b'='),
    ("greater-than-sign", b'>'),
    ("question-mark", b'?'),
    ("commercial-at", b'@'),
    ("left-square-bracket", b'['),
    ("backslash", b'\\'),
    ("reverse-solidus", b'\\'),
    ("right-square-bracket", b']'),
    ("circumflex", b'^'),
    ("circumflex-accent", b'^'),
    ("underscore", b'_'),
    ("low-line", b'_'),
    ("grave-accent", b'`'),
    ("left-brace", b'{'),
    ("left-curly-bracket", b'{'),
    ("vertical-line", b'|'),
    ("right-brace", b'}'),
    ("right-curly-bracket", b'}'),
    ("tilde", b'~'),
    ("DEL", 127),
];
