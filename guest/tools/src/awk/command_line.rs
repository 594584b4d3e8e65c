//! Options and operands of `awk`.

use super::array::Key;
use super::machine::Machine;
use super::parse::Parser;
use super::symbols;
use super::value::Value;
use super::{code::Code, compile, lexer::SyntaxError};
use crate::frame;
use bashwit_args::{Stop, Synopsis, Trailer, flag, hidden};
use bashwit_kernel::{Context, ExitStatus};
use std::rc::Rc;

const AWK: Synopsis = Synopsis::gnu(
    "awk",
    &["[OPTION]... [--] 'PROGRAM' [OPERAND]...", "[OPTION]... -f PROGFILE [--] [OPERAND]..."],
    "Scan records and act on those that match patterns. An OPERAND is a file or VAR=VALUE.",
    &[
        flag("-f, --file=PROGFILE", "read the program from PROGFILE"),
        flag("-F, --field-separator=FS", "set the field separator"),
        flag("-v, --assign=VAR=VALUE", "set a variable before the program begins"),
        flag("-e, --source=PROGRAM", "use PROGRAM as (a part of) the program"),
        hidden("-c, --traditional"),
        hidden("-P, --posix"),
        hidden("-b, --characters-as-bytes"),
        hidden("-r, --re-interval"),
        hidden("-W WORD"),
    ],
)
.trailer(Trailer::Help)
.ordered();

enum Part {
    Text(Vec<u8>),
    File(Vec<u8>),
}

struct Awk {
    parts: Vec<Part>,
    separator: Option<Vec<u8>>,
    assignments: Vec<Vec<u8>>,
    operands: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

/// Options end at the first operand, which mostly is the program.
fn parse(args: &[Vec<u8>]) -> Result<Awk, Stop> {
    let mut awk = Awk { parts: Vec::new(), separator: None, assignments: Vec::new(), operands: Vec::new() };
    let mut args = AWK.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "file" => awk.parts.push(Part::File(option.value.to_vec())),
            "source" => awk.parts.push(Part::Text(option.value.to_vec())),
            "field-separator" => awk.separator = Some(option.value.to_vec()),
            "assign" => awk.assignments.push(option.value.to_vec()),
            _ => {}
        }
    }
    let mut operands = args.into_operands().into_iter().map(<[u8]>::to_vec);
    if awk.parts.is_empty() {
        let Some(program) = operands.next() else {
            return Err(Stop { status: 1, stdout: false, message: Vec::new(), trailer: AWK.help().trailer });
        };
        awk.parts.push(Part::Text(program));
    }
    awk.operands = operands.collect();
    Ok(awk)
}

