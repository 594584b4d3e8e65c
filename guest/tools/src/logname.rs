//! `logname`: the name that the user logged in with.

use crate::frame;
use bashwit_args::{Stop, Synopsis};
use bashwit_kernel::{Context, ExitStatus};

const LOGNAME: Synopsis = Synopsis::gnu("logname", &["[OPTION]"], "Print the user's login name.", &[]);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<(), Stop> {
    let mut parsed = LOGNAME.parse(args);
    while parsed.next_option()?.is_some() {}
    parsed.into_operands().first().map_or(Ok(()), |extra| Err(LOGNAME.extra_operand(extra)))
}

async fn run(context: &Context, (): ()) -> ExitStatus {
    frame::print(context, format!("{}\n", context.kernel.user()).into_bytes()).await
}

#[cfg(test)]
mod tests {
    #[test]
    fn name() {
        crate::testing::check(&[("logname", "", "user\n")]);
        let hint = "Try 'logname --help' for more information.\n";
        crate::testing::check_errors(&[("logname x", 1, &format!("logname: extra operand ‘x’\n{hint}"))]);
    }
}
