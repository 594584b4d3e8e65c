//! `hexdump [OPTION]... [FILE]...` (util-linux): shows bytes by formats, in hexadecimal or otherwise.
//!
//! `hd` is `hexdump -C`. Output is never colored. Exit status: 1 where a file fails or an argument is wrong.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use crate::joined::Source;
use bashwit_args::{Stop, Synopsis, flag, parse_size};
use bashwit_kernel::{Context, Errno, ExitStatus};

mod display;
mod format;

use display::Display;
use format::Format;

const HEXDUMP: Synopsis = Synopsis::gnu(
    "hexdump",
    &["[options] <file>..."],
    "Display file contents in hexadecimal, decimal, octal, or ascii.",
    &[
        flag("-b, --one-byte-octal", "one-byte octal display"),
        flag("-c, --one-byte-char", "one-byte character display"),
        flag("-C, --canonical", "canonical hex+ASCII display"),
        flag("-d, --two-bytes-decimal", "two-byte decimal display"),
        flag("-o, --two-bytes-octal", "two-byte octal display"),
        flag("-x, --two-bytes-hex", "two-byte hexadecimal display"),
        flag("-L[MODE], --color[=MODE]", "accepted; output is never colored"),
        flag("-e, --format=FORMAT", "format string to be used for displaying data"),
        flag("-f, --format-file=FILE", "file that contains format strings"),
        flag("-n, --length=LENGTH", "interpret only length bytes of input"),
        flag("-s, --skip=OFFSET", "skip offset bytes from the beginning"),
        flag("-v, --no-squeezing", "output identical lines"),
    ],
);

const HD: Synopsis = HEXDUMP.named("hd");

