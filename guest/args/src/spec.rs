//! Declarations: what options a command has, read from their spelling at compile time.

use crate::Args;

/// Whether an option takes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Takes none.
    None,
    /// Needs one: attached (`-n5`, `--lines=5`) or the next argument.
    Required,
    /// May have one, attached only.
    Optional,
}

/// How arguments are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `getopt_long`: options and operands in any order.
    Gnu,
    /// `getopt_long` that stops at the first operand (`env`, `xargs`, `timeout`).
    GnuOrdered,
    /// bash's `internal_getopt`: short options only, stops at the first operand.
    Builtin,
}

/// What follows the message of a usage error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trailer {
    /// `Try 'NAME --help' for more information.`
    Try,
    /// The same with `NAME: ` before it (diffutils).
    NamedTry,
    /// The usage line, then `Try …` (grep).
    UsageTry,
    /// The whole help text (sed).
    Help,
}

/// One option of a command; made by [`flag`] or [`hidden`].
#[derive(Debug, Clone, Copy)]
pub struct OptionSpec {
    /// As `--help` shows it: `-n, --lines=[-]NUM`.
    pub spelling: &'static str,
    /// Its line of `--help`; a newline begins another line.
    pub help: &'static str,
    /// What [`crate::Opt::id`] says: the first long name, else the short one (`"n"`), else
    /// `"NUM"` or `"+NUM"`.
    pub id: &'static str,
    pub(crate) shorts: [u8; 3],
    pub(crate) longs: [&'static str; 3],
    pub(crate) short_value: Value,
    pub(crate) long_value: Value,
    pub(crate) hidden: bool,
}

/// A command: its name, usage and options.
#[derive(Debug, Clone, Copy)]
pub struct Synopsis {
    /// The command's name, as messages begin.
    pub name: &'static str,
    /// What follows the name in each usage line (the whole line for a builtin).
    pub usage: &'static [&'static str],
    /// What the command does: the text between usage and options.
    pub summary: &'static str,
    /// The text after the options.
    pub footer: &'static str,
    /// The options, in the order `--help` shows them.
    pub options: &'static [OptionSpec],
    /// How arguments are read.
    pub style: Style,
    /// Exit status of a usage error.
    pub status: u8,
    /// What follows the message of a usage error.
    pub trailer: Trailer,
    /// `-5` and `-.5` are operands (`seq`).
    pub negative_numbers: bool,
    /// `+x` is an option too (`declare`, `set`).
    pub plus_options: bool,
}

/// Declares an option by its spelling in `--help`.
///
/// Names are separated by `, `. `-x`, `--long` take no value; `--long=NUM`, `-x NUM` need one;
/// `--long[=NUM]`, `-x[NUM]` may have one attached. As in GNU's help, a value that the long name
/// needs is needed by the short name too, an optional one belongs to the long name alone.
/// `-NUM` and `+NUM` stand for the obsolete forms (`head -5`, `tail +3`).
///
/// # Panics
/// When the spelling is not of this form: at compile time, since tables are constants.
#[must_use]
pub const fn flag(spelling: &'static str, help: &'static str) -> OptionSpec {
    let mut spec = OptionSpec {
        spelling,
        help,
        id: "",
        shorts: [0; 3],
        longs: [""; 3],
        short_value: Value::None,
        long_value: Value::None,
        hidden: false,
    };
    if eq(spelling, "-NUM") || eq(spelling, "+NUM") {
        spec.id = if eq(spelling, "-NUM") { "NUM" } else { "+NUM" };
        return spec;
    }
    let mut rest = spelling;
    let (mut shorts, mut longs) = (0, 0);
    while !rest.is_empty() {
        let (item, tail) = split_item(rest);
        rest = tail;
        let bytes = item.as_bytes();
        assert!(bytes.len() >= 2 && bytes[0] == b'-', "an option begins with - or --");
        if bytes[1] == b'-' {
            let (name, value) = split_value(item.split_at(2).1, 0);
            spec.longs[longs] = name;
            longs += 1;
            spec.long_value = value;
        } else {
            spec.shorts[shorts] = bytes[1];
            shorts += 1;
            spec.short_value = split_value(item.split_at(1).1, 1).1;
        }
    }
    if matches!(spec.long_value, Value::Required) {
        spec.short_value = Value::Required;
    }
    spec.id = if longs > 0 { spec.longs[0] } else { spelling.split_at(1).1.split_at(1).0 };
    spec
}

/// An option that works but is not shown in `--help`.
#[must_use]
pub const fn hidden(spelling: &'static str) -> OptionSpec {
    let mut spec = flag(spelling, "");
    spec.hidden = true;
    spec
}

