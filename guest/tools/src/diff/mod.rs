//! `diff [OPTION]... FILES`: compares files line by line, and directories file by file.
//!
//! Exit status: 0 where they are the same, 1 where they differ, 2 in trouble. `-d`, `-H` and
//! `--color` change nothing.

mod compare;
mod formatted;
mod lines;
mod output;
mod side_by_side;
mod tree;

use crate::frame;
use bashwit_args::{Args, Stop, Synopsis, Trailer, flag, hidden, parse_size};
use bashwit_kernel::{Context, ExitStatus};
use bashwit_pattern::regex::{Flags, Regex, Syntax};
use formatted::Formats;
use lines::Space;

const DIFF: Synopsis = Synopsis::gnu(
    "diff",
    &["[OPTION]... FILES"],
    "Compare FILES line by line.",
    &[
        flag("--normal", "output a normal diff (the default)"),
        flag("-q, --brief", "report only when files differ"),
        flag("-s, --report-identical-files", "report when two files are the same"),
        flag("-c", "output 3 lines of copied context"),
        flag("-C NUM", "output NUM lines of copied context"),
        flag("--context[=NUM]", "output NUM (default 3) lines of copied context"),
        flag("-u", "output 3 lines of unified context"),
        flag("-U NUM", "output NUM lines of unified context"),
        flag("--unified[=NUM]", "output NUM (default 3) lines of unified context"),
        flag("-e, --ed", "output an ed script"),
        flag("-n, --rcs", "output an RCS format diff"),
        flag("-y, --side-by-side", "output in two columns"),
        flag("-W, --width=NUM", "output at most NUM (default 130) print columns"),
        flag("--left-column", "output only the left column of common lines"),
        flag("--suppress-common-lines", "do not output common lines"),
        flag("-p, --show-c-function", "show which C function each change is in"),
        flag("--label=LABEL", "use LABEL instead of file name and timestamp (can be repeated)"),
        flag("-t, --expand-tabs", "expand tabs to spaces in output"),
        flag("-r, --recursive", "recursively compare any subdirectories found"),
        flag("--no-dereference", "don't follow symbolic links"),
        flag("-N, --new-file", "treat absent files as empty"),
        flag("--unidirectional-new-file", "treat absent first files as empty"),
        flag("-x, --exclude=PAT", "exclude files that match PAT"),
        flag("-X, --exclude-from=FILE", "exclude files that match any pattern in FILE"),
        flag("-i, --ignore-case", "ignore case differences in file contents"),
        flag("-E, --ignore-tab-expansion", "ignore changes due to tab expansion"),
        flag("-Z, --ignore-trailing-space", "ignore white space at line end"),
        flag("-b, --ignore-space-change", "ignore changes in the amount of white space"),
        flag("-w, --ignore-all-space", "ignore all white space"),
        flag("-B, --ignore-blank-lines", "ignore changes where lines are all blank"),
        flag("-I, --ignore-matching-lines=RE", "ignore changes where all lines match RE"),
        flag("-a, --text", "treat all files as text"),
        flag("--strip-trailing-cr", "strip trailing carriage return on input"),
        flag("-D, --ifdef=NAME", "output merged file with '#ifdef NAME' diffs"),
        flag("--line-format=LFMT", "format all input lines with LFMT"),
        flag("--old-line-format=LFMT", "format lines of the first file with LFMT"),
        flag("--new-line-format=LFMT", "format lines of the second file with LFMT"),
        flag("--unchanged-line-format=LFMT", "format lines of both files with LFMT"),
        flag("--old-group-format=GFMT", "format groups of the first file with GFMT"),
        flag("--new-group-format=GFMT", "format groups of the second file with GFMT"),
        flag("--unchanged-group-format=GFMT", "format groups of both files with GFMT"),
        flag("--changed-group-format=GFMT", "format changed groups with GFMT"),
        flag("-d, --minimal", "try hard to find a smaller set of changes"),
        flag("-H, --speed-large-files", "assume large files and many scattered small changes"),
        flag("--color[=WHEN]", "(ignored)"),
        hidden("-L LABEL"),
        hidden("-P"),
        hidden("-NUM"),
    ],
)
.status(2)
.trailer(Trailer::NamedTry)
.footer("FILES are 'FILE1 FILE2' or 'DIR1 DIR2' or 'DIR FILE' or 'FILE DIR'.");

/// How changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Style {
    #[default]
    Normal,
    Context(usize),
    Unified(usize),
    Ed,
    Rcs,
    SideBySide,
    /// By the formats.
    Merged,
}

