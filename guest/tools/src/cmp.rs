//! `cmp [OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]`: compares two files byte by byte.
//!
//! Exit status: 0 where they are the same, 1 where they differ, 2 in trouble.

use crate::filter::Input;
use crate::frame;
use bashwit_args::{Stop, Synopsis, Trailer, flag, parse_scaled, quotef, quotef_colon};
use bashwit_kernel::{Context, Errno, ExitStatus, io::Writer};

const CMP: Synopsis = Synopsis::gnu(
    "cmp",
    &["[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]"],
    "Compare two files byte by byte.\n\n\
     The optional SKIP1 and SKIP2 specify the number of bytes to skip\n\
     at the beginning of each file (zero by default).",
    &[
        flag("-b, --print-bytes", "print differing bytes"),
        flag("-i, --ignore-initial=SKIP", "skip first SKIP bytes of both inputs (SKIP1:SKIP2 too)"),
        flag("-l, --verbose", "output byte numbers and differing byte values"),
        flag("-n, --bytes=LIMIT", "compare at most LIMIT bytes"),
        flag("-s, --quiet, --silent", "suppress all normal output"),
    ],
)
.status(2)
.trailer(Trailer::NamedTry);

/// Suffixes of numbers.
const SUFFIXES: &[u8] = b"kKMGTPEZY0";

#[derive(Debug, Default)]
struct Cmp {
    print: bool,
    verbose: bool,
    quiet: bool,
    limit: Option<u64>,
    skip: [u64; 2],
    names: [Vec<u8>; 2],
}

/// What ended a comparison.
enum Trouble {
    File(usize, Errno),
    Output(Errno),
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn number(what: &str, text: &[u8]) -> Result<u64, Stop> {
    parse_scaled(text, SUFFIXES, 0..=u64::MAX)
        .map_err(|_| CMP.usage_error([b"invalid ", what.as_bytes(), b" value '", text, b"'"].concat()))
}

fn parse(args: &[Vec<u8>]) -> Result<Cmp, Stop> {
    let mut cmp = Cmp::default();
    let mut parsed = CMP.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "print-bytes" => cmp.print = true,
            "verbose" => cmp.verbose = true,
            "quiet" => cmp.quiet = true,
            "bytes" => {
                let limit = number("--bytes", option.value)?;
                cmp.limit = Some(cmp.limit.map_or(limit, |old| old.min(limit)));
            }
            _ => {
                let mut parts = option.value.splitn(2, |&byte| byte == b':');
                let first = number("--ignore-initial", parts.next().unwrap_or_default())?;
                let second = parts.next().map_or(Ok(first), |text| number("--ignore-initial", text))?;
                cmp.skip = [cmp.skip[0].max(first), cmp.skip[1].max(second)];
            }
        }
    }
    if cmp.verbose && cmp.quiet {
        return Err(CMP.usage_error("options -l and -s are incompatible"));
    }
    let operands = parsed.into_operands();
    match *operands {
        [] => {
            let name = [b"missing operand after '", CMP.name.as_bytes(), b"'"].concat();
            return Err(CMP.usage_error(name));
        }
        [_, _, _, _, extra, ..] => {
            return Err(CMP.usage_error([b"extra operand '", extra, b"'"].concat()));
        }
        [first, ..] => {
            let second: &[u8] = operands.get(1).copied().unwrap_or(b"-");
            cmp.names = [first.to_vec(), second.to_vec()];
        }
    }
    for (skip, text) in cmp.skip.iter_mut().zip(operands.iter().skip(2)) {
        *skip = (*skip).max(number("--ignore-initial", text)?);
    }
    Ok(cmp)
}

