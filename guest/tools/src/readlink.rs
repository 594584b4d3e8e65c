//! `readlink [OPTION]... FILE...` and `realpath [OPTION]... FILE...`: what links hold, and
//! real paths.
//!
//! Exit status: 1 where a file is no link, or has no real path.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quotef};
use bashwit_kernel::{Context, Errno, ExitStatus, path};

const READLINK: Synopsis = Synopsis::gnu(
    "readlink",
    &["[OPTION]... FILE..."],
    "Print value of a symbolic link or canonical file name",
    &[
        flag("-f, --canonicalize", "follow every symlink; all but the last component must exist"),
        flag("-e, --canonicalize-existing", "follow every symlink; all components must exist"),
        flag("-m, --canonicalize-missing", "follow every symlink, without requirements on existence"),
        flag("-n, --no-newline", "do not output the trailing delimiter"),
        flag("-q, --quiet", "suppress most error messages"),
        flag("-s, --silent", "suppress most error messages (the default)"),
        flag("-v, --verbose", "report error messages"),
        flag("-z, --zero", "end each output line with NUL, not newline"),
    ],
);

const REALPATH: Synopsis = Synopsis::gnu(
    "realpath",
    &["[OPTION]... FILE..."],
    "Print the resolved absolute file name; all but the last component must exist",
    &[
        flag("-e, --canonicalize-existing", "all components of the path must exist"),
        flag("-m, --canonicalize-missing", "no path components need exist or be a directory"),
        flag("-L, --logical", "resolve '..' components before symlinks"),
        flag("-P, --physical", "resolve symlinks as encountered (default)"),
        flag("-q, --quiet", "suppress most error messages"),
        flag("--relative-to=DIR", "print the resolved path relative to DIR"),
        flag("--relative-base=DIR", "print absolute paths unless paths below DIR"),
        flag("-s, --strip, --no-symlinks", "don't expand symlinks"),
        flag("-z, --zero", "end each output line with NUL, not newline"),
    ],
);

/// How much of a path must exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needed {
    /// All but the last part.
    Parent,
    /// All of it.
    All,
    /// Nothing.
    Nothing,
}

struct Arguments {
    needed: Option<Needed>,
    verbose: bool,
    no_newline: bool,
    strip: bool,
    relative: Option<Vec<u8>>,
    base: Option<Vec<u8>>,
    delimiter: u8,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    let is_realpath = context.name() == b"realpath";
    frame::run(context, |args| parse(args, is_realpath), run).await
}

fn parse(args: &[Vec<u8>], is_realpath: bool) -> Result<Arguments, Stop> {
    let synopsis = if is_realpath { &REALPATH } else { &READLINK };
    let mut arguments = Arguments {
        needed: is_realpath.then_some(Needed::Parent),
        verbose: is_realpath,
        no_newline: false,
        strip: false,
        relative: None,
        base: None,
        delimiter: b'\n',
        files: Vec::new(),
    };
    let mut parsed = synopsis.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "canonicalize" => arguments.needed = Some(Needed::Parent),
            "canonicalize-existing" => arguments.needed = Some(Needed::All),
            "canonicalize-missing" => arguments.needed = Some(Needed::Nothing),
            "no-newline" => arguments.no_newline = true,
            "quiet" | "silent" => arguments.verbose = false,
            "verbose" => arguments.verbose = true,
            "zero" => arguments.delimiter = 0,
            "strip" => arguments.strip = true,
            "relative-to" => arguments.relative = Some(option.value.to_vec()),
            "relative-base" => arguments.base = Some(option.value.to_vec()),
            _ => {}
        }
    }
    arguments.files = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if arguments.files.is_empty() {
        return Err(synopsis.missing_operand(None));
    }
    Ok(arguments)
}

