//! `unlink FILE`: removes one name of a file.

use crate::frame;
use bashwit_args::{Stop, Synopsis, quoteaf};
use bashwit_kernel::{Context, ExitStatus};

const UNLINK: Synopsis =
    Synopsis::gnu("unlink", &["FILE"], "Call the unlink function to remove the specified FILE.", &[]);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Vec<u8>, Stop> {
    let mut parsed = UNLINK.parse(args);
    while parsed.next_option()?.is_some() {}
    match *parsed.into_operands() {
        [file] => Ok(file.to_vec()),
        [_, extra, ..] => Err(UNLINK.extra_operand(extra)),
        [] => Err(UNLINK.missing_operand(None)),
    }
}

async fn run(context: &Context, file: Vec<u8>) -> ExitStatus {
    let Err(error) = context.files().remove_file(&file) else { return ExitStatus::SUCCESS };
    let error = error.message().as_bytes();
    context.error([b"cannot unlink ", &*quoteaf(&file), b": ", error].concat()).await;
    ExitStatus::FAILURE
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn unlinks() {
        let fixture = testing::fixture().file("a", b"");
        testing::check_on(&fixture, &[("unlink a", "", ""), ("ls", "", "")]);
        testing::check_errors(&[
            ("unlink a", 1, "unlink: cannot unlink 'a': No such file or directory\n"),
            ("unlink", 1, "unlink: missing operand\nTry 'unlink --help' for more information.\n"),
        ]);
    }
}
