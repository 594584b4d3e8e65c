//! `cp [OPTION]... SOURCE... DEST`: copies files and, with `-r`, directories.

use crate::frame;
use crate::paths::{Targets, join};
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::io::{self, Writer};
use bashwit_kernel::{Context, Errno, ExitStatus, FileKind, Metadata};

const CP: Synopsis = Synopsis::gnu(
    "cp",
    &[
        "[OPTION]... [-T] SOURCE DEST",
        "[OPTION]... SOURCE... DIRECTORY",
        "[OPTION]... -t DIRECTORY SOURCE...",
    ],
    "Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.",
    &[
        flag("-a, --archive", "same as -dR --preserve=all"),
        flag("-b", "make a backup of each existing destination file"),
        flag("-d", "same as --no-dereference --preserve=links"),
        flag("-f, --force", "if an existing destination file cannot be opened, remove it and try again"),
        flag("-i, --interactive", "prompt before overwrite"),
        flag("-H", "follow command-line symbolic links in SOURCE"),
        flag("-l, --link", "hard link files instead of copying"),
        flag("-L, --dereference", "always follow symbolic links in SOURCE"),
        flag("-n, --no-clobber", "do not overwrite an existing file"),
        flag("-P, --no-dereference", "never follow symbolic links in SOURCE"),
        flag("-p", "same as --preserve=mode,ownership,timestamps"),
        flag("--preserve[=ATTR_LIST]", "preserve the specified attributes"),
        flag("--no-preserve=ATTR_LIST", "do not preserve the specified attributes"),
        flag("--parents", "use full source file name under DIRECTORY"),
        flag("-R, -r, --recursive", "copy directories recursively"),
        flag("--remove-destination", "remove each existing destination file before opening it"),
        flag("-s, --symbolic-link", "make symbolic links instead of copying"),
        flag("-t, --target-directory=DIRECTORY", "copy all SOURCE arguments into DIRECTORY"),
        flag("-T, --no-target-directory", "treat DEST as a normal file"),
        flag("-u, --update", "copy only when the SOURCE file is newer than the destination file"),
        flag("-v, --verbose", "explain what is being done"),
        flag("-x, --one-file-system", "stay on this file system"),
    ],
);

#[derive(Default)]
struct Cp {
    backup: bool,
    force: bool,
    ask: bool,
    hard_link: bool,
    symbolic_link: bool,
    /// `None`: followed unless `-r`.
    follow: Option<bool>,
    no_clobber: bool,
    preserve: bool,
    parents: bool,
    recursive: bool,
    remove: bool,
    update: bool,
    verbose: bool,
    targets: Targets,
    operands: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Cp, Stop> {
    let mut cp = Cp::default();
    let mut parsed = CP.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "archive" => (cp.recursive, cp.preserve, cp.follow) = (true, true, Some(false)),
            "b" => cp.backup = true,
            "d" | "no-dereference" => cp.follow = Some(false),
            "force" => cp.force = true,
            "interactive" => (cp.ask, cp.no_clobber) = (true, false),
            "H" | "dereference" => cp.follow = Some(true),
            "link" => cp.hard_link = true,
            "no-clobber" => (cp.no_clobber, cp.ask) = (true, false),
            "p" | "preserve" => cp.preserve = true,
            "parents" => cp.parents = true,
            "recursive" => cp.recursive = true,
            "remove-destination" => cp.remove = true,
            "symbolic-link" => cp.symbolic_link = true,
            "target-directory" => cp.targets.directory = Some(option.value.to_vec()),
            "no-target-directory" => cp.targets.plain = true,
            "update" => cp.update = true,
            "verbose" => cp.verbose = true,
            _ => {}
        }
    }
    cp.operands = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    cp.targets.check(&CP, &cp.operands)?;
    Ok(cp)
}

async fn run(context: &Context, cp: Cp) -> ExitStatus {
    let Some(pairs) = cp.targets.pairs_or_report(context, &cp.operands).await else {
        return ExitStatus::FAILURE;
    };
    let mut output = context.stdout();
    let mut complete = true;
    for (source, mut target) in pairs {
        if cp.parents {
            let directory =
                cp.targets.directory.as_deref().or(cp.operands.last().map(Vec::as_slice)).unwrap_or(b".");
            target = join(directory, source.strip_prefix(b"/").unwrap_or(&source));
            make_parents(context, &target);
        }
        complete &= operand(context, &cp, source, target, &mut output).await;
    }
    frame::finish(context, &mut output, if complete { ExitStatus::SUCCESS } else { ExitStatus::FAILURE })
        .await
}

fn make_parents(context: &Context, target: &[u8]) {
    for end in (1..target.len()).filter(|&at| target[at] == b'/') {
        // One that exists is what is wanted.
        let _ = context.files().create_dir(&target[..end], 0o777);
    }
}

