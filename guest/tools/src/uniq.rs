//! `uniq [OPTION]... [INPUT [OUTPUT]]`: keeps one of equal lines that follow each other.
//!
//! Exit status: 1 where a file fails.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use bashwit_args::{NumberError, Stop, Synopsis, choose, flag, hidden, parse_size, quotef_colon};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, ExitStatus};

const UNIQ: Synopsis = Synopsis::gnu(
    "uniq",
    &["[OPTION]... [INPUT [OUTPUT]]"],
    "Filter adjacent matching lines from INPUT (or standard input),\n\
     writing to OUTPUT (or standard output).",
    &[
        flag("-c, --count", "prefix lines by the number of occurrences"),
        flag("-d, --repeated", "only print duplicate lines, one for each group"),
        flag("-D", "print all duplicate lines"),
        flag(
            "--all-repeated[=METHOD]",
            "like -D, but separate groups with an empty line;\nMETHOD={none(default),prepend,separate}",
        ),
        flag("-f, --skip-fields=N", "avoid comparing the first N fields"),
        flag(
            "--group[=METHOD]",
            "show all items, separating groups with an empty line;\nMETHOD={separate(default),prepend,append,both}",
        ),
        flag("-i, --ignore-case", "ignore differences in case when comparing"),
        flag("-s, --skip-chars=N", "avoid comparing the first N characters"),
        flag("-u, --unique", "only print unique lines"),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
        flag("-w, --check-chars=N", "compare no more than N characters in lines"),
        hidden("-NUM"),
        hidden("+NUM"),
    ],
);

struct Uniq {
    input: Vec<u8>,
    output: Option<Vec<u8>>,
    show: Show,
    count: bool,
    ignore_case: bool,
    skip_fields: usize,
    skip_chars: usize,
    check_chars: usize,
    delimiter: u8,
}

/// Which lines are printed.
#[derive(Clone, Copy, PartialEq)]
enum Show {
    /// The first line of a group, of groups of one and of larger ones.
    First { unique: bool, repeated: bool },
    /// All lines of groups larger than one.
    Repeated(Separator),
    /// All lines.
    Groups(Separator),
}

