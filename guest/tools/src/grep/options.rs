//! The options of grep and what they mean.

use super::color::Colors;
use super::filters::Filters;
use super::matcher::{Dialect, Matcher, Patterns};
use bashwit_args::{Stop, Synopsis, Trailer, choose, flag, hidden};
use bashwit_kernel::Context;
use bashwit_pattern::regex::Flags;

pub(super) const GREP: Synopsis = Synopsis::gnu(
    "grep",
    &["[OPTION]... PATTERNS [FILE]..."],
    "Search for PATTERNS in each FILE.\n\
     Example: grep -i 'hello world' menu.h main.c\n\
     PATTERNS can contain multiple patterns separated by newlines.",
    &[
        flag("-E, --extended-regexp", "PATTERNS are extended regular expressions"),
        flag("-F, --fixed-strings", "PATTERNS are strings"),
        flag("-G, --basic-regexp", "PATTERNS are basic regular expressions"),
        flag("-P, --perl-regexp", "PATTERNS are Perl regular expressions"),
        flag("-e, --regexp=PATTERNS", "use PATTERNS for matching"),
        flag("-f, --file=FILE", "take PATTERNS from FILE"),
        flag("-i, --ignore-case", "ignore case distinctions in patterns and data"),
        flag("--no-ignore-case", "do not ignore case distinctions (default)"),
        flag("-w, --word-regexp", "match only whole words"),
        flag("-x, --line-regexp", "match only whole lines"),
        flag("-z, --null-data", "a data line ends in 0 byte, not newline"),
        flag("-s, --no-messages", "suppress error messages"),
        flag("-v, --invert-match", "select non-matching lines"),
        flag("-m, --max-count=NUM", "stop after NUM selected lines"),
        flag("-b, --byte-offset", "print the byte offset with output lines"),
        flag("-n, --line-number", "print line number with output lines"),
        flag("--line-buffered", "flush output on every line"),
        flag("-H, --with-filename", "print file name with output lines"),
        flag("-h, --no-filename", "suppress the file name prefix on output"),
        flag("--label=LABEL", "use LABEL as the standard input file name prefix"),
        flag("-o, --only-matching", "show only nonempty parts of lines that match"),
        flag("-q, --quiet, --silent", "suppress all normal output"),
        flag(
            "--binary-files=TYPE",
            "assume that binary files are TYPE;\nTYPE is 'binary', 'text', or 'without-match'",
        ),
        flag("-a, --text", "equivalent to --binary-files=text"),
        flag("-I", "equivalent to --binary-files=without-match"),
        flag(
            "-d, --directories=ACTION",
            "how to handle directories;\nACTION is 'read', 'recurse', or 'skip'",
        ),
        flag("-D, --devices=ACTION", "how to handle devices, FIFOs and sockets;\nACTION is 'read' or 'skip'"),
        flag("-r, --recursive", "like --directories=recurse"),
        flag("-R, --dereference-recursive", "likewise, but follow all symlinks"),
        flag("--include=GLOB", "search only files that match GLOB (a file pattern)"),
        flag("--exclude=GLOB", "skip files that match GLOB"),
        flag("--exclude-from=FILE", "skip files that match any file pattern from FILE"),
        flag("--exclude-dir=GLOB", "skip directories that match GLOB"),
        flag("-L, --files-without-match", "print only names of FILEs with no selected lines"),
        flag("-l, --files-with-matches", "print only names of FILEs with selected lines"),
        flag("-c, --count", "print only a count of selected lines per FILE"),
        flag("-T, --initial-tab", "make tabs line up (if needed)"),
        flag("-Z, --null", "print 0 byte after FILE name"),
        flag("-B, --before-context=NUM", "print NUM lines of leading context"),
        flag("-A, --after-context=NUM", "print NUM lines of trailing context"),
        flag("-C, --context=NUM", "print NUM lines of output context"),
        flag("-NUM", "same as --context=NUM"),
        flag("--group-separator=SEP", "print SEP on line between matches with context"),
        flag("--no-group-separator", "do not print separator for matches with context"),
        flag(
            "--color[=WHEN], --colour[=WHEN]",
            "use markers to highlight the matching strings;\nWHEN is 'always', 'never', or 'auto'",
        ),
        flag("-U, --binary", "do not strip CR characters at EOL (MSDOS/Windows)"),
        hidden("-y"),
        hidden("-u, --unix-byte-offsets"),
        hidden("-V"),
        hidden("-X MATCHER"),
    ],
)
.status(2)
.trailer(Trailer::UsageTry)
.footer(
    "When FILE is '-', read standard input.  With no FILE, read '.' if\n\
     recursive, '-' otherwise.  With fewer than two FILEs, assume -h.\n\
     Exit status is 0 if any line is selected, 1 otherwise;\n\
     if any error occurs and -q is not given, the exit status is 2.",
);

