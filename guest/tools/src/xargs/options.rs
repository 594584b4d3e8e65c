//! The options of `xargs`.

use super::Parsed;
use bashwit_args::{Stop, Synopsis, flag};

const XARGS: Synopsis = Synopsis::gnu(
    "xargs",
    &["[OPTION]... COMMAND [INITIAL-ARGS]..."],
    "Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.",
    &[
        flag("-0, --null", "items are separated by a null, not whitespace;\ndisables quote and backslash processing and\nlogical EOF processing"),
        flag("-a, --arg-file=FILE", "read arguments from FILE, not standard input"),
        flag("-d, --delimiter=CHARACTER", "items in input stream are separated by CHARACTER,\nnot by whitespace; disables quote and backslash\nprocessing and logical EOF processing"),
        flag("-E END", "set logical EOF string; if END occurs as a line\nof input, the rest of the input is ignored"),
        flag("-e[END], --eof[=END]", "equivalent to -E END if END is specified;\notherwise, there is no end-of-file string"),
        flag("-I R", "same as --replace=R"),
        flag("-i[R], --replace[=R]", "replace R in INITIAL-ARGS with names read\nfrom standard input, split at newlines;\nif R is unspecified, assume {}"),
        flag("-L MAX-LINES", "use at most MAX-LINES non-blank input lines per\ncommand line"),
        flag("-l[MAX-LINES], --max-lines[=MAX-LINES]", "similar to -L but defaults to at most one non-\nblank input line if MAX-LINES is not specified"),
        flag("-n, --max-args=MAX-ARGS", "use at most MAX-ARGS arguments per command line"),
        flag("-o, --open-tty", "reopen stdin as /dev/tty in the child process"),
        flag("-P, --max-procs=MAX-PROCS", "run at most MAX-PROCS processes at a time"),
        flag("-p, --interactive", "prompt before running commands"),
        flag("--process-slot-var=VAR", "set environment variable VAR in child processes"),
        flag("-r, --no-run-if-empty", "if there are no arguments, then do not run COMMAND"),
        flag("-s, --max-chars=MAX-CHARS", "limit length of command line to MAX-CHARS"),
        flag("--show-limits", "(ignored)"),
        flag("-t, --verbose", "print commands before executing them"),
        flag("-x, --exit", "exit if the size (see -s) is exceeded"),
    ],
)
.ordered();

/// The longest command line by default, and at all.
const SIZE: usize = 128 * 1024;
const LARGEST: usize = 2 * 1024 * 1024;

/// What the arguments mean.
#[derive(Debug)]
pub(super) struct Xargs {
    /// The command and its first arguments.
    pub command: Vec<Vec<u8>>,
    pub file: Option<Vec<u8>>,
    pub delimiter: Option<u8>,
    pub end: Option<Vec<u8>>,
    pub replace: Option<Vec<u8>>,
    /// Lines for each command; 0 for any.
    pub lines: usize,
    /// Arguments for each command; 0 for any.
    pub args: usize,
    pub size: usize,
    /// Commands at once; 0 for any.
    pub processes: usize,
    pub skip_empty: bool,
    pub verbose: bool,
    pub exit: bool,
    pub needs_terminal: bool,
    pub slot_variable: Option<Vec<u8>>,
    pub warnings: Vec<String>,
}

pub(super) fn parse(args: &[Vec<u8>]) -> Parsed {
    let mut xargs = Xargs {
        command: Vec::new(),
        file: None,
        delimiter: None,
        end: None,
        replace: None,
        lines: 0,
        args: 0,
        size: SIZE,
        processes: 1,
        skip_empty: false,
        verbose: false,
        exit: false,
        needs_terminal: false,
        slot_variable: None,
        warnings: Vec::new(),
    };
    match xargs.read(args) {
        Ok(()) => Ok(xargs),
        Err(stop) => Err((xargs.warnings, stop)),
    }
}

