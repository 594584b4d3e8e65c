//! `arch`: the kind of machine, as `uname -m` says it.

use crate::frame;
use bashwit_args::{Stop, Synopsis};
use bashwit_kernel::{Context, ExitStatus};

const ARCH: Synopsis = Synopsis::gnu("arch", &["[OPTION]..."], "Print machine architecture.", &[]);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<(), Stop> {
    let mut parsed = ARCH.parse(args);
    while parsed.next_option()?.is_some() {}
    parsed.into_operands().first().map_or(Ok(()), |extra| Err(ARCH.extra_operand(extra)))
}

async fn run(context: &Context, (): ()) -> ExitStatus {
    frame::print(context, format!("{}\n", crate::uname::MACHINE).into_bytes()).await
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn same_as_uname() {
        let fixture = testing::fixture();
        let found = testing::run(&fixture, "arch", "").out();
        assert_eq!(found, testing::run(&fixture, "uname -m", "").out());
        let hint = "Try 'arch --help' for more information.\n";
        testing::check_errors(&[("arch x", 1, &format!("arch: extra operand ‘x’\n{hint}"))]);
    }
}
