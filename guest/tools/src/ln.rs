//! `ln [OPTION]... TARGET... LINK`: makes links between files.

use crate::frame;
use crate::paths::{Targets, join, trim};
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::io::Writer;
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Context, ExitStatus};

const LN: Synopsis = Synopsis::gnu(
    "ln",
    &[
        "[OPTION]... [-T] TARGET LINK_NAME",
        "[OPTION]... TARGET",
        "[OPTION]... TARGET... DIRECTORY",
        "[OPTION]... -t DIRECTORY TARGET...",
    ],
    "Create hard links by default, symbolic links with --symbolic.",
    &[
        flag("-f, --force", "remove existing destination files"),
        flag("-i, --interactive", "prompt whether to remove destinations"),
        flag("-L, --logical", "dereference TARGETs that are symbolic links"),
        flag(
            "-n, --no-dereference",
            "treat LINK_NAME as a normal file if it is a symbolic link to a directory",
        ),
        flag("-P, --physical", "make hard links directly to symbolic links"),
        flag("-r, --relative", "with -s, create links relative to link location"),
        flag("-s, --symbolic", "make symbolic links instead of hard links"),
        flag("-t, --target-directory=DIRECTORY", "specify the DIRECTORY in which to create the links"),
        flag("-T, --no-target-directory", "treat LINK_NAME as a normal file always"),
        flag("-v, --verbose", "print name of each linked file"),
    ],
);

#[derive(Default)]
struct Ln {
    force: bool,
    no_dereference: bool,
    relative: bool,
    symbolic: bool,
    verbose: bool,
    targets: Targets,
    operands: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Ln, Stop> {
    let mut ln = Ln::default();
    let mut parsed = LN.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "force" => ln.force = true,
            "no-dereference" => ln.no_dereference = true,
            "relative" => ln.relative = true,
            "symbolic" => ln.symbolic = true,
            "target-directory" => ln.targets.directory = Some(option.value.to_vec()),
            "no-target-directory" => ln.targets.plain = true,
            "verbose" => ln.verbose = true,
            _ => {}
        }
    }
    ln.operands = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if ln.operands.is_empty() {
        return Err(LN.missing_operand(None));
    }
    Ok(ln)
}

async fn run(context: &Context, mut ln: Ln) -> ExitStatus {
    if ln.operands.len() == 1 && ln.targets.directory.is_none() {
        // A link of the same name here.
        ln.targets.directory = Some(b".".to_vec());
    }
    if let (true, Some(last)) = (ln.no_dereference, ln.operands.last()) {
        let is_link = context.files().read_link(last).is_ok();
        ln.targets.plain |= is_link && ln.operands.len() == 2;
    }
    let Some(pairs) = ln.targets.pairs_or_report(context, &ln.operands).await else {
        return ExitStatus::FAILURE;
    };
    let mut output = context.stdout();
    let mut complete = true;
    for (target, link) in pairs {
        let link =
            link.strip_prefix(b"./").filter(|_| ln.operands.len() == 1).map_or(link.clone(), <[u8]>::to_vec);
        complete &= one(context, &ln, &target, &link, &mut output).await;
    }
    frame::finish(context, &mut output, if complete { ExitStatus::SUCCESS } else { ExitStatus::FAILURE })
        .await
}

async fn one(context: &Context, ln: &Ln, target: &[u8], link: &[u8], output: &mut Writer) -> bool {
    let files = context.files();
    if !ln.symbolic {
        match files.stat_link(target) {
            Ok(metadata) if metadata.is_dir() => {
                context.error([&*quoteaf(target), b": hard link not allowed for directory"].concat()).await;
                return false;
            }
            Ok(_) => {}
            Err(error) => {
                context
                    .error(
                        [b"failed to access ", &*quoteaf(target), b": ", error.message().as_bytes()].concat(),
                    )
                    .await;
                return false;
            }
        }
    }
    let held = if ln.symbolic && ln.relative { relative(context, target, link) } else { target.to_vec() };
    if ln.force && files.stat_link(link).is_ok_and(|metadata| !metadata.is_dir()) {
        let _ = files.remove_file(link);
    }
    let result = if ln.symbolic { files.symbolic_link(&held, link) } else { files.hard_link(target, link) };
    match result {
        Ok(()) => {
            if ln.verbose {
                let arrow: &[u8] = if ln.symbolic { b" -> " } else { b" => " };
                output.push(&[&*quoteaf(link), arrow, &*quoteaf(&held), b"\n"].concat());
            }
            true
        }
        Err(error) => {
            let kind: &[u8] =
                if ln.symbolic { b"failed to create symbolic link " } else { b"failed to create hard link " };
            let reason = error.message().as_bytes();
            let from: Vec<u8> = if ln.symbolic || files.stat_link(link).is_ok() {
                Vec::new()
            } else {
                [b" => ", &*quoteaf(target)].concat()
            };
            context.error([kind, &*quoteaf(link), &from, b": ", reason].concat()).await;
            false
        }
    }
}

/// The way from the directory of a link to its target.
fn relative(context: &Context, target: &[u8], link: &[u8]) -> Vec<u8> {
    let absolute =
        |path: &[u8]| context.files().resolve(path).map(|resolved| resolved.path).unwrap_or_default();
    let link = trim(link);
    let parent = &link[..link.len() - base_name(link).len()];
    let from = absolute(if parent.is_empty() { b"." } else { parent });
    let to = absolute(target);
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to[shared..]);
    let path = parts.join("/");
    if path.is_empty() { b".".to_vec() } else { join(b"", path.as_bytes()) }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn links() {
        let fixture = testing::fixture().file("a", b"A").file("d/x", b"");
        assert_eq!(testing::run(&fixture, "ln -sv a s", "").out(), "'s' -> 'a'\n");
        assert_eq!(testing::run(&fixture, "ln a h", "").status, 0);
        assert_eq!(testing::run(&fixture, "cat s h", "").out(), "AA");
        assert_eq!(
            testing::run(&fixture, "ln -s a s", "").err(),
            "ln: failed to create symbolic link 's': File exists\n"
        );
        assert_eq!(testing::run(&fixture, "ln -sf d s", "").status, 0);
        assert_eq!(testing::run(&fixture, "ln -srv a d/r", "").out(), "'d/r' -> '../a'\n");
        assert_eq!(
            testing::run(&fixture, "ln d e", "").err(),
            "ln: 'd': hard link not allowed for directory\n"
        );
    }
}