impl Xargs {
    fn read(&mut self, args: &[Vec<u8>]) -> Result<(), Stop> {
        let mut args = XARGS.parse(args);
        while let Some(option) = args.next_option()? {
            let value = option.value;
            match option.id {
                "null" => self.delimiter = Some(0),
                "arg-file" => self.file = Some(value.to_vec()),
                "delimiter" => self.delimiter = Some(delimiter(value)?),
                "E" | "eof" => self.end = Some(value.to_vec()).filter(|end| !end.is_empty()),
                "I" => self.set_replace(value),
                "replace" => self.set_replace(if option.given { value } else { b"{}" }),
                "L" => self.set_lines(number(value, "L", 1)?, "-L"),
                "max-lines" => {
                    let lines = if option.given { number(value, "l", 1)? } else { 1 };
                    self.set_lines(lines, "--max-lines/-l");
                }
                "max-args" => self.set_args(number(value, "n", 1)?),
                "open-tty" | "interactive" => self.needs_terminal = true,
                "max-procs" => self.processes = number(value, "P", 0)?,
                "process-slot-var" => self.slot_variable = Some(value.to_vec()),
                "no-run-if-empty" => self.skip_empty = true,
                "max-chars" => self.set_size(number(value, "s", 1)?),
                "verbose" => self.verbose = true,
                "exit" => self.exit = true,
                _ => {}
            }
        }
        self.command = args.into_operands().iter().map(|word| word.to_vec()).collect();
        if self.command.is_empty() {
            self.command.push(b"echo".to_vec());
        }
        Ok(())
    }

    fn exclude(&mut self, new: &str, old: &str) {
        let ignored = format!("ignoring previous {} value", old.split('/').next().unwrap_or(old));
        self.warnings.push(format!("options {old} and {new} are mutually exclusive, {ignored}"));
    }

    fn set_replace(&mut self, pattern: &[u8]) {
        let new = "--replace/-I/-i";
        if self.args > 0 {
            self.exclude(new, "--max-args");
        }
        if self.lines > 0 {
            self.exclude(new, "--max-lines");
        }
        (self.args, self.lines) = (0, 0);
        self.replace = Some(pattern.to_vec());
    }

    fn set_lines(&mut self, lines: usize, new: &str) {
        if self.args > 0 {
            self.exclude(new, "--max-args");
        }
        if self.replace.is_some() {
            self.exclude(new, "--replace");
        }
        (self.args, self.replace) = (0, None);
        self.lines = lines;
    }

    fn set_args(&mut self, args: usize) {
        if self.lines > 0 {
            self.exclude("--max-args/-n", "--max-lines");
            self.lines = 0;
        }
        if self.replace.is_some() {
            // Each replaced line is one argument anyway.
            if args == 1 {
                return;
            }
            self.exclude("--max-args/-n", "--replace");
            self.replace = None;
        }
        self.args = args;
    }

    fn set_size(&mut self, size: usize) {
        if size > LARGEST {
            self.warnings.push(format!("value {size} for -s option should be <= {LARGEST}"));
        }
        self.size = size.min(LARGEST);
    }
}

fn number(text: &[u8], option: &str, least: i64) -> Result<usize, Stop> {
    let shown = String::from_utf8_lossy(text);
    match bashwit_args::parse_signed(text, i64::MIN..=i64::MAX) {
        Ok(number) if number < least => {
            let message = format!("value {shown} for -{option} option should be >= {least}");
            Err(XARGS.usage_error(message))
        }
        Ok(number) => Ok(usize::try_from(number).unwrap_or(usize::MAX)),
        Err(_) => Err(XARGS.usage_error(format!("invalid number \"{shown}\" for -{option} option"))),
    }
}

/// A character or an escape sequence.
fn delimiter(text: &[u8]) -> Result<u8, Stop> {
    let byte = match text {
        [byte] => Some(*byte),
        [b'\\', b'x', digits @ ..] => radix(digits, 16),
        [b'\\', digits @ ..] if digits.first().is_some_and(|byte| matches!(byte, b'0'..=b'7')) => {
            radix(digits, 8)
        }
        [b'\\', letter] => match letter {
            b'a' => Some(7),
            b'b' => Some(8),
            b'f' => Some(12),
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'v' => Some(11),
            b'\\' => Some(b'\\'),
            _ => None,
        },
        _ => None,
    };
    byte.ok_or_else(|| {
        let start = if text.starts_with(b"\\") {
            "Invalid escape sequence "
        } else {
            "Invalid input delimiter specification "
        };
        let end: &[u8] = if text.starts_with(b"\\") {
            b" in input delimiter specification."
        } else {
            b": the delimiter must be either a single character or an escape sequence starting with \\."
        };
        XARGS.failure([start.as_bytes(), text, end].concat())
    })
}

fn radix(digits: &[u8], base: u32) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok()
}