/// The format strings of an option letter.
fn built_in(letter: &str) -> &'static [&'static str] {
    match letter {
        "one-byte-octal" => &[r#""%07.7_Ax\n""#, r#""%07.7_ax " 16/1 "%03o " "\n""#],
        "one-byte-char" => &[r#""%07.7_Ax\n""#, r#""%07.7_ax " 16/1 "%3_c " "\n""#],
        "canonical" => {
            &[r#""%08.8_Ax\n""#, r#""%08.8_ax  " 8/1 "%02x " "  " 8/1 "%02x " "#, r#""  |" 16/1 "%_p" "|\n""#]
        }
        "two-bytes-decimal" => &[r#""%07.7_Ax\n""#, r#""%07.7_ax " 8/2 "  %05u " "\n""#],
        "two-bytes-octal" => &[r#""%07.7_Ax\n""#, r#""%07.7_ax " 8/2 " %06o " "\n""#],
        "two-bytes-hex" => &[r#""%07.7_Ax\n""#, r#""%07.7_ax " 8/2 "   %04x " "\n""#],
        _ => &[r#""%07.7_Ax\n""#, r#""%07.7_ax " 8/2 "%04x " "\n""#],
    }
}

struct Hexdump {
    files: Vec<Vec<u8>>,
    format_files: Vec<Vec<u8>>,
    format: Format,
    skip: u64,
    limit: Option<u64>,
    all: bool,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    let synopsis = if context.name() == b"hd" { &HD } else { &HEXDUMP };
    frame::run(context, |args| parse(synopsis, args), run).await
}

fn parse(synopsis: &Synopsis, args: &[Vec<u8>]) -> Result<Hexdump, Stop> {
    let mut hexdump = Hexdump {
        files: Vec::new(),
        format_files: Vec::new(),
        format: Format::default(),
        skip: 0,
        limit: None,
        all: false,
    };
    let fail = |message| synopsis.failure(message);
    if synopsis.name == HD.name {
        hexdump.format.add_all(built_in("canonical")).map_err(fail)?;
    }
    let mut args = synopsis.parse(args);
    while let Some(option) = args.next_option()? {
        let value = option.value;
        match option.id {
            "format" => hexdump.format.add(value).map_err(fail)?,
            "format-file" => hexdump.format_files.push(value.to_vec()),
            "length" => hexdump.limit = Some(number(value, "length").map_err(fail)?),
            "skip" => hexdump.skip = number(value, "offset").map_err(fail)?,
            "no-squeezing" => hexdump.all = true,
            "color" if [&b""[..], b"auto", b"always", b"never"].contains(&value) => {}
            "color" => return Err(fail([b"unsupported color mode: '", value, b"'"].concat())),
            name => hexdump.format.add_all(built_in(name)).map_err(fail)?,
        }
    }
    hexdump.files = filter::files(args.into_operands());
    Ok(hexdump)
}

/// A number of bytes: decimal, octal or hexadecimal, with a suffix.
fn number(text: &[u8], what: &str) -> Result<u64, Vec<u8>> {
    let prefixed = |from: usize, base| {
        let digits = text.get(from..).and_then(|digits| std::str::from_utf8(digits).ok());
        digits.and_then(|digits| u64::from_str_radix(digits, base).ok())
    };
    let found = match text {
        [b'0', b'x' | b'X', ..] => prefixed(2, 16),
        [b'0', _, ..] => prefixed(1, 8),
        _ => parse_size(text, 0..=u64::MAX).ok(),
    };
    found.ok_or_else(|| [b"failed to parse ", what.as_bytes(), b": '", text, b"': Invalid argument"].concat())
}

async fn run(context: &Context, mut hexdump: Hexdump) -> ExitStatus {
    let mut formats = Filter::new(context).wording(unreadable, unreadable);
    if !read_formats(&mut formats, &mut hexdump).await {
        return formats.finish(Ok(())).await;
    }
    if !hexdump.format.given {
        // The tests have read all of these.
        let _ = hexdump.format.add_all(built_in(""));
    }
    let mut filter = Filter::new(context);
    hexdump.format.complete();
    let mut source = Source::new(hexdump.files.clone());
    let skipped = source.skip(&mut filter, hexdump.skip).await;
    let result = dump(&mut filter, &hexdump, &mut source, skipped).await;
    if filter.failed && !source.opened {
        filter.fail("all input file arguments failed").await;
    }
    filter.finish(result).await
}

/// How the failure of a format file is told.
fn unreadable(name: &[u8], error: Errno) -> Vec<u8> {
    [b"can't read ", name, b": ", error.to_string().as_bytes()].concat()
}

/// `-f`: a format on each line, `#` begins a comment.
async fn read_formats(filter: &mut Filter<'_>, hexdump: &mut Hexdump) -> bool {
    for name in std::mem::take(&mut hexdump.format_files) {
        let Some(mut input) = filter.open(&name).await else { return false };
        let text = filter.rest(&mut input).await;
        for line in text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_start) {
            if line.is_empty() || line.starts_with(b"#") {
                continue;
            }
            if let Err(message) = hexdump.format.add(line) {
                filter.fail(message).await;
                return false;
            }
        }
    }
    true
}

async fn dump(
    filter: &mut Filter<'_>,
    hexdump: &Hexdump,
    source: &mut Source,
    skipped: u64,
) -> Result<(), Broken> {
    let size = hexdump.format.block_size();
    let mut display = Display::new(&hexdump.format, skipped, hexdump.all);
    let mut left = hexdump.limit.unwrap_or(u64::MAX);
    let mut block = Vec::new();
    // Formats without a conversion take no bytes.
    if size == 0 {
        return Ok(());
    }
    loop {
        block.clear();
        let wanted = size.min(usize::try_from(left).unwrap_or(usize::MAX));
        source.take(filter, wanted, &mut block).await;
        if block.is_empty() {
            break;
        }
        left -= block.len() as u64;
        display.block(&mut block, size, filter).await?;
    }
    display.end(filter.output.buffer());
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn dumps() {
        check(&[
            ("hexdump", "abc", "0000000 6261 0063                              \n0000003\n"),
            (
                "hexdump -C",
                "1. e\n",
                "00000000  31 2e 20 65 0a                                    |1. e.|\n00000005\n",
            ),
            ("hexdump -C", "", ""),
            (
                "hexdump -b -n 2",
                "a\nb",
                "0000000 141 012                                                        \n0000002\n",
            ),
            ("hexdump -v -e '1/1 \"%02x\"'", "aaa\n", "6161610a"),
            ("hexdump -s1 -e '\"%_ad \" 2/1 \"%_u,\" \"\\n\"'", "xa\n", "1 a,lf,\n"),
            ("hexdump -e '4/1 \"%c\" \"|\"'", "aaaaaaaaaaaab", "aaaa|*\nb|"),
            ("hd", "ab", "00000000  61 62                                             |ab|\n00000002\n"),
            ("hexdump -L -e ''", "abc", ""),
            ("hexdump -e '3/1 \"ab \" \":\"'", "abcdef", "ab ab ab:ab ab ab:"),
            ("hexdump -e '1/2 \"%_ad:%x_L[red],\"'", "abcd", "0:6261,2:6463,"),
            ("hexdump -e '1/2 \"%d \" 1/1 \"%x;\"'", "\u{1}\0\u{2}", "1 2;"),
        ]);
    }

    #[test]
    fn failures() {
        check_errors(&[
            ("hexdump -e '\"%q\"'", 1, "hexdump: bad conversion character %q\n"),
            ("hexdump -e '4/3 \"%x\"'", 1, "hexdump: bad byte count for conversion character x\n"),
            ("hexdump -e '\"%_aq\"'", 1, "hexdump: bad conversion character %_aq\n"),
            ("hexdump -f none", 1, "hexdump: can't read none: No such file or directory\n"),
            ("hd -n x", 1, "hd: failed to parse length: 'x': Invalid argument\n"),
            ("hd -Lpink", 1, "hd: unsupported color mode: 'pink'\n"),
            ("hexdump -e '4/3 x'", 1, "hexdump: bad format {4/3 x}\n"),
        ]);
    }
}