async fn run(context: &Context, arguments: Arguments) -> ExitStatus {
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    for name in &arguments.files {
        let found = match arguments.needed {
            None => context.files().read_link(name),
            Some(_) if arguments.strip => lexical(context, name),
            Some(needed) => canonical(context, name, needed),
        };
        match found.and_then(|found| shown(context, &arguments, found)) {
            Ok(text) => {
                output.push(text.as_bytes());
                if !arguments.no_newline || arguments.files.len() > 1 {
                    output.push(&[arguments.delimiter]);
                }
            }
            Err(error) => {
                if arguments.verbose {
                    context.error([&*quotef(name), b": ", error.message().as_bytes()].concat()).await;
                }
                status = ExitStatus::FAILURE;
            }
        }
    }
    frame::finish(context, &mut output, status).await
}

fn shown(context: &Context, arguments: &Arguments, found: String) -> Result<String, Errno> {
    let base = arguments.base.as_ref().map(|base| canonical(context, base, Needed::Nothing)).transpose()?;
    if let Some(base) = &base {
        let below = found == *base || found.starts_with(&format!("{}/", base.trim_end_matches('/')));
        if !below {
            return Ok(found);
        }
    }
    let from = match &arguments.relative {
        Some(directory) => Some(canonical(context, directory, Needed::Nothing)?),
        None => base,
    };
    Ok(from.map_or(found.clone(), |from| relative(&from, &found)))
}

/// The way from one absolute path to another.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(&to[shared..]);
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

fn lexical(context: &Context, name: &[u8]) -> Result<String, Errno> {
    let name = std::str::from_utf8(name).map_err(|_| Errno::EILSEQ)?;
    Ok(path::normalize(&path::join(&context.process.cwd(), name)))
}

/// The real path, as far as it must exist.
fn canonical(context: &Context, name: &[u8], needed: Needed) -> Result<String, Errno> {
    let files = context.files();
    let error = match files.canonicalize(name) {
        Ok(found) => return Ok(found),
        Err(error) => error,
    };
    if needed == Needed::All || error != Errno::ENOENT && needed == Needed::Parent {
        return Err(error);
    }
    // The longest part that exists, then the rest by text.
    let full = lexical(context, name)?;
    if let Ok(held) = files.read_link(full.as_bytes()) {
        let parent = full.rsplit_once('/').map_or("", |(parent, _)| parent);
        let target = path::join(if parent.is_empty() { "/" } else { parent }, &held);
        if target != full {
            return canonical_missing(context, &path::normalize(&target), needed, error);
        }
    }
    canonical_missing(context, &full, needed, error)
}

fn canonical_missing(context: &Context, full: &str, needed: Needed, error: Errno) -> Result<String, Errno> {
    let mut rest = Vec::new();
    let mut prefix = full;
    while let Some((parent, last)) = prefix.rsplit_once('/') {
        rest.push(last);
        if needed == Needed::Parent && rest.len() > 1 {
            return Err(error);
        }
        let parent = if parent.is_empty() { "/" } else { parent };
        if let Ok(real) = context.files().canonicalize(parent.as_bytes()) {
            rest.reverse();
            return Ok(path::normalize(&path::join(&real, &rest.join("/"))));
        }
        prefix = if parent == "/" { break } else { parent };
    }
    Err(error)
}

#[cfg(test)]
mod tests {
    use super::relative;
    use crate::testing;

    #[test]
    fn resolves() {
        let fixture = testing::fixture().file("d/f", b"");
        assert_eq!(testing::run(&fixture, "ln -s d/f l", "").status, 0);
        assert_eq!(testing::run(&fixture, "readlink l", "").out(), "d/f\n");
        assert_eq!(testing::run(&fixture, "readlink d", "").status, 1);
        assert_eq!(testing::run(&fixture, "readlink -f l", "").out(), "/home/user/d/f\n");
        assert_eq!(testing::run(&fixture, "realpath d/../new", "").out(), "/home/user/new\n");
        assert_eq!(
            testing::run(&fixture, "realpath x/y", "").err(),
            "realpath: x/y: No such file or directory\n"
        );
        assert_eq!(testing::run(&fixture, "realpath -m x/y", "").out(), "/home/user/x/y\n");
        assert_eq!(testing::run(&fixture, "realpath --relative-to=/home d/f", "").out(), "user/d/f\n");
        assert_eq!(relative("/a/b", "/a/c/d"), "../c/d");
    }
}
