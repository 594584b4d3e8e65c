//! `ls [OPTION]... [FILE]...`: lists files and directories.
//!
//! There is no terminal here: one name a line, no colours unless asked for. Exit status: 1
//! where something below cannot be read, 2 where an operand cannot.

mod entry;
mod format;

pub(crate) use format::{kind_letter, kind_name};

use crate::frame;
use crate::paths::join;
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, ExitStatus};
use entry::{Entry, Sort};

const LS: Synopsis = Synopsis::gnu(
    "ls",
    &["[OPTION]... [FILE]..."],
    "List information about the FILEs (the current directory by default).",
    &[
        flag("-a, --all", "do not ignore entries starting with ."),
        flag("-A, --almost-all", "do not list implied . and .."),
        flag("-b, --escape", "print C-style escapes for nongraphic characters"),
        flag("-c", "with -lt: sort by, and show, ctime; with -l: show ctime"),
        flag("-C", "list entries by columns"),
        flag("--color[=WHEN]", "color the output WHEN"),
        flag("-d, --directory", "list directories themselves, not their contents"),
        flag("-f", "do not sort, enable -a"),
        flag("-F, --classify[=WHEN]", "append indicator (one of */=>@|) to entries"),
        flag("--full-time", "like -l --time-style=full-iso"),
        flag("-g", "like -l, but do not list owner"),
        flag("--group-directories-first", "group directories before files"),
        flag("-G, --no-group", "in a long listing, don't print group names"),
        flag("-h, --human-readable", "with -l and -s, print sizes like 1K 234M 2G etc."),
        flag("-i, --inode", "print the index number of each file"),
        flag("-k, --kibibytes", "default to 1024-byte blocks"),
        flag("-l", "use a long listing format"),
        flag("-L, --dereference", "show information of what a symbolic link refers to"),
        flag("-m", "fill width with a comma separated list of entries"),
        flag("-n, --numeric-uid-gid", "like -l, but list numeric user and group IDs"),
        flag("-N, --literal", "print entry names without quoting"),
        flag("-o", "like -l, but do not list group information"),
        flag("-p", "append / indicator to directories"),
        flag("-q, --hide-control-chars", "print ? instead of nongraphic characters"),
        flag("-Q, --quote-name", "enclose entry names in double quotes"),
        flag("-r, --reverse", "reverse order while sorting"),
        flag("-R, --recursive", "list subdirectories recursively"),
        flag("-s, --size", "print the allocated size of each file, in blocks"),
        flag("-S", "sort by file size, largest first"),
        flag("--sort=WORD", "sort by WORD: none, size, time, version, extension"),
        flag("-t", "sort by time, newest first"),
        flag("--time=WORD", "the time shown and sorted by: atime, ctime, mtime"),
        flag("--time-style=STYLE", "full-iso, long-iso, iso, locale or +FORMAT"),
        flag("-u", "with -lt: sort by, and show, access time; with -l: show access time"),
        flag("-U", "do not sort"),
        flag("-v", "natural sort of (version) numbers within text"),
        flag("-w, --width=COLS", "set output width to COLS"),
        flag("-x", "list entries by lines instead of by columns"),
        flag("-X", "sort alphabetically by entry extension"),
        flag("-1", "list one file per line"),
    ],
)
.status(2);

/// How names stand on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Layout {
    /// One a line.
    #[default]
    Single,
    /// `-l`.
    Long,
    /// `-C`.
    Columns,
    /// `-x`.
    Across,
    /// `-m`.
    Commas,
}

/// Which time is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Which {
    /// Last change of the content.
    #[default]
    Modified,
    /// Last read.
    Accessed,
    /// Last change of content or metadata.
    Changed,
}

