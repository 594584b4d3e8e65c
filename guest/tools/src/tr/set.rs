//! The sets of `tr`: escapes, ranges, classes, repeats, and the rules about which of them may
//! stand where.

use super::{TR, failure};
use bashwit_args::Stop;

/// One construct of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Byte(u8),
    Range(u8, u8),
    Class(Class),
    Equivalence(u8),
    /// `[c*N]`; 0 fills the set up.
    Repeat(u8, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Alnum,
    Alpha,
    Blank,
    Cntrl,
    Digit,
    Graph,
    Lower,
    Print,
    Punct,
    Space,
    Upper,
    Xdigit,
}

/// No set needs more bytes than this: a repeat counts no further.
const MOST: usize = 1 << 16;

/// A set as it was written.
#[derive(Debug, Default)]
pub(super) struct Set {
    elements: Vec<Element>,
    /// What to say about it before anything else.
    pub warnings: Vec<String>,
}

/// A byte, and whether it stood behind a backslash: then it is nothing but itself.
type Char = (u8, bool);

impl Set {
    pub fn parse(text: &[u8]) -> Result<Set, Stop> {
        let mut set = Set::default();
        let chars = unescape(text, &mut set.warnings);
        let mut at = 0;
        while let Some(&(byte, _)) = chars.get(at) {
            let rest = chars.get(at..).unwrap_or_default();
            let (element, length) = match bracketed(rest)? {
                Some(found) => found,
                None => match rest {
                    [_, (b'-', false), (high, _), ..] => {
                        if *high < byte {
                            return Err(reversed(byte, *high));
                        }
                        (Element::Range(byte, *high), 3)
                    }
                    _ => (Element::Byte(byte), 1),
                },
            };
            set.elements.push(element);
            at += length;
        }
        Ok(set)
    }

    /// The bytes in order; a repeat without count stands for as many as `length` needs.
    pub fn bytes(&self, length: Option<usize>) -> Vec<u8> {
        let fixed: usize = self.elements.iter().map(|element| element.length()).sum();
        let fill = length.unwrap_or(0).saturating_sub(fixed);
        let mut bytes = Vec::new();
        for element in &self.elements {
            match *element {
                Element::Byte(byte) | Element::Equivalence(byte) => bytes.push(byte),
                Element::Range(low, high) => bytes.extend(low..=high),
                Element::Class(class) => bytes.extend((0..=255).filter(|&byte| class.contains(byte))),
                Element::Repeat(byte, 0) => bytes.extend(std::iter::repeat_n(byte, fill.min(MOST))),
                Element::Repeat(byte, count) => bytes.extend(std::iter::repeat_n(byte, count.min(MOST))),
            }
        }
        bytes
    }

    fn fillers(&self) -> usize {
        self.elements.iter().filter(|element| matches!(element, Element::Repeat(_, 0))).count()
    }

    fn has_class(&self) -> bool {
        self.elements.iter().any(|element| matches!(element, Element::Class(_)))
    }

    /// What the first set may not hold.
    pub fn check_first(&self) -> Result<(), Stop> {
        if self.fillers() > 0 {
            return Err(TR.failure("the [c*] repeat construct may not appear in string1"));
        }
        Ok(())
    }

    /// The bytes of this second set, as long as `from`, which the first set stands for.
    pub fn second(
        &self,
        first: &Set,
        from: &[u8],
        translates: bool,
        complement: bool,
        truncate: bool,
    ) -> Result<Vec<u8>, Stop> {
        if self.fillers() > 1 {
            return Err(TR.failure("only one [c*] repeat construct may appear in string2"));
        }
        if !translates {
            if self.fillers() > 0 {
                let message = "the [c*] construct may appear in string2 only when translating";
                return Err(TR.failure(message));
            }
            return Ok(self.bytes(None));
        }
        self.check_translation()?;
        if !complement {
            self.check_cases(first)?;
        }
        let mut to = self.bytes(Some(from.len()));
        if from.len() > to.len() && !truncate {
            let Some(&last) = to.last() else {
                return Err(TR.failure("when not truncating set1, string2 must be non-empty"));
            };
            if matches!(self.elements.last(), Some(Element::Class(_))) {
                return Err(TR.failure(
                    "when translating with string1 longer than string2,\nthe latter string must not end with a character class",
                ));
            }
            to.resize(from.len(), last);
        }
        if complement && first.has_class() && (to.len() != from.len() || !uniform(&to)) {
            return Err(TR.failure(
                "when translating with complemented character classes,\nstring2 must map all characters in the domain to one",
            ));
        }
        Ok(to)
    }