/// Where empty lines set groups apart.
#[derive(Clone, Copy, PartialEq)]
enum Separator {
    None,
    Prepend,
    Append,
    Between,
    Both,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Uniq, Stop> {
    let mut uniq = Uniq {
        input: b"-".to_vec(),
        output: None,
        show: Show::First { unique: true, repeated: true },
        count: false,
        ignore_case: false,
        skip_fields: 0,
        skip_chars: 0,
        check_chars: usize::MAX,
        delimiter: b'\n',
    };
    let (mut unique, mut repeated, mut all, mut group) = (false, false, None, None);
    let mut args = UNIQ.parse(args);
    while let Some(option) = args.next_option()? {
        let value = option.value;
        match option.id {
            "count" => uniq.count = true,
            "repeated" => repeated = true,
            "unique" => unique = true,
            "D" => all = Some(Separator::None),
            "all-repeated" if option.given => {
                let index =
                    choose(&UNIQ, "--all-repeated", value, &[&["none"], &["prepend"], &["separate"]])?;
                let methods = [Separator::None, Separator::Prepend, Separator::Between];
                all = methods.get(index).copied();
            }
            "all-repeated" => all = Some(Separator::None),
            "group" if option.given => {
                let groups: &[&[&str]] = &[&["prepend"], &["append"], &["separate"], &["both"]];
                let index = choose(&UNIQ, "--group", value, groups)?;
                let methods = [Separator::Prepend, Separator::Append, Separator::Between, Separator::Both];
                group = methods.get(index).copied();
            }
            "group" => group = Some(Separator::Between),
            "skip-fields" | "NUM" => uniq.skip_fields = size(value, "fields to skip")?,
            "skip-chars" | "+NUM" => uniq.skip_chars = size(value, "bytes to skip")?,
            "check-chars" => uniq.check_chars = size(value, "bytes to compare")?,
            "ignore-case" => uniq.ignore_case = true,
            _ => uniq.delimiter = 0,
        }
    }
    match *args.into_operands() {
        [] => {}
        [input] => uniq.input = input.to_vec(),
        [input, output] => {
            uniq.input = input.to_vec();
            uniq.output = Some(output.to_vec()).filter(|output| output != b"-");
        }
        [_, _, extra, ..] => return Err(UNIQ.extra_operand(extra)),
    }
    if group.is_some() && (uniq.count || unique || repeated || all.is_some()) {
        return Err(UNIQ.usage_error("--group is mutually exclusive with -c/-d/-D/-u"));
    }
    if uniq.count && all.is_some() {
        let message = "printing all duplicated lines and repeat counts is meaningless";
        return Err(UNIQ.usage_error(message));
    }
    uniq.show = match (all, group) {
        (Some(separator), _) => Show::Repeated(separator),
        (None, Some(separator)) => Show::Groups(separator),
        // `-d` hides groups of one, `-u` larger ones.
        (None, None) => Show::First { unique: !repeated, repeated: !unique },
    };
    Ok(uniq)
}

fn size(text: &[u8], what: &str) -> Result<usize, Stop> {
    match parse_size(text, 0..=u64::MAX) {
        Ok(size) => Ok(usize::try_from(size).unwrap_or(usize::MAX)),
        Err(NumberError::Overflow) => Ok(usize::MAX),
        Err(_) => {
            let message = [&quotef_colon(text)[..], b": invalid number of ", what.as_bytes()];
            Err(UNIQ.failure(message.concat()))
        }
    }
}

async fn run(context: &Context, uniq: Uniq) -> ExitStatus {
    let mut filter = Filter::new(context)
        .wording(filter::plain, |name, _| [b"error reading ", &bashwit_args::quoteaf(name)[..]].concat());
    let Some(mut input) = filter.open(&uniq.input).await else { return ExitStatus::FAILURE };
    if let Some(name) = &uniq.output {
        match context.files().create(name).await {
            Ok(file) => filter.output = Writer::new(Ok(file)),
            Err(error) => {
                filter.fail(filter::plain(name, error)).await;
                return ExitStatus::FAILURE;
            }
        }
    }
    let result = filter_groups(&mut filter, &uniq, &mut input).await;
    filter.finish(result).await
}

/// What is known of the group that goes on.
struct Group<'a> {
    first: &'a [u8],
    /// 0: there is no group yet.
    count: u64,
    /// Groups that were printed before.
    printed: u64,
}

async fn filter_groups(
    filter: &mut Filter<'_>,
    uniq: &Uniq,
    input: &mut filter::Input,
) -> Result<(), Broken> {
    let mut kept = Vec::new();
    let (mut count, mut printed) = (0, 0);
    loop {
        let chunk = filter.records(input, uniq.delimiter).await;
        if chunk.is_empty() {
            break;
        }
        let mut group = Group { first: &kept, count, printed };
        for line in filter::split(chunk, uniq.delimiter) {
            uniq.line(line, &mut group, filter.output.buffer());
        }
        (count, printed) = (group.count, group.printed);
        kept = group.first.to_vec();
        let length = chunk.len();
        input.reader.consume(length);
        filter.flush_if_full().await?;
    }
    uniq.end(&Group { first: &kept, count, printed }, filter.output.buffer());
    if matches!(uniq.show, Show::Groups(Separator::Append | Separator::Both)) && count > 0 {
        filter.output.push(&[uniq.delimiter]);
    }
    Ok(())
}

