//! The `%` directives of `stat`, with the flags, width and precision of printf(3).

use crate::ls::{kind_letter, kind_name};
use crate::mode::letters;
use bashwit_args::quoteaf;
use bashwit_datetime::{self as datetime, Zone};
use bashwit_kernel::{Context, Datetime, FileKind, Metadata};

/// The one device that all files are on.
const DEVICE: u64 = 1;
/// Bytes of a block of the file system.
const BLOCK: u64 = 4096;
/// Blocks of the file system: as many as nobody fills.
const BLOCKS: u64 = 1 << 26;

/// One file that is shown.
#[derive(Debug)]
pub(super) struct Subject<'c> {
    context: &'c Context,
    name: &'c [u8],
    metadata: Metadata,
    file_system: bool,
    zone: Zone,
}

/// Flags, width and precision of a directive.
#[derive(Debug, Clone, Copy, Default)]
struct Spec<'f> {
    flags: &'f [u8],
    width: usize,
    precision: Option<usize>,
    /// `.` without digits.
    bare_precision: bool,
}

/// A value, by the way it is padded.
enum Value {
    Text(Vec<u8>),
    Signed(u64),
    Unsigned(u64),
    Octal(u64),
    Hex(u64),
    Time(Datetime),
}

impl<'c> Subject<'c> {
    /// A file by its name and what is known of it.
    pub fn new(context: &'c Context, name: &'c [u8], metadata: Metadata, file_system: bool) -> Self {
        Subject { context, name, metadata, file_system, zone: Zone::of(context) }
    }

    /// Appends the format; gives the warnings about it.
    pub fn write(&self, format: &[u8], escapes: bool, out: &mut Vec<u8>) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut rest = format;
        while let Some((&byte, tail)) = rest.split_first() {
            rest = match byte {
                b'%' => self.directive(tail, out),
                b'\\' if escapes => escape(tail, out, &mut complaints),
                _ => {
                    out.push(byte);
                    tail
                }
            };
        }
        complaints
    }

    /// Writes the directive behind a `%`; gives what follows it.
    fn directive<'f>(&self, text: &'f [u8], out: &mut Vec<u8>) -> &'f [u8] {
        let (spec, rest) = Spec::read(text);
        let Some((&letter, tail)) = rest.split_first() else {
            out.push(b'%');
            return rest;
        };
        match (letter, tail) {
            (b'%', _) => out.push(b'%'),
            (b'H' | b'L', [which @ (b'd' | b'r'), tail @ ..]) if !self.file_system => {
                let number = if *which == b'd' { DEVICE } else { self.device_type() };
                let number = if letter == b'H' { number >> 8 } else { number & 0xff };
                spec.write(Value::Unsigned(number), out);
                return tail;
            }
            _ => {
                let value = if self.file_system { self.system(letter) } else { self.file(letter) };
                match value {
                    Some(value) => spec.write(value, out),
                    None => out.push(b'?'),
                }
            }
        }
        tail
    }

    /// Major 1, minor 3 for a device, as `/dev/null` has.
    fn device_type(&self) -> u64 {
        if self.metadata.kind == FileKind::CharacterDevice { 0x103 } else { 0 }
    }

    fn file(&self, letter: u8) -> Option<Value> {
        let metadata = &self.metadata;
        let human = |time| datetime::shown(b"%Y-%m-%d %H:%M:%S.%N %z", time, &self.zone);
        let user = || Value::Text(self.context.kernel.user().as_bytes().to_vec());
        Some(match letter {
            b'a' => Value::Octal(u64::from(metadata.mode)),
            b'A' => {
                Value::Text(format!("{}{}", kind_letter(metadata.kind), letters(metadata.mode)).into_bytes())
            }
            b'b' => Value::Unsigned(if metadata.kind == FileKind::SymbolicLink {
                0
            } else {
                metadata.size.div_ceil(BLOCK) * 8
            }),
            b'B' => Value::Unsigned(512),
            b'C' => Value::Text(b"?".to_vec()),
            b'd' => Value::Signed(DEVICE),
            b'D' => Value::Hex(DEVICE),
            b'f' => Value::Hex(u64::from(metadata.mode | kind_bits(metadata.kind))),
            b'F' => Value::Text(kind_name(metadata).into()),
            b'g' | b'u' => Value::Unsigned(1000),
            b'G' | b'U' => user(),
            b'h' => Value::Unsigned(metadata.links),
            b'i' => Value::Unsigned(metadata.inode),
            b'm' => Value::Text(b"/".to_vec()),
            b'n' => Value::Text(self.name.to_vec()),
            b'N' => Value::Text(self.with_target(quoteaf)),
            // The name as the default format shows it.
            1 => Value::Text(self.with_target(<[u8]>::to_vec)),
            b'o' => Value::Unsigned(BLOCK),
            b's' => Value::Signed(metadata.size),
            b'r' => Value::Signed(self.device_type()),
            b'R' => Value::Hex(self.device_type()),
            b't' => Value::Hex(self.device_type() >> 8),
            b'T' => Value::Hex(self.device_type() & 0xff),
            b'w' => Value::Text(b"-".to_vec()),
            b'W' => Value::Time(Datetime::default()),
            b'x' => Value::Text(human(metadata.accessed)),
            b'X' => Value::Time(metadata.accessed),
            b'y' => Value::Text(human(metadata.modified)),
            b'Y' => Value::Time(metadata.modified),
            b'z' => Value::Text(human(metadata.changed)),
            b'Z' => Value::Time(metadata.changed),
            _ => return None,
        })
    }

    /// The name, and what it points to where it is a symbolic link.
    fn with_target(&self, quote: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
        let mut text = quote(self.name);
        if self.metadata.kind == FileKind::SymbolicLink
            && let Ok(target) = self.context.files().read_link(self.name)
        {
            text.extend_from_slice(b" -> ");
            text.extend(quote(target.as_bytes()));
        }
        text
    }

    fn system(&self, letter: u8) -> Option<Value> {
        Some(match letter {
            b'a' | b'b' | b'f' => Value::Unsigned(BLOCKS),
            b'c' | b'd' => Value::Unsigned(BLOCKS),
            b'i' => Value::Hex(0),
            b'l' => Value::Unsigned(255),
            b'n' => Value::Text(self.name.to_vec()),
            b's' | b'S' => Value::Unsigned(BLOCK),
            b't' => Value::Hex(0x0102_1994),
            b'T' => Value::Text(b"tmpfs".to_vec()),
            _ => return None,
        })
    }
}

