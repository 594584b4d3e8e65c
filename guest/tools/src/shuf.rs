//! `shuf [OPTION]... [FILE]`: writes lines in random order.
//!
//! A `--random-source` gives the same order each time, but not that of GNU.

use crate::filter::{Broken, Filter};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, parse_size, quote, quotef_colon};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, ExitStatus};
use std::collections::HashMap;

const SHUF: Synopsis = Synopsis::gnu(
    "shuf",
    &["[OPTION]... [FILE]", "-e [OPTION]... [ARG]...", "-i LO-HI [OPTION]..."],
    "Write a random permutation of the input lines to standard output.\n\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-e, --echo", "treat each ARG as an input line"),
        flag("-i, --input-range=LO-HI", "treat each number LO through HI as an input line"),
        flag("-n, --head-count=COUNT", "output at most COUNT lines"),
        flag("-o, --output=FILE", "write result to FILE instead of standard output"),
        flag("--random-source=FILE", "get random bytes from FILE"),
        flag("-r, --repeat", "output lines can be repeated"),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
    ],
);

#[derive(Default)]
struct Shuf {
    echo: bool,
    range: Option<(u64, u64)>,
    count: Option<u64>,
    output: Option<Vec<u8>>,
    source: Option<Vec<u8>>,
    repeat: bool,
    zero: bool,
    operands: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Shuf, Stop> {
    let mut shuf = Shuf::default();
    let mut parsed = SHUF.parse(args);
    while let Some(option) = parsed.next_option()? {
        let value = option.value;
        match option.id {
            "echo" => shuf.echo = true,
            "input-range" if shuf.range.is_some() => {
                return Err(SHUF.failure("multiple -i options specified"));
            }
            "input-range" => shuf.range = Some(range(value)?),
            "head-count" => {
                let digits = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
                // A count that is too large means all.
                let count = digits.then(|| parse_size(value, 0..=u64::MAX).unwrap_or(u64::MAX));
                let invalid = || SHUF.failure([b"invalid line count: ", &*quote(value)].concat());
                let count = count.ok_or_else(invalid)?;
                shuf.count = Some(shuf.count.map_or(count, |old| old.min(count)));
            }
            "output" => shuf.output = Some(value.to_vec()),
            "random-source" => shuf.source = Some(value.to_vec()),
            "repeat" => shuf.repeat = true,
            _ => shuf.zero = true,
        }
    }
    shuf.operands = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    if shuf.echo && shuf.range.is_some() {
        return Err(SHUF.usage_error("cannot combine -e and -i options"));
    }
    let allowed = if shuf.range.is_some() { 0 } else { 1 };
    match shuf.operands.get(allowed) {
        Some(extra) if !shuf.echo => Err(SHUF.extra_operand(extra)),
        _ => Ok(shuf),
    }
}

/// `LO-HI`; one less than `LO` is a range of nothing.
fn range(text: &[u8]) -> Result<(u64, u64), Stop> {
    let invalid = || SHUF.failure([b"invalid input range: ", &*quote(text)].concat());
    let dash = text.iter().position(|&byte| byte == b'-').ok_or_else(invalid)?;
    let (low, high) = text.split_at(dash);
    let number = |text: &[u8]| {
        let digits = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
        let invalid = || SHUF.failure([b"invalid input range: ", &*quote(text)].concat());
        parse_size(text, 0..=u64::MAX).ok().filter(|_| digits).ok_or_else(invalid)
    };
    let (low, high) = (number(low)?, number(high.get(1..).unwrap_or_default())?);
    if low > high && low - high > 1 || high - low.min(high) == u64::MAX {
        Err(invalid())
    } else {
        Ok((low, high))
    }
}

/// Where randomness comes from.
enum Random<'c> {
    Kernel(&'c Context),
    /// The bytes of a file, mixed.
    Seeded(u64),
}

impl Random<'_> {
    /// A number below `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        let number = match self {
            Random::Kernel(context) => context.kernel.random(),
            Random::Seeded(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mixed = (*state ^ *state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
                mixed ^ mixed >> 31
            }
        };
        ((u128::from(number) * u128::from(bound)) >> 64) as u64
    }
}

