//! `mkfifo [OPTION]... NAME...`: makes named pipes.

use crate::{frame, mode::Mode};
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::{Context, ExitStatus};

const MKFIFO: Synopsis = Synopsis::gnu(
    "mkfifo",
    &["[OPTION]... NAME..."],
    "Create named pipes (FIFOs) with the given NAMEs.",
    &[flag("-m, --mode=MODE", "set file permission bits to MODE, not a=rw - umask"), flag("-Z", "(ignored)")],
);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<(Option<Mode>, Vec<Vec<u8>>), Stop> {
    let mut parsed = MKFIFO.parse(args);
    let mut mode = None;
    while let Some(option) = parsed.next_option()? {
        if option.id == "mode" {
            mode = Some(Mode::parse(option.value).ok_or_else(|| MKFIFO.failure("invalid mode"))?);
        }
    }
    let names: Vec<Vec<u8>> = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    if names.is_empty() { Err(MKFIFO.missing_operand(None)) } else { Ok((mode, names)) }
}

async fn run(context: &Context, (mode, names): (Option<Mode>, Vec<Vec<u8>>)) -> ExitStatus {
    let mut status = ExitStatus::SUCCESS;
    let files = context.files();
    for name in &names {
        let made = files.create_fifo(name, 0o666).map_err(|error| (&b"cannot create fifo "[..], error));
        let made = made.and_then(|()| match &mode {
            Some(mode) => {
                let bits = mode.apply(0o666, false, context.process.umask.get());
                files.set_mode(name, bits).map_err(|error| (&b"cannot set permissions of "[..], error))
            }
            None => Ok(()),
        });
        if let Err((what, error)) = made {
            context.error([what, &*quoteaf(name), b": ", error.message().as_bytes()].concat()).await;
            status = ExitStatus::FAILURE;
        }
    }
    status
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn makes() {
        let fixture = testing::fixture().file("f", b"");
        testing::check_on(
            &fixture,
            &[
                ("mkfifo a", "", ""),
                ("mkfifo -m 600 b", "", ""),
                ("stat -c '%F %a' a b", "", "fifo 644\nfifo 600\n"),
            ],
        );
        let output = testing::run(&fixture, "mkfifo f", "");
        assert_eq!(
            (output.status, output.err().as_str()),
            (1, "mkfifo: cannot create fifo 'f': File exists\n")
        );
        testing::check_errors(&[("mkfifo -m x a", 1, "mkfifo: invalid mode\n")]);
    }
}