#[derive(Default)]
struct Diff {
    style: Style,
    brief: bool,
    report_same: bool,
    show_function: bool,
    labels: Vec<Vec<u8>>,
    recursive: bool,
    no_follow: bool,
    new_file: bool,
    new_first_file: bool,
    exclude: Vec<Vec<u8>>,
    exclude_from: Vec<Vec<u8>>,
    ignore_case: bool,
    expand: bool,
    space: Space,
    ignore_blank: bool,
    ignore_matching: Option<Regex>,
    text: bool,
    strip_cr: bool,
    width: usize,
    left_column: bool,
    suppress_common: bool,
    expand_output: bool,
    formats: Formats,
    /// The options as they were given, for the headers of files in directories.
    options: Vec<u8>,
    files: [Vec<u8>; 2],
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, tree::run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Diff, Stop> {
    let mut diff = Diff { width: 130, ..Diff::default() };
    let (mut style, mut context, mut matching) = (None, None, Vec::new());
    let mut digits = Vec::new();
    let mut parsed = DIFF.parse(args);
    while let Some(option) = parsed.next_option()? {
        let value = option.value;
        let number = |what: &str| {
            parse_size(value, 0..=i64::MAX as u64)
                .ok()
                .filter(|_| value.iter().all(u8::is_ascii_digit))
                .map(|number| usize::try_from(number).unwrap_or(usize::MAX))
                .ok_or_else(|| DIFF.usage_error([b"invalid ", what.as_bytes(), b" '", value, b"'"].concat()))
        };
        let found = match option.id {
            "normal" => Style::Normal,
            "NUM" => {
                digits.extend_from_slice(value);
                continue;
            }
            "c" | "u" | "context" | "unified" | "C" | "U" => {
                let lines = if option.given { number("context length")? } else { 3 };
                if option.given {
                    context = Some(context.map_or(lines, |old: usize| old.max(lines)));
                }
                if option.id.to_ascii_lowercase().starts_with('c') {
                    Style::Context(lines)
                } else {
                    Style::Unified(lines)
                }
            }
            "ed" => Style::Ed,
            "rcs" => Style::Rcs,
            "side-by-side" => Style::SideBySide,
            "width" => {
                diff.width = number("width")?;
                continue;
            }
            "ignore-matching-lines" => {
                matching.push(value);
                continue;
            }
            id if diff.formats.set(id, value) => Style::Merged,
            id => {
                diff.set(id, value);
                continue;
            }
        };
        if style.is_some_and(|old| std::mem::discriminant(&old) != std::mem::discriminant(&found)) {
            return Err(DIFF.usage_error("conflicting output style options"));
        }
        style = Some(found);
    }
    if let Ok(lines) = parse_size(&digits, 0..=i64::MAX as u64) {
        // `-5` alone asks for nothing but that.
        let lines = usize::try_from(lines).unwrap_or(usize::MAX);
        context = Some(context.map_or(lines, |old| old.max(lines)));
    }
    diff.style = match (style.unwrap_or_default(), context) {
        (Style::Context(_), Some(lines)) => Style::Context(lines),
        (Style::Unified(_), Some(lines)) => Style::Unified(lines),
        (Style::Normal, _) if diff.show_function && style.is_none() => Style::Context(3),
        (style, _) => style,
    };
    if !matching.is_empty() {
        let regex = Regex::any_of(&matching, Syntax::Basic, Flags::default());
        let invalid = |error| {
            let pattern = matching.join(&b"\n"[..]);
            let mut stop = DIFF.failure([&pattern[..], format!(": {error}").as_bytes()].concat());
            stop.status = 2;
            stop
        };
        diff.ignore_matching = Some(regex.map_err(invalid)?);
    }
    diff.operands(parsed, args)
}

impl Diff {
    fn set(&mut self, id: &str, value: &[u8]) {
        match id {
            "brief" => self.brief = true,
            "report-identical-files" => self.report_same = true,
            "left-column" => self.left_column = true,
            "suppress-common-lines" => self.suppress_common = true,
            "show-c-function" => self.show_function = true,
            "label" | "L" => self.labels.push(value.to_vec()),
            "expand-tabs" => self.expand_output = true,
            "recursive" => self.recursive = true,
            "no-dereference" => self.no_follow = true,
            "new-file" => self.new_file = true,
            "unidirectional-new-file" | "P" => self.new_first_file = true,
            "exclude" => self.exclude.push(value.to_vec()),
            "exclude-from" => self.exclude_from.push(value.to_vec()),
            "ignore-case" => self.ignore_case = true,
            "ignore-tab-expansion" => self.expand = true,
            "ignore-trailing-space" => self.raise(Space::NotTrailing),
            "ignore-space-change" => self.raise(Space::AnyAmount),
            "ignore-all-space" => self.raise(Space::Ignored),
            "ignore-blank-lines" => self.ignore_blank = true,
            "text" => self.text = true,
            "strip-trailing-cr" => self.strip_cr = true,
            _ => {}
        }
    }

    fn raise(&mut self, space: Space) {
        if space > self.space {
            self.space = space;
        }
    }

    fn operands(mut self, parsed: Args<'_, '_, Vec<u8>>, args: &[Vec<u8>]) -> Result<Diff, Stop> {
        let operands = parsed.into_operands();
        match *operands {
            [first, second] => self.files = [first.to_vec(), second.to_vec()],
            [_, _, extra, ..] => return Err(DIFF.usage_error([b"extra operand '", extra, b"'"].concat())),
            _ => {
                let last = args.last().map_or(&b"diff"[..], Vec::as_slice);
                return Err(DIFF.usage_error([b"missing operand after '", last, b"'"].concat()));
            }
        }
        let is_operand = |arg: &[u8]| operands.iter().any(|operand| std::ptr::eq(*operand, arg));
        for arg in args.iter().filter(|arg| !is_operand(arg) && arg.as_slice() != b"--") {
            self.options.push(b' ');
            self.options.extend_from_slice(&shell_word(arg));
        }
        Ok(self)
    }
}

/// An option as a shell reads it.
fn shell_word(word: &[u8]) -> Vec<u8> {
    bashwit_args::quotef(word).into_owned()
}

/// A name above changes: in quotes with escapes as in C where something in it is not plain.
fn c_name(name: &[u8]) -> Vec<u8> {
    let special = |&byte: &u8| byte <= b' ' || byte == b'"' || byte == b'\\' || byte == 0x7f;
    if !name.iter().any(special) {
        return name.to_vec();
    }
    let mut text = vec![b'"'];
    for &byte in name {
        match byte {
            b'"' | b'\\' => text.extend([b'\\', byte]),
            7..=13 => text.extend([b'\\', b"abtnvfr"[usize::from(byte - 7)]]),
            0..=31 | 0x7f => text.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
            _ => text.push(byte),
        }
    }
    text.push(b'"');
    text
}

#[cfg(test)]
mod tests;