/// Which names are listed instead of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    No,
    With,
    Without,
}

/// What happens with files that are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    Report,
    Text,
    WithoutMatch,
}

/// What happens with directories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Directories {
    Read,
    Recurse,
    Skip,
}

/// What the arguments mean.
pub(super) struct Grep {
    pub matcher: Matcher,
    pub files: Vec<Vec<u8>>,
    pub invert: bool,
    pub count: bool,
    pub list: List,
    pub max: u64,
    pub number: bool,
    pub byte_offset: bool,
    pub only: bool,
    pub quiet: bool,
    pub silent: bool,
    pub with_name: Option<bool>,
    pub directories: Directories,
    pub skip_devices: bool,
    pub follow: bool,
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub separator: Option<Vec<u8>>,
    pub colors: Option<Colors>,
    pub binary: Binary,
    pub filters: Filters,
    pub end: u8,
    pub null_names: bool,
    pub initial_tab: bool,
    pub label: Vec<u8>,
    pub line_buffered: bool,
    /// What is to be said first.
    pub warnings: Vec<String>,
    /// Whether encoding errors make a line binary.
    pub utf8: bool,
}

/// The arguments as they come in.
struct Draft {
    grep: Grep,
    dialect: Option<Dialect>,
    /// `None` until the first pattern.
    patterns: Option<Vec<u8>>,
    flags: Flags,
    context: Option<usize>,
    color: bool,
    warnings: Vec<String>,
}

fn failure(message: impl AsRef<[u8]>) -> Stop {
    let mut stop = GREP.failure(message);
    stop.status = 2;
    stop
}

/// Reads the arguments of grep, or of egrep and fgrep where `dialect` is given.
pub(super) async fn parse(context: &Context, dialect: Option<Dialect>) -> Result<Grep, Stop> {
    let utf8 = context.is_utf8();
    let mut draft = Draft {
        grep: Grep::new(utf8),
        dialect,
        patterns: None,
        flags: Flags { utf8, ..Flags::default() },
        context: None,
        color: false,
        warnings: Vec::new(),
    };
    let mut args = GREP.parse(context.operands());
    while let Some(option) = args.next_option()? {
        if option.id == "V" {
            return Err(GREP.version());
        }
        draft.option(context, option).await?;
    }
    let mut operands = args.into_operands().into_iter();
    if draft.patterns.is_none() {
        match operands.next() {
            Some(patterns) => draft.patterns = Some([patterns, b"\n"].concat()),
            None => {
                let mut stop = GREP.usage_error("");
                stop.message.clear();
                return Err(stop);
            }
        }
    }
    draft.grep.files = operands.map(<[u8]>::to_vec).collect();
    draft.finish(context)
}

impl Grep {
    fn new(utf8: bool) -> Self {
        Grep {
            matcher: Matcher::Nothing,
            files: Vec::new(),
            invert: false,
            count: false,
            list: List::No,
            max: u64::MAX,
            number: false,
            byte_offset: false,
            only: false,
            quiet: false,
            silent: false,
            with_name: None,
            directories: Directories::Read,
            skip_devices: false,
            follow: false,
            before: None,
            after: None,
            separator: Some(b"--".to_vec()),
            colors: None,
            binary: Binary::Report,
            filters: Filters::default(),
            end: b'\n',
            null_names: false,
            initial_tab: false,
            label: b"(standard input)".to_vec(),
            line_buffered: false,
            warnings: Vec::new(),
            utf8,
        }
    }

