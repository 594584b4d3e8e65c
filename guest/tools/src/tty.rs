//! `tty [OPTION]...`: there is no terminal, and it says so.
//!
//! Exit status: 1, since standard input is not a terminal; 2 for a usage error.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};

const TTY: Synopsis = Synopsis::gnu(
    "tty",
    &["[OPTION]..."],
    "Print the file name of the terminal connected to standard input.",
    &[flag("-s, --silent, --quiet", "print nothing, only return an exit status")],
)
.status(2);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<bool, Stop> {
    let mut silent = false;
    let mut parsed = TTY.parse(args);
    while parsed.next_option()?.is_some() {
        silent = true;
    }
    parsed.into_operands().first().map_or(Ok(silent), |extra| Err(TTY.extra_operand(extra)))
}

async fn run(context: &Context, silent: bool) -> ExitStatus {
    if !silent && let Err(error) = context.write_all(1, b"not a tty\n").await {
        context.error(format!("write error: {error}")).await;
        return ExitStatus::Exited(3);
    }
    ExitStatus::FAILURE
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn never_one() {
        let output = testing::run(&testing::fixture(), "tty", "");
        assert_eq!((output.status, output.out().as_str()), (1, "not a tty\n"));
        let hint = "Try 'tty --help' for more information.\n";
        testing::check_errors(&[("tty -s", 1, ""), ("tty x", 2, &format!("tty: extra operand ‘x’\n{hint}"))]);
    }
}