async fn run(context: &Context, cmp: Cmp) -> ExitStatus {
    let mut inputs = Vec::new();
    for name in &cmp.names {
        if name == b"-" {
            inputs.push(Input::stdin(context));
            continue;
        }
        match context.reader(name).await {
            Ok(reader) => inputs.push(Input::new(name, reader)),
            Err(_) if cmp.quiet => return ExitStatus::Exited(2),
            Err(error) => return trouble(context, name, error).await,
        }
    }
    let [Some(mut first), Some(mut second)] = [inputs.pop(), inputs.pop()] else {
        return ExitStatus::FAILURE;
    };
    std::mem::swap(&mut first, &mut second);
    let mut output = context.stdout();
    match cmp.compare(context, &mut first, &mut second, &mut output).await {
        Ok(same) => {
            let status = if same { ExitStatus::SUCCESS } else { ExitStatus::Exited(1) };
            match output.flush().await {
                Ok(()) => status,
                Err(error) => broken(context, error).await,
            }
        }
        Err(Trouble::Output(error)) => broken(context, error).await,
        Err(Trouble::File(which, error)) => {
            let _ = output.flush().await;
            let name = if which == 0 { &cmp.names[0] } else { &cmp.names[1] };
            trouble(context, name, error).await
        }
    }
}

async fn trouble(context: &Context, name: &[u8], error: Errno) -> ExitStatus {
    context.error([&*quotef_colon(name), b": ", error.message().as_bytes()].concat()).await;
    ExitStatus::Exited(2)
}

async fn broken(context: &Context, error: Errno) -> ExitStatus {
    context.error(format!("write error: {error}")).await;
    ExitStatus::Exited(2)
}

/// Makes sure that there is something to read, unless the end is there.
async fn fill(input: &mut Input, which: usize) -> Result<(), Trouble> {
    if input.reader.buffered().is_empty() {
        input.reader.fill_more().await.map_err(|error| Trouble::File(which, error))?;
    }
    Ok(())
}

async fn skip(input: &mut Input, mut count: u64, which: usize) -> Result<(), Trouble> {
    while count > 0 {
        fill(input, which).await?;
        let length = (input.reader.buffered().len() as u64).min(count);
        if length == 0 {
            return Ok(());
        }
        input.reader.consume(length as usize);
        count -= length;
    }
    Ok(())
}

impl Cmp {
    /// Whether the files are the same, told on the way.
    async fn compare(
        &self,
        context: &Context,
        first: &mut Input,
        second: &mut Input,
        output: &mut Writer,
    ) -> Result<bool, Trouble> {
        skip(first, self.skip[0], 0).await?;
        skip(second, self.skip[1], 1).await?;
        let (mut byte, mut line, mut last) = (1u64, 1u64, None);
        let mut same = true;
        let width = self.width(first, second);
        let mut rounds = 0u32;
        loop {
            let left = self.limit.map_or(u64::MAX, |limit| limit.saturating_sub(byte - 1));
            if left == 0 {
                return Ok(same);
            }
            fill(first, 0).await?;
            fill(second, 1).await?;
            let (one, two) = (first.reader.buffered(), second.reader.buffered());
            let length = (one.len().min(two.len()) as u64).min(left) as usize;
            let (one, two) = (&one[..length], &two[..length]);
            if length == 0 {
                let ends = [first.reader.buffered().is_empty(), second.reader.buffered().is_empty()];
                return self.ended(context, ends, byte - 1, line, last, same, output).await;
            }
            if one != two {
                let equal = one.iter().zip(two).take_while(|(one, two)| one == two).count();
                if self.quiet {
                    return Ok(false);
                }
                if !self.verbose {
                    let newlines = memchr::memchr_iter(b'\n', &one[..equal]).count() as u64;
                    let pair = (one[equal], two[equal]);
                    self.differ(byte + equal as u64, line + newlines, pair, output);
                    return Ok(false);
                }
                same = false;
                for (at, (&one, &two)) in one.iter().zip(two).enumerate().filter(|(_, (one, two))| one != two)
                {
                    self.row(byte + at as u64, width, one, two, output);
                }
                output.flush_if_full().await.map_err(Trouble::Output)?;
            }
            line += memchr::memchr_iter(b'\n', one).count() as u64;
            last = one.last().copied();
            byte += length as u64;
            first.reader.consume(length);
            second.reader.consume(length);
            rounds += 1;
            if rounds.is_multiple_of(16) {
                context.kernel.yield_now().await;
            }
        }
    }

