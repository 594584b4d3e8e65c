//! `rm [OPTION]... [FILE]...`: removes files and, with `-r`, directories.
//!
//! Exit status: 1 where something cannot be removed.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, Errno, ExitStatus};

const RM: Synopsis = Synopsis::gnu(
    "rm",
    &["[OPTION]... [FILE]..."],
    "Remove (unlink) the FILE(s).",
    &[
        flag("-f, --force", "ignore nonexistent files and arguments, never prompt"),
        flag("-i", "prompt before every removal"),
        flag("-I", "prompt once before removing many files or recursively"),
        flag("-r, -R, --recursive", "remove directories and their contents recursively"),
        flag("-d, --dir", "remove empty directories"),
        flag("-v, --verbose", "explain what is being done"),
        flag("--no-preserve-root", "do not treat '/' specially"),
        flag("--preserve-root[=all]", "do not remove '/' (default)"),
        flag("--one-file-system", "stay on one file system"),
        flag("--interactive[=WHEN]", "prompt according to WHEN"),
    ],
);

#[derive(Default)]
struct Rm {
    force: bool,
    ask: bool,
    recursive: bool,
    empty_dirs: bool,
    verbose: bool,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Rm, Stop> {
    let mut rm = Rm::default();
    let mut parsed = RM.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "force" => (rm.force, rm.ask) = (true, false),
            "i" => (rm.ask, rm.force) = (true, false),
            "recursive" => rm.recursive = true,
            "dir" => rm.empty_dirs = true,
            "verbose" => rm.verbose = true,
            _ => {}
        }
    }
    rm.files = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if rm.files.is_empty() && !rm.force {
        return Err(RM.missing_operand(None));
    }
    Ok(rm)
}

async fn run(context: &Context, rm: Rm) -> ExitStatus {
    let mut output = context.stdout();
    let mut failed = false;
    for name in &rm.files {
        failed |= !operand(context, &rm, name, &mut output).await;
    }
    frame::finish(context, &mut output, if failed { ExitStatus::FAILURE } else { ExitStatus::SUCCESS }).await
}

async fn operand(context: &Context, rm: &Rm, name: &[u8], output: &mut Writer) -> bool {
    let base = bashwit_kernel::path::base_name(name.strip_suffix(b"/").unwrap_or(name));
    if matches!(base, b"." | b"..") {
        let message = [b"refusing to remove '.' or '..' directory: skipping ", &*quoteaf(name)].concat();
        context.error(message).await;
        return false;
    }
    let files = context.files();
    let metadata = match files.stat_link(name) {
        Ok(metadata) => metadata,
        Err(Errno::ENOENT | Errno::ENOTDIR) if rm.force => return true,
        Err(error) => return fail(context, name, error).await,
    };
    if files.resolve(name).is_ok_and(|resolved| resolved.path == "/") {
        context.error("it is dangerous to operate recursively on '/'").await;
        context.error("use --no-preserve-root to override this failsafe").await;
        return false;
    }
    if !metadata.is_dir() {
        return file(context, rm, name, metadata.mode, metadata.size, output).await;
    }
    if rm.recursive {
        return tree(context, rm, name, output).await;
    }
    if !rm.empty_dirs {
        return fail(context, name, Errno::EISDIR).await;
    }
    directory(context, rm, name, output).await
}

async fn fail(context: &Context, name: &[u8], error: Errno) -> bool {
    context.error([b"cannot remove ", &*quoteaf(name), b": ", error.message().as_bytes()].concat()).await;
    false
}

async fn file(context: &Context, rm: &Rm, name: &[u8], mode: u32, size: u64, output: &mut Writer) -> bool {
    if rm.ask {
        let kind: &[u8] = if size == 0 { b"regular empty file " } else { b"regular file " };
        let question = [b"rm: remove ", kind, &*quoteaf(name), b"? "].concat();
        if !ask(context, &question, output).await {
            return true;
        }
    }
    let _ = mode;
    match context.files().remove_file(name) {
        Ok(()) => {
            if rm.verbose {
                output.push(&[b"removed ", &*quoteaf(name), b"\n"].concat());
            }
            true
        }
        Err(error) => fail(context, name, error).await,
    }
}

async fn directory(context: &Context, rm: &Rm, name: &[u8], output: &mut Writer) -> bool {
    if rm.ask {
        let question = [b"rm: remove directory ", &*quoteaf(name), b"? "].concat();
        if !ask(context, &question, output).await {
            return true;
        }
    }
    match context.files().remove_dir(name) {
        Ok(()) => {
            if rm.verbose {
                output.push(&[b"removed directory ", &*quoteaf(name), b"\n"].concat());
            }
            true
        }
        Err(error) => fail(context, name, error).await,
    }
}

/// Removes a directory with all that is below it, the deepest first.
async fn tree(context: &Context, rm: &Rm, name: &[u8], output: &mut Writer) -> bool {
    // A directory comes twice: to be read, then to be removed.
    let mut stack = vec![(name.to_vec(), false)];
    let mut complete = true;
    while let Some((path, emptied)) = stack.pop() {
        if emptied {
            complete &= directory(context, rm, &path, output).await;
            continue;
        }
        let entries = match context.files().read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                complete &= fail(context, &path, error).await;
                continue;
            }
        };
        stack.push((path.clone(), true));
        for entry in entries.iter().rev().filter(|entry| entry.metadata.is_dir()) {
            stack.push((join(&path, &entry.name), false));
        }
        for entry in entries.iter().filter(|entry| !entry.metadata.is_dir()) {
            let full = join(&path, &entry.name);
            complete &= file(context, rm, &full, entry.metadata.mode, entry.metadata.size, output).await;
        }
    }
    complete
}

fn join(directory: &[u8], name: &str) -> Vec<u8> {
    let slash: &[u8] = if directory.ends_with(b"/") { b"" } else { b"/" };
    [directory, slash, name.as_bytes()].concat()
}

/// Asks on standard error; `y` or `Y` is yes.
async fn ask(context: &Context, question: &[u8], output: &mut Writer) -> bool {
    let _ = output.flush().await;
    let _ = context.write_all(2, question).await;
    let Ok(file) = context.file(0) else { return false };
    let mut answer = Vec::new();
    while !answer.ends_with(b"\n") {
        // Byte by byte: the rest of the input belongs to the next question.
        if !matches!(bashwit_kernel::io::read(&file, &mut answer, 1).await, Ok(1)) {
            break;
        }
    }
    matches!(answer.first(), Some(b'y' | b'Y'))
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn removes() {
        let fixture = testing::fixture().file("d/e/f", b"x").file("a", b"").file("b", b"");
        assert_eq!(testing::run(&fixture, "rm d", "").err(), "rm: cannot remove 'd': Is a directory\n");
        assert_eq!(
            testing::run(&fixture, "rm -rv d", "").out(),
            "removed 'd/e/f'\nremoved directory 'd/e'\nremoved directory 'd'\n"
        );
        assert_eq!(
            testing::run(&fixture, "rm nope", "").err(),
            "rm: cannot remove 'nope': No such file or directory\n"
        );
        assert_eq!(testing::run(&fixture, "rm -f nope", "").status, 0);
        assert_eq!(
            testing::run(&fixture, "rm -i a b", "y\nn\n").err(),
            "rm: remove regular empty file 'a'? rm: remove regular empty file 'b'? "
        );
        assert_eq!(testing::run(&fixture, "cat b", "").status, 0);
        assert_eq!(testing::run(&fixture, "cat a", "").status, 1);
    }
}