fn kind_bits(kind: FileKind) -> u32 {
    match kind {
        FileKind::Regular => 0o100_000,
        FileKind::Directory => 0o040_000,
        FileKind::SymbolicLink => 0o120_000,
        FileKind::Fifo => 0o010_000,
        FileKind::CharacterDevice => 0o020_000,
    }
}

/// Writes what an escape behind `\` stands for; gives what follows it.
fn escape<'f>(text: &'f [u8], out: &mut Vec<u8>, complaints: &mut Vec<String>) -> &'f [u8] {
    let Some((&letter, tail)) = text.split_first() else {
        complaints.push("warning: backslash at end of format".into());
        out.push(b'\\');
        return text;
    };
    let byte = match letter {
        b'0'..=b'7' => return digits(text, 8, 3, out),
        b'x' if tail.first().is_some_and(u8::is_ascii_hexdigit) => return digits(tail, 16, 2, out),
        b'a' => 7,
        b'b' => 8,
        b'e' => 27,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'"' | b'\\' => letter,
        _ => {
            complaints.push(format!("warning: unrecognized escape '\\{}'", char::from(letter)));
            letter
        }
    };
    out.push(byte);
    tail
}

/// A byte in up to `max` digits.
fn digits<'f>(text: &'f [u8], radix: u32, max: usize, out: &mut Vec<u8>) -> &'f [u8] {
    let mut value = 0;
    let mut length = 0;
    while length < max
        && let Some(digit) = text.get(length).and_then(|&byte| char::from(byte).to_digit(radix))
    {
        value = value * radix + digit;
        length += 1;
    }
    out.push((value & 0xff) as u8);
    text.get(length..).unwrap_or_default()
}

