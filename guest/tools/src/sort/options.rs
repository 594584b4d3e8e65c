//! The options of `sort`.

use super::key::{self, Flags, Key};
use bashwit_args::{Stop, Synopsis, choose, flag, hidden, parse_size, quote, quoteaf};

const SORT: Synopsis = Synopsis::gnu(
    "sort",
    &["[OPTION]... [FILE]...", "[OPTION]... --files0-from=F"],
    "Write sorted concatenation of all FILE(s) to standard output.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-b, --ignore-leading-blanks", "ignore leading blanks"),
        flag("-d, --dictionary-order", "consider only blanks and alphanumeric characters"),
        flag("-f, --ignore-case", "fold lower case to upper case characters"),
        flag("-g, --general-numeric-sort", "compare according to general numerical value"),
        flag("-i, --ignore-nonprinting", "consider only printable characters"),
        flag("-M, --month-sort", "compare (unknown) < 'JAN' < ... < 'DEC'"),
        flag("-h, --human-numeric-sort", "compare human readable numbers (e.g., 2K 1G)"),
        flag("-n, --numeric-sort", "compare according to string numerical value"),
        flag("-R, --random-sort", "shuffle, but group identical keys"),
        flag("--random-source=FILE", "get random bytes from FILE"),
        flag("-r, --reverse", "reverse the result of comparisons"),
        flag(
            "--sort=WORD",
            "sort according to WORD: general-numeric, human-numeric,\nmonth, numeric, random, version",
        ),
        flag("-V, --version-sort", "natural sort of (version) numbers within text"),
        flag("--batch-size=NMERGE", "(ignored)"),
        flag("-c, --check[={diagnose-first,quiet,silent}]", "check for sorted input; do not sort"),
        flag("-C", "like -c, but do not report first bad line"),
        flag("--compress-program=PROG", "(ignored)"),
        flag("--debug", "(ignored)"),
        flag(
            "--files0-from=F",
            "read input from the files specified by NUL-terminated\nnames in file F; - is standard input",
        ),
        flag("-k, --key=KEYDEF", "sort via a key; KEYDEF gives location and type"),
        flag("-m, --merge", "merge already sorted files; do not sort"),
        flag("-o, --output=FILE", "write result to FILE instead of standard output"),
        flag("-s, --stable", "stabilize sort by disabling last-resort comparison"),
        flag("-S, --buffer-size=SIZE", "(ignored)"),
        flag("-t, --field-separator=SEP", "use SEP instead of non-blank to blank transition"),
        flag("-T, --temporary-directory=DIR", "(ignored)"),
        flag("--parallel=N", "(ignored)"),
        flag(
            "-u, --unique",
            "with -c, check for strict ordering;\nwithout -c, output only the first of an equal run",
        ),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
        hidden("-y[NUM]"),
        hidden("+NUM"),
    ],
)
.footer(
    "KEYDEF is F[.C][OPTS][,F[.C][OPTS]] for start and stop position, where F is a\n\
     field number and C a character position in the field; both are origin 1, and\n\
     the stop position defaults to the line's end. OPTS is one or more single-letter\n\
     ordering options [bdfgiMhnRrV], which override global ordering options for that key.",
)
.status(2);

/// What `-c` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Check {
    /// Names the first line out of order.
    Report,
    Quiet,
}

/// What the arguments mean.
#[derive(Debug, Default)]
pub(super) struct Sort {
    pub files: Vec<Vec<u8>>,
    pub names_from: Option<Vec<u8>>,
    pub random_source: Option<Vec<u8>>,
    /// Empty: whole lines, by bytes.
    pub keys: Vec<Key>,
    pub separator: Option<u8>,
    pub delimiter: u8,
    pub check: Option<Check>,
    pub merge: bool,
    pub output: Option<Vec<u8>>,
    pub stable: bool,
    pub unique: bool,
    /// The last resort is reversed.
    pub reverse: bool,
}

const WORDS: &[(&str, u8)] = &[
    ("general-numeric", b'g'),
    ("human-numeric", b'h'),
    ("month", b'M'),
    ("numeric", b'n'),
    ("random", b'R'),
    ("version", b'V'),
];

