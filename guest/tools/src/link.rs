//! `link FILE1 FILE2`: makes a hard link.

use crate::frame;
use bashwit_args::{Stop, Synopsis, quoteaf};
use bashwit_kernel::{Context, ExitStatus};

const LINK: Synopsis = Synopsis::gnu(
    "link",
    &["FILE1 FILE2"],
    "Call the link function to create a link named FILE2 to an existing FILE1.",
    &[],
);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<(Vec<u8>, Vec<u8>), Stop> {
    let mut parsed = LINK.parse(args);
    while parsed.next_option()?.is_some() {}
    match *parsed.into_operands() {
        [existing, new] => Ok((existing.to_vec(), new.to_vec())),
        [_, _, extra, ..] => Err(LINK.extra_operand(extra)),
        [only] => Err(LINK.missing_operand(Some(only))),
        [] => Err(LINK.missing_operand(None)),
    }
}

async fn run(context: &Context, (existing, new): (Vec<u8>, Vec<u8>)) -> ExitStatus {
    let Err(error) = context.files().hard_link(&existing, &new) else { return ExitStatus::SUCCESS };
    let error = error.message().as_bytes();
    let names = [&*quoteaf(&new), b" to ", &*quoteaf(&existing)].concat();
    context.error([b"cannot create link ", &*names, b": ", error].concat()).await;
    ExitStatus::FAILURE
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn links() {
        let fixture = testing::fixture().file("a", b"text\n");
        testing::check_on(&fixture, &[("link a b", "", ""), ("cat b", "", "text\n")]);
        let hint = "Try 'link --help' for more information.\n";
        testing::check_errors(&[
            ("link a b", 1, "link: cannot create link 'b' to 'a': No such file or directory\n"),
            ("link a", 1, &format!("link: missing operand after ‘a’\n{hint}")),
            ("link a b c", 1, &format!("link: extra operand ‘c’\n{hint}")),
        ]);
    }
}
