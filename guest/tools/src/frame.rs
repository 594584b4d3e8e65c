//! The frame that every tool stands in: parse the arguments, run, report.

use bashwit_args::Stop;
use bashwit_kernel::exec::ExecError;
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, Errno, ExitStatus};

/// Parses the arguments and runs the tool; a `Stop` (usage error, `--help`, `--version`) is
/// written where it belongs and gives its status.
pub async fn run<T>(
    context: Context,
    parse: impl FnOnce(&[Vec<u8>]) -> Result<T, Stop>,
    main: impl AsyncFnOnce(&Context, T) -> ExitStatus,
) -> ExitStatus {
    match parse(context.operands()) {
        Ok(arguments) => main(&context, arguments).await,
        Err(stop) => report(&context, &stop).await,
    }
}

/// Writes a `Stop` where it belongs.
pub async fn report(context: &Context, stop: &Stop) -> ExitStatus {
    let fd = if stop.stdout { 1 } else { 2 };
    let text = if stop.stdout { stop.text() } else { as_called(context, stop.text()) };
    match context.write_all(fd, &text).await {
        Err(error) if fd == 1 => {
            context.error(format!("write error: {error}")).await;
            ExitStatus::FAILURE
        }
        _ => ExitStatus::Exited(stop.status),
    }
}

/// A message with the name that the tool was called by, which may have a directory.
fn as_called(context: &Context, text: Vec<u8>) -> Vec<u8> {
    let (name, called) = (context.name(), context.called());
    if name == called {
        return text;
    }
    let mut out = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let rest = line.strip_prefix(name).filter(|rest| rest.starts_with(b": "));
        out.extend_from_slice(rest.map_or(b"", |_| called));
        out.extend_from_slice(rest.unwrap_or(line));
    }
    out
}

/// Hands over the rest of standard output: `NAME: write error: …` and status 1 where that
/// fails, else `status`.
pub async fn finish(context: &Context, output: &mut Writer, status: ExitStatus) -> ExitStatus {
    match output.flush().await {
        Ok(()) => status,
        Err(error) => write_error(context, error).await,
    }
}

/// Reports that standard output does not work.
pub async fn write_error(context: &Context, error: Errno) -> ExitStatus {
    context.error(format!("write error: {error}")).await;
    ExitStatus::FAILURE
}

/// The `run` of a tool that only says something: writes it to standard output.
pub async fn print(context: &Context, text: Vec<u8>) -> ExitStatus {
    match context.write_all(1, &text).await {
        Ok(()) => ExitStatus::SUCCESS,
        Err(error) => write_error(context, error).await,
    }
}

/// The error of execve(2): a directory may not be executed.
pub fn exec_errno(error: &ExecError) -> Errno {
    if error.errno == Errno::EISDIR { Errno::EACCES } else { error.errno }
}
