//! The options of `join`.

use bashwit_args::{Stop, Synopsis, flag, quote, quoteaf};

const JOIN: Synopsis = Synopsis::gnu(
    "join",
    &["[OPTION]... FILE1 FILE2"],
    "For each pair of input lines with identical join fields, write a line to\n\
     standard output. The default join field is the first, delimited by blanks.\n\
     When FILE1 or FILE2 (not both) is -, read standard input.",
    &[
        flag("-a FILENUM", "also print unpairable lines from file FILENUM, where\nFILENUM is 1 or 2"),
        flag("-e STRING", "replace missing (empty) input fields with STRING"),
        flag("-i, --ignore-case", "ignore differences in case when comparing fields"),
        flag("-j FIELD", "equivalent to '-1 FIELD -2 FIELD'"),
        flag("-o FORMAT", "obey FORMAT while constructing output line"),
        flag("-t CHAR", "use CHAR as input and output field separator"),
        flag("-v FILENUM", "like -a FILENUM, but suppress joined output lines"),
        flag("-1 FIELD", "join on this FIELD of file 1"),
        flag("-2 FIELD", "join on this FIELD of file 2"),
        flag(
            "--check-order",
            "check that the input is correctly sorted, even\nif all input lines are pairable",
        ),
        flag("--nocheck-order", "do not check that the input is correctly sorted"),
        flag(
            "--header",
            "treat the first line in each file as field headers,\nprint them without trying to pair them",
        ),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
    ],
);

/// How fields are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// Runs of blanks.
    Blanks,
    Byte(u8),
    /// A line is one field.
    None,
}

/// What is printed of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Output {
    /// The join field, then the others.
    Usual,
    /// As many as the first lines have.
    Auto,
    /// These: file (`None`: the join field) and field from 0.
    Fields(Vec<Option<(usize, usize)>>),
}

/// What the arguments mean.
#[derive(Debug)]
pub(super) struct Join {
    pub files: [Vec<u8>; 2],
    /// The join field of each file, from 0.
    pub fields: [usize; 2],
    /// Whether lines without partner are printed.
    pub unpaired: [bool; 2],
    pub paired: bool,
    pub filler: Option<Vec<u8>>,
    pub ignore_case: bool,
    pub output: Output,
    pub separator: Separator,
    /// `None`: only once a line has had no partner.
    pub check_order: Option<bool>,
    pub header: bool,
    pub delimiter: u8,
}

pub(super) fn parse(args: &[Vec<u8>]) -> Result<Join, Stop> {
    let mut join = Join {
        files: [Vec::new(), Vec::new()],
        fields: [0, 0],
        unpaired: [false, false],
        paired: true,
        filler: None,
        ignore_case: false,
        output: Output::Usual,
        separator: Separator::Blanks,
        check_order: None,
        header: false,
        delimiter: b'\n',
    };
    let mut fields: [Option<usize>; 2] = [None, None];
    let mut separator = None;
    let mut args = JOIN.parse(args);
    while let Some(option) = args.next_option()? {
        let value = option.value;
        match option.id {
            "a" | "v" => {
                join.unpaired[file_number(value)?] = true;
                join.paired &= option.id == "a";
            }
            "e" => {
                if join.filler.as_ref().is_some_and(|known| known != value) {
                    return Err(JOIN.failure("conflicting empty-field replacement strings"));
                }
                join.filler = Some(value.to_vec());
            }
            "ignore-case" => join.ignore_case = true,
            "j" => {
                set_field(&mut fields[0], value)?;
                set_field(&mut fields[1], value)?;
            }
            "1" => set_field(&mut fields[0], value)?,
            "2" => set_field(&mut fields[1], value)?,
            "o" if value == b"auto" => join.output = Output::Auto,
            "o" => add_fields(&mut join.output, value)?,
            "t" => {
                let new = match value {
                    [] => Separator::None,
                    b"\\0" => Separator::Byte(0),
                    [byte] => Separator::Byte(*byte),
                    _ => return Err(JOIN.failure([b"multi-character tab ", &quote(value)[..]].concat())),
                };
                if separator.replace(new).is_some_and(|known| known != new) {
                    return Err(JOIN.failure("incompatible tabs"));
                }
            }
            "check-order" => join.check_order = Some(true),
            "nocheck-order" => join.check_order = Some(false),
            "header" => join.header = true,
            _ => join.delimiter = 0,
        }
    }
    join.fields = fields.map(|field| field.unwrap_or(0));
    join.separator = separator.unwrap_or(Separator::Blanks);
    match *args.into_operands() {
        [a, b] if a == b"-" && b == b"-" => return Err(JOIN.failure("both files cannot be standard input")),
        [a, b] => join.files = [a.to_vec(), b.to_vec()],
        [] => return Err(JOIN.missing_operand(None)),
        [only] => return Err(JOIN.missing_operand(Some(only))),
        [_, _, extra, ..] => {
            return Err(JOIN.usage_error([b"extra operand ", &quoteaf(extra)[..]].concat()));
        }
    }
    Ok(join)
}

fn file_number(text: &[u8]) -> Result<usize, Stop> {
    match text {
        b"1" => Ok(0),
        b"2" => Ok(1),
        _ => Err(JOIN.failure([b"invalid field number: ", &quote(text)[..]].concat())),
    }
}

fn set_field(field: &mut Option<usize>, text: &[u8]) -> Result<(), Stop> {
    let number = field_number(text)?;
    if let Some(known) = field.replace(number).filter(|&known| known != number) {
        let message = format!("incompatible join fields {}, {}", known + 1, number + 1);
        return Err(JOIN.failure(message));
    }
    Ok(())
}

/// A field as an index.
fn field_number(text: &[u8]) -> Result<usize, Stop> {
    let invalid = || JOIN.failure([b"invalid field number: ", &quote(text)[..]].concat());
    match bashwit_args::parse_signed(text, i64::MIN..=i64::MAX) {
        Ok(number) if number > 0 => Ok(usize::try_from(number).unwrap_or(usize::MAX) - 1),
        Err(bashwit_args::NumberError::Overflow) => Ok(usize::MAX - 1),
        _ => Err(invalid()),
    }
}

/// Reads `0,1.2 2.1`.
fn add_fields(output: &mut Output, list: &[u8]) -> Result<(), Stop> {
    let mut fields = match std::mem::replace(output, Output::Usual) {
        Output::Fields(fields) => fields,
        _ => Vec::new(),
    };
    for item in list.split(|byte| matches!(byte, b',' | b' ' | b'\t')) {
        fields.push(match item {
            b"0" => None,
            [b'0', ..] => {
                return Err(JOIN.failure([b"invalid field specifier: ", &quote(item)[..]].concat()));
            }
            [file @ (b'1' | b'2'), b'.', field @ ..] => {
                Some((usize::from(file - b'1'), field_number(field)?))
            }
            [b'1' | b'2', ..] => {
                return Err(JOIN.failure([b"invalid field specifier: ", &quote(item)[..]].concat()));
            }
            _ => {
                let message = [b"invalid file number in field spec: ", &quote(item)[..]];
                return Err(JOIN.failure(message.concat()));
            }
        });
    }
    *output = Output::Fields(fields);
    Ok(())
}