impl Synopsis {
    /// A tool that reads options as GNU's do: anywhere among the operands.
    #[must_use]
    pub const fn gnu(
        name: &'static str,
        usage: &'static [&'static str],
        summary: &'static str,
        options: &'static [OptionSpec],
    ) -> Self {
        Synopsis {
            name,
            usage,
            summary,
            footer: "",
            options,
            style: Style::Gnu,
            status: 1,
            trailer: Trailer::Try,
            negative_numbers: false,
            plus_options: false,
        }
    }

    /// A shell builtin; `usage` is the whole line (`cd [-L|-P] [dir]`).
    #[must_use]
    pub const fn builtin(
        name: &'static str,
        usage: &'static [&'static str],
        summary: &'static str,
        options: &'static [OptionSpec],
    ) -> Self {
        let mut synopsis = Synopsis::gnu(name, usage, summary, options);
        synopsis.style = Style::Builtin;
        synopsis.status = 2;
        synopsis
    }

    /// Options end at the first operand.
    #[must_use]
    pub const fn ordered(mut self) -> Self {
        self.style = Style::GnuOrdered;
        self
    }

    /// The exit status of a usage error, where it is not 1.
    #[must_use]
    pub const fn status(mut self, status: u8) -> Self {
        self.status = status;
        self
    }

    /// The text after the options in `--help`.
    #[must_use]
    pub const fn footer(mut self, footer: &'static str) -> Self {
        self.footer = footer;
        self
    }

    /// What follows the message of a usage error.
    #[must_use]
    pub const fn trailer(mut self, trailer: Trailer) -> Self {
        self.trailer = trailer;
        self
    }

    /// Reads `-5` as an operand.
    #[must_use]
    pub const fn negative_numbers(mut self) -> Self {
        self.negative_numbers = true;
        self
    }

    /// Reads `+x` as an option.
    #[must_use]
    pub const fn plus_options(mut self) -> Self {
        self.plus_options = true;
        self
    }

    /// The same command under another name (`typeset`, `egrep`).
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Begins to read `args`, which do not contain the command's name.
    pub fn parse<'s, 'a, A: AsRef<[u8]>>(&'s self, args: &'a [A]) -> Args<'s, 'a, A> {
        Args::new(self, args)
    }
}

const fn eq(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Cuts the first item of a `, ` separated list off.
const fn split_item(list: &str) -> (&str, &str) {
    let bytes = list.as_bytes();
    let mut i = 0;
    while i + 1 < bytes.len() {
        if bytes[i] == b',' && bytes[i + 1] == b' ' {
            return (list.split_at(i).0, list.split_at(i + 2).1);
        }
        i += 1;
    }
    (list, "")
}

/// Parts a name from its value; the first `least` bytes belong to the name whatever they are.
const fn split_value(item: &str, least: usize) -> (&str, Value) {
    let bytes = item.as_bytes();
    let mut i = least;
    while i < bytes.len() {
        if bytes[i] == b'[' && (least > 0 || i + 1 < bytes.len() && bytes[i + 1] == b'=') {
            return (item.split_at(i).0, Value::Optional);
        }
        if bytes[i] == b'=' || bytes[i] == b' ' {
            return (item.split_at(i).0, Value::Required);
        }
        i += 1;
    }
    assert!(least == 0 || bytes.len() == 1, "a short option is one letter");
    (item, Value::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        type Row = (&'static str, &'static str, &'static [u8], &'static [&'static str], Value, Value);
        let rows: &[Row] = &[
            ("-q, --quiet, --silent", "quiet", b"q", &["quiet", "silent"], Value::None, Value::None),
            ("-n, --lines=[-]NUM", "lines", b"n", &["lines"], Value::Required, Value::Required),
            ("-F, --classify[=WHEN]", "classify", b"F", &["classify"], Value::None, Value::Optional),
            (
                "-i[SUFFIX], --in-place[=SUFFIX]",
                "in-place",
                b"i",
                &["in-place"],
                Value::Optional,
                Value::Optional,
            ),
            ("-I REPLACE", "I", b"I", &[], Value::Required, Value::None),
            (
                "-E, -r, --regexp-extended",
                "regexp-extended",
                b"Er",
                &["regexp-extended"],
                Value::None,
                Value::None,
            ),
            ("-1, --fast", "fast", b"1", &["fast"], Value::None, Value::None),
            ("-c", "c", b"c", &[], Value::None, Value::None),
            ("-NUM", "NUM", b"", &[], Value::None, Value::None),
        ];
        for (spelling, id, shorts, longs, short_value, long_value) in rows {
            let spec = flag(spelling, "");
            assert_eq!(spec.id, *id, "{spelling}");
            assert_eq!(&spec.shorts[..shorts.len()], *shorts, "{spelling}");
            assert_eq!(&spec.longs[..longs.len()], *longs, "{spelling}");
            assert_eq!((spec.short_value, spec.long_value), (*short_value, *long_value), "{spelling}");
        }
    }
}
