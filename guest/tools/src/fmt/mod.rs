//! `fmt [-WIDTH] [OPTION]... [FILE]...`: fills paragraphs.
//!
//! Widths are counted in bytes, as GNU's does.

mod paragraph;

use crate::filter::{self, Broken, Filter};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, hidden, parse_size};
use bashwit_kernel::{Context, ExitStatus};

const FMT: Synopsis = Synopsis::gnu(
    "fmt",
    &["[-WIDTH] [OPTION]... [FILE]..."],
    "Reformat each paragraph in the FILE(s), writing to standard output.\n\
     The option -WIDTH is an abbreviated form of --width=DIGITS.\n\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-c, --crown-margin", "preserve indentation of first two lines"),
        flag("-p, --prefix=STRING", "reformat only lines beginning with STRING"),
        flag("-s, --split-only", "split long lines, but do not refill"),
        flag("-t, --tagged-paragraph", "indentation of first line different from second"),
        flag("-u, --uniform-spacing", "one space between words, two after sentences"),
        flag("-w, --width=WIDTH", "maximum line width (default of 75 columns)"),
        flag("-g, --goal=WIDTH", "goal width (default of 93% of width)"),
        hidden("-NUM"),
    ],
);

/// How lines belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shape {
    /// All lines of a paragraph have the same indentation.
    #[default]
    Plain,
    Crown,
    Split,
    Tagged,
}

#[derive(Default)]
struct Fmt {
    shape: Shape,
    uniform: bool,
    /// Lines are shorter than this.
    most: i64,
    goal: i64,
    /// Blanks before the prefix, the prefix without blanks at its end, and its length with them.
    lead: usize,
    prefix: Vec<u8>,
    prefix_length: usize,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Fmt, Stop> {
    let mut fmt = Fmt::default();
    let (mut width, mut goal) = (None, None);
    let mut digits = Vec::new();
    let mut parsed = FMT.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "crown-margin" => fmt.shape = Shape::Crown,
            "split-only" => fmt.shape = Shape::Split,
            "tagged-paragraph" => fmt.shape = Shape::Tagged,
            "uniform-spacing" => fmt.uniform = true,
            "width" => width = Some(option.value.to_vec()),
            "goal" => goal = Some(option.value.to_vec()),
            "NUM" => {
                digits.extend_from_slice(option.value);
                width = Some(digits.clone());
            }
            _ => {
                fmt.lead = option.value.iter().take_while(|&&byte| byte == b' ').count();
                let text = option.value.get(fmt.lead..).unwrap_or_default();
                fmt.prefix_length = text.len();
                fmt.prefix = text.trim_end_with(b' ').to_vec();
            }
        }
    }
    let number = |text: &[u8], most: u64| {
        let found = parse_size(text, 0..=most).map_err(|error| FMT.invalid_number("width", text, error));
        found.map(|number| i64::try_from(number).unwrap_or(i64::MAX))
    };
    let given = width.as_deref().map(|text| number(text, 2500)).transpose()?;
    fmt.most = given.unwrap_or(75);
    match goal {
        Some(text) => {
            fmt.goal =
                number(&text, u64::try_from(if given.is_some() { fmt.most } else { 75 }).unwrap_or(75))?;
            if given.is_none() {
                fmt.most = fmt.goal + 10;
            }
        }
        None => fmt.goal = fmt.most * 187 / 200,
    }
    fmt.files = filter::files(parsed.into_operands());
    Ok(fmt)
}

/// Without so many of a byte at its end.
trait TrimEnd {
    fn trim_end_with(&self, byte: u8) -> &[u8];
}

impl TrimEnd for [u8] {
    fn trim_end_with(&self, byte: u8) -> &[u8] {
        let length = self.iter().rposition(|&found| found != byte).map_or(0, |at| at + 1);
        &self[..length]
    }
}

async fn run(context: &Context, fmt: Fmt) -> ExitStatus {
    let mut filter = Filter::new(context).wording(filter::cannot_open, filter::plain);
    let result = format_all(&mut filter, &fmt).await;
    filter.finish(result).await
}

async fn format_all(filter: &mut Filter<'_>, fmt: &Fmt) -> Result<(), Broken> {
    for name in &fmt.files {
        let Some(mut input) = filter.open(name).await else { continue };
        let text = filter.rest(&mut input).await;
        let mut reading = paragraph::Reading::new(fmt, &text);
        while reading.paragraph(filter.output.buffer()) {
            filter.flush_if_full().await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn fills() {
        check(&[
            ("fmt -w 20", "one two three four five six seven\n", "one two three four\nfive six seven\n"),
            ("fmt -20", "a\nb\n\n\nc\n", "a b\n\n\nc\n"),
            ("fmt", "  x y\n  z\n w\n", "  x y z\n w\n"),
            ("fmt -s -w 10", "aaa bbb ccc\nd\n", "aaa\nbbb ccc\nd\n"),
            ("fmt -u", "a   b.  c\n", "a b.  c\n"),
            ("fmt -p '# '", "# a\n# b\nc\n", "# a b\nc\n"),
            ("fmt -c -w 12", "  a b\n c d e f g h\n", "  a b c d e\n f g h\n"),
            ("fmt", "", ""),
        ]);
        check_errors(&[
            ("fmt -w x", 1, "fmt: invalid width: ‘x’\n"),
            ("fmt none", 1, "fmt: cannot open 'none' for reading: No such file or directory\n"),
        ]);
    }
}