async fn fail(context: &Context, what: &[u8], name: &[u8], error: Errno) -> bool {
    context.error([what, &*quoteaf(name), b": ", error.message().as_bytes()].concat()).await;
    false
}

/// Copies one operand with all that is below it.
async fn operand(context: &Context, cp: &Cp, source: Vec<u8>, target: Vec<u8>, output: &mut Writer) -> bool {
    let mut complete = true;
    let top = target.clone();
    let mut stack = vec![(source, target, true)];
    while let Some((source, target, named)) = stack.pop() {
        let follow = cp.follow.unwrap_or(!cp.recursive);
        let files = context.files();
        let metadata = match if follow { files.stat(&source) } else { files.stat_link(&source) } {
            Ok(metadata) => metadata,
            Err(error) => {
                complete &= fail(context, b"cannot stat ", &source, error).await;
                continue;
            }
        };
        if !metadata.is_dir() {
            complete &= file(context, cp, &source, &target, &metadata, output).await;
            continue;
        }
        if !cp.recursive {
            context.error([b"-r not specified; omitting directory ", &*quoteaf(&source)].concat()).await;
            complete = false;
            continue;
        }
        match directory(context, cp, &source, &target, &metadata, named, &top, output).await {
            Some(children) => stack.extend(children),
            None => complete = false,
        }
    }
    complete
}

type Work = (Vec<u8>, Vec<u8>, bool);

#[expect(clippy::too_many_arguments, reason = "the state of one walk")]
async fn directory(
    context: &Context,
    cp: &Cp,
    source: &[u8],
    target: &[u8],
    metadata: &Metadata,
    named: bool,
    top: &[u8],
    output: &mut Writer,
) -> Option<Vec<Work>> {
    let files = context.files();
    let inside = |path: &[u8]| files.resolve(path).map(|resolved| resolved.path + "/").unwrap_or_default();
    if named && inside(target).starts_with(&inside(source)) {
        let message = [b"cannot copy a directory, ", &*quoteaf(source), b", into itself, ", &*quoteaf(top)];
        context.error(message.concat()).await;
        return None;
    }
    // Read before the target is made, so that it is never part of what is copied.
    let entries = match files.read_dir(source) {
        Ok(entries) => entries,
        Err(error) => {
            fail(context, b"cannot access ", source, error).await;
            return None;
        }
    };
    match files.create_dir(target, metadata.mode | 0o700) {
        Ok(()) => {
            if cp.verbose {
                output.push(&[&*quoteaf(source), b" -> ", &*quoteaf(target), b"\n"].concat());
            }
        }
        Err(Errno::EEXIST) if files.stat(target).is_ok_and(|metadata| metadata.is_dir()) => {}
        Err(Errno::EEXIST) => {
            let message = [
                b"cannot overwrite non-directory ",
                &*quoteaf(target),
                b" with directory ",
                &*quoteaf(source),
            ];
            context.error(message.concat()).await;
            return None;
        }
        Err(error) => {
            fail(context, b"cannot create directory ", target, error).await;
            return None;
        }
    }
    let work = entries.iter().rev().map(|entry| {
        let name = entry.name.as_bytes();
        (join(source, name), join(target, name), false)
    });
    Some(work.collect())
}

async fn file(
    context: &Context,
    cp: &Cp,
    source: &[u8],
    target: &[u8],
    metadata: &Metadata,
    output: &mut Writer,
) -> bool {
    let files = context.files();
    if let Ok(old) = files.stat(target) {
        if old.inode == metadata.inode {
            if cp.hard_link {
                return true;
            }
            let message = [&*quoteaf(source), b" and ", &*quoteaf(target), b" are the same file"].concat();
            context.error(message).await;
            return false;
        }
        if old.is_dir() {
            let message =
                [b"cannot overwrite directory ", &*quoteaf(target), b" with non-directory"].concat();
            context.error(message).await;
            return false;
        }
        if cp.no_clobber || cp.update && old.modified >= metadata.modified {
            return true;
        }
        if cp.ask && !confirm(context, "cp", target, output).await {
            return true;
        }
        if cp.backup {
            let _ = files.rename(target, &[target, b"~"].concat());
        } else if cp.remove || cp.hard_link || cp.symbolic_link {
            let _ = files.remove_file(target);
        }
    }
    if let Err((what, error)) = transfer(context, cp, source, target, metadata).await {
        return fail(context, what, if what == OPENING { source } else { target }, error).await;
    }
    if cp.preserve && metadata.kind == FileKind::Regular {
        let _ = files.set_mode(target, metadata.mode);
        let _ = files.set_times(target, Some(metadata.accessed), Some(metadata.modified));
    }
    if cp.verbose {
        output.push(&[&*quoteaf(source), b" -> ", &*quoteaf(target), b"\n"].concat());
    }
    true
}

const OPENING: &[u8] = b"cannot open ";
const CREATING: &[u8] = b"cannot create regular file ";

