//! `sync [OPTION] [FILE]...`: nothing is kept back from the files, so it only checks that the
//! operands can be opened.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::{Context, ExitStatus};

const SYNC: Synopsis = Synopsis::gnu(
    "sync",
    &["[OPTION] [FILE]..."],
    "Synchronize cached writes to persistent storage.",
    &[
        flag("-d, --data", "sync only file data, no unneeded metadata"),
        flag("-f, --file-system", "sync the file systems that contain the files"),
    ],
);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Stop> {
    let mut parsed = SYNC.parse(args);
    let (mut data, mut system) = (false, false);
    while let Some(option) = parsed.next_option()? {
        if option.id == "data" { data = true } else { system = true }
    }
    let files: Vec<Vec<u8>> = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    if data && system {
        return Err(SYNC.failure("cannot specify both --data and --file-system"));
    }
    if data && files.is_empty() {
        return Err(SYNC.failure("--data needs at least one argument"));
    }
    Ok(files)
}

async fn run(context: &Context, files: Vec<Vec<u8>>) -> ExitStatus {
    let mut status = ExitStatus::SUCCESS;
    for name in &files {
        if let Err(error) = context.files().stat(name) {
            let error = error.message().as_bytes();
            context.error([b"error opening ", &*quoteaf(name), b": ", error].concat()).await;
            status = ExitStatus::FAILURE;
        }
    }
    status
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn syncs() {
        testing::check(&[("sync", "", ""), ("sync /", "", "")]);
        testing::check_errors(&[
            ("sync none", 1, "sync: error opening 'none': No such file or directory\n"),
            ("sync -d", 1, "sync: --data needs at least one argument\n"),
        ]);
    }
}
