//! `nl [OPTION]... [FILE]...`: numbers the lines of logical pages.
//!
//! Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use bashwit_args::{NumberError, Stop, Synopsis, flag, parse_signed, quote};
use bashwit_kernel::{Context, ExitStatus};
use bashwit_pattern::regex::{Flags, Regex, Syntax};

const NL: Synopsis = Synopsis::gnu(
    "nl",
    &["[OPTION]... [FILE]..."],
    "Write each FILE to standard output, with line numbers added.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-b, --body-numbering=STYLE", "use STYLE for numbering body lines"),
        flag("-d, --section-delimiter=CC", "use CC for logical page delimiters"),
        flag("-f, --footer-numbering=STYLE", "use STYLE for numbering footer lines"),
        flag("-h, --header-numbering=STYLE", "use STYLE for numbering header lines"),
        flag("-i, --line-increment=NUMBER", "line number increment at each line"),
        flag("-l, --join-blank-lines=NUMBER", "group of NUMBER empty lines counted as one"),
        flag("-n, --number-format=FORMAT", "insert line numbers according to FORMAT"),
        flag("-p, --no-renumber", "do not reset line numbers for each section"),
        flag("-s, --number-separator=STRING", "add STRING after (possible) line number"),
        flag("-v, --starting-line-number=NUMBER", "first line number for each section"),
        flag("-w, --number-width=NUMBER", "use NUMBER columns for line numbers"),
    ],
)
.footer(
    "Default options are: -bt -d'\\:' -fn -hn -i1 -l1 -n'rn' -s<TAB> -v1 -w6\n\n\
     CC are two delimiter characters used to construct logical page delimiters;\n\
     a missing second character implies ':'.\n\n\
     STYLE is one of: a (number all lines), t (number only nonempty lines),\n\
     n (number no lines), pBRE (number only lines that contain a match for the\n\
     basic regular expression, BRE). FORMAT is one of: ln (left justified, no\n\
     leading zeros), rn (right justified, no leading zeros), rz (right justified,\n\
     leading zeros).",
);

/// Which lines of a section get a number.
enum Style {
    All,
    Filled,
    None,
    Matching(Box<Regex>),
}

struct Nl {
    files: Vec<Vec<u8>>,
    /// Header, body, footer.
    styles: [Style; 3],
    delimiter: Vec<u8>,
    increment: i64,
    join_blank: i64,
    format: Format,
    renumber: bool,
    separator: Vec<u8>,
    start: i64,
    width: usize,
}

#[derive(Clone, Copy)]
enum Format {
    Left,
    Right,
    Zeros,
}

const BODY: usize = 1;

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Nl, Stop> {
    let mut nl = Nl {
        files: Vec::new(),
        styles: [Style::None, Style::Filled, Style::None],
        delimiter: b"\\:".to_vec(),
        increment: 1,
        join_blank: 1,
        format: Format::Right,
        renumber: true,
        separator: b"\t".to_vec(),
        start: 1,
        width: 6,
    };
    // All wrong arguments are named before it gives up.
    let mut wrong: Vec<Vec<u8>> = Vec::new();
    let mut args = NL.parse(args);
    while let Some(option) = args.next_option()? {
        let value = option.value;
        let everything = i64::MIN..=i64::MAX;
        let mut set_style = |index: usize, section: &str| match style(value)? {
            Some(style) => {
                nl.styles[index] = style;
                Ok(())
            }
            None => {
                let message = format!("invalid {section} numbering style: ").into_bytes();
                wrong.push([message, quote(value)].concat());
                Ok(())
            }
        };
        match option.id {
            "header-numbering" => set_style(0, "header")?,
            "body-numbering" => set_style(BODY, "body")?,
            "footer-numbering" => set_style(2, "footer")?,
            "section-delimiter" => {
                nl.delimiter = value.to_vec();
                if value.len() == 1 {
                    nl.delimiter.push(b':');
                }
            }
            "line-increment" => nl.increment = number(value, "line number increment", everything)?,
            "join-blank-lines" => {
                nl.join_blank = number(value, "line number of blank lines", 1..=i64::MAX)?;
            }
            "number-format" => match value {
                b"ln" => nl.format = Format::Left,
                b"rn" => nl.format = Format::Right,
                b"rz" => nl.format = Format::Zeros,
                _ => wrong.push([b"invalid line numbering format: ", &quote(value)[..]].concat()),
            },
            "no-renumber" => nl.renumber = false,
            "number-separator" => nl.separator = value.to_vec(),
            "starting-line-number" => nl.start = number(value, "starting line number", everything)?,
            _ => {
                let width = number(value, "line number field width", 1..=i64::from(i32::MAX))?;
                nl.width = usize::try_from(width.min(1 << 20)).unwrap_or(6);
            }
        }
    }
    if !wrong.is_empty() {
        return Err(NL.usage_error(wrong.join(&b"\nnl: "[..])));
    }
    nl.files = filter::files(args.into_operands());
    Ok(nl)
}