    fn check_translation(&self) -> Result<(), Stop> {
        for element in &self.elements {
            match element {
                Element::Equivalence(_) => {
                    let message = "[=c=] expressions may not appear in string2 when translating";
                    return Err(TR.failure(message));
                }
                Element::Class(Class::Lower | Class::Upper) => {}
                Element::Class(_) => {
                    return Err(TR.failure(
                        "when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'",
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A case class stands where the first set has one too.
    fn check_cases(&self, first: &Set) -> Result<(), Stop> {
        let mut starts = Vec::new();
        let mut place = 0;
        for element in &first.elements {
            if element.is_case() {
                starts.push(place);
            }
            place += element.length();
        }
        let fixed: usize = self.elements.iter().map(|element| element.length()).sum();
        let fill = place.saturating_sub(fixed);
        let mut own = 0;
        for element in &self.elements {
            if element.is_case() && own < place && !starts.contains(&own) {
                return Err(TR.failure("misaligned [:upper:] and/or [:lower:] construct"));
            }
            if element.is_case() && own >= place && place > 0 {
                return Err(TR.failure("misaligned [:upper:] and/or [:lower:] construct"));
            }
            own += if matches!(element, Element::Repeat(_, 0)) { fill } else { element.length() };
        }
        Ok(())
    }
}

impl Element {
    /// How many bytes it stands for; a filler for none.
    fn length(self) -> usize {
        match self {
            Element::Byte(_) | Element::Equivalence(_) => 1,
            Element::Range(low, high) => usize::from(high - low) + 1,
            Element::Class(class) => (0..=255).filter(|&byte| class.contains(byte)).count(),
            Element::Repeat(_, count) => count.min(MOST),
        }
    }

    fn is_case(self) -> bool {
        matches!(self, Element::Class(Class::Lower | Class::Upper))
    }
}

impl Class {
    fn parse(name: &[u8]) -> Option<Class> {
        Some(match name {
            b"alnum" => Class::Alnum,
            b"alpha" => Class::Alpha,
            b"blank" => Class::Blank,
            b"cntrl" => Class::Cntrl,
            b"digit" => Class::Digit,
            b"graph" => Class::Graph,
            b"lower" => Class::Lower,
            b"print" => Class::Print,
            b"punct" => Class::Punct,
            b"space" => Class::Space,
            b"upper" => Class::Upper,
            b"xdigit" => Class::Xdigit,
            _ => return None,
        })
    }

    fn contains(self, byte: u8) -> bool {
        match self {
            Class::Alnum => byte.is_ascii_alphanumeric(),
            Class::Alpha => byte.is_ascii_alphabetic(),
            Class::Blank => matches!(byte, b' ' | b'\t'),
            Class::Cntrl => byte.is_ascii_control(),
            Class::Digit => byte.is_ascii_digit(),
            Class::Graph => byte.is_ascii_graphic(),
            Class::Lower => byte.is_ascii_lowercase(),
            Class::Print => byte.is_ascii_graphic() || byte == b' ',
            Class::Punct => byte.is_ascii_punctuation(),
            Class::Space => matches!(byte, b' ' | 9..=13),
            Class::Upper => byte.is_ascii_uppercase(),
            Class::Xdigit => byte.is_ascii_hexdigit(),
        }
    }
}

fn uniform(bytes: &[u8]) -> bool {
    bytes.windows(2).all(|pair| pair.first() == pair.last())
}

/// `[:class:]`, `[=c=]`, `[c*N]` at the front: the construct and its length.
fn bracketed(chars: &[Char]) -> Result<Option<(Element, usize)>, Stop> {
    let [(b'[', false), rest @ ..] = chars else { return Ok(None) };
    if let [(kind @ (b':' | b'='), false), inner @ ..] = rest {
        // `[::]` and `[==]` end at their second sign.
        let end = (0..inner.len().saturating_sub(1)).find(|&end| {
            inner.get(end) == Some(&(*kind, false)) && inner.get(end + 1) == Some(&(b']', false))
        });
        if let Some(end) = end {
            let name: Vec<u8> = inner.iter().take(end).map(|c| c.0).collect();
            match named(*kind, &name) {
                Ok(element) => return Ok(Some((element, end + 4))),
                Err(_) if is_repeat(inner) => {}
                Err(stop) => return Err(stop),
            }
        }
    }
    repeat(rest)
}

fn named(kind: u8, name: &[u8]) -> Result<Element, Stop> {
    match (kind, name) {
        (b':', b"") => Err(TR.failure("missing character class name '[::]'")),
        (_, b"") => Err(TR.failure("missing equivalence class character '[==]'")),
        (b':', name) => Class::parse(name)
            .map(Element::Class)
            .ok_or_else(|| failure("invalid character class ", name, "")),
        (_, &[byte]) => Ok(Element::Equivalence(byte)),
        (_, name) => {
            let text = b": equivalence class operand must be a single character";
            Err(TR.failure([name, text].concat()))
        }
    }
}

/// Whether `*N]` stands here: then `[:` began a repeat of a colon.
fn is_repeat(chars: &[Char]) -> bool {
    let [(b'*', false), rest @ ..] = chars else { return false };
    let digits = rest.iter().take_while(|(byte, _)| byte.is_ascii_digit()).count();
    rest.get(digits) == Some(&(b']', false))
}

fn repeat(rest: &[Char]) -> Result<Option<(Element, usize)>, Stop> {
    let [(byte, _), (b'*', false), inner @ ..] = rest else { return Ok(None) };
    let Some(end) = inner.iter().position(|c| *c == (b']', false)) else { return Ok(None) };
    let digits: Vec<u8> = inner.iter().take(end).map(|c| c.0).collect();
    let text = std::str::from_utf8(&digits).unwrap_or("?");
    let count = match text {
        "" => Some(0),
        text if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            let base = if text.starts_with('0') { 8 } else { 10 };
            usize::from_str_radix(text, base).ok()
        }
        _ => None,
    };
    match count {
        Some(count) => Ok(Some((Element::Repeat(*byte, count), end + 4))),
        None => Err(failure("invalid repeat count ", &digits, " in [c*n] construct")),
    }
}

fn reversed(low: u8, high: u8) -> Stop {
    let show = |byte: u8| match byte {
        b' '..=b'~' => (byte as char).to_string(),
        _ => format!("\\{byte:03o}"),
    };
    let range = format!("{}-{}", show(low), show(high));
    TR.failure(format!("range-endpoints of '{range}' are in reverse collating sequence order"))
}

fn unescape(text: &[u8], warnings: &mut Vec<String>) -> Vec<Char> {
    let mut chars = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte != b'\\' {
            chars.push((byte, false));
            continue;
        }
        let Some(&next) = text.get(at) else {
            warnings.push("warning: an unescaped backslash at end of string is not portable".into());
            chars.push((b'\\', false));
            break;
        };
        at += 1;
        let byte = match next {
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'0'..=b'7' => {
                let (byte, length) = octal(text.get(at - 1..).unwrap_or_default(), warnings);
                at += length - 1;
                byte
            }
            next => next,
        };
        chars.push((byte, true));
    }
    chars
}

/// Up to three octal digits; two where three are too many for a byte.
fn octal(digits: &[u8], warnings: &mut Vec<String>) -> (u8, usize) {
    let mut value = 0u16;
    let mut length = 0;
    for &digit in digits.iter().take(3).take_while(|digit| matches!(digit, b'0'..=b'7')) {
        let next = value * 8 + u16::from(digit - b'0');
        if next > 255 {
            let shown: String = digits.iter().take(3).map(|&byte| byte as char).collect();
            warnings.push(format!(
                "warning: the ambiguous octal escape \\{shown} is being\n\tinterpreted as the 2-byte sequence \\0{}, {}",
                shown.get(..2).unwrap_or_default(),
                digit as char
            ));
            break;
        }
        value = next;
        length += 1;
    }
    (value as u8, length)
}
