//! Formats: `COUNT/BYTES "TEXT %CONVERSION"`, as `-e` gives them.

/// Nothing is shown in blocks larger than this.
const WIDEST: usize = 1 << 20;

/// All formats; each is applied to the same bytes.
#[derive(Debug, Default)]
pub(super) struct Format {
    pub strings: Vec<Vec<Unit>>,
    /// What is shown behind the last byte (`%_A`).
    pub end: Option<Unit>,
    /// A format was added, maybe one that shows nothing.
    pub given: bool,
}

/// A part of a format that is repeated.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    pub count: usize,
    /// The count was given.
    counted: bool,
    /// The bytes of a round, where they were given.
    size: Option<usize>,
    pub pieces: Vec<Piece>,
    /// A blank at the end of the last piece is left out in the last round.
    pub last_blank: bool,
}

/// A run of text, or one conversion.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(Vec<u8>),
    Convert(Conversion),
}

/// One conversion.
#[derive(Debug, Clone)]
pub(super) struct Conversion {
    pub kind: Kind,
    /// How many bytes of input it takes.
    pub bytes: usize,
    pub flags: Vec<u8>,
    pub width: usize,
    pub precision: Option<usize>,
}

/// What a conversion shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `d`, `i`.
    Signed,
    /// `o`, `u`, `x`, `X`.
    Unsigned(u8),
    /// `e`, `f`, `g` and in upper case.
    Float(u8),
    /// `c`, `s`, `_c`, `_p`, `_u`.
    Character,
    Text,
    Escaped,
    Printable,
    Named,
    /// `_a`, `_A` in a base.
    Address(u8),
}

impl Unit {
    /// How many bytes one round takes.
    pub fn bytes(&self) -> usize {
        let sizes = self.pieces.iter().map(|piece| match piece {
            Piece::Text(_) => 0,
            Piece::Convert(conversion) => conversion.bytes,
        });
        self.size.unwrap_or_else(|| sizes.sum())
    }

    fn total(&self) -> usize {
        self.bytes().saturating_mul(self.count)
    }
}

impl Format {
    /// How many bytes the longest format takes.
    pub fn block_size(&self) -> usize {
        let sizes = self.strings.iter().map(|units| units.iter().map(Unit::total).sum());
        sizes.max().unwrap_or(0).min(WIDEST)
    }

    /// Fills shorter formats up to the block, and finds the blanks that are left out.
    pub fn complete(&mut self) {
        let block = self.block_size();
        for units in &mut self.strings {
            let size: usize = units.iter().map(Unit::total).sum();
            if let Some(last) = units.last_mut() {
                let bytes = last.bytes();
                if size < block && !last.counted && bytes > 0 {
                    last.count += (block - size) / bytes;
                }
            }
            for unit in units.iter_mut().filter(|unit| unit.count > 1) {
                unit.last_blank = matches!(unit.pieces.last(),
                    Some(Piece::Text(text)) if text.last().is_some_and(u8::is_ascii_whitespace));
            }
        }
    }

    /// Reads several formats.
    pub fn add_all(&mut self, texts: &[&str]) -> Result<(), Vec<u8>> {
        texts.iter().try_for_each(|text| self.add(text.as_bytes()))
    }

    /// Reads the units of a format.
    pub fn add(&mut self, text: &[u8]) -> Result<(), Vec<u8>> {
        let bad = || [b"bad format {", text, b"}"].concat();
        self.given = true;
        let mut units = Vec::new();
        let mut rest = text.trim_ascii();
        while !rest.is_empty() {
            let (count, behind) = digits(rest);
            let mut unit = Unit { count: count.unwrap_or(1), counted: count.is_some(), ..Unit::default() };
            rest = behind.trim_ascii_start();
            if let Some(behind) = rest.strip_prefix(b"/") {
                let (number, behind) = digits(behind.trim_ascii_start());
                // None and zero stand for what the conversion takes by itself.
                unit.size = number.filter(|&number| number > 0);
                rest = behind.trim_ascii_start();
            }
            let inside = rest.strip_prefix(b"\"").ok_or_else(bad)?;
            let end = inside.iter().position(|&byte| byte == b'"').ok_or_else(bad)?;
            let (inside, behind) = inside.split_at(end);
            rest = behind.get(1..).unwrap_or_default().trim_ascii_start();
            let ends = pieces(&unescape(inside), unit.size, &mut unit.pieces)?;
            if ends {
                self.end = Some(unit);
            } else {
                units.push(unit);
            }
        }
        if !units.is_empty() {
            self.strings.push(units);
        }
        Ok(())
    }
}

