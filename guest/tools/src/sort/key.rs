//! Sort keys: which part of a line, and how it is compared.

use bashwit_args::quote;

/// How a key's text is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// By bytes.
    #[default]
    Text,
    /// `-n`.
    Numeric,
    /// `-g`.
    General,
    /// `-h`.
    Human,
    /// `-M`.
    Month,
    /// `-V`.
    Version,
    /// `-R`.
    Random,
}

/// The ordering options of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags {
    pub numeric: bool,
    pub general: bool,
    pub human: bool,
    pub month: bool,
    pub version: bool,
    pub random: bool,
    pub reverse: bool,
    /// `-f`.
    pub fold: bool,
    /// `-d`.
    pub dictionary: bool,
    /// `-i`.
    pub printable: bool,
    /// `-b`, at the start and at the end of a key.
    pub blanks: (bool, bool),
}

impl Flags {
    /// Sets one; false where there is no such option.
    pub fn set(&mut self, letter: u8) -> bool {
        self.set_at(letter, true, true)
    }

    fn set_at(&mut self, letter: u8, start: bool, end: bool) -> bool {
        match letter {
            b'b' => {
                self.blanks.0 |= start;
                self.blanks.1 |= end;
            }
            b'd' => self.dictionary = true,
            b'f' => self.fold = true,
            b'g' => self.general = true,
            b'h' => self.human = true,
            b'i' => self.printable = true,
            b'M' => self.month = true,
            b'n' => self.numeric = true,
            b'R' => self.random = true,
            b'r' => self.reverse = true,
            b'V' => self.version = true,
            _ => return false,
        }
        true
    }

    /// Nothing but perhaps `-r`: lines by bytes.
    pub fn is_plain(&self) -> bool {
        Flags { reverse: false, ..*self } == Flags::default()
    }

    pub fn is_default(&self) -> bool {
        *self == Flags::default()
    }

    pub fn kind(&self) -> Kind {
        match self {
            Flags { numeric: true, .. } => Kind::Numeric,
            Flags { general: true, .. } => Kind::General,
            Flags { human: true, .. } => Kind::Human,
            Flags { month: true, .. } => Kind::Month,
            Flags { random: true, .. } => Kind::Random,
            Flags { version: true, .. } => Kind::Version,
            _ => Kind::Text,
        }
    }

    /// Whether a key's bytes are changed before they are compared.
    pub fn translates(&self) -> bool {
        self.fold || self.dictionary || self.printable
    }

    /// The letters that exclude each other.
    pub fn incompatible(&self) -> Option<String> {
        let ignores = self.dictionary || self.printable;
        let kinds =
            [self.numeric, self.general, self.human, self.month, self.version || self.random || ignores];
        if kinds.iter().filter(|&&kind| kind).count() <= 1 {
            return None;
        }
        let letters = [
            (self.dictionary, 'd'),
            (self.fold, 'f'),
            (self.general, 'g'),
            (self.human, 'h'),
            (self.printable && !self.dictionary, 'i'),
            (self.month, 'M'),
            (self.numeric, 'n'),
            (self.random, 'R'),
            (self.version, 'V'),
        ];
        Some(
            letters.iter().filter(|(set, letter)| *set && *letter != 'f').map(|(_, letter)| letter).collect(),
        )
    }
}

/// Where a key begins and ends. Fields and characters are counted from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Key {
    /// Field and character; `None` for the start of the line.
    pub start: Option<(usize, usize)>,
    /// Field and number of characters (0: to the end of the field); `None` for the end of
    /// the line.
    pub end: Option<(usize, usize)>,
    pub flags: Flags,
}

impl Key {
    /// The whole line.
    pub fn whole(flags: Flags) -> Key {
        Key { start: None, end: None, flags }
    }

    /// Takes the global options.
    pub fn inherit(&mut self, global: Flags) {
        self.flags = global;
    }

    /// The part of a line.
    pub fn slice<'l>(&self, line: &'l [u8], separator: Option<u8>) -> &'l [u8] {
        let end = self.end.map_or(line.len(), |(field, count)| self.end_of(line, field, count, separator));
        let start = match self.start {
            Some((field, offset)) => {
                let mut at = skip_fields(line, field, separator);
                if self.flags.blanks.0 {
                    at += blanks(line, at);
                }
                at.saturating_add(offset).min(line.len())
            }
            None if self.flags.blanks.0 => blanks(line, 0),
            None => 0,
        };
        line.get(start..end.max(start)).unwrap_or_default()
    }

    fn end_of(&self, line: &[u8], field: usize, count: usize, separator: Option<u8>) -> usize {
        let fields = if count == 0 { field.saturating_add(1) } else { field };
        let mut at = match separator {
            None => skip_fields(line, fields, None),
            Some(separator) => {
                let mut at = 0;
                let mut left = fields;
                while at < line.len() && left > 0 {
                    left -= 1;
                    let rest = line.get(at..).unwrap_or_default();
                    at += memchr::memchr(separator, rest).unwrap_or(rest.len());
                    if at < line.len() && (left > 0 || count > 0) {
                        at += 1;
                    }
                }
                at
            }
        };
        if count > 0 {
            if self.flags.blanks.1 {
                at += blanks(line, at);
            }
            at = at.saturating_add(count).min(line.len());
        }
        at
    }
}

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}

