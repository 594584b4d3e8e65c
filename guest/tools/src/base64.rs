//! `base64` and `base32 [OPTION]... [FILE]`: writes bytes as letters and digits, and back.

use crate::filter::{Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, parse_size, quote};
use bashwit_kernel::{Context, ExitStatus};

const OPTIONS: &[bashwit_args::OptionSpec] = &[
    flag("-d, --decode", "decode data"),
    flag("-i, --ignore-garbage", "when decoding, ignore non-alphabet characters"),
    flag(
        "-w, --wrap=COLS",
        "wrap encoded lines after COLS character (default 76).\nUse 0 to disable line wrapping",
    ),
];
const BASE64: Synopsis = Synopsis::gnu(
    "base64",
    &["[OPTION]... [FILE]"],
    "Base64 encode or decode FILE, or standard input, to standard output.",
    OPTIONS,
);
const BASE32: Synopsis = Synopsis::gnu(
    "base32",
    &["[OPTION]... [FILE]"],
    "Base32 encode or decode FILE, or standard input, to standard output.",
    OPTIONS,
);

/// One way to write bytes.
#[derive(Debug)]
struct Encoding {
    alphabet: &'static [u8],
    /// Bytes of a group, and letters of it.
    bytes: usize,
    letters: usize,
    bits: u32,
}

const SIXTY_FOUR: Encoding = Encoding {
    alphabet: b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    bytes: 3,
    letters: 4,
    bits: 6,
};
const THIRTY_TWO: Encoding =
    Encoding { alphabet: b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bytes: 5, letters: 8, bits: 5 };

/// No letter of the alphabet.
const NONE: u8 = 0xff;

struct Base {
    encoding: &'static Encoding,
    decode: bool,
    ignore: bool,
    wrap: u64,
    file: Vec<u8>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, |args| parse(args, &BASE64, &SIXTY_FOUR), run).await
}

/// `base32`.
pub(crate) mod base32 {
    use super::{BASE32, Context, ExitStatus, THIRTY_TWO, frame, parse, run};

    pub(crate) async fn main(context: Context) -> ExitStatus {
        frame::run(context, |args| parse(args, &BASE32, &THIRTY_TWO), run).await
    }
}

fn parse(args: &[Vec<u8>], synopsis: &Synopsis, encoding: &'static Encoding) -> Result<Base, Stop> {
    let mut base = Base { encoding, decode: false, ignore: false, wrap: 76, file: b"-".to_vec() };
    let mut parsed = synopsis.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "decode" => base.decode = true,
            "ignore-garbage" => base.ignore = true,
            _ => {
                let digits = !option.value.is_empty() && option.value.iter().all(u8::is_ascii_digit);
                // A width that is too large is none.
                let wrap = digits.then(|| parse_size(option.value, 0..=u64::MAX).unwrap_or(0));
                let message = || synopsis.failure([b"invalid wrap size: ", &*quote(option.value)].concat());
                base.wrap = wrap.ok_or_else(message)?;
            }
        }
    }
    match *parsed.into_operands() {
        [] => {}
        [file] => base.file = file.to_vec(),
        [_, extra, ..] => return Err(synopsis.extra_operand(extra)),
    }
    Ok(base)
}

async fn run(context: &Context, base: Base) -> ExitStatus {
    let mut filter = Filter::new(context);
    let Some(mut input) = filter.open(&base.file).await else { return filter.finish(Ok(())).await };
    let result = if base.decode {
        decode(&mut filter, &mut input, &base).await
    } else {
        encode(&mut filter, &mut input, &base).await
    };
    filter.finish(result).await
}

async fn encode(filter: &mut Filter<'_>, input: &mut Input, base: &Base) -> Result<(), Broken> {
    let encoding = base.encoding;
    let mut column = 0;
    let mut letters = Vec::new();
    loop {
        let ended = input.reader.buffered().len() < encoding.bytes && !filter.more(input).await;
        let buffered = input.reader.buffered();
        if buffered.len() < encoding.bytes && !ended {
            continue;
        }
        let whole = if ended { buffered.len() } else { buffered.len() / encoding.bytes * encoding.bytes };
        letters.clear();
        encoding.encode(buffered.get(..whole).unwrap_or_default(), &mut letters);
        input.reader.consume(whole);
        wrap(&letters, base.wrap, &mut column, filter.output.buffer());
        filter.flush_if_full().await?;
        if ended {
            if column > 0 {
                filter.output.push(b"\n");
            }
            return Ok(());
        }
    }
}

