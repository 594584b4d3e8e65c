//! `chmod [OPTION]... MODE FILE...`: changes the permission bits of files.

use crate::frame;
use crate::mode::{Mode, letters};
use crate::paths::{self, join};
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, ExitStatus, FileKind};

const CHMOD: Synopsis = Synopsis::gnu(
    "chmod",
    &[
        "[OPTION]... MODE[,MODE]... FILE...",
        "[OPTION]... OCTAL-MODE FILE...",
        "[OPTION]... --reference=RFILE FILE...",
    ],
    "Change the mode of each FILE to MODE.",
    &[
        flag("-c, --changes", "like verbose but report only when a change is made"),
        flag("-f, --silent, --quiet", "suppress most error messages"),
        flag("-v, --verbose", "output a diagnostic for every file processed"),
        flag("-R, --recursive", "change files and directories recursively"),
        flag("--no-preserve-root", "do not treat '/' specially"),
        flag("--preserve-root", "fail to operate recursively on '/'"),
        flag("--reference=RFILE", "use RFILE's mode instead of MODE values"),
    ],
);

#[derive(Default)]
struct Chmod {
    changes: bool,
    verbose: bool,
    quiet: bool,
    recursive: bool,
    reference: Option<Vec<u8>>,
    mode: Option<Mode>,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

/// Whether an argument is a mode that looks like an option (`-x`, `-rw`).
fn is_mode(arg: &[u8]) -> bool {
    arg.len() > 1 && arg[0] == b'-' && arg[1..].iter().all(|byte| b"rwxXstugo,=+-".contains(byte))
}

fn parse(args: &[Vec<u8>]) -> Result<Chmod, Stop> {
    let mut chmod = Chmod::default();
    let negative = args.iter().position(|arg| is_mode(arg));
    let mut rest = args.to_vec();
    let early = negative.map(|at| rest.remove(at));
    let mut parsed = CHMOD.parse(&rest);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "changes" => chmod.changes = true,
            "verbose" => chmod.verbose = true,
            "silent" => chmod.quiet = true,
            "recursive" => chmod.recursive = true,
            "reference" => chmod.reference = Some(option.value.to_vec()),
            _ => {}
        }
    }
    let mut operands: Vec<Vec<u8>> = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if chmod.reference.is_none() {
        let text = match early {
            Some(text) => text,
            None if operands.is_empty() => return Err(CHMOD.missing_operand(None)),
            None => operands.remove(0),
        };
        if operands.is_empty() {
            return Err(CHMOD.missing_operand(Some(&text)));
        }
        match Mode::parse(&text) {
            Some(mode) => chmod.mode = Some(mode),
            None => return Err(CHMOD.usage_error([b"invalid mode: ", &*bashwit_args::quote(&text)].concat())),
        }
    }
    if operands.is_empty() {
        return Err(CHMOD.missing_operand(None));
    }
    chmod.files = operands;
    Ok(chmod)
}

async fn run(context: &Context, mut chmod: Chmod) -> ExitStatus {
    if let Some(reference) = &chmod.reference {
        match paths::reference(context, reference) {
            Ok(metadata) => chmod.mode = Some(Mode::Octal(metadata.mode)),
            Err(message) => {
                context.error(message).await;
                return ExitStatus::FAILURE;
            }
        }
    }
    let mut output = context.stdout();
    let mut complete = true;
    for name in &chmod.files {
        let mut stack = vec![(name.clone(), true)];
        while let Some((path, named)) = stack.pop() {
            complete &= one(context, &chmod, &path, named, &mut output).await;
            let is_dir = context.files().stat_link(&path).is_ok_and(|metadata| metadata.is_dir());
            if chmod.recursive && is_dir {
                let entries = context.files().read_dir(&path).unwrap_or_default();
                stack.extend(entries.iter().rev().map(|entry| (join(&path, entry.name.as_bytes()), false)));
            }
        }
    }
    frame::finish(context, &mut output, if complete { ExitStatus::SUCCESS } else { ExitStatus::FAILURE })
        .await
}

async fn one(context: &Context, chmod: &Chmod, path: &[u8], named: bool, output: &mut Writer) -> bool {
    let files = context.files();
    // Links below a named directory are left alone.
    if !named && files.stat_link(path).is_ok_and(|metadata| metadata.kind == FileKind::SymbolicLink) {
        return true;
    }
    let metadata = match files.stat(path) {
        Ok(metadata) => metadata,
        Err(error) => {
            if !chmod.quiet {
                let path_shown = quoteaf(path);
                let message = match files.stat_link(path) {
                    Ok(_) => [b"cannot operate on dangling symlink ", &*path_shown].concat(),
                    Err(_) => [b"cannot access ", &*path_shown, b": ", error.message().as_bytes()].concat(),
                };
                context.error(message).await;
            }
            return false;
        }
    };
    let Some(mode) = &chmod.mode else { return true };
    let new = mode.apply(metadata.mode, metadata.is_dir(), context.process.umask.get());
    if let Err(error) = files.set_mode(path, new) {
        if !chmod.quiet {
            let message = [b"changing permissions of ", &*quoteaf(path), b": ", error.message().as_bytes()];
            context.error(message.concat()).await;
        }
        return false;
    }
    let changed = new != metadata.mode;
    if chmod.verbose || chmod.changes && changed {
        let (old_letters, new_letters) = (letters(metadata.mode), letters(new));
        let text = if changed {
            format!(" changed from {:04o} ({old_letters}) to {new:04o} ({new_letters})\n", metadata.mode)
        } else {
            format!(" retained as {new:04o} ({new_letters})\n")
        };
        output.push(&[b"mode of ", &*quoteaf(path), text.as_bytes()].concat());
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn changes_modes() {
        let fixture = testing::fixture().file("f", b"").file("d/e", b"");
        assert_eq!(
            testing::run(&fixture, "chmod -v 755 f", "").out(),
            "mode of 'f' changed from 0644 (rw-r--r--) to 0755 (rwxr-xr-x)\n"
        );
        assert_eq!(testing::run(&fixture, "chmod -x f", "").status, 0);
        assert_eq!(testing::run(&fixture, "chmod -c -R go= d", "").out().lines().count(), 2);
        assert_eq!(
            testing::run(&fixture, "chmod 999 f", "").err().lines().next(),
            Some("chmod: invalid mode: ‘999’")
        );
        assert_eq!(
            testing::run(&fixture, "chmod 1 x", "").err(),
            "chmod: cannot access 'x': No such file or directory\n"
        );
    }
}