async fn run(context: &Context, shuf: Shuf) -> ExitStatus {
    let mut filter = Filter::new(context);
    let mut random = Random::Kernel(context);
    if let Some(source) = &shuf.source {
        match context.files().read_file(source) {
            Ok(bytes) => {
                let mix = |seed: u64, byte: &u8| (seed ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
                random = Random::Seeded(bytes.iter().take(4096).fold(0xcbf2_9ce4_8422_2325, mix));
            }
            Err(error) => {
                filter.fail([&*quotef_colon(source), b": ", error.message().as_bytes()].concat()).await;
                return ExitStatus::FAILURE;
            }
        }
    }
    let end = if shuf.zero { 0 } else { b'\n' };
    let mut text = Vec::new();
    if shuf.range.is_none() && !shuf.echo {
        let name = shuf.operands.first().map_or(&b"-"[..], Vec::as_slice);
        let Some(mut input) = filter.open(name).await else { return ExitStatus::FAILURE };
        text = filter.rest(&mut input).await;
        if filter.failed {
            return ExitStatus::FAILURE;
        }
    }
    let lines: Vec<&[u8]> = if shuf.echo {
        shuf.operands.iter().map(Vec::as_slice).collect()
    } else {
        text.split_inclusive(|&byte| byte == end)
            .map(|line| line.strip_suffix(&[end]).unwrap_or(line))
            .collect()
    };
    if let Some(name) = &shuf.output {
        match context.files().create(name).await {
            Ok(file) => filter.output = Writer::new(Ok(file)),
            Err(error) => {
                filter.fail([&*quotef_colon(name), b": ", error.message().as_bytes()].concat()).await;
                return ExitStatus::FAILURE;
            }
        }
    }
    let result = write(&mut filter, &shuf, &lines, &mut random, end).await;
    filter.finish(result).await
}

async fn write(
    filter: &mut Filter<'_>,
    shuf: &Shuf,
    lines: &[&[u8]],
    random: &mut Random<'_>,
    end: u8,
) -> Result<(), Broken> {
    let total = match shuf.range {
        Some((low, high)) => (high + 1).saturating_sub(low),
        None => lines.len() as u64,
    };
    let line = |at: u64, out: &mut Writer| match shuf.range {
        Some((low, _)) => out.push((low + at).to_string().as_bytes()),
        None => out.push(usize::try_from(at).ok().and_then(|at| lines.get(at)).copied().unwrap_or_default()),
    };
    if shuf.repeat {
        if total == 0 && shuf.count != Some(0) {
            filter.fail("no lines to repeat").await;
            return Ok(());
        }
        let mut left = shuf.count.unwrap_or(u64::MAX);
        while left > 0 {
            line(random.below(total), &mut filter.output);
            filter.output.push(&[end]);
            filter.flush_if_full().await?;
            left -= u64::from(shuf.count.is_some());
            if left.is_multiple_of(4096) {
                filter.context.kernel.yield_now().await;
            }
        }
        return Ok(());
    }
    // Only the places that were swapped are kept: a few lines of a huge range cost little.
    let mut moved: HashMap<u64, u64> = HashMap::new();
    for at in 0..total.min(shuf.count.unwrap_or(u64::MAX)) {
        let other = at + random.below(total - at);
        let chosen = moved.get(&other).copied().unwrap_or(other);
        let here = moved.remove(&at).unwrap_or(at);
        if other != at {
            moved.insert(other, here);
        }
        line(chosen, &mut filter.output);
        filter.output.push(&[end]);
        filter.flush_if_full().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, fixture, run};

    #[test]
    fn shuffles() {
        let sorted = |line: &str, stdin: &str| {
            let text = run(&fixture(), line, stdin).out();
            let mut lines: Vec<&str> = text.lines().collect();
            lines.sort_unstable();
            lines.join(" ")
        };
        assert_eq!(sorted("shuf", "c\na\nb"), "a b c");
        assert_eq!(sorted("shuf -e x y z", ""), "x y z");
        assert_eq!(sorted("shuf -i 1-9", ""), "1 2 3 4 5 6 7 8 9");
        assert_eq!(sorted("shuf -n 2 -e x x x", ""), "x x");
        assert_eq!(sorted("shuf -r -n 3 -e x", ""), "x x x");
        check(&[("shuf -n 0", "a\n", ""), ("shuf -i 5-4", "", ""), ("shuf", "", "")]);
        let fixture = fixture().file("seed", b"seed");
        let line = "shuf --random-source=seed -i 1-20";
        assert_eq!(run(&fixture, line, "").out(), run(&fixture, line, "").out());
    }

    #[test]
    fn refuses() {
        let hint = "Try 'shuf --help' for more information.\n";
        check_errors(&[
            ("shuf -n x", 1, "shuf: invalid line count: ‘x’\n"),
            ("shuf -i 5-1", 1, "shuf: invalid input range: ‘5-1’\n"),
            ("shuf a b", 1, &format!("shuf: extra operand ‘b’\n{hint}")),
            ("shuf -r -n 1", 1, "shuf: no lines to repeat\n"),
        ]);
    }
}