/// How many blanks stand at a place.
fn blanks(line: &[u8], at: usize) -> usize {
    line.get(at..).unwrap_or_default().iter().take_while(|byte| is_blank(byte)).count()
}

/// Where the field after `count` ones begins; without separator with the blanks before it.
fn skip_fields(line: &[u8], count: usize, separator: Option<u8>) -> usize {
    let mut at = 0;
    let mut left = count;
    while at < line.len() && left > 0 {
        left -= 1;
        let rest = line.get(at..).unwrap_or_default();
        at += match separator {
            Some(separator) => memchr::memchr(separator, rest).map_or(rest.len(), |found| found + 1),
            None => {
                let blank = rest.iter().take_while(|byte| is_blank(byte)).count();
                let text = rest.get(blank..).unwrap_or_default();
                blank + text.iter().take_while(|byte| !is_blank(byte)).count()
            }
        };
    }
    at
}

/// Reads `F[.C][OPTS][,F[.C][OPTS]]`.
pub(super) fn parse(spec: &[u8]) -> Result<Key, Vec<u8>> {
    let mut rest = spec;
    let mut flags = Flags::default();
    let field = number(&mut rest).ok_or_else(|| invalid_count("at field start", rest))?;
    let field = field.checked_sub(1).ok_or_else(|| bad(spec, "field number is zero"))?;
    let mut offset = 0;
    if let Some(after) = rest.strip_prefix(b".") {
        rest = after;
        let character = number(&mut rest).ok_or_else(|| invalid_count("after '.'", rest))?;
        offset = character.checked_sub(1).ok_or_else(|| bad(spec, "character offset is zero"))?;
    }
    options(&mut rest, &mut flags, true);
    let mut end = None;
    if let Some(after) = rest.strip_prefix(b",") {
        rest = after;
        let field = number(&mut rest).ok_or_else(|| invalid_count("after ','", rest))?;
        let field = field.checked_sub(1).ok_or_else(|| bad(spec, "field number is zero"))?;
        let mut count = 0;
        if let Some(after) = rest.strip_prefix(b".") {
            rest = after;
            count = number(&mut rest).ok_or_else(|| invalid_count("after '.'", rest))?;
        }
        options(&mut rest, &mut flags, false);
        end = Some((field, count));
    }
    if !rest.is_empty() {
        return Err(bad(spec, "stray character in field spec"));
    }
    let start = Some((field, offset)).filter(|&start| start != (0, 0));
    Ok(Key { start, end, flags })
}

/// Reads `+F[.C][OPTS]` and `-F[.C][OPTS]`, which count from 0.
pub(super) fn parse_obsolete(start: &[u8], end: Option<&[u8]>) -> Result<Key, Vec<u8>> {
    let mut flags = Flags::default();
    let mut place = |text: &[u8], at_start: bool| -> Result<(usize, usize), Vec<u8>> {
        let mut rest = text;
        let field = number(&mut rest).ok_or_else(|| invalid_count("at field start", rest))?;
        let mut offset = 0;
        if let Some(after) = rest.strip_prefix(b".") {
            rest = after;
            offset = number(&mut rest).ok_or_else(|| invalid_count("after '.'", rest))?;
        }
        options(&mut rest, &mut flags, at_start);
        if !rest.is_empty() {
            return Err(bad(text, "stray character in field spec"));
        }
        Ok((field, offset))
    };
    let start = Some(place(start, true)?).filter(|&start| start != (0, 0));
    let end = match end {
        Some(text) => match place(text, false)? {
            // The end lies before that field: behind the one before it.
            (0, 0) => Some((0, 0)),
            (field, 0) => Some((field - 1, 0)),
            (field, offset) => Some((field, offset)),
        },
        None => None,
    };
    Ok(Key { start, end, flags })
}

/// Takes digits; too many of them are the largest number.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = rest.split_at(digits);
    if digits.is_empty() {
        return None;
    }
    *rest = after;
    let value = digits
        .iter()
        .fold(0usize, |value, digit| value.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
    Some(value)
}

fn options(rest: &mut &[u8], flags: &mut Flags, start: bool) {
    while let Some((&letter, after)) = rest.split_first() {
        if !flags.set_at(letter, start, !start) {
            break;
        }
        *rest = after;
    }
}

fn invalid_count(place: &str, rest: &[u8]) -> Vec<u8> {
    let mut message = format!("invalid number {place}: invalid count at start of ").into_bytes();
    message.extend(quote(rest));
    message
}

fn bad(spec: &[u8], what: &str) -> Vec<u8> {
    let mut message = format!("{what}: invalid field specification ").into_bytes();
    message.extend(quote(spec));
    message
}