impl<'f> Spec<'f> {
    fn read(text: &'f [u8]) -> (Spec<'f>, &'f [u8]) {
        let flags = text.iter().take_while(|byte| b"'-+ #0I".contains(byte)).count();
        let (flags, rest) = text.split_at(flags);
        let (width, mut rest) = number(rest);
        let mut spec = Spec { flags, width: width.unwrap_or(0), precision: None, bare_precision: false };
        if let Some(tail) = rest.strip_prefix(b".") {
            let (precision, tail) = number(tail);
            spec.bare_precision = precision.is_none();
            spec.precision = Some(precision.unwrap_or(0));
            rest = tail;
        }
        (spec, rest)
    }

    fn has(&self, flag: u8) -> bool {
        self.flags.contains(&flag)
    }

    fn write(&self, value: Value, out: &mut Vec<u8>) {
        let (sign, mut body, zeros) = match value {
            Value::Text(mut text) => {
                text.truncate(self.precision.unwrap_or(usize::MAX));
                ("", text, false)
            }
            Value::Signed(number) => {
                let sign = if self.has(b'+') {
                    "+"
                } else if self.has(b' ') {
                    " "
                } else {
                    ""
                };
                (sign, number.to_string().into_bytes(), true)
            }
            Value::Unsigned(number) => ("", number.to_string().into_bytes(), true),
            Value::Octal(number) => {
                let prefix = if self.has(b'#') && number != 0 { "0" } else { "" };
                ("", format!("{prefix}{number:o}").into_bytes(), true)
            }
            Value::Hex(number) => (
                if self.has(b'#') && number != 0 { "0x" } else { "" },
                format!("{number:x}").into_bytes(),
                true,
            ),
            Value::Time(time) => return self.time(time, out),
        };
        if zeros && let Some(precision) = self.precision {
            let missing = precision.saturating_sub(body.len());
            body.splice(0..0, std::iter::repeat_n(b'0', missing));
        }
        self.pad(sign, &body, zeros && self.precision.is_none(), out);
    }

    /// Seconds since 1970; the precision is the number of digits of their fraction.
    fn time(&self, time: Datetime, out: &mut Vec<u8>) {
        // A time before 1970 counts its fraction from the second after it.
        let negative = time.seconds < 0;
        let (seconds, nanoseconds) = match (negative, time.nanoseconds) {
            (true, nanoseconds @ 1..) if self.precision.is_some() => {
                (time.seconds + 1, 1_000_000_000u32.saturating_sub(nanoseconds))
            }
            (_, nanoseconds) => (time.seconds, nanoseconds),
        };
        let mut body = seconds.unsigned_abs().to_string();
        if let Some(precision) = self.precision {
            let precision = if self.bare_precision { 9 } else { precision };
            let fraction = format!("{nanoseconds:09}{}", "0".repeat(precision.saturating_sub(9)));
            if precision > 0 {
                body.push('.');
                body.push_str(fraction.get(..precision).unwrap_or_default());
            }
        }
        let plus = if self.has(b'+') {
            "+"
        } else if self.has(b' ') {
            " "
        } else {
            ""
        };
        self.pad(if negative { "-" } else { plus }, body.as_bytes(), true, out);
    }

    fn pad(&self, sign: &str, body: &[u8], zeros: bool, out: &mut Vec<u8>) {
        let missing = self.width.saturating_sub(sign.len() + body.len());
        let fill = |byte| std::iter::repeat_n(byte, missing);
        if self.has(b'-') {
            out.extend_from_slice(sign.as_bytes());
            out.extend_from_slice(body);
            out.extend(fill(b' '));
        } else if zeros && self.has(b'0') {
            out.extend_from_slice(sign.as_bytes());
            out.extend(fill(b'0'));
            out.extend_from_slice(body);
        } else {
            out.extend(fill(b' '));
            out.extend_from_slice(sign.as_bytes());
            out.extend_from_slice(body);
        }
    }
}

/// A number at the front, of a size that can be filled.
fn number(text: &[u8]) -> (Option<usize>, &[u8]) {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    let value =
        digits.iter().fold(0usize, |value, digit| (value * 10 + usize::from(digit - b'0')).min(65_536));
    ((length > 0).then_some(value), rest)
}
