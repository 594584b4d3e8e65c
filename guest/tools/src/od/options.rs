//! The options of `od`.

use super::types::Type;
use bashwit_args::{NumberError, Stop, Synopsis, choose, flag, hidden, parse_size, quote};

const OD: Synopsis = Synopsis::gnu(
    "od",
    &["[OPTION]... [FILE]...", "[-abcdfilosx]... [FILE] [[+]OFFSET[.][b]]"],
    "Write an unambiguous representation, octal bytes by default, of FILE to\n\
     standard output. With more than one FILE argument, concatenate them in the\n\
     listed order. With no FILE, or when FILE is -, read standard input.",
    &[
        flag(
            "-A, --address-radix=RADIX",
            "output format for file offsets; RADIX is one\nof [doxn], for Decimal, Octal, Hex or None",
        ),
        flag("--endian={big|little}", "swap input bytes according the specified order"),
        flag("-j, --skip-bytes=BYTES", "skip BYTES input bytes first"),
        flag("-N, --read-bytes=BYTES", "limit dump to BYTES input bytes"),
        flag("-S BYTES", "output strings of at least BYTES graphic chars"),
        flag("--strings[=BYTES]", "the same; 3 is implied when BYTES is not specified"),
        flag("-t, --format=TYPE", "select output format or formats"),
        flag("-v, --output-duplicates", "do not use * to mark line suppression"),
        flag(
            "-w[BYTES], --width[=BYTES]",
            "output BYTES bytes per output line;\n32 is implied when BYTES is not specified",
        ),
        flag("--traditional", "accept arguments in third form above"),
        flag("-a", "same as -t a,  select named characters"),
        flag("-b", "same as -t o1, select octal bytes"),
        flag("-c", "same as -t c,  select printable characters"),
        flag("-d", "same as -t u2, select unsigned decimal 2-byte units"),
        flag("-f", "same as -t fF, select floats"),
        flag("-i", "same as -t dI, select decimal ints"),
        flag("-l", "same as -t dL, select decimal longs"),
        flag("-o", "same as -t o2, select octal 2-byte units"),
        flag("-s", "same as -t d2, select decimal 2-byte units"),
        flag("-x", "same as -t x2, select hexadecimal 2-byte units"),
        hidden("-h"),
        hidden("-B"),
        hidden("-D"),
        hidden("-e"),
        hidden("-F"),
        hidden("-H"),
        hidden("-I"),
        hidden("-L"),
        hidden("-O"),
        hidden("-X"),
    ],
)
.footer(
    "TYPE is made up of one or more of: a (named character), c (printable\n\
     character), d[SIZE] (signed decimal), f[SIZE] (floating point), o[SIZE],\n\
     u[SIZE], x[SIZE]; z added to a TYPE shows printable characters at the end of\n\
     each line. SIZE is a number, or C, S, I, L, and F, D for f.",
);

/// How addresses are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Radix {
    Octal,
    Decimal,
    Hexadecimal,
    None,
}

impl Radix {
    /// Writes an address; gives its width.
    pub fn address(self, offset: u64, out: &mut Vec<u8>) -> usize {
        let text = match self {
            Radix::Octal => format!("{offset:07o}"),
            Radix::Decimal => format!("{offset:07}"),
            Radix::Hexadecimal => format!("{offset:06x}"),
            Radix::None => String::new(),
        };
        out.extend_from_slice(text.as_bytes());
        text.len()
    }

    /// The width of short addresses.
    pub fn width(self) -> usize {
        match self {
            Radix::Octal | Radix::Decimal => 7,
            Radix::Hexadecimal => 6,
            Radix::None => 0,
        }
    }
}

/// What the arguments mean.
#[derive(Debug)]
pub(super) struct Od {
    pub files: Vec<Vec<u8>>,
    pub radix: Radix,
    pub big_endian: bool,
    pub skip: u64,
    pub limit: Option<u64>,
    pub strings: Option<usize>,
    pub types: Vec<Type>,
    /// The largest datum of all types.
    pub unit: usize,
    pub all: bool,
    pub width: usize,
    pub warning: Option<String>,
}

/// The longest line.
const WIDEST: u64 = 1 << 20;

pub(super) fn parse(args: &[Vec<u8>]) -> Result<Od, Stop> {
    let mut od = Od {
        files: Vec::new(),
        radix: Radix::Octal,
        big_endian: false,
        skip: 0,
        limit: None,
        strings: None,
        types: Vec::new(),
        unit: 1,
        all: false,
        width: 0,
        warning: None,
    };
    let (mut width, mut modern, mut traditional) = (None, false, false);
    let mut args = OD.parse(args);
    while let Some(option) = args.next_option()? {
        let value = option.value;
        modern |= option.id.len() > 1 && option.id != "traditional" || option.id == "S";
        match option.id {
            "address-radix" => od.radix = radix(value)?,
            "endian" => od.big_endian = choose(&OD, "--endian", value, &[&["little"], &["big"]])? == 1,
            "skip-bytes" => od.skip = number(value, "-j")?,
            "read-bytes" => od.limit = Some(number(value, "-N")?),
            "S" => od.strings = usize::try_from(number(value, "-S")?).ok(),
            "strings" if option.given => od.strings = usize::try_from(number(value, "--strings")?).ok(),
            "strings" => od.strings = Some(3),
            "format" => Type::parse(value, &mut od.types).map_err(|message| OD.failure(message))?,
            "output-duplicates" => od.all = true,
            "width" => width = Some(if option.given { number(value, "-w")? } else { 32 }),
            "traditional" => traditional = true,
            letter => {
                let types = short_type(letter);
                Type::parse(types, &mut od.types).map_err(|message| OD.failure(message))?;
            }
        }
    }
    let mut operands = args.into_operands();
    if !modern || traditional {
        old_offset(&mut operands, traditional, &mut od.skip);
    }
    od.files = crate::filter::files(operands);
    if od.types.is_empty() {
        Type::parse(b"o2", &mut od.types).map_err(|message| OD.failure(message))?;
    }
    od.set_width(width);
    Ok(od)
}