pub(super) fn parse(args: &[Vec<u8>]) -> Result<Sort, Stop> {
    let mut sort = Sort { delimiter: b'\n', ..Sort::default() };
    let mut global = Flags::default();
    let mut args = SORT.parse(args);
    while let Some(option) = args.next_option()? {
        let value = option.value;
        match option.id {
            "sort" => {
                let names: Vec<&[&str]> = WORDS.iter().map(|(name, _)| std::slice::from_ref(name)).collect();
                let index = choose(&SORT, "--sort", value, &names)?;
                global.set(WORDS.get(index).map_or(b'n', |word| word.1));
            }
            "check" if option.given => {
                let groups: &[&[&str]] = &[&["quiet", "silent"], &["diagnose-first"]];
                let quiet = choose(&SORT, "--check", value, groups)? == 0;
                sort.set_check(if quiet { Check::Quiet } else { Check::Report })?;
            }
            "check" => sort.set_check(Check::Report)?,
            "C" => sort.set_check(Check::Quiet)?,
            "key" => sort.keys.push(key::parse(value).map_err(fail)?),
            "+NUM" => {
                let end = args.rest().first().map(Vec::as_slice);
                let end = end.filter(|arg| matches!(arg, [b'-', b'0'..=b'9', ..]));
                sort.keys.push(key::parse_obsolete(value, end.and_then(|arg| arg.get(1..))).map_err(fail)?);
                if end.is_some() {
                    args.take_value();
                }
            }
            "field-separator" => sort.set_separator(value)?,
            "output" => {
                if sort.output.as_ref().is_some_and(|known| known != value) {
                    return Err(fail("multiple output files specified"));
                }
                sort.output = Some(value.to_vec());
            }
            "files0-from" => sort.names_from = Some(value.to_vec()),
            "random-source" => sort.random_source = Some(value.to_vec()),
            "merge" => sort.merge = true,
            "stable" => sort.stable = true,
            "unique" => sort.unique = true,
            "zero-terminated" => sort.delimiter = 0,
            "buffer-size" => check_size(value)?,
            id => {
                if let Some(letter) = letter(id) {
                    global.set(letter);
                }
            }
        }
    }
    let operands = args.into_operands();
    sort.finish(global, operands)
}

/// The letter of an ordering option.
fn letter(id: &str) -> Option<u8> {
    Some(match id {
        "ignore-leading-blanks" => b'b',
        "dictionary-order" => b'd',
        "ignore-case" => b'f',
        "general-numeric-sort" => b'g',
        "ignore-nonprinting" => b'i',
        "month-sort" => b'M',
        "human-numeric-sort" => b'h',
        "numeric-sort" => b'n',
        "random-sort" => b'R',
        "reverse" => b'r',
        "version-sort" => b'V',
        _ => return None,
    })
}

fn fail(message: impl AsRef<[u8]>) -> Stop {
    let mut stop = SORT.failure(message);
    stop.status = 2;
    stop
}

fn check_size(text: &[u8]) -> Result<(), Stop> {
    let number = text.strip_suffix(b"%").unwrap_or(text);
    match parse_size(number, 0..=u64::MAX) {
        Err(bashwit_args::NumberError::Invalid) => {
            Err(fail([&b"invalid -S argument '"[..], text, b"'"].concat()))
        }
        _ => Ok(()),
    }
}

impl Sort {
    fn set_check(&mut self, check: Check) -> Result<(), Stop> {
        if self.check.replace(check).is_some_and(|known| known != check) {
            return Err(fail("options '-cC' are incompatible"));
        }
        Ok(())
    }

    fn set_separator(&mut self, text: &[u8]) -> Result<(), Stop> {
        let separator = match text {
            [] => return Err(fail("empty tab")),
            [byte] => *byte,
            b"\\0" => 0,
            _ => return Err(fail([b"multi-character tab ", &quote(text)[..]].concat())),
        };
        if self.separator.replace(separator).is_some_and(|known| known != separator) {
            return Err(fail("incompatible tabs"));
        }
        Ok(())
    }

    fn finish(mut self, global: Flags, operands: Vec<&[u8]>) -> Result<Sort, Stop> {
        if let (Some(_), Some(extra)) = (&self.names_from, operands.first()) {
            let mut stop = SORT.usage_error([b"extra operand ", &quoteaf(extra)[..]].concat());
            stop.message.extend_from_slice(b"\nfile operands cannot be combined with --files0-from");
            return Err(stop);
        }
        for key in &mut self.keys {
            if key.flags.is_default() {
                key.inherit(global);
            }
        }
        if self.keys.is_empty() && !global.is_plain() {
            self.keys.push(Key::whole(global));
        }
        for flags in self.keys.iter().map(|key| key.flags) {
            if let Some(letters) = flags.incompatible() {
                return Err(fail(format!("options '-{letters}' are incompatible")));
            }
        }
        self.reverse = global.reverse;
        if let Some(check) = self.check {
            let letter = if check == Check::Report { 'c' } else { 'C' };
            if let Some(extra) = operands.get(1) {
                let mut message = [b"extra operand ", &quoteaf(extra)[..]].concat();
                message.extend(format!(" not allowed with -{letter}").bytes());
                return Err(fail(message));
            }
            if self.output.is_some() {
                return Err(fail(format!("options '-{letter}o' are incompatible")));
            }
        }
        self.files = crate::filter::files(operands);
        Ok(self)
    }
}
