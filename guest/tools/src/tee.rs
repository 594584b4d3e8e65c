//! `tee [OPTION]... [FILE]...`: copies standard input to standard output and to files.
//!
//! Exit status: 1 where a file fails.

use crate::filter::plain;
use crate::frame;
use bashwit_args::{Stop, Synopsis, choose, flag};
use bashwit_kernel::{Context, Errno, ExitStatus, OpenFile, OpenFlags, Signal, io};
use std::rc::Rc;

const TEE: Synopsis = Synopsis::gnu(
    "tee",
    &["[OPTION]... [FILE]..."],
    "Copy standard input to each FILE, and also to standard output.",
    &[
        flag("-a, --append", "append to the given FILEs, do not overwrite"),
        flag("-i, --ignore-interrupts", "ignore interrupt signals"),
        flag("-p", "operate in a more appropriate MODE with pipes"),
        flag("--output-error[=MODE]", "set behavior on write error:\nwarn, warn-nopipe, exit, exit-nopipe"),
    ],
);

#[derive(Default)]
struct Tee {
    files: Vec<Vec<u8>>,
    append: bool,
    ignore_interrupts: bool,
    /// `None`: SIGPIPE ends it, other errors are reported.
    errors: Option<Errors>,
}

#[derive(Clone, Copy)]
struct Errors {
    /// The first error ends it.
    exit: bool,
    /// A pipe whose reader has gone is no error.
    pipes: bool,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Tee, Stop> {
    let mut tee = Tee::default();
    let mut args = TEE.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "append" => tee.append = true,
            "ignore-interrupts" => tee.ignore_interrupts = true,
            "output-error" if option.given => {
                let modes: &[&[&str]] = &[&["warn"], &["warn-nopipe"], &["exit"], &["exit-nopipe"]];
                let mode = choose(&TEE, "--output-error", option.value, modes)?;
                tee.errors = Some(Errors { exit: mode >= 2, pipes: mode % 2 == 0 });
            }
            _ => tee.errors = Some(Errors { exit: false, pipes: false }),
        }
    }
    tee.files = args.into_operands().iter().map(|name| name.to_vec()).collect();
    Ok(tee)
}

/// One place that is written to.
struct Output {
    name: Vec<u8>,
    file: Rc<OpenFile>,
}

async fn run(context: &Context, tee: Tee) -> ExitStatus {
    let process = &context.process;
    if tee.ignore_interrupts {
        process.ignored.set(process.ignored.get() | Signal::INT.bit());
    }
    if tee.errors.is_some() {
        process.ignored.set(process.ignored.get() | Signal::PIPE.bit());
    }
    let (mut outputs, mut failed) = open(context, &tee).await;
    if failed && tee.errors.is_some_and(|errors| errors.exit) {
        return ExitStatus::FAILURE;
    }
    let mut input = context.stdin();
    while !outputs.is_empty() {
        let chunk = match input.fill().await {
            Ok([]) => break,
            Ok(chunk) => chunk,
            Err(error) => {
                context.error(format!("read error: {error}")).await;
                failed = true;
                break;
            }
        };
        let mut index = 0;
        while let Some(output) = outputs.get(index) {
            let Err(error) = io::write_all(&output.file, chunk).await else {
                index += 1;
                continue;
            };
            let counts = error != Errno::EPIPE || tee.errors.is_none_or(|errors| errors.pipes);
            if counts {
                context.error(plain(&output.name, error)).await;
                failed = true;
            }
            outputs.remove(index);
            if counts && tee.errors.is_some_and(|errors| errors.exit) {
                return ExitStatus::FAILURE;
            }
        }
        let length = chunk.len();
        input.consume(length);
    }
    if failed { ExitStatus::FAILURE } else { ExitStatus::SUCCESS }
}

/// Standard output and the files; whether one of them failed.
async fn open(context: &Context, tee: &Tee) -> (Vec<Output>, bool) {
    let mut outputs = Vec::new();
    let mut failed = false;
    if let Ok(file) = context.file(1) {
        outputs.push(Output { name: b"standard output".to_vec(), file });
    }
    let how = if tee.append { OpenFlags::APPEND } else { OpenFlags::TRUNCATE };
    for name in &tee.files {
        match context.files().open(name, OpenFlags::WRITE | OpenFlags::CREATE | how, 0o666).await {
            Ok(file) => outputs.push(Output { name: name.clone(), file }),
            Err(error) => {
                context.error(plain(name, error)).await;
                failed = true;
            }
        }
    }
    (outputs, failed)
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_on, fixture, run};

    #[test]
    fn copies() {
        let fixture = fixture().file("b", b"old\n");
        check_on(
            &fixture,
            &[
                ("tee a", "x\n", "x\n"),
                ("cat a", "", "x\n"),
                ("tee -a b", "y\n", "y\n"),
                ("cat b", "", "old\ny\n"),
                ("tee", "z", "z"),
            ],
        );
        let output = run(&fixture, "tee . c", "x");
        assert_eq!((output.status, output.out().as_str()), (1, "x"));
        assert_eq!(output.err(), "tee: .: Is a directory\n");
        assert_eq!(run(&fixture, "cat c", "").out(), "x");
    }
}