fn short_type(letter: &str) -> &'static [u8] {
    match letter {
        "a" => b"a",
        "b" => b"o1",
        "c" => b"c",
        "d" => b"u2",
        "D" => b"u4",
        "f" | "e" | "F" => {
            if letter == "f" {
                b"fF"
            } else {
                b"fD"
            }
        }
        "i" => b"dI",
        "l" | "I" | "L" => b"dL",
        "o" | "B" => b"o2",
        "O" => b"o4",
        "s" => b"d2",
        "H" | "X" => b"x4",
        _ => b"x2",
    }
}

impl Od {
    fn set_width(&mut self, width: Option<u64>) {
        // The sizes are powers of two: the largest one is their common multiple.
        self.unit = self.types.iter().map(|kind| kind.size).max().unwrap_or(1);
        let unit = self.unit;
        self.width = match width {
            None => 16usize.div_ceil(unit) * unit,
            Some(wanted) => match usize::try_from(wanted.min(WIDEST)) {
                Ok(wanted) if wanted > 0 && wanted % unit == 0 => wanted,
                _ => {
                    self.warning = Some(format!("warning: invalid width {wanted}; using {unit} instead"));
                    unit
                }
            },
        };
    }
}

fn radix(text: &[u8]) -> Result<Radix, Stop> {
    Ok(match text.first() {
        Some(b'o') => Radix::Octal,
        Some(b'd') => Radix::Decimal,
        Some(b'x') => Radix::Hexadecimal,
        Some(b'n') => Radix::None,
        other => {
            let shown = other.map_or(&b""[..], std::slice::from_ref);
            let parts =
                [&b"invalid output address radix '"[..], shown, b"'; it must be one character from [doxn]"];
            return Err(OD.failure(parts.concat()));
        }
    })
}

/// Reads a size: decimal, octal (`0…`) or hexadecimal (`0x…`), with a suffix.
fn number(text: &[u8], option: &str) -> Result<u64, Stop> {
    size(text).map_err(|error| {
        let reason = match error {
            NumberError::Invalid => "invalid",
            _ => return OD.failure([option.as_bytes(), b" argument '", text, b"' too large"].concat()),
        };
        OD.failure([reason.as_bytes(), b" ", option.as_bytes(), b" argument '", text, b"'"].concat())
    })
}

fn size(text: &[u8]) -> Result<u64, NumberError> {
    let (digits, base, rest): (&[u8], u32, &[u8]) = match text {
        [b'0', b'x' | b'X', rest @ ..] => split(rest, u8::is_ascii_hexdigit, 16),
        [b'0', ..] => split(text, |byte| matches!(byte, b'0'..=b'7'), 8),
        _ => return parse_size(text, 0..=u64::MAX),
    };
    let digits = std::str::from_utf8(digits).unwrap_or_default();
    let number = u64::from_str_radix(digits, base).map_err(|_| NumberError::Invalid)?;
    let unit = if rest.is_empty() { 1 } else { parse_size(&[b"1", rest].concat(), 0..=u64::MAX)? };
    number.checked_mul(unit).ok_or(NumberError::Overflow)
}

fn split(text: &[u8], is_digit: impl Fn(&u8) -> bool, base: u32) -> (&[u8], u32, &[u8]) {
    let end = text.iter().position(|byte| !is_digit(byte)).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    (digits, base, rest)
}

/// `[+]OFFSET[.][b]` as the last of at most two operands.
fn old_offset(operands: &mut Vec<&[u8]>, traditional: bool, skip: &mut u64) {
    let Some(last) = operands.last() else { return };
    let plus = last.starts_with(b"+");
    let digit = last.first().is_some_and(u8::is_ascii_digit);
    let meant = match operands.len() {
        1 => traditional || plus,
        2 => traditional || plus || digit,
        _ => false,
    };
    let text = last.strip_prefix(b"+").unwrap_or(last);
    let (text, unit) = match text.strip_suffix(b"b") {
        Some(text) => (text, 512),
        None => (text, 1),
    };
    let (text, base) = match (text.strip_suffix(b"."), text.strip_prefix(b"0x")) {
        (Some(text), _) => (text, 10),
        (None, Some(text)) => (text, 16),
        (None, None) => (text, 8),
    };
    let number = std::str::from_utf8(text).ok().and_then(|text| u64::from_str_radix(text, base).ok());
    if let Some(number) = number.and_then(|number| number.checked_mul(unit)).filter(|_| meant) {
        *skip = number;
        operands.pop();
    }
}

/// A type string in the locale's quotes.
pub(super) fn quoted(text: &[u8]) -> Vec<u8> {
    quote(text)
}
