//! `grep [OPTION]... PATTERNS [FILE]...`: selects the lines that match; `egrep` and `fgrep` are
//! `grep -E` and `grep -F`.
//!
//! `options` tells what the arguments mean, `matcher` (with `perl`) what a line is matched with,
//! `files` which files are read, `search` what is selected, `print` how it looks.
//!
//! Exit status: 0 where a line was selected, 1 where none was, 2 after an error.
//! Deviations: `-P` knows no recursion and no verbs; directories are read in sorted order.

mod color;
mod files;
mod filters;
mod matcher;
mod options;
mod perl;
mod print;
mod search;
#[cfg(test)]
mod tests;

use crate::frame;
use bashwit_kernel::{Context, ExitStatus};
use files::{End, Run};
use matcher::Dialect;

const TROUBLE: ExitStatus = ExitStatus::Exited(2);

pub(crate) async fn main(context: Context) -> ExitStatus {
    let dialect = match context.name() {
        b"egrep" => Some(Dialect::Extended),
        b"fgrep" => Some(Dialect::Fixed),
        _ => None,
    };
    let grep = match options::parse(&context, dialect).await {
        Ok(grep) => grep,
        Err(stop) => return frame::report(&context, &stop).await,
    };
    let mut run =
        Run { context: &context, grep: &grep, out: context.stdout(), matched: false, failed: false };
    for warning in &grep.warnings {
        run.warn(format!("warning: {warning}").as_bytes()).await;
    }
    if grep.max == 0 && !grep.count && grep.list == options::List::No {
        return ExitStatus::FAILURE;
    }
    let result = match run.all().await {
        Ok(()) => run.out.flush().await,
        Err(End::Write(error)) => Err(error),
        Err(End::Decided) => return ExitStatus::SUCCESS,
    };
    if let Err(error) = result {
        let message = format!("grep: write error: {error}\n");
        // There is nobody to tell that standard error does not work.
        let _ = context.write_all(2, message.as_bytes()).await;
        return TROUBLE;
    }
    if run.failed {
        return TROUBLE;
    }
    if run.matched { ExitStatus::SUCCESS } else { ExitStatus::FAILURE }
}