/// `VAR=VALUE`.
pub(super) fn assignment(operand: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(b'=', operand)?;
    let (name, value) = (operand.get(..at)?, operand.get(at + 1..)?);
    let (first, rest) = name.split_first()?;
    let begins = first.is_ascii_alphabetic() || *first == b'_';
    (begins && rest.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')).then_some((name, value))
}

/// Writes `awk: MESSAGE`.
async fn complain(context: &Context, message: &[u8]) {
    let _ = context.write_all(2, &[b"awk: ", message, b"\n"].concat()).await;
}

/// The text of the program, and what it is called in messages.
async fn load(context: &Context, parts: &[Part]) -> Result<(Vec<u8>, String), Vec<u8>> {
    let (mut program, mut name) = (Vec::new(), "cmd. line".to_owned());
    for part in parts {
        if !program.is_empty() {
            program.push(b'\n');
        }
        match part {
            Part::Text(text) => program.extend_from_slice(text),
            Part::File(file) => {
                let reader = if file == b"-" { Ok(context.stdin()) } else { context.reader(file).await };
                let text = match reader {
                    Ok(mut reader) => reader.read_to_end().await,
                    Err(error) => Err(error),
                };
                match text {
                    Ok(text) => program.extend_from_slice(&text),
                    Err(error) => {
                        let message = format!("' for reading: {error}");
                        return Err(
                            [b"fatal: cannot open source file `", &file[..], message.as_bytes()].concat()
                        );
                    }
                }
                name = String::from_utf8_lossy(file).into_owned();
            }
        }
    }
    Ok((program, name))
}

/// What is wrong with a program, in words, and the exit status for that.
struct Refused {
    message: Vec<u8>,
    status: u8,
}

/// gawk's message: the line, and a caret below where it went wrong.
fn refused(program: &[u8], name: &str, error: &SyntaxError) -> Refused {
    let before = program.get(..error.at).unwrap_or(program);
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let head = format!("{name}:{line}: ");
    let is_fatal = error.message.starts_with("fatal: ");
    let status = if is_fatal { 2 } else { 1 };
    if is_fatal || error.message.starts_with("error: ") {
        return Refused { message: format!("{head}{}", error.message).into(), status };
    }
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let rest = program.get(start..).unwrap_or_default();
    let text = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let caret = " ".repeat(error.at.saturating_sub(start));
    let below = format!("\nawk: {head}{caret}^ {}", error.message);
    Refused { message: [head.as_bytes(), text, below.as_bytes()].concat(), status }
}

/// Parses and compiles; gives warnings too.
fn compile(program: &[u8], name: &str, utf8: bool) -> Result<(Code, Vec<Vec<u8>>), Refused> {
    let parsed = Parser::new(program).and_then(Parser::program);
    let (tree, symbols, warnings) = parsed.map_err(|error| refused(program, name, &error))?;
    let warnings =
        warnings.iter().map(|(line, text)| format!("{name}:{line}: warning: {text}").into()).collect();
    let code = compile::compile(&tree, symbols, utf8).map_err(|(line, message)| {
        let status = if message.starts_with(b"fatal: ") { 2 } else { 1 };
        Refused { message: [format!("{name}:{line}: ").as_bytes(), &message].concat(), status }
    })?;
    Ok((code, warnings))
}

async fn run(context: &Context, awk: Awk) -> ExitStatus {
    let (program, name) = match load(context, &awk.parts).await {
        Ok(loaded) => loaded,
        Err(message) => {
            complain(context, &message).await;
            return ExitStatus::Exited(2);
        }
    };
    let (code, warnings) = match compile(&program, &name, context.is_utf8()) {
        Ok(compiled) => compiled,
        Err(refused) => {
            complain(context, &refused.message).await;
            return ExitStatus::Exited(refused.status);
        }
    };
    for warning in warnings {
        complain(context, &warning).await;
    }
    let mut machine = Machine::new(context, Rc::new(code));
    let result = match prepare(&mut machine, &awk) {
        Ok(()) => machine.drive().await,
        Err(message) => Err(message),
    };
    if let Err(message) = result {
        let _ = machine.out.flush().await;
        let at = machine.at.saturating_sub(1);
        let line = machine.code.lines.get(at).copied().unwrap_or(1);
        let head = format!("{name}:{line}: {}fatal: ", position(&machine));
        // What has no place in the program begins with a colon.
        let text = match message.strip_prefix(b":") {
            Some(message) => [b"fatal: ", message].concat(),
            None => [head.as_bytes(), &message].concat(),
        };
        complain(context, &text).await;
        let _ = machine.close_all().await;
        return ExitStatus::Exited(2);
    }
    ExitStatus::Exited(machine.status)
}

/// Where in the input the program is.
fn position(machine: &Machine<'_>) -> String {
    if machine.nr == 0.0 {
        return String::new();
    }
    let name = machine.globals.get(symbols::FILENAME as usize).and_then(Value::as_text).unwrap_or_default();
    let name = if name.is_empty() { "-".into() } else { String::from_utf8_lossy(name) };
    format!("(FILENAME={name} FNR={}) ", machine.fnr)
}

/// Sets the variables that the program finds.
fn prepare(machine: &mut Machine<'_>, awk: &Awk) -> Result<(), Vec<u8>> {
    let plain: &[(u32, &[u8])] = &[
        (symbols::FS, b" "),
        (symbols::OFS, b" "),
        (symbols::ORS, b"\n"),
        (symbols::RS, b"\n"),
        (symbols::SUBSEP, b"\x1c"),
        (symbols::CONVFMT, b"%.6g"),
        (symbols::OFMT, b"%.6g"),
        (symbols::RT, b""),
        (symbols::FILENAME, b""),
    ];
    let mut values: Vec<(u32, Value)> = plain.iter().map(|(at, text)| (*at, Value::text(text))).collect();
    values.push((symbols::RSTART, Value::Number(0.0)));
    values.push((symbols::RLENGTH, Value::Number(0.0)));
    values.push((symbols::ARGC, Value::Number(awk.operands.len() as f64 + 1.0)));
    for (at, value) in values {
        if let Some(slot) = machine.globals.get_mut(at as usize) {
            *slot = value;
        }
    }
    let args = std::iter::once(&b"awk"[..]).chain(awk.operands.iter().map(Vec::as_slice));
    for (at, arg) in args.enumerate() {
        *machine.array(symbols::ARGV).entry(Key::Integer(at as i64)) = Value::input(arg);
    }
    for (name, value) in machine.context.env.iter() {
        *machine.array(symbols::ENVIRON).entry(Key::of(name)) = Value::input(value);
    }
    if let Some(separator) = &awk.separator {
        machine.assign(b"FS", separator)?;
    }
    for text in &awk.assignments {
        match assignment(text) {
            Some((name, value)) => machine.assign(name, value)?,
            None => {
                let message = b"' argument to `-v' not in `var=value' form";
                return Err([b":`", &text[..], message].concat());
            }
        }
    }
    Ok(())
}