/// What the arguments mean.
#[derive(Debug, Default)]
pub(super) struct Ls {
    pub all: bool,
    pub almost_all: bool,
    pub layout: Layout,
    pub directory: bool,
    pub classify: bool,
    pub slash: bool,
    pub no_owner: bool,
    pub no_group: bool,
    pub directories_first: bool,
    pub human: bool,
    pub inode: bool,
    pub dereference: bool,
    pub numeric: bool,
    pub quote: bool,
    pub escape: bool,
    pub hide: bool,
    pub reverse: bool,
    pub recursive: bool,
    pub blocks: bool,
    pub color: bool,
    pub sort: Sort,
    pub time: Which,
    pub style: Option<Vec<u8>>,
    pub width: usize,
    pub files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Ls, Stop> {
    let mut ls = Ls { width: 80, ..Ls::default() };
    let mut sorted = false;
    let mut parsed = LS.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "all" => ls.all = true,
            "almost-all" => ls.almost_all = true,
            "escape" => ls.escape = true,
            "c" => ls.time = Which::Changed,
            "u" => ls.time = Which::Accessed,
            "C" => ls.layout = Layout::Columns,
            "color" => ls.color = matches!(option.value, b"" | b"always" | b"yes" | b"force"),
            "directory" => ls.directory = true,
            "f" => (ls.all, ls.sort, sorted) = (true, Sort::None, true),
            "classify" => ls.classify = true,
            "full-time" => (ls.layout, ls.style) = (Layout::Long, Some(b"full-iso".to_vec())),
            "g" => (ls.layout, ls.no_owner) = (Layout::Long, true),
            "group-directories-first" => ls.directories_first = true,
            "no-group" => ls.no_group = true,
            "human-readable" => ls.human = true,
            "inode" => ls.inode = true,
            "l" => ls.layout = Layout::Long,
            "dereference" => ls.dereference = true,
            "m" => ls.layout = Layout::Commas,
            "numeric-uid-gid" => (ls.layout, ls.numeric) = (Layout::Long, true),
            "o" => (ls.layout, ls.no_group) = (Layout::Long, true),
            "p" => ls.slash = true,
            "hide-control-chars" => ls.hide = true,
            "quote-name" => ls.quote = true,
            "reverse" => ls.reverse = true,
            "recursive" => ls.recursive = true,
            "size" => ls.blocks = true,
            "S" => (ls.sort, sorted) = (Sort::Size, true),
            "t" => (ls.sort, sorted) = (Sort::Time, true),
            "U" => (ls.sort, sorted) = (Sort::None, true),
            "v" => (ls.sort, sorted) = (Sort::Version, true),
            "X" => (ls.sort, sorted) = (Sort::Extension, true),
            "sort" => (ls.sort, sorted) = (Sort::parse(&LS, option.value)?, true),
            "time" => {
                ls.time = match bashwit_args::choose(
                    &LS,
                    "--time",
                    option.value,
                    &[&["atime", "access", "use"], &["ctime", "status"], &["mtime", "modification"]],
                )? {
                    0 => Which::Accessed,
                    1 => Which::Changed,
                    _ => Which::Modified,
                };
            }
            "time-style" => ls.style = Some(option.value.to_vec()),
            "width" => {
                ls.width =
                    bashwit_args::parse_size(option.value, 0..=100_000).map_or(80, |width| width as usize)
            }
            "x" => ls.layout = Layout::Across,
            "1" if ls.layout != Layout::Long => ls.layout = Layout::Single,
            _ => {}
        }
    }
    // -c and -u sort by their time unless it is a long listing or another order was asked for.
    if ls.time != Which::Modified && ls.layout != Layout::Long && !sorted {
        ls.sort = Sort::Time;
    }
    ls.files = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if ls.files.is_empty() {
        ls.files.push(b".".to_vec());
    }
    Ok(ls)
}

