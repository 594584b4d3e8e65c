//! `truncate OPTION... FILE...`: cuts or extends files to a size.
//!
//! Exit status: 1 where one fails. A block of `-o` has 4096 bytes.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, parse_size, quote, quoteaf};
use bashwit_kernel::{Context, Errno, ExitStatus, OpenFlags};

const TRUNCATE: Synopsis = Synopsis::gnu(
    "truncate",
    &["OPTION... FILE..."],
    "Shrink or extend the size of each FILE to the specified size.\n\
     A FILE argument that does not exist is created.",
    &[
        flag("-c, --no-create", "do not create any files"),
        flag("-o, --io-blocks", "treat SIZE as number of IO blocks instead of bytes"),
        flag("-r, --reference=RFILE", "base size on RFILE"),
        flag("-s, --size=SIZE", "set or adjust the file size by SIZE bytes"),
    ],
)
.footer(
    "SIZE may also be prefixed by one of the following modifying characters:\n\
     '+' extend by, '-' reduce by, '<' at most, '>' at least,\n\
     '/' round down to multiple of, '%' round up to multiple of.",
);

const BLOCK: u64 = 4096;

/// How the number changes the size; `None` sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Size {
    operator: Option<u8>,
    number: u64,
}

#[derive(Debug, Default)]
struct Truncate {
    no_create: bool,
    blocks: bool,
    reference: Option<Vec<u8>>,
    size: Option<Size>,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Truncate, Stop> {
    let mut truncate = Truncate::default();
    let mut parsed = TRUNCATE.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "no-create" => truncate.no_create = true,
            "io-blocks" => truncate.blocks = true,
            "reference" => truncate.reference = Some(option.value.to_vec()),
            _ => truncate.size = Some(size(option.value)?),
        }
    }
    truncate.files = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    let complaint = match (&truncate.size, &truncate.reference) {
        (None, None) => "you must specify either ‘--size’ or ‘--reference’",
        (Some(Size { operator: None, .. }), Some(_)) => {
            "you must specify a relative ‘--size’ with ‘--reference’"
        }
        (None, Some(_)) if truncate.blocks => "‘--io-blocks’ was specified but ‘--size’ was not",
        _ if truncate.files.is_empty() => "missing file operand",
        _ => return Ok(truncate),
    };
    Err(TRUNCATE.usage_error(complaint))
}

fn size(text: &[u8]) -> Result<Size, Stop> {
    let text = text.trim_ascii_start();
    let (operator, digits) = match text.split_first() {
        Some((operator @ (b'<' | b'>' | b'/' | b'%' | b'+' | b'-'), rest)) => (Some(*operator), rest),
        _ => (None, text),
    };
    // A sign belongs to the number.
    let signed = matches!(operator, Some(b'+' | b'-'));
    let digits = if signed { digits } else { digits.trim_ascii_start() };
    let invalid =
        || TRUNCATE.failure([b"Invalid number: ", &*quote(if signed { text } else { digits })].concat());
    if !digits.first().is_some_and(u8::is_ascii_alphanumeric) {
        return Err(invalid());
    }
    let number = parse_size(digits, 0..=i64::MAX as u64).map_err(|_| invalid())?;
    if number == 0 && matches!(operator, Some(b'/' | b'%')) {
        return Err(TRUNCATE.failure("division by zero"));
    }
    Ok(Size { operator, number })
}

impl Size {
    /// The new size of a file of `old` bytes; `None` where it overflows.
    fn apply(self, old: u64) -> Option<u64> {
        let number = self.number;
        let size = match self.operator {
            None => number,
            Some(b'+') => old.checked_add(number)?,
            Some(b'-') => old.saturating_sub(number),
            Some(b'<') => old.min(number),
            Some(b'>') => old.max(number),
            Some(b'/') => old - old.checked_rem(number)?,
            Some(_) => old.div_ceil(number.max(1)).checked_mul(number)?,
        };
        i64::try_from(size).is_ok().then_some(size)
    }
}