/// Appends letters in lines of a width; `column` tells where the line is.
fn wrap(letters: &[u8], width: u64, column: &mut u64, out: &mut Vec<u8>) {
    if width == 0 {
        out.extend_from_slice(letters);
        return;
    }
    let mut rest = letters;
    while !rest.is_empty() {
        let room = usize::try_from(width - *column).unwrap_or(usize::MAX).min(rest.len());
        let (line, tail) = rest.split_at(room);
        out.extend_from_slice(line);
        *column += room as u64;
        if *column == width {
            out.push(b'\n');
            *column = 0;
        }
        rest = tail;
    }
}

impl Encoding {
    fn encode(&self, bytes: &[u8], out: &mut Vec<u8>) {
        for group in bytes.chunks(self.bytes) {
            let mut value = 0u64;
            for at in 0..self.bytes {
                value = value << 8 | u64::from(group.get(at).copied().unwrap_or(0));
            }
            let used = (group.len() * 8).div_ceil(self.bits as usize);
            for at in 0..self.letters {
                let shift = self.bits * (self.letters - 1 - at) as u32;
                let index = (value >> shift) as usize & (self.alphabet.len() - 1);
                out.push(if at < used { self.alphabet[index] } else { b'=' });
            }
        }
    }

    /// The value of each byte as a letter.
    fn values(&self) -> [u8; 256] {
        let mut values = [NONE; 256];
        for (value, &letter) in self.alphabet.iter().enumerate() {
            values[usize::from(letter)] = value as u8;
        }
        values
    }

    /// Decodes one group of letters; false where it is not one. What is sound is appended.
    fn decode(&self, group: &[u8], values: &[u8; 256], out: &mut Vec<u8>) -> bool {
        let padding = group.iter().rev().take_while(|&&byte| byte == b'=').count();
        let letters = group.len() - padding;
        let sound = group
            .iter()
            .take(letters)
            .take_while(|&&byte| values.get(usize::from(byte)).is_some_and(|&value| value != NONE))
            .count();
        let mut value = 0u64;
        for at in 0..self.letters {
            let letter = group.get(at).filter(|_| at < sound).map_or(0, |&byte| values[usize::from(byte)]);
            value = value << self.bits | u64::from(letter);
        }
        let bits = self.bits as usize * sound;
        for at in 0..bits / 8 {
            out.push((value >> (8 * (self.bytes - 1 - at))) as u8);
        }
        let fits = match self.bytes {
            3 => padding <= 2,
            _ => matches!(padding, 0 | 1 | 3 | 4 | 6),
        };
        sound == letters && group.len() == self.letters && fits
    }
}

async fn decode(filter: &mut Filter<'_>, input: &mut Input, base: &Base) -> Result<(), Broken> {
    let encoding = base.encoding;
    let values = encoding.values();
    let mut group = Vec::with_capacity(encoding.letters);
    loop {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            break;
        }
        let mut sound = true;
        for &byte in chunk {
            if byte == b'\n' || base.ignore && byte != b'=' && values[usize::from(byte)] == NONE {
                continue;
            }
            group.push(byte);
            if group.len() == encoding.letters {
                sound = encoding.decode(&group, &values, filter.output.buffer());
                group.clear();
                if !sound {
                    break;
                }
            }
        }
        if !sound {
            filter.fail("invalid input").await;
            return Ok(());
        }
        let length = chunk.len();
        input.reader.consume(length);
        filter.flush_if_full().await?;
    }
    if !group.is_empty() {
        // The end of base64 shows as far as it goes.
        if encoding.bytes == 3 {
            encoding.decode(&group, &values, filter.output.buffer());
        }
        filter.fail("invalid input").await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, fixture, run};

    #[test]
    fn encodes() {
        check(&[
            ("base64", "hello", "aGVsbG8=\n"),
            ("base64", "", ""),
            ("base64 -w 3", "hello", "aGV\nsbG\n8=\n"),
            ("base64 -w0", "hello", "aGVsbG8="),
            ("base64 -d", "aGVs\nbG8=\n", "hello"),
            ("base64 -di", "a G-V s!bG8=", "hello"),
            ("base64 -d", "aGVsbG8=aGVsbG8=", "hellohello"),
            ("base32", "hello", "NBSWY3DP\n"),
            ("base32", "hi", "NBUQ====\n"),
            ("base32 -d", "NBUQ====", "hi"),
        ]);
    }

    #[test]
    fn refuses() {
        check_errors(&[
            ("base64 -w x", 1, "base64: invalid wrap size: ‘x’\n"),
            ("base64 none", 1, "base64: none: No such file or directory\n"),
        ]);
        for (line, stdin, want) in [
            ("base64 -d", "aGVsbG8", "hello"),
            ("base64 -d", "aGVs bG8=", "hel"),
            ("base64 -d", "aGVsbG8==", "hello"),
            ("base32 -d", "nbswy3dp", ""),
        ] {
            let output = run(&fixture(), line, stdin);
            assert_eq!((output.status, output.out().as_str()), (1, want), "{stdin}");
        }
    }
}
