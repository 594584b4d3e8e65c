//! `whoami`: the name of the user.
//!
//! Exit status: 1 where standard output fails.

use crate::frame;
use bashwit_args::{Stop, Synopsis};
use bashwit_kernel::{Context, ExitStatus};

const WHOAMI: Synopsis = Synopsis::gnu(
    "whoami",
    &["[OPTION]..."],
    "Print the user name associated with the current effective user ID.\nSame as id -un.",
    &[],
);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<(), Stop> {
    let mut args = WHOAMI.parse(args);
    while args.next_option()?.is_some() {}
    match args.into_operands().first() {
        Some(extra) => Err(WHOAMI.extra_operand(extra)),
        None => Ok(()),
    }
}

async fn run(context: &Context, (): ()) -> ExitStatus {
    frame::print(context, format!("{}\n", context.kernel.user()).into_bytes()).await
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn name() {
        check(&[("whoami", "", "user\n")]);
        let hint = "Try 'whoami --help' for more information.\n";
        check_errors(&[("whoami x", 1, &format!("whoami: extra operand ‘x’\n{hint}"))]);
    }
}