async fn run(context: &Context, truncate: Truncate) -> ExitStatus {
    let mut base = None;
    if let Some(reference) = &truncate.reference {
        match context.files().stat(reference) {
            Ok(metadata) => base = Some(metadata.size),
            Err(error) => {
                let message = [b"cannot stat ", &*quoteaf(reference), b": ", error.message().as_bytes()];
                context.error(message.concat()).await;
                return ExitStatus::FAILURE;
            }
        }
    }
    let mut status = ExitStatus::SUCCESS;
    for name in &truncate.files {
        if let Err(message) = one(context, &truncate, base, name).await {
            context.error(message).await;
            status = ExitStatus::FAILURE;
        }
    }
    status
}

async fn one(context: &Context, truncate: &Truncate, base: Option<u64>, name: &[u8]) -> Result<(), Vec<u8>> {
    let how = if truncate.no_create { OpenFlags::WRITE } else { OpenFlags::WRITE | OpenFlags::CREATE };
    let files = context.files();
    let file = match files.open(name, how, 0o666).await {
        Ok(file) => file,
        Err(Errno::ENOENT) if truncate.no_create => return Ok(()),
        Err(error) => {
            let error = error.message().as_bytes();
            return Err([b"cannot open ", &*quoteaf(name), b" for writing: ", error].concat());
        }
    };
    let failed = |what: &[u8], error: Errno| {
        [b"failed to ", what, b" ", &*quoteaf(name), b": ", error.message().as_bytes()].concat()
    };
    let mut size = truncate.size.unwrap_or(Size { operator: Some(b'+'), number: 0 });
    if truncate.blocks {
        let bytes = size.number.checked_mul(BLOCK);
        size.number = bytes.ok_or_else(|| failed(b"truncate", Errno::EFBIG))?;
    }
    let old = match base {
        Some(base) => base,
        None => file.metadata().map_err(|error| failed(b"get the size of", error))?.size,
    };
    let Some(new) = size.apply(old) else {
        return Err([b"overflow extending size of file ", &*quoteaf(name)].concat());
    };
    file.set_size(new).map_err(|error| {
        [b"failed to truncate ", &*quoteaf(name), format!(" at {new} bytes: {error}").as_bytes()].concat()
    })
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn sizes() {
        let fixture = testing::fixture().file("f", b"12345").file("r", b"1234567");
        for (line, want) in [
            ("truncate -s 3 f", "3\n"),
            ("truncate -s +2 f", "5\n"),
            ("truncate -s -1 f", "4\n"),
            ("truncate -s '<10' f", "4\n"),
            ("truncate -s '>6' f", "6\n"),
            ("truncate -s /4 f", "4\n"),
            ("truncate -s %3 f", "6\n"),
            ("truncate -s 1K f", "1024\n"),
            ("truncate -r r f", "7\n"),
            ("truncate -r r -s +1 f", "8\n"),
            ("truncate -o -s 1 f", "4096\n"),
        ] {
            assert_eq!(testing::run(&fixture, line, "").err(), "", "{line}");
            assert_eq!(testing::run(&fixture, "stat -c %s f", "").out(), want, "{line}");
        }
    }

    #[test]
    fn refuses() {
        let hint = "Try 'truncate --help' for more information.\n";
        testing::check_errors(&[
            (
                "truncate f",
                1,
                &format!("truncate: you must specify either ‘--size’ or ‘--reference’\n{hint}"),
            ),
            ("truncate -s 1", 1, &format!("truncate: missing file operand\n{hint}")),
            ("truncate -s x f", 1, "truncate: Invalid number: ‘x’\n"),
            ("truncate -s %0 f", 1, "truncate: division by zero\n"),
            ("truncate -s 1 a/b", 1, "truncate: cannot open 'a/b' for writing: No such file or directory\n"),
            ("truncate -c -s 1 none", 0, ""),
        ]);
    }
}
