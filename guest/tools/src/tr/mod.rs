//! `tr [OPTION]... STRING1 [STRING2]`: translates, deletes or squeezes bytes.
//!
//! Characters are bytes, as in GNU coreutils 9.1. Exit status: 1 where standard input fails.

use crate::filter::{Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quote};
use bashwit_kernel::{Context, Errno, ExitStatus};

mod set;

use set::Set;

pub(crate) const TR: Synopsis = Synopsis::gnu(
    "tr",
    &["[OPTION]... STRING1 [STRING2]"],
    "Translate, squeeze, and/or delete characters from standard input,\nwriting to standard output.",
    &[
        flag("-c, -C, --complement", "use the complement of STRING1"),
        flag("-d, --delete", "delete characters in STRING1, do not translate"),
        flag(
            "-s, --squeeze-repeats",
            "replace each sequence of a repeated character\nthat is listed in the last specified STRING,\n\
             with a single occurrence of that character",
        ),
        flag("-t, --truncate-set1", "first truncate STRING1 to length of STRING2"),
    ],
)
.footer(
    "STRINGs are specified as strings of characters: \\NNN, \\\\, \\a, \\b, \\f, \\n, \\r, \\t, \\v,\n\
     C1-C2, [C*], [C*REPEAT], [:alnum:] and the other classes, [=C=].",
)
.ordered();

/// What happens to each byte.
struct Tr {
    map: [u8; 256],
    delete: [bool; 256],
    squeeze: [bool; 256],
    translates: bool,
    deletes: bool,
    squeezes: bool,
    warnings: Vec<String>,
}

#[derive(Clone, Copy)]
struct Options {
    complement: bool,
    delete: bool,
    squeeze: bool,
    truncate: bool,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Tr, Stop> {
    let mut options = Options { complement: false, delete: false, squeeze: false, truncate: false };
    let mut args = TR.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "complement" => options.complement = true,
            "delete" => options.delete = true,
            "squeeze-repeats" => options.squeeze = true,
            _ => options.truncate = true,
        }
    }
    let operands = args.into_operands();
    check_count(options, &operands)?;
    let first = Set::parse(operands.first().copied().unwrap_or_default())?;
    let second = operands.get(1).map(|text| Set::parse(text)).transpose()?;
    Tr::new(options, first, second)
}

fn check_count(options: Options, operands: &[&[u8]]) -> Result<(), Stop> {
    let least = if options.delete == options.squeeze { 2 } else { 1 };
    let most = if options.delete && !options.squeeze { 1 } else { 2 };
    let hinted = |mut stop: Stop, hint: &str| {
        stop.message.push(b'\n');
        stop.message.extend_from_slice(hint.as_bytes());
        stop
    };
    match operands {
        [] => Err(TR.missing_operand(None)),
        [only] if least == 2 => {
            let hint = if options.squeeze {
                "Two strings must be given when both deleting and squeezing repeats."
            } else {
                "Two strings must be given when translating."
            };
            Err(hinted(TR.missing_operand(Some(only)), hint))
        }
        operands => match operands.get(most) {
            None => Ok(()),
            Some(extra) if operands.len() == 2 => {
                let hint = "Only one string may be given when deleting without squeezing repeats.";
                Err(hinted(TR.extra_operand(extra), hint))
            }
            Some(extra) => Err(TR.extra_operand(extra)),
        },
    }
}

impl Tr {
    fn new(options: Options, mut first: Set, mut second: Option<Set>) -> Result<Tr, Stop> {
        let mut warnings = std::mem::take(&mut first.warnings);
        warnings.extend(second.iter_mut().flat_map(|set| std::mem::take(&mut set.warnings)));
        let mut map = [0; 256];
        for (byte, place) in (0u8..=255).zip(map.iter_mut()) {
            *place = byte;
        }
        let translates = second.is_some() && !options.delete;
        let mut tr = Tr {
            map,
            delete: [false; 256],
            squeeze: [false; 256],
            translates,
            deletes: options.delete,
            squeezes: options.squeeze,
            warnings,
        };
        first.check_first()?;
        let members = first.bytes(None);
        let from = if options.complement { complement(&members) } else { members };
        if options.delete {
            mark(&mut tr.delete, &from);
        }
        let Some(second) = second else {
            if options.squeeze && !options.delete {
                mark(&mut tr.squeeze, &from);
            }
            return Ok(tr);
        };
        let to = second.second(&first, &from, translates, options.complement, options.truncate)?;
        if translates {
            for (byte, image) in from.iter().zip(&to) {
                if let Some(place) = tr.map.get_mut(usize::from(*byte)) {
                    *place = *image;
                }
            }
        }
        if options.squeeze {
            mark(&mut tr.squeeze, &to);
        }
        Ok(tr)
    }