async fn run(context: &Context, ls: Ls) -> ExitStatus {
    let mut output = context.stdout();
    let mut status = 0;
    let (mut plain, mut directories) = (Vec::new(), Vec::new());
    for name in &ls.files {
        let files = context.files();
        let followed = ls.dereference || ls.layout != Layout::Long && !ls.directory && !ls.classify;
        let found = if followed {
            files.stat(name).or_else(|_| files.stat_link(name))
        } else {
            files.stat_link(name)
        };
        match found {
            Ok(metadata) if metadata.is_dir() && !ls.directory => {
                directories.push(Entry::new(name.clone(), name.clone(), metadata));
            }
            Ok(metadata) => plain.push(Entry::new(name.clone(), name.clone(), metadata)),
            Err(error) => {
                context
                    .error([b"cannot access ", &*quoteaf(name), b": ", error.message().as_bytes()].concat())
                    .await;
                status = 2;
            }
        }
    }
    entry::sort(&mut plain, &ls);
    entry::sort(&mut directories, &ls);
    let several = ls.files.len() > 1 || ls.recursive;
    let mut first = plain.is_empty();
    if !plain.is_empty() {
        format::list(context, &ls, &plain, &mut output, false);
    }
    let mut stack: Vec<Vec<u8>> = directories.into_iter().rev().map(|entry| entry.path).collect();
    let mut ended = None;
    while let Some(path) = stack.pop() {
        match directory(context, &ls, &path, several, &mut first, &mut output).await {
            Ok(below) => stack.extend(below.into_iter().rev()),
            Err(error) => {
                context
                    .error(
                        [b"cannot open directory ", &*quoteaf(&path), b": ", error.message().as_bytes()]
                            .concat(),
                    )
                    .await;
                status = status.max(if ls.files.contains(&path) { 2 } else { 1 });
            }
        }
        if let Err(error) = output.flush_if_full().await {
            ended = Some(error);
            break;
        }
    }
    match ended {
        Some(error) => frame::write_error(context, error).await,
        None => frame::finish(context, &mut output, ExitStatus::Exited(status)).await,
    }
}

/// Lists one directory; gives the directories below it, where they are wanted.
async fn directory(
    context: &Context,
    ls: &Ls,
    path: &[u8],
    several: bool,
    first: &mut bool,
    output: &mut Writer,
) -> Result<Vec<Vec<u8>>, bashwit_kernel::Errno> {
    let files = context.files();
    let mut entries = Vec::new();
    let found = files.read_dir(path)?;
    // A directory that was removed under the feet of its process has not even these.
    if ls.all && files.canonicalize(path).is_ok() {
        for name in [&b"."[..], b".."] {
            let full = join(path, name);
            if let Ok(metadata) = files.stat(&full) {
                entries.push(Entry::new(name.to_vec(), full, metadata));
            }
        }
    }
    for entry in found {
        if entry.name.starts_with('.') && !ls.all && !ls.almost_all {
            continue;
        }
        let full = join(path, entry.name.as_bytes());
        let metadata =
            if ls.dereference { files.stat(&full).unwrap_or(entry.metadata) } else { entry.metadata };
        entries.push(Entry::new(entry.name.into_bytes(), full, metadata));
    }
    entry::sort(&mut entries, ls);
    if several {
        if !std::mem::replace(first, false) {
            output.push(b"\n");
        }
        output.push(path);
        output.push(b":\n");
    }
    *first = false;
    format::list(context, ls, &entries, output, true);
    let below =
        entries.into_iter().filter(|entry| entry.metadata.is_dir() && !matches!(&*entry.name, b"." | b".."));
    Ok(if ls.recursive { below.map(|entry| entry.path).collect() } else { Vec::new() })
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn lists() {
        let fixture =
            testing::fixture().file("b", b"12345").file("a.txt", b"").file(".h", b"").file("d/x", b"");
        assert_eq!(testing::run(&fixture, "ls", "").out(), "a.txt\nb\nd\n");
        assert_eq!(testing::run(&fixture, "ls -aF", "").out(), "./\n../\n.h\na.txt\nb\nd/\n");
        assert_eq!(testing::run(&fixture, "ls -S", "").out().lines().last(), Some("a.txt"));
        assert_eq!(testing::run(&fixture, "ls -R", "").out(), ".:\na.txt\nb\nd\n\n./d:\nx\n");
        assert_eq!(testing::run(&fixture, "ls -m", "").out(), "a.txt, b, d\n");
        assert_eq!(testing::run(&fixture, "ls b nope d", "").out(), "b\n\nd:\nx\n");
        assert_eq!(
            testing::run(&fixture, "ls nope", "").err(),
            "ls: cannot access 'nope': No such file or directory\n"
        );
        let long = testing::run(&fixture, "ls -l b", "").out();
        assert!(long.starts_with("-rw-r--r-- 1 user user 5 "), "{long}");
    }
}
