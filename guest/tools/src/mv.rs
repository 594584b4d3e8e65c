//! `mv [OPTION]... SOURCE... DEST`: renames or moves files.

use crate::cp;
use crate::frame;
use crate::paths::Targets;
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, Errno, ExitStatus};

const MV: Synopsis = Synopsis::gnu(
    "mv",
    &[
        "[OPTION]... [-T] SOURCE DEST",
        "[OPTION]... SOURCE... DIRECTORY",
        "[OPTION]... -t DIRECTORY SOURCE...",
    ],
    "Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.",
    &[
        flag("-b", "make a backup of each existing destination file"),
        flag("-f, --force", "do not prompt before overwriting"),
        flag("-i, --interactive", "prompt before overwrite"),
        flag("-n, --no-clobber", "do not overwrite an existing file"),
        flag("-t, --target-directory=DIRECTORY", "move all SOURCE arguments into DIRECTORY"),
        flag("-T, --no-target-directory", "treat DEST as a normal file"),
        flag("-u, --update", "move only when the SOURCE file is newer than the destination file"),
        flag("-v, --verbose", "explain what is being done"),
    ],
);

#[derive(Default)]
struct Mv {
    backup: bool,
    ask: bool,
    no_clobber: bool,
    update: bool,
    verbose: bool,
    targets: Targets,
    operands: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Mv, Stop> {
    let mut mv = Mv::default();
    let mut parsed = MV.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "b" => mv.backup = true,
            "force" => (mv.ask, mv.no_clobber) = (false, false),
            "interactive" => (mv.ask, mv.no_clobber) = (true, false),
            "no-clobber" => (mv.ask, mv.no_clobber) = (false, true),
            "update" => mv.update = true,
            "verbose" => mv.verbose = true,
            "target-directory" => mv.targets.directory = Some(option.value.to_vec()),
            _ => mv.targets.plain = true,
        }
    }
    mv.operands = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    mv.targets.check(&MV, &mv.operands)?;
    Ok(mv)
}

async fn run(context: &Context, mv: Mv) -> ExitStatus {
    let Some(pairs) = mv.targets.pairs_or_report(context, &mv.operands).await else {
        return ExitStatus::FAILURE;
    };
    let mut output = context.stdout();
    let mut complete = true;
    for (source, target) in pairs {
        complete &= one(context, &mv, &source, &target, &mut output).await;
    }
    frame::finish(context, &mut output, if complete { ExitStatus::SUCCESS } else { ExitStatus::FAILURE })
        .await
}

async fn one(context: &Context, mv: &Mv, source: &[u8], target: &[u8], output: &mut Writer) -> bool {
    let files = context.files();
    let from = match files.stat_link(source) {
        Ok(metadata) => metadata,
        Err(error) => {
            context
                .error([b"cannot stat ", &*quoteaf(source), b": ", error.message().as_bytes()].concat())
                .await;
            return false;
        }
    };
    if let Ok(to) = files.stat_link(target) {
        if to.inode == from.inode {
            let message = [&*quoteaf(source), b" and ", &*quoteaf(target), b" are the same file"].concat();
            context.error(message).await;
            return false;
        }
        if mv.no_clobber || mv.update && to.modified >= from.modified {
            return true;
        }
        if from.is_dir() && !to.is_dir() {
            let message = [
                b"cannot overwrite non-directory ",
                &*quoteaf(target),
                b" with directory ",
                &*quoteaf(source),
            ];
            context.error(message.concat()).await;
            return false;
        }
        if !from.is_dir() && to.is_dir() {
            let message =
                [b"cannot overwrite directory ", &*quoteaf(target), b" with non-directory"].concat();
            context.error(message).await;
            return false;
        }
        if mv.ask && !cp::confirm(context, "mv", target, output).await {
            return true;
        }
        if mv.backup {
            let _ = files.rename(target, &[target, b"~"].concat());
        }
    }
    let result = match files.rename(source, target) {
        Err(Errno::EXDEV) => cp::across(context, source, target),
        other => other,
    };
    match result {
        Ok(()) => {
            if mv.verbose {
                output.push(&[b"renamed ", &*quoteaf(source), b" -> ", &*quoteaf(target), b"\n"].concat());
            }
            true
        }
        Err(Errno::EINVAL) => {
            let message =
                [b"cannot move ", &*quoteaf(source), b" to a subdirectory of itself, ", &*quoteaf(target)];
            context.error(message.concat()).await;
            false
        }
        Err(error) => {
            let message = [
                b"cannot move ",
                &*quoteaf(source),
                b" to ",
                &*quoteaf(target),
                b": ",
                error.message().as_bytes(),
            ];
            context.error(message.concat()).await;
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn moves() {
        let fixture = testing::fixture().file("a", b"A").file("b", b"B").file("d/x", b"");
        assert_eq!(testing::run(&fixture, "mv -v a c", "").out(), "renamed 'a' -> 'c'\n");
        assert_eq!(testing::run(&fixture, "mv b c d", "").status, 0);
        assert_eq!(testing::run(&fixture, "cat d/b d/c", "").out(), "BA");
        assert_eq!(
            testing::run(&fixture, "mv nope y", "").err(),
            "mv: cannot stat 'nope': No such file or directory\n"
        );
        assert_eq!(
            testing::run(&fixture, "mv d d/e", "").err(),
            "mv: cannot move 'd' to a subdirectory of itself, 'd/e'\n"
        );
    }
}
