//! Options and operands of `sed`.

use super::machine::{self, Settings};
use super::parse::{self, Dialect};
use super::source::{Chunk, Refusal};
use crate::frame;
use bashwit_args::{Stop, Synopsis, Trailer, flag, hidden};
use bashwit_kernel::{Context, ExitStatus};

const SED: Synopsis = Synopsis::gnu(
    "sed",
    &["[OPTION]... {script-only-if-no-other-script} [input-file]..."],
    "Edit streams line by line.",
    &[
        flag("-n, --quiet, --silent", "suppress automatic printing of pattern space"),
        flag("--debug", "annotate program execution (ignored)"),
        flag("-e, --expression=SCRIPT", "add the script to the commands to be executed"),
        flag("-f, --file=SCRIPT-FILE", "add the contents of script-file to the commands to be executed"),
        flag("--follow-symlinks", "follow symlinks when processing in place"),
        flag("-i[SUFFIX], --in-place[=SUFFIX]", "edit files in place (makes backup if SUFFIX supplied)"),
        flag("-l, --line-length=N", "specify the desired line-wrap length for the `l' command"),
        flag("--posix", "disable all GNU extensions."),
        flag(
            "-E, -r, --regexp-extended",
            "use extended regular expressions in the script\n(for portability use POSIX -E).",
        ),
        flag(
            "-s, --separate",
            "consider files as separate rather than as a single,\ncontinuous long stream.",
        ),
        flag("--sandbox", "operate in sandbox mode (disable e/r/w commands)."),
        flag(
            "-u, --unbuffered",
            "load minimal amounts of data from the input files and flush\nthe output buffers more often",
        ),
        flag("-z, --null-data, --zero-terminated", "separate lines by NUL characters"),
        hidden("-b, --binary"),
        hidden("--line-buffered"),
    ],
)
.trailer(Trailer::Help)
.footer(
    "If no -e, --expression, -f, or --file option is given, then the first\n\
     non-option argument is taken as the sed script to interpret.  All\n\
     remaining arguments are names of input files; if no input files are\n\
     specified, then the standard input is read.",
);

/// The longest line of `l`.
const LINE_LENGTH: usize = 70;

/// Where a part of the script comes from.
enum Part {
    Text(Vec<u8>),
    File(Vec<u8>),
}

struct Sed {
    parts: Vec<Part>,
    extended: bool,
    posix: bool,
    sandbox: bool,
    settings: Settings,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Sed, Stop> {
    let settings = Settings {
        files: Vec::new(),
        quiet: false,
        in_place: None,
        follow_links: false,
        line_length: LINE_LENGTH,
        posix: false,
        separate: false,
        unbuffered: false,
        delimiter: b'\n',
        utf8: true,
    };
    let mut sed = Sed { parts: Vec::new(), extended: false, posix: false, sandbox: false, settings };
    let mut args = SED.parse(args);
    while let Some(option) = args.next_option()? {
        let settings = &mut sed.settings;
        match option.id {
            "quiet" => settings.quiet = true,
            "expression" => sed.parts.push(Part::Text(option.value.to_vec())),
            "file" => sed.parts.push(Part::File(option.value.to_vec())),
            "in-place" => {
                settings.in_place = Some(option.value.to_vec());
                settings.separate = true;
            }
            "follow-symlinks" => settings.follow_links = true,
            "line-length" => settings.line_length = leading_number(option.value),
            "posix" => sed.posix = true,
            "regexp-extended" => sed.extended = true,
            "separate" => settings.separate = true,
            "sandbox" => sed.sandbox = true,
            "unbuffered" | "line-buffered" => settings.unbuffered = true,
            "null-data" => settings.delimiter = 0,
            _ => {}
        }
    }
    let mut operands = args.into_operands().into_iter();
    if sed.parts.is_empty() {
        let Some(script) = operands.next() else {
            return Err(Stop { status: 1, stdout: false, message: Vec::new(), trailer: SED.help().trailer });
        };
        sed.parts.push(Part::Text(script.to_vec()));
    }
    sed.settings.files = operands.map(<[u8]>::to_vec).collect();
    Ok(sed)
}

/// As atoi(3) reads it.
fn leading_number(text: &[u8]) -> usize {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0usize, |n, digit| n.saturating_mul(10).saturating_add(usize::from(digit & 15)))
}

async fn run(context: &Context, mut sed: Sed) -> ExitStatus {
    let dialect = Dialect {
        extended: sed.extended,
        posix: sed.posix,
        sandbox: sed.sandbox,
        utf8: context.is_utf8(),
        lines: sed.settings.delimiter == b'\n',
    };
    sed.settings.utf8 = dialect.utf8;
    sed.settings.posix = sed.posix || context.var("POSIXLY_CORRECT").is_some();
    let script = match chunks(context, sed.parts).await {
        Ok(chunks) => parse::parse(&chunks, dialect),
        Err(refusal) => Err(refusal),
    };
    let script = match script {
        Ok(script) => script,
        Err(refusal) => {
            context.error(&refusal.message).await;
            return ExitStatus::Exited(refusal.status);
        }
    };
    sed.settings.quiet |= script.quiet;
    machine::run(context, &sed.settings, &script).await
}

/// Reads the script files.
async fn chunks(context: &Context, parts: Vec<Part>) -> Result<Vec<Chunk>, Refusal> {
    let mut chunks = Vec::new();
    for part in parts {
        let name = match part {
            Part::Text(text) => {
                chunks.push(Chunk { text, file: None });
                continue;
            }
            Part::File(name) => name,
        };
        let reader = if name == b"-" { Ok(context.stdin()) } else { context.reader(&name).await };
        let mut reader = match reader {
            Ok(reader) => reader,
            Err(error) => {
                let message = [b"couldn't open file ", &name[..], b": ", error.message().as_bytes()].concat();
                return Err(Refusal { message, status: 4 });
            }
        };
        match reader.read_to_end().await {
            Ok(text) => chunks.push(Chunk { text, file: Some(name) }),
            Err(error) => {
                let message = [b"read error on ", &name[..], b": ", error.message().as_bytes()].concat();
                return Err(Refusal { message, status: 4 });
            }
        }
    }
    Ok(chunks)
}