    fn chunk(&self, chunk: &[u8], last: &mut Option<u8>, out: &mut Vec<u8>) {
        if !self.squeezes && !self.deletes {
            out.extend(chunk.iter().map(|&byte| self.map[usize::from(byte)]));
            return;
        }
        if !self.squeezes {
            out.extend(chunk.iter().filter(|&&byte| !self.delete[usize::from(byte)]));
            return;
        }
        for &byte in chunk {
            if self.delete[usize::from(byte)] {
                continue;
            }
            let image = if self.translates { self.map[usize::from(byte)] } else { byte };
            if *last == Some(image) && self.squeeze[usize::from(image)] {
                continue;
            }
            *last = Some(image);
            out.push(image);
        }
    }
}

fn mark(table: &mut [bool; 256], bytes: &[u8]) {
    for &byte in bytes {
        table[usize::from(byte)] = true;
    }
}

fn complement(bytes: &[u8]) -> Vec<u8> {
    let mut table = [false; 256];
    mark(&mut table, bytes);
    (0..=255u8).filter(|&byte| !table[usize::from(byte)]).collect()
}

async fn run(context: &Context, tr: Tr) -> ExitStatus {
    for warning in &tr.warnings {
        context.error(warning).await;
    }
    let mut filter = Filter::new(context).wording(read_error, read_error);
    let result = translate(&mut filter, &tr).await;
    filter.finish(result).await
}

fn read_error(_: &[u8], error: Errno) -> Vec<u8> {
    format!("read error: {error}").into_bytes()
}

async fn translate(filter: &mut Filter<'_>, tr: &Tr) -> Result<(), Broken> {
    let mut input = Input::stdin(filter.context);
    let mut last = None;
    loop {
        let chunk = filter.chunk(&mut input).await;
        if chunk.is_empty() {
            return Ok(());
        }
        tr.chunk(chunk, &mut last, filter.output.buffer());
        let length = chunk.len();
        input.reader.consume(length);
        filter.flush_if_full().await?;
    }
}

/// `tr: TEXT ‘X’ MORE`.
fn failure(before: &str, what: &[u8], after: &str) -> Stop {
    TR.failure([before.as_bytes(), &quote(what), after.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn rows() {
        check(&[
            ("tr a-c A-C", "abcd", "ABCd"),
            ("tr abc x", "abcd", "xxxd"),
            ("tr [:lower:] [:upper:]", "Hello", "HELLO"),
            ("tr -d [:digit:]", "a1b2", "ab"),
            ("tr -cd '[:alnum:]\\n'", "a-b\n", "ab\n"),
            ("tr -s ' '", "a   b  c", "a b c"),
            ("tr -s a-z A-Z", "aabb", "AB"),
            ("tr -ds a b", "aabbcc", "bcc"),
            ("tr -c a-z '\\n'", "ab1c\n", "ab\nc\n"),
            ("tr '\\n' ' '", "a\nb\n", "a b "),
            ("tr abc '[x*]'", "abc", "xxx"),
            ("tr abcd '[x*2]y'", "abcd", "xxyy"),
            ("tr -t abc xy", "abc", "xyc"),
            ("tr '[=a=]' b", "aa", "bb"),
            ("tr '\\101' b", "A", "b"),
            ("tr a-z n-za-m", "hello", "uryyb"),
            ("tr -- - _", "a-b", "a_b"),
        ]);
    }

    #[test]
    fn failures() {
        check_errors(&[
            ("tr", 1, "tr: missing operand\nTry 'tr --help' for more information.\n"),
            ("tr z-a x", 1, "tr: range-endpoints of 'z-a' are in reverse collating sequence order\n"),
            ("tr [:foo:] x", 1, "tr: invalid character class ‘foo’\n"),
        ]);
    }
}