impl Uniq {
    fn line<'a>(&self, line: &'a [u8], group: &mut Group<'a>, out: &mut Vec<u8>) {
        let same = group.count > 0 && self.equal(group.first, line);
        match self.show {
            Show::First { .. } if same => {}
            Show::First { .. } => self.end(group, out),
            Show::Repeated(separator) => {
                if same && group.count == 1 {
                    let wanted = match separator {
                        Separator::Prepend => true,
                        Separator::Between => group.printed > 0,
                        _ => false,
                    };
                    if wanted {
                        out.push(self.delimiter);
                    }
                    group.printed += 1;
                    self.print(group.first, out);
                }
                if same {
                    self.print(line, out);
                }
            }
            Show::Groups(separator) => {
                if !same {
                    let before = matches!(separator, Separator::Prepend | Separator::Both);
                    if group.count > 0 || before {
                        out.push(self.delimiter);
                    }
                }
                self.print(line, out);
            }
        }
        if same {
            group.count += 1;
        } else {
            (group.first, group.count) = (line, 1);
        }
    }

    /// A group has ended.
    fn end(&self, group: &Group<'_>, out: &mut Vec<u8>) {
        let Show::First { unique, repeated } = self.show else { return };
        let shown = match group.count {
            0 => false,
            1 => unique,
            _ => repeated,
        };
        if shown {
            if self.count {
                number(group.count, out);
            }
            self.print(group.first, out);
        }
    }

    fn print(&self, line: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(line);
        out.push(self.delimiter);
    }

    fn equal(&self, a: &[u8], b: &[u8]) -> bool {
        let (a, b) = (self.key(a), self.key(b));
        if self.ignore_case { a.eq_ignore_ascii_case(b) } else { a == b }
    }

    /// The part of a line that counts.
    fn key<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n');
        let mut rest = line;
        for _ in 0..self.skip_fields {
            if rest.is_empty() {
                break;
            }
            let blanks = rest.iter().take_while(|byte| blank(byte)).count();
            let text = rest.get(blanks..).unwrap_or_default();
            let field = text.iter().take_while(|byte| !blank(byte)).count();
            rest = text.get(field..).unwrap_or_default();
        }
        let rest = rest.get(self.skip_chars..).unwrap_or_default();
        rest.get(..self.check_chars).unwrap_or(rest)
    }
}

/// A count, right-aligned in seven columns, and a blank.
fn number(count: u64, out: &mut Vec<u8>) {
    let mut digits = [b' '; 20];
    let mut at = digits.len();
    let mut rest = count;
    while at > 0 {
        at -= 1;
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(at.min(13)..).unwrap_or_default());
    out.push(b' ');
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, fixture, run};

    #[test]
    fn groups() {
        let lines = "a\na\nb\nc\nc\n";
        check(&[
            ("uniq", lines, "a\nb\nc\n"),
            ("uniq", "a\na", "a\n"),
            ("uniq -c", lines, "      2 a\n      1 b\n      2 c\n"),
            ("uniq -d", lines, "a\nc\n"),
            ("uniq -u", lines, "b\n"),
            ("uniq -du", lines, ""),
            ("uniq -D", lines, "a\na\nc\nc\n"),
            ("uniq --all-repeated=prepend", lines, "\na\na\n\nc\nc\n"),
            ("uniq --all-repeated=separate", lines, "a\na\n\nc\nc\n"),
            ("uniq --group", lines, "a\na\n\nb\n\nc\nc\n"),
            ("uniq --group=both", "a\nb\n", "\na\n\nb\n\n"),
            ("uniq -i", "a\nA\n", "a\n"),
            ("uniq -f1", "1 a\n2 a\n", "1 a\n"),
            ("uniq -s1", "xa\nya\n", "xa\n"),
            ("uniq -w1", "ab\nac\n", "ab\n"),
            ("uniq -z", "a\0a\0", "a\0"),
        ]);
    }

    #[test]
    fn files() {
        let fixture = fixture().file("f", b"a\na\n");
        assert_eq!(run(&fixture, "uniq f out", "").status, 0);
        assert_eq!(run(&fixture, "cat out", "").out(), "a\n");
        check_errors(&[
            ("uniq no", 1, "uniq: no: No such file or directory\n"),
            ("uniq -w x", 1, "uniq: x: invalid number of bytes to compare\n"),
        ]);
    }
}
