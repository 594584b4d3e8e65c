//! `yes [STRING]...`: writes its arguments (or `y`) again and again until its reader goes.
//!
//! Exit status: 1 where standard output fails.

use crate::frame;
use bashwit_args::{Stop, Synopsis};
use bashwit_kernel::{Context, ExitStatus};

const YES: Synopsis = Synopsis::gnu(
    "yes",
    &["[STRING]...", "OPTION"],
    "Write a line with all STRINGs, or 'y', again and again until killed.",
    &[],
);

/// How much is written at once.
const CHUNK: usize = 16 * 1024;

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

/// The line to repeat.
fn parse(args: &[Vec<u8>]) -> Result<Vec<u8>, Stop> {
    let mut args = YES.parse(args);
    while args.next_option()?.is_some() {}
    let operands = args.into_operands();
    let mut line = if operands.is_empty() { b"y".to_vec() } else { operands.join(&b' ') };
    line.push(b'\n');
    Ok(line)
}

async fn run(context: &Context, line: Vec<u8>) -> ExitStatus {
    let block = line.repeat((CHUNK / line.len()).max(1));
    loop {
        if let Err(error) = context.write_all(1, &block).await {
            return frame::write_error(context, error).await;
        }
        // A reader that never waits must not keep the others from running.
        context.kernel.yield_now().await;
    }
}