fn number(text: &[u8], what: &str, range: std::ops::RangeInclusive<i64>) -> Result<i64, Stop> {
    parse_signed(text, range).map_err(|error: NumberError| NL.invalid_number(what, text, error))
}

fn style(text: &[u8]) -> Result<Option<Style>, Stop> {
    Ok(Some(match text {
        b"a" => Style::All,
        b"t" => Style::Filled,
        b"n" => Style::None,
        [b'p', pattern @ ..] => match Regex::new(pattern, Syntax::Basic, Flags::default()) {
            Ok(regex) => Style::Matching(Box::new(regex)),
            Err(error) => return Err(NL.failure(error.to_string())),
        },
        _ => return Ok(None),
    }))
}

/// Where the output stands; it goes on from file to file.
struct Page {
    line: i64,
    section: usize,
    /// Empty lines in a row.
    blank: i64,
}

async fn run(context: &Context, nl: Nl) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = number_all(&mut filter, &nl).await;
    filter.finish(result).await
}

async fn number_all(filter: &mut Filter<'_>, nl: &Nl) -> Result<(), Broken> {
    let mut page = Page { line: nl.start, section: BODY, blank: 0 };
    for name in &nl.files {
        let Some(mut input) = filter.open(name).await else { continue };
        loop {
            let chunk = filter.records(&mut input, b'\n').await;
            if chunk.is_empty() {
                break;
            }
            for line in filter::split(chunk, b'\n') {
                nl.line(line, &mut page, filter.output.buffer());
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush_if_full().await?;
        }
    }
    Ok(())
}

impl Nl {
    fn line(&self, line: &[u8], page: &mut Page, out: &mut Vec<u8>) {
        if let Some(section) = self.section(line) {
            page.section = section;
            if self.renumber {
                page.line = self.start;
            }
            out.push(b'\n');
            return;
        }
        let numbered = match self.styles.get(page.section) {
            Some(Style::All) if self.join_blank > 1 && line.is_empty() => {
                page.blank += 1;
                page.blank == self.join_blank
            }
            Some(Style::All) => true,
            Some(Style::Filled) => !line.is_empty(),
            Some(Style::Matching(regex)) => regex.is_match(line).unwrap_or(false),
            Some(Style::None) | None => false,
        };
        if numbered {
            page.blank = 0;
            self.number(page.line, out);
            page.line = page.line.saturating_add(self.increment);
        } else {
            out.extend(std::iter::repeat_n(b' ', self.width + self.separator.len()));
        }
        out.extend_from_slice(line);
        out.push(b'\n');
    }

    /// The section that a delimiter line begins.
    fn section(&self, line: &[u8]) -> Option<usize> {
        let length = self.delimiter.len();
        if length < 2
            || !line.len().is_multiple_of(length)
            || !line.chunks(length).all(|part| part == self.delimiter)
        {
            return None;
        }
        match line.len() / length {
            1 => Some(2),
            2 => Some(BODY),
            3 => Some(0),
            _ => None,
        }
    }

    fn number(&self, line: i64, out: &mut Vec<u8>) {
        let width = self.width;
        let text = match self.format {
            Format::Left => format!("{line:<width$}"),
            Format::Right => format!("{line:>width$}"),
            Format::Zeros => format!("{line:0width$}"),
        };
        out.extend_from_slice(text.as_bytes());
        out.extend_from_slice(&self.separator);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn pages() {
        check(&[
            ("nl", "a\n\nb\n", "     1\ta\n       \n     2\tb\n"),
            ("nl -ba", "a\n\n", "     1\ta\n     2\t\n"),
            ("nl -bpb -w2 -s:", "a\nb\n", "   a\n 1:b\n"),
            ("nl -nrz -w3 -v5 -i5", "a\nb\n", "005\ta\n010\tb\n"),
            ("nl -nln", "a\n", "1     \ta\n"),
            ("nl -ha -fa", "\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n", "\n     1\th\n\n     1\tb\n\n     1\tf\n"),
            ("nl -p", "a\n\\:\\:\nb\n", "     1\ta\n\n     2\tb\n"),
            ("nl -ba -l2", "\n\n\n", "       \n     1\t\n       \n"),
        ]);
        let hint = "Try 'nl --help' for more information.\n";
        check_errors(&[
            ("nl -bx", 1, &format!("nl: invalid body numbering style: ‘x’\n{hint}")),
            ("nl -w0", 1, "nl: invalid line number field width: ‘0’: Numerical result out of range\n"),
        ]);
    }
}