    /// Whether nothing but the exit status or a name comes of a file, so that one line decides.
    pub(super) fn first_decides(&self) -> bool {
        self.quiet || self.list != List::No
    }
}

impl Draft {
    async fn option(&mut self, context: &Context, option: bashwit_args::Opt<'_>) -> Result<(), Stop> {
        let grep = &mut self.grep;
        match option.id {
            "extended-regexp" => self.dialect(Dialect::Extended)?,
            "fixed-strings" => self.dialect(Dialect::Fixed)?,
            "basic-regexp" => self.dialect(Dialect::Basic)?,
            "perl-regexp" => self.dialect(Dialect::Perl)?,
            "X" => self.matcher_name(option.value)?,
            "regexp" => self.add_patterns(option.value),
            "file" => self.pattern_file(context, option.value).await?,
            "ignore-case" | "y" => self.flags.icase = true,
            "no-ignore-case" => self.flags.icase = false,
            "word-regexp" => self.flags.word = true,
            "line-regexp" => self.flags.line = true,
            "null-data" => grep.end = 0,
            "no-messages" => grep.silent = true,
            "invert-match" => grep.invert = true,
            "max-count" => grep.max = max_count(option.value)?,
            "byte-offset" => grep.byte_offset = true,
            "line-number" => grep.number = true,
            "line-buffered" => grep.line_buffered = true,
            "with-filename" => grep.with_name = Some(true),
            "no-filename" => grep.with_name = Some(false),
            "label" => grep.label = option.value.to_vec(),
            "only-matching" => grep.only = true,
            "quiet" => grep.quiet = true,
            "binary-files" => grep.binary = binary_type(option.value)?,
            "text" => grep.binary = Binary::Text,
            "I" => grep.binary = Binary::WithoutMatch,
            "directories" => {
                let groups: &[&[&str]] = &[&["read"], &["recurse"], &["skip"]];
                let choice = choose(&GREP, "--directories", option.value, groups)?;
                grep.directories = [Directories::Read, Directories::Recurse, Directories::Skip]
                    .get(choice)
                    .copied()
                    .unwrap_or(Directories::Read);
            }
            "devices" => match option.value {
                b"read" => grep.skip_devices = false,
                b"skip" => grep.skip_devices = true,
                _ => return Err(failure("unknown devices method")),
            },
            "recursive" => (grep.directories, grep.follow) = (Directories::Recurse, false),
            "dereference-recursive" => (grep.directories, grep.follow) = (Directories::Recurse, true),
            "include" => grep.filters.add_file(option.value, true),
            "exclude" => grep.filters.add_file(option.value, false),
            "exclude-from" => self.exclude_from(context, option.value).await?,
            "exclude-dir" => grep.filters.add_directory(option.value),
            "files-without-match" => grep.list = List::Without,
            "files-with-matches" => grep.list = List::With,
            "count" => grep.count = true,
            "initial-tab" => grep.initial_tab = true,
            "null" => grep.null_names = true,
            "before-context" => grep.before = Some(context_length(option.value)?),
            "after-context" => grep.after = Some(context_length(option.value)?),
            "context" | "NUM" => self.context = Some(context_length(option.value)?),
            "group-separator" => grep.separator = Some(option.value.to_vec()),
            "no-group-separator" => grep.separator = None,
            "unix-byte-offsets" => {
                self.warnings.push("--unix-byte-offsets (-u) is obsolete".into());
            }
            "color" => self.color = color_wanted(&option)?,
            _ => {}
        }
        Ok(())
    }

    fn dialect(&mut self, dialect: Dialect) -> Result<(), Stop> {
        if self.dialect.is_some_and(|known| known != dialect) {
            return Err(failure("conflicting matchers specified"));
        }
        self.dialect = Some(dialect);
        Ok(())
    }

