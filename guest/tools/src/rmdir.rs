//! `rmdir [OPTION]... DIRECTORY...`: removes empty directories.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::{Context, Errno, ExitStatus};

const RMDIR: Synopsis = Synopsis::gnu(
    "rmdir",
    &["[OPTION]... DIRECTORY..."],
    "Remove the DIRECTORY(ies), if they are empty.",
    &[
        flag(
            "--ignore-fail-on-non-empty",
            "ignore each failure that is only because a directory is not empty",
        ),
        flag("-p, --parents", "remove DIRECTORY and its ancestors"),
        flag("-v, --verbose", "output a diagnostic for every directory processed"),
    ],
);

struct Rmdir {
    ignore: bool,
    parents: bool,
    verbose: bool,
    directories: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Rmdir, Stop> {
    let mut rmdir = Rmdir { ignore: false, parents: false, verbose: false, directories: Vec::new() };
    let mut parsed = RMDIR.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "parents" => rmdir.parents = true,
            "verbose" => rmdir.verbose = true,
            _ => rmdir.ignore = true,
        }
    }
    rmdir.directories = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if rmdir.directories.is_empty() {
        return Err(RMDIR.missing_operand(None));
    }
    Ok(rmdir)
}

async fn run(context: &Context, rmdir: Rmdir) -> ExitStatus {
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    for name in &rmdir.directories {
        let mut current: &[u8] = name;
        loop {
            if rmdir.verbose {
                output.push(&[b"rmdir: removing directory, ", &*quoteaf(current), b"\n"].concat());
            }
            if let Err(error) = context.files().remove_dir(current) {
                if !(rmdir.ignore && error == Errno::ENOTEMPTY) {
                    let what: &[u8] = if current.len() == name.len() {
                        b"failed to remove "
                    } else {
                        b"failed to remove directory "
                    };
                    context
                        .error([what, &*quoteaf(current), b": ", error.message().as_bytes()].concat())
                        .await;
                    status = ExitStatus::FAILURE;
                }
                break;
            }
            let trimmed = current.strip_suffix(b"/").unwrap_or(current);
            match trimmed.iter().rposition(|&byte| byte == b'/') {
                Some(at) if rmdir.parents && at > 0 => current = &trimmed[..at],
                _ => break,
            }
        }
    }
    frame::finish(context, &mut output, status).await
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn removes_empty_ones() {
        let fixture = testing::fixture().file("full/f", b"");
        assert_eq!(
            testing::run(&fixture, "rmdir full", "").err(),
            "rmdir: failed to remove 'full': Directory not empty\n"
        );
        assert_eq!(testing::run(&fixture, "mkdir -p a/b", "").status, 0);
        assert_eq!(testing::run(&fixture, "rmdir -p a/b", "").status, 0);
        assert_eq!(
            testing::run(&fixture, "rmdir a", "").err(),
            "rmdir: failed to remove 'a': No such file or directory\n"
        );
    }
}