    /// The width of byte numbers of `-l`: that of the shorter file's size.
    fn width(&self, first: &Input, second: &Input) -> usize {
        let size = |input: &Input, skip: u64| {
            let metadata = input.file()?.metadata().ok().filter(bashwit_kernel::Metadata::is_file)?;
            Some(metadata.size.saturating_sub(skip))
        };
        let sizes = [size(first, self.skip[0]), size(second, self.skip[1]), self.limit];
        let least = sizes.into_iter().flatten().min().unwrap_or(i64::MAX as u64);
        least.to_string().len()
    }

    fn differ(&self, byte: u64, line: u64, (one, two): (u8, u8), output: &mut Writer) {
        let [first, second] = &self.names;
        output.push(first);
        output.push(b" ");
        output.push(second);
        output.push(format!(" differ: byte {byte}, line {line}").as_bytes());
        if self.print {
            output.push(format!(" is {one:3o} ").as_bytes());
            output.push(visible(one).as_bytes());
            output.push(format!(" {two:3o} ").as_bytes());
            output.push(visible(two).as_bytes());
        }
        output.push(b"\n");
    }

    fn row(&self, byte: u64, width: usize, one: u8, two: u8, output: &mut Writer) {
        let text = if self.print {
            format!("{byte:width$} {one:3o} {:<4} {two:3o} {}\n", visible(one), visible(two))
        } else {
            format!("{byte:width$} {one:3o} {two:3o}\n")
        };
        output.push(text.as_bytes());
    }

    /// One file has ended, or both.
    #[expect(clippy::too_many_arguments, reason = "the state of one loop")]
    async fn ended(
        &self,
        context: &Context,
        ends: [bool; 2],
        bytes: u64,
        line: u64,
        last: Option<u8>,
        same: bool,
        output: &mut Writer,
    ) -> Result<bool, Trouble> {
        if ends == [true, true] {
            return Ok(same);
        }
        if !self.quiet {
            output.flush().await.map_err(Trouble::Output)?;
            let name = if ends[0] { &self.names[0] } else { &self.names[1] };
            let mut message = [b"EOF on ", &*quotef(name)].concat();
            message.extend(match (bytes, self.verbose, last) {
                (0, ..) => b" which is empty".to_vec(),
                (_, true, _) => format!(" after byte {bytes}").into_bytes(),
                (_, _, Some(b'\n')) => format!(" after byte {bytes}, line {}", line - 1).into_bytes(),
                _ => format!(" after byte {bytes}, in line {line}").into_bytes(),
            });
            context.error(message).await;
        }
        Ok(false)
    }
}

/// A byte as `cat -v` shows it.
fn visible(byte: u8) -> String {
    let (prefix, low) = if byte >= 128 { ("M-", byte - 128) } else { ("", byte) };
    match low {
        0..=31 => format!("{prefix}^{}", char::from(low + 64)),
        127 => format!("{prefix}^?"),
        _ => format!("{prefix}{}", char::from(low)),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn compares() {
        let fixture = testing::fixture()
            .file("a", b"one\ntwo\n")
            .file("b", b"one\ntWO\n")
            .file("c", b"one\n")
            .file("e", b"");
        let rows: &[(&str, u8, &str, &str)] = &[
            ("cmp a a", 0, "", ""),
            ("cmp a b", 1, "a b differ: byte 6, line 2\n", ""),
            ("cmp -b a b", 1, "a b differ: byte 6, line 2 is 167 w 127 W\n", ""),
            ("cmp -l a b", 1, "6 167 127\n7 157 117\n", ""),
            ("cmp -bl a b", 1, "6 167 w    127 W\n7 157 o    117 O\n", ""),
            ("cmp -s a b", 1, "", ""),
            ("cmp -n 5 a b", 0, "", ""),
            ("cmp -i 7 a b", 0, "", ""),
            ("cmp a b 0 4", 1, "a b differ: byte 1, line 1\n", ""),
            ("cmp a c", 1, "", "cmp: EOF on c after byte 4, line 1\n"),
            ("cmp a e", 1, "", "cmp: EOF on e which is empty\n"),
            ("cmp a none", 2, "", "cmp: none: No such file or directory\n"),
        ];
        for (line, status, out, err) in rows {
            let output = testing::run(&fixture, line, "");
            let found = (output.status, output.out(), output.err());
            assert_eq!(found, (*status, (*out).to_owned(), (*err).to_owned()), "{line}");
        }
    }
}