/// A number at the start.
fn digits(text: &[u8]) -> (Option<usize>, &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<usize>().ok());
    (number.map(|number| number.min(WIDEST)), rest)
}

fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        let next = if byte == b'\\' { bytes.next() } else { None };
        out.push(match next {
            None => byte,
            Some(b'a') => 7,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'v') => 11,
            Some(other) => other,
        });
    }
    out
}

/// Reads texts and conversions; true where `%_A` is among them.
fn pieces(text: &[u8], bytes: Option<usize>, out: &mut Vec<Piece>) -> Result<bool, Vec<u8>> {
    let mut ends = false;
    let mut plain = Vec::new();
    let mut rest = text;
    let mut conversions = 0;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'%' {
            plain.push(byte);
            continue;
        }
        if !plain.is_empty() {
            out.push(Piece::Text(std::mem::take(&mut plain)));
        }
        let (conversion, behind, at_end) = conversion(rest, bytes)?;
        rest = behind;
        ends |= at_end;
        conversions += usize::from(!matches!(conversion.kind, Kind::Address(_)));
        if bytes.is_some() && conversions > 1 {
            return Err(b"byte count with multiple conversion characters".to_vec());
        }
        out.push(Piece::Convert(conversion));
    }
    if !plain.is_empty() {
        out.push(Piece::Text(plain));
    }
    Ok(ends)
}

/// Reads what stands behind a `%`.
fn conversion(text: &[u8], bytes: Option<usize>) -> Result<(Conversion, &[u8], bool), Vec<u8>> {
    let end = text.iter().position(|byte| !b"#-+ 0".contains(byte)).unwrap_or(text.len());
    let (flags, rest) = text.split_at(end);
    let (width, rest) = digits(rest);
    let (precision, rest) = match rest.strip_prefix(b".") {
        Some(rest) => {
            let (precision, rest) = digits(rest);
            (Some(precision.unwrap_or(0)), rest)
        }
        None => (None, rest),
    };
    let bad = |letters: &[u8]| [b"bad conversion character %", letters].concat();
    let (kind, sizes, length, at_end): (Kind, &[usize], usize, bool) = match rest {
        [b'd' | b'i', ..] => (Kind::Signed, &[4, 1, 2, 8], 1, false),
        [letter @ (b'o' | b'u' | b'x' | b'X'), ..] => (Kind::Unsigned(*letter), &[4, 1, 2, 8], 1, false),
        [letter @ (b'e' | b'E' | b'f' | b'g' | b'G'), ..] => (Kind::Float(*letter), &[8, 4], 1, false),
        [b'c', ..] => (Kind::Character, &[1], 1, false),
        [b's', ..] => (Kind::Text, &[], 1, false),
        [b'_', b'c', ..] => (Kind::Escaped, &[1], 2, false),
        [b'_', b'p', ..] => (Kind::Printable, &[1], 2, false),
        [b'_', b'u', ..] => (Kind::Named, &[1], 2, false),
        [b'_', place @ (b'a' | b'A'), base @ (b'd' | b'o' | b'x'), ..] => {
            (Kind::Address(*base), &[0], 3, *place == b'A')
        }
        [b'_', place @ (b'a' | b'A'), base, ..] => return Err(bad(&[b'_', *place, *base])),
        [b'_', letter, ..] => return Err(bad(&[b'_', *letter])),
        [letter, ..] => return Err(bad(&[*letter])),
        [] => return Err(bad(b"")),
    };
    let letters = rest.get(..length).unwrap_or_default();
    let size = match (bytes, sizes) {
        (_, [0]) => 0,
        (given, []) => given.or(precision).ok_or(b"%s requires a precision or a byte count".to_vec())?,
        (Some(given), sizes) if sizes.contains(&given) => given,
        (Some(_), _) => {
            return Err([b"bad byte count for conversion character ", letters].concat());
        }
        (None, [default, ..]) => *default,
    };
    let conversion = Conversion {
        kind,
        bytes: size.min(WIDEST),
        flags: flags.to_vec(),
        width: width.unwrap_or(0),
        precision,
    };
    Ok((conversion, without_color(rest.get(length..).unwrap_or_default()), at_end))
}

/// Steps over a color behind a conversion (`_L[red]`): output is never colored.
fn without_color(text: &[u8]) -> &[u8] {
    let inside = text.strip_prefix(b"_L[").unwrap_or_default();
    let end = inside.iter().position(|&byte| byte == b']');
    end.and_then(|end| inside.get(end + 1..)).unwrap_or(text)
}