async fn transfer(
    context: &Context,
    cp: &Cp,
    source: &[u8],
    target: &[u8],
    metadata: &Metadata,
) -> Result<(), (&'static [u8], Errno)> {
    let files = context.files();
    if cp.hard_link {
        return files.hard_link(source, target).map_err(|error| (&b"cannot create hard link "[..], error));
    }
    if cp.symbolic_link {
        return files
            .symbolic_link(source, target)
            .map_err(|error| (&b"cannot create symbolic link "[..], error));
    }
    match metadata.kind {
        FileKind::SymbolicLink => {
            let held =
                files.read_link(source).map_err(|error| (&b"cannot read symbolic link "[..], error))?;
            let _ = files.remove_file(target);
            files
                .symbolic_link(held.as_bytes(), target)
                .map_err(|error| (&b"cannot create symbolic link "[..], error))
        }
        FileKind::Regular => match files.copy_file(source, target) {
            Err(Errno::EACCES) if cp.force && files.remove_file(target).is_ok() => {
                files.copy_file(source, target).map_err(|error| (CREATING, error))
            }
            Err(error) => {
                let readable = files.access(source, 4);
                Err((if readable { CREATING } else { OPENING }, error))
            }
            Ok(()) => Ok(()),
        },
        // A stream or device: its bytes.
        _ => {
            let input = files.open_read(source).await.map_err(|error| (OPENING, error))?;
            let out = files.create(target).await.map_err(|error| (CREATING, error))?;
            let mut bytes = Vec::new();
            loop {
                bytes.clear();
                match io::read(&input, &mut bytes, 64 * 1024).await {
                    Ok(0) => return Ok(()),
                    Ok(_) => {
                        io::write_all(&out, &bytes).await.map_err(|error| (&b"error writing "[..], error))?
                    }
                    Err(error) => return Err((&b"error reading "[..], error)),
                }
            }
        }
    }
}

/// Asks whether a file may be replaced.
pub(crate) async fn confirm(context: &Context, tool: &str, target: &[u8], output: &mut Writer) -> bool {
    let _ = output.flush().await;
    let question = [tool.as_bytes(), b": overwrite ", &*quoteaf(target), b"? "].concat();
    let _ = context.write_all(2, &question).await;
    let Ok(file) = context.file(0) else { return false };
    let mut answer = Vec::new();
    while !answer.ends_with(b"\n") {
        if !matches!(io::read(&file, &mut answer, 1).await, Ok(1)) {
            break;
        }
    }
    matches!(answer.first(), Some(b'y' | b'Y'))
}

/// Moves what cannot be renamed: copies it to another file system, then removes it.
pub(crate) fn across(context: &Context, source: &[u8], target: &[u8]) -> Result<(), Errno> {
    let files = context.files();
    let mut stack = vec![(source.to_vec(), target.to_vec())];
    let mut made = Vec::new();
    while let Some((from, to)) = stack.pop() {
        let metadata = files.stat_link(&from)?;
        match metadata.kind {
            FileKind::Directory => {
                files.create_dir(&to, metadata.mode)?;
                for entry in files.read_dir(&from)? {
                    stack.push((join(&from, entry.name.as_bytes()), join(&to, entry.name.as_bytes())));
                }
            }
            FileKind::SymbolicLink => files.symbolic_link(files.read_link(&from)?.as_bytes(), &to)?,
            _ => {
                files.copy_file(&from, &to)?;
                files.set_times(&to, Some(metadata.accessed), Some(metadata.modified))?;
            }
        }
        made.push((from, metadata.is_dir()));
    }
    for (path, is_dir) in made.into_iter().rev() {
        if is_dir { files.remove_dir(&path)? } else { files.remove_file(&path)? }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn copies() {
        let fixture = testing::fixture().file("a", b"A").file("d/e/f", b"F");
        assert_eq!(testing::run(&fixture, "cp -v a b", "").out(), "'a' -> 'b'\n");
        assert_eq!(
            testing::run(&fixture, "cp d x", "").err(),
            "cp: -r not specified; omitting directory 'd'\n"
        );
        assert_eq!(testing::run(&fixture, "cp -r d x", "").status, 0);
        assert_eq!(testing::run(&fixture, "cat b x/e/f", "").out(), "AF");
        assert_eq!(testing::run(&fixture, "cp a a", "").err(), "cp: 'a' and 'a' are the same file\n");
        assert_eq!(
            testing::run(&fixture, "cp nope b", "").err(),
            "cp: cannot stat 'nope': No such file or directory\n"
        );
        assert_eq!(
            testing::run(&fixture, "cp a", "").err().lines().next(),
            Some("cp: missing destination file operand after 'a'")
        );
        assert_eq!(
            testing::run(&fixture, "cp -r d d", "").err(),
            "cp: cannot copy a directory, 'd', into itself, 'd/d'\n"
        );
    }
}
