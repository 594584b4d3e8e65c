//! `mkdir [OPTION]... DIRECTORY...`: makes directories.
//!
//! Exit status: 1 where one cannot be made.

use crate::{frame, mode};
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::{Context, Errno, ExitStatus};

const MKDIR: Synopsis = Synopsis::gnu(
    "mkdir",
    &["[OPTION]... DIRECTORY..."],
    "Create the DIRECTORY(ies), if they do not already exist.",
    &[
        flag("-m, --mode=MODE", "set file mode (as in chmod), not a=rwx - umask"),
        flag("-p, --parents", "no error if existing, make parent directories as needed"),
        flag("-v, --verbose", "print a message for each created directory"),
    ],
);

struct Mkdir {
    mode: Option<mode::Mode>,
    parents: bool,
    verbose: bool,
    directories: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Mkdir, Stop> {
    let mut mkdir = Mkdir { mode: None, parents: false, verbose: false, directories: Vec::new() };
    let mut parsed = MKDIR.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "mode" => match mode::Mode::parse(option.value) {
                Some(mode) => mkdir.mode = Some(mode),
                None => {
                    return Err(
                        MKDIR.failure([b"invalid mode ", &*bashwit_args::quote(option.value)].concat())
                    );
                }
            },
            "parents" => mkdir.parents = true,
            _ => mkdir.verbose = true,
        }
    }
    mkdir.directories = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if mkdir.directories.is_empty() {
        return Err(MKDIR.missing_operand(None));
    }
    Ok(mkdir)
}

async fn run(context: &Context, mkdir: Mkdir) -> ExitStatus {
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    for name in &mkdir.directories {
        let made = if mkdir.parents {
            with_parents(context, name, &mkdir)
        } else {
            one(context, name, &mkdir).map(|()| vec![name.clone()])
        };
        match made {
            Ok(made) if mkdir.verbose => {
                for name in made {
                    output.push(&[b"mkdir: created directory ", &*quoteaf(&name), b"\n"].concat());
                }
            }
            Ok(_) => {}
            Err(error) => {
                let message = [
                    b"cannot create directory ",
                    &*bashwit_args::quote(name),
                    b": ",
                    error.message().as_bytes(),
                ];
                context.error(message.concat()).await;
                status = ExitStatus::FAILURE;
            }
        }
    }
    frame::finish(context, &mut output, status).await
}

fn one(context: &Context, name: &[u8], mkdir: &Mkdir) -> Result<(), Errno> {
    let files = context.files();
    files.create_dir(name, 0o777)?;
    match &mkdir.mode {
        Some(mode) => files.set_mode(
            name,
            mode.apply(0o777 & !context.process.umask.get(), true, context.process.umask.get()),
        ),
        None => Ok(()),
    }
}

/// `-p`: makes what is missing; gives what was made.
fn with_parents(context: &Context, name: &[u8], mkdir: &Mkdir) -> Result<Vec<Vec<u8>>, Errno> {
    let files = context.files();
    let mut made = Vec::new();
    let ends = (1..name.len()).filter(|&at| name[at] == b'/' && name[at - 1] != b'/').chain([name.len()]);
    for end in ends {
        let prefix = &name[..end];
        match files.stat(prefix) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(if end == name.len() { Errno::EEXIST } else { Errno::ENOTDIR }),
            Err(Errno::ENOENT) => {
                if end == name.len() {
                    one(context, prefix, mkdir)?;
                } else {
                    files.create_dir(prefix, 0o777)?;
                }
                made.push(prefix.to_vec());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn makes_directories() {
        let fixture = testing::fixture();
        assert_eq!(
            testing::run(&fixture, "mkdir -pv a/b/c", "").out(),
            "mkdir: created directory 'a'\nmkdir: created directory 'a/b'\nmkdir: created directory 'a/b/c'\n"
        );
        assert_eq!(
            testing::run(&fixture, "mkdir a", "").err(),
            "mkdir: cannot create directory ‘a’: File exists\n"
        );
        assert_eq!(
            testing::run(&fixture, "mkdir x/y", "").err(),
            "mkdir: cannot create directory ‘x/y’: No such file or directory\n"
        );
        assert_eq!(testing::run(&fixture, "mkdir -p a", "").status, 0);
    }
}
