//! `expand [OPTION]... [FILE]...`: turns tabs into blanks.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use crate::tab_stops::TabStops;
use bashwit_args::{Stop, Synopsis, flag, hidden};
use bashwit_kernel::{Context, ExitStatus};

const EXPAND: Synopsis = Synopsis::gnu(
    "expand",
    &["[OPTION]... [FILE]..."],
    "Convert tabs in each FILE to spaces, writing to standard output.\n\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-i, --initial", "do not convert tabs after non blanks"),
        flag("-t, --tabs=LIST", "have tabs N characters apart, not 8, or at the positions of the list"),
        hidden("-NUM"),
    ],
);

#[derive(Default)]
struct Expand {
    initial: bool,
    stops: TabStops,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Expand, Stop> {
    let mut expand = Expand::default();
    let mut parsed = EXPAND.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "initial" => expand.initial = true,
            _ => expand.stops.add(&EXPAND, option.value)?,
        }
    }
    expand.stops.finish(&EXPAND)?;
    expand.files = filter::files(parsed.into_operands());
    Ok(expand)
}

async fn run(context: &Context, expand: Expand) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = expand_all(&mut filter, &expand).await;
    filter.finish(result).await
}

/// Where the line is.
struct Place {
    column: u64,
    convert: bool,
}

async fn expand_all(filter: &mut Filter<'_>, expand: &Expand) -> Result<(), Broken> {
    let mut place = Place { column: 0, convert: true };
    for name in &expand.files {
        let Some(mut input) = filter.open(name).await else { continue };
        loop {
            let chunk = filter.chunk(&mut input).await;
            if chunk.is_empty() {
                break;
            }
            let mut rest = chunk;
            while !rest.is_empty() {
                let length = expand.step(rest, &mut place, filter.output.buffer());
                rest = rest.get(length..).unwrap_or_default();
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush_if_full().await?;
        }
    }
    Ok(())
}

impl Expand {
    /// Writes what is at the front; gives how much that was.
    fn step(&self, text: &[u8], place: &mut Place, out: &mut Vec<u8>) -> usize {
        let plain = if place.convert {
            memchr::memchr3(b'\t', b'\n', 8, text).unwrap_or(text.len())
        } else {
            memchr::memchr(b'\n', text).unwrap_or(text.len())
        };
        if plain > 0 {
            let (plain, _) = text.split_at(plain);
            out.extend_from_slice(plain);
            place.column += plain.len() as u64;
            place.convert &= !self.initial || plain.iter().all(|&byte| byte == b' ');
            return plain.len();
        }
        match text.first() {
            Some(b'\t') => {
                let next = self.stops.after(place.column).unwrap_or(place.column + 1);
                out.extend(std::iter::repeat_n(b' ', usize::try_from(next - place.column).unwrap_or(1)));
                place.column = next;
            }
            Some(b'\n') => {
                out.push(b'\n');
                *place = Place { column: 0, convert: true };
            }
            Some(&byte) => {
                out.push(byte);
                place.column = place.column.saturating_sub(1);
                place.convert &= !self.initial;
            }
            None => {}
        }
        1
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn expands() {
        check(&[
            ("expand", "a\tb\n\tc\n", "a       b\n        c\n"),
            ("expand -i", " \ta\tb\n", "        a\tb\n"),
            ("expand -t 4", "a\tb\n", "a   b\n"),
            ("expand -t2,5", "a\tb\tc\td\n", "a b  c d\n"),
            ("expand -t 2,+3", "\t\t\tx\n", "        x\n"),
            ("expand -t 2,/4", "\t\tx\n", "    x\n"),
            ("expand -4", "\tx", "    x"),
        ]);
        check_errors(&[
            ("expand -t 0", 1, "expand: tab size cannot be 0\n"),
            ("expand -t x", 1, "expand: tab size contains invalid character(s): ‘x’\n"),
            ("expand -t 3,2", 1, "expand: tab sizes must be ascending\n"),
            ("expand none", 1, "expand: none: No such file or directory\n"),
        ]);
    }
}
