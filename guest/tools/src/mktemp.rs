//! `mktemp [OPTION]... [TEMPLATE]`: makes a temporary file or directory with a name of its own.

use crate::frame;
use crate::paths::join;
use bashwit_args::{Stop, Synopsis, flag, quote};
use bashwit_kernel::{Context, Errno, ExitStatus, OpenFlags};

const MKTEMP: Synopsis = Synopsis::gnu(
    "mktemp",
    &["[OPTION]... [TEMPLATE]"],
    "Create a temporary file or directory, safely, and print its name.\n\
     TEMPLATE must contain at least 3 consecutive 'X's in last component.",
    &[
        flag("-d, --directory", "create a directory, not a file"),
        flag("-u, --dry-run", "do not create anything; merely print a name (unsafe)"),
        flag("-q, --quiet", "suppress diagnostics about file/dir-creation failure"),
        flag("--suffix=SUFF", "append SUFF to TEMPLATE; SUFF must not contain a slash"),
        flag("-p, --tmpdir[=DIR]", "interpret TEMPLATE relative to DIR"),
        flag("-t", "interpret TEMPLATE as a single file name component"),
    ],
);

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/// How many names are tried.
const TRIES: u32 = 1000;

#[derive(Default)]
struct Mktemp {
    directory: bool,
    dry_run: bool,
    quiet: bool,
    suffix: Vec<u8>,
    parent: Option<Vec<u8>>,
    in_tmpdir: bool,
    template: Option<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Mktemp, Stop> {
    let mut mktemp = Mktemp::default();
    // `-p DIR` takes its value as the next argument, `--tmpdir` only attached.
    let mut args = args.to_vec();
    while let Some(at) = args.iter().position(|arg| arg == b"-p") {
        let Some(directory) = args.get(at + 1).cloned() else {
            return Err(MKTEMP.usage_error("option requires an argument -- 'p'"));
        };
        mktemp.parent = Some(directory);
        args.drain(at..at + 2);
    }
    let mut parsed = MKTEMP.parse(&args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "directory" => mktemp.directory = true,
            "dry-run" => mktemp.dry_run = true,
            "quiet" => mktemp.quiet = true,
            "suffix" => mktemp.suffix = option.value.to_vec(),
            "tmpdir" if option.value.is_empty() => mktemp.in_tmpdir = true,
            "tmpdir" => mktemp.parent = Some(option.value.to_vec()),
            _ => mktemp.in_tmpdir = true,
        }
    }
    let operands = parsed.into_operands();
    if operands.len() > 1 {
        return Err(MKTEMP.usage_error("too many templates"));
    }
    mktemp.template = operands.first().map(|template| template.to_vec());
    Ok(mktemp)
}

async fn run(context: &Context, mktemp: Mktemp) -> ExitStatus {
    let default = mktemp.template.is_none();
    let template = mktemp.template.clone().unwrap_or_else(|| b"tmp.XXXXXXXXXX".to_vec());
    let (stem, suffix) = if mktemp.suffix.is_empty() {
        let end = template.iter().rposition(|&byte| byte == b'X').map_or(0, |at| at + 1);
        (template[..end].to_vec(), template[end..].to_vec())
    } else {
        (template.clone(), mktemp.suffix.clone())
    };
    let count = stem.iter().rev().take_while(|&&byte| byte == b'X').count();
    if count < 3 {
        context.error([b"too few X's in template ", &*quote(&template)].concat()).await;
        return ExitStatus::FAILURE;
    }
    let tmpdir =
        || context.var("TMPDIR").filter(|value| !value.is_empty()).map_or(b"/tmp".to_vec(), <[u8]>::to_vec);
    let parent = match &mktemp.parent {
        Some(parent) => Some(parent.clone()),
        None if default || mktemp.in_tmpdir => Some(tmpdir()),
        None => None,
    };
    let base = &stem[..stem.len() - count];
    for _ in 0..TRIES {
        let letters = (0..count).map(|_| LETTERS[(context.kernel.random() % LETTERS.len() as u64) as usize]);
        let name: Vec<u8> = base.iter().copied().chain(letters).chain(suffix.iter().copied()).collect();
        let name = parent.as_ref().map_or(name.clone(), |parent| join(parent, &name));
        match make(context, &mktemp, &name) {
            Ok(()) => {
                let mut output = context.stdout();
                output.push(&[&name, &b"\n"[..]].concat());
                return frame::finish(context, &mut output, ExitStatus::SUCCESS).await;
            }
            Err(Errno::EEXIST) => {}
            Err(error) => {
                if !mktemp.quiet {
                    let kind: &[u8] = if mktemp.directory { b"directory" } else { b"file" };
                    let shown = parent.as_ref().map_or(template.clone(), |parent| join(parent, &template));
                    let message = [
                        b"failed to create ",
                        kind,
                        b" via template ",
                        &*quote(&shown),
                        b": ",
                        error.message().as_bytes(),
                    ];
                    context.error(message.concat()).await;
                }
                return ExitStatus::FAILURE;
            }
        }
    }
    ExitStatus::FAILURE
}

fn make(context: &Context, mktemp: &Mktemp, name: &[u8]) -> Result<(), Errno> {
    let files = context.files();
    if mktemp.dry_run {
        return if files.stat_link(name).is_ok() { Err(Errno::EEXIST) } else { Ok(()) };
    }
    if mktemp.directory {
        return files.create_dir(name, 0o700);
    }
    let how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::EXCLUSIVE;
    files.try_open(name, how, 0o600).map(|_| ())
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn makes_names() {
        let fixture = testing::fixture();
        let name = testing::run(&fixture, "mktemp", "").out();
        assert!(name.starts_with("/tmp/tmp.") && name.len() == "/tmp/tmp.".len() + 11, "{name}");
        let name = testing::run(&fixture, "mktemp -d aXXXb", "").out();
        assert!(name.starts_with('a') && name.ends_with("b\n"), "{name}");
        assert_eq!(testing::run(&fixture, "mktemp aXX", "").err(), "mktemp: too few X's in template ‘aXX’\n");
        let name = testing::run(&fixture, "mktemp -p /tmp x.XXXX", "").out();
        assert!(name.starts_with("/tmp/x."), "{name}");
    }
}