    fn matcher_name(&mut self, name: &[u8]) -> Result<(), Stop> {
        let dialect = match name {
            b"grep" => Dialect::Basic,
            b"egrep" | b"awk" | b"gawk" | b"posixawk" => Dialect::Extended,
            b"fgrep" => Dialect::Fixed,
            b"perl" => Dialect::Perl,
            _ => return Err(failure([b"invalid matcher ", name].concat())),
        };
        self.dialect(dialect)
    }

    fn add_patterns(&mut self, text: &[u8]) {
        let patterns = self.patterns.get_or_insert_default();
        patterns.extend_from_slice(text);
        patterns.push(b'\n');
    }

    async fn pattern_file(&mut self, context: &Context, name: &[u8]) -> Result<(), Stop> {
        let text = read_now(context, name).await?;
        let patterns = self.patterns.get_or_insert_default();
        patterns.extend_from_slice(&text);
        if text.last().is_some_and(|&last| last != b'\n') {
            patterns.push(b'\n');
        }
        Ok(())
    }

    async fn exclude_from(&mut self, context: &Context, name: &[u8]) -> Result<(), Stop> {
        let text = read_now(context, name).await?;
        for line in text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end) {
            if !line.is_empty() {
                self.grep.filters.add_file(line, false);
            }
        }
        Ok(())
    }

    fn finish(mut self, context: &Context) -> Result<Grep, Stop> {
        let text = self.patterns.unwrap_or_default();
        let patterns = Patterns::new(&text);
        self.flags.lines = self.grep.end == b'\n';
        if self.flags.line {
            self.flags.word = false;
        }
        let dialect = self.dialect.unwrap_or(Dialect::Basic);
        let grep = &mut self.grep;
        if dialect == Dialect::Extended {
            self.warnings.extend(patterns.leading_repetitions());
        }
        grep.warnings = self.warnings;
        grep.matcher = Matcher::new(dialect, &patterns, self.flags).map_err(failure)?;
        grep.before = grep.before.or(self.context);
        grep.after = grep.after.or(self.context);
        if self.color {
            grep.colors = Some(Colors::from_environment(context));
        }
        if grep.first_decides() {
            grep.count = false;
        }
        Ok(self.grep)
    }
}

/// A file of patterns, before anything is searched.
async fn read_now(context: &Context, name: &[u8]) -> Result<Vec<u8>, Stop> {
    let mut reader = if name == b"-" { Ok(context.stdin()) } else { context.reader(name).await };
    let text = match &mut reader {
        Ok(reader) => reader.read_to_end().await,
        Err(error) => Err(*error),
    };
    text.map_err(|error| failure([name, b": ", error.message().as_bytes()].concat()))
}

fn number(text: &[u8]) -> Option<i128> {
    let (negative, digits) = match text.split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0i128, |sum, digit| {
        (sum.saturating_mul(10).saturating_add(i128::from(digit - b'0'))).min(i128::from(u64::MAX))
    });
    Some(if negative { -value } else { value })
}

fn max_count(text: &[u8]) -> Result<u64, Stop> {
    match number(text) {
        Some(count) => Ok(u64::try_from(count).unwrap_or(u64::MAX)),
        None => Err(failure("invalid max count")),
    }
}

fn context_length(text: &[u8]) -> Result<usize, Stop> {
    match number(text) {
        Some(count) if count >= 0 => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
        _ => Err(failure([text, b": invalid context length argument"].concat())),
    }
}

fn binary_type(text: &[u8]) -> Result<Binary, Stop> {
    match text {
        b"binary" => Ok(Binary::Report),
        b"text" => Ok(Binary::Text),
        b"without-match" => Ok(Binary::WithoutMatch),
        _ => Err(failure("unknown binary-files type")),
    }
}

/// Output never goes to a terminal, so `auto` means no.
fn color_wanted(option: &bashwit_args::Opt<'_>) -> Result<bool, Stop> {
    if !option.given {
        return Ok(false);
    }
    match option.value.to_ascii_lowercase().as_slice() {
        b"always" | b"yes" | b"force" => Ok(true),
        b"never" | b"no" | b"none" | b"auto" | b"tty" | b"if-tty" => Ok(false),
        _ => {
            let mut stop = GREP.help();
            (stop.status, stop.stdout) = (2, false);
            Err(stop)
        }
    }
}
