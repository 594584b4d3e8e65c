//! `tree [OPTION]... [DIRECTORY]...`: shows directories as trees.
//!
//! Exit status: 2 where a directory does not exist. There are no colours: `-C` changes nothing.

mod walk;

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, hidden, parse_size};
use bashwit_kernel::{Context, ExitStatus};
use bashwit_pattern::glob::{Options, Pattern};

const TREE: Synopsis = Synopsis::gnu(
    "tree",
    &["[OPTION]... [DIRECTORY]..."],
    "List contents of directories in a tree-like format.",
    &[
        flag("-a", "all files are listed"),
        flag("-d", "list directories only"),
        flag("-l", "follow symbolic links like directories"),
        flag("-f", "print the full path prefix for each file"),
        flag("-L LEVEL", "descend only level directories deep"),
        flag("-P PATTERN", "list only those files that match the pattern given"),
        flag("-I PATTERN", "do not list files that match the given pattern"),
        flag("--ignore-case", "ignore case when pattern matching"),
        flag("--matchdirs", "include directory names in -P pattern matching"),
        flag("--prune", "prune empty directories from the output"),
        flag("--noreport", "turn off file/directory count at end of tree listing"),
        flag("--charset=X", "use charset X for terminal output of the lines"),
        flag("-i", "don't print indentation lines"),
        flag("-Q", "quote filenames with double quotes"),
        flag("-p", "print the protections for each file"),
        flag("-u", "display file owner"),
        flag("-g", "display file group owner"),
        flag("-s", "print the size in bytes of each file"),
        flag("-h", "print the size in a more human readable way"),
        flag("--si", "like -h, but use SI units (powers of 1000)"),
        flag("-D", "print the date of last modification"),
        flag("--timefmt=FORMAT", "print and format time according to the format"),
        flag("-F", "appends '/', '=', '*', '@', '|' or '>' as per ls -F"),
        flag("-t", "sort files by last modification time"),
        flag("-U", "leave files unsorted"),
        flag("-r", "reverse the order of the sort"),
        flag("-v", "sort files alphanumerically by version"),
        flag("--sort=NAME", "select sort: name, version, size, mtime, none"),
        flag("--dirsfirst", "list directories before files"),
        flag("--filesfirst", "list files before directories"),
        flag("--filelimit=N", "do not descend dirs with more than N files in them"),
        flag("-J", "prints out a JSON representation of the tree"),
        hidden("-n"),
        hidden("-C"),
        hidden("-N"),
        hidden("-q"),
        hidden("-x"),
        hidden("-A"),
        hidden("-S"),
    ],
);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Sort {
    #[default]
    Name,
    Version,
    Size,
    Time,
    None,
}

#[derive(Default)]
struct Tree {
    all: bool,
    directories_only: bool,
    follow: bool,
    full_path: bool,
    level: Option<usize>,
    only: Vec<Pattern>,
    ignore: Vec<Pattern>,
    match_directories: bool,
    prune: bool,
    no_report: bool,
    ascii: bool,
    no_indent: bool,
    quote: bool,
    mode: bool,
    user: bool,
    group: bool,
    size: bool,
    human: bool,
    si: bool,
    date: bool,
    time_format: Option<Vec<u8>>,
    classify: bool,
    sort: Sort,
    reverse: bool,
    /// Whether directories stand before the files, or after them.
    directories_first: Option<bool>,
    limit: usize,
    json: bool,
    roots: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    let utf8 = context.is_utf8();
    frame::run(context, |args| parse(args, utf8), walk::run).await
}

fn parse(args: &[Vec<u8>], utf8: bool) -> Result<Tree, Stop> {
    let mut tree = Tree { ascii: !utf8, limit: usize::MAX, ..Tree::default() };
    let (mut only, mut ignore, mut nocase) = (Vec::new(), Vec::new(), false);
    let mut parsed = TREE.parse(args);
    while let Some(option) = parsed.next_option()? {
        let value = option.value;
        match option.id {
            "L" => {
                let level = parse_size(value, 1..=1 << 20).ok().and_then(|level| usize::try_from(level).ok());
                let invalid = || TREE.failure("Invalid level, must be greater than 0.");
                tree.level = Some(level.ok_or_else(invalid)?);
            }
            "P" => only.push(value),
            "I" => ignore.push(value),
            "ignore-case" => nocase = true,
            "charset" => tree.ascii = !value.to_ascii_uppercase().starts_with(b"UTF"),
            "filelimit" => {
                let limit = parse_size(value, 1..=1 << 30).ok().and_then(|limit| usize::try_from(limit).ok());
                tree.limit = limit.unwrap_or(usize::MAX);
            }
            "timefmt" => (tree.date, tree.time_format) = (true, Some(value.to_vec())),
            "sort" => {
                tree.sort = match value {
                    b"version" => Sort::Version,
                    b"size" => Sort::Size,
                    b"mtime" | b"ctime" => Sort::Time,
                    b"none" => Sort::None,
                    b"name" => Sort::Name,
                    _ => {
                        return Err(TREE.failure(
                            [
                                b"Sort type '",
                                value,
                                b"' not valid, should be one of: name,version,size,mtime,ctime,none",
                            ]
                            .concat(),
                        ));
                    }
                }
            }
            id => tree.set(id),
        }
    }
    let options = Options { extglob: false, nocase, utf8, pathname: false, period: false };
    let patterns = |texts: Vec<&[u8]>| {
        let parts = texts.into_iter().flat_map(|text| text.split(|&byte| byte == b'|'));
        parts.map(|part| Pattern::parse(part, options)).collect()
    };
    tree.only = patterns(only);
    tree.ignore = patterns(ignore);
    tree.roots = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    if tree.roots.is_empty() {
        tree.roots.push(b".".to_vec());
    }
    Ok(tree)
}

impl Tree {
    fn set(&mut self, id: &str) {
        match id {
            "a" => self.all = true,
            "d" => self.directories_only = true,
            "l" => self.follow = true,
            "f" => self.full_path = true,
            "matchdirs" => self.match_directories = true,
            "prune" => self.prune = true,
            "noreport" => self.no_report = true,
            "i" => self.no_indent = true,
            "Q" => self.quote = true,
            "p" => self.mode = true,
            "u" => self.user = true,
            "g" => self.group = true,
            "s" => self.size = true,
            "h" => (self.size, self.human) = (true, true),
            "si" => (self.size, self.si) = (true, true),
            "D" => self.date = true,
            "F" => self.classify = true,
            "t" => self.sort = Sort::Time,
            "U" => self.sort = Sort::None,
            "v" => self.sort = Sort::Version,
            "r" => self.reverse = true,
            "dirsfirst" => self.directories_first = Some(true),
            "filesfirst" => self.directories_first = Some(false),
            "J" => self.json = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn shows_trees() {
        let fixture =
            testing::fixture().file("t/a/b/f2", b"").file("t/a/f1", b"12").file("t/.h", b"").file("t/g", b"");
        testing::run(&fixture, "ln -s a t/l", "");
        testing::run(&fixture, "chmod +x t/g", "");
        let nbsp = "│\u{a0}\u{a0} ";
        testing::check_on(
            &fixture,
            &[
                (
                    "tree t",
                    "",
                    &format!(
                        "t\n├── a\n{nbsp}├── b\n{nbsp}{nbsp}└── f2\n{nbsp}└── f1\n├── g\n└── l -> a\n\n4 directories, 3 files\n"
                    ),
                ),
                ("tree -aL 1 t", "", "t\n├── .h\n├── a\n├── g\n└── l -> a\n\n3 directories, 2 files\n"),
                ("tree -d --noreport t", "", "t\n├── a\n│\u{a0}\u{a0} └── b\n└── l -> a\n"),
                ("tree -d t/a", "", "t/a\n└── b\n\n2 directories\n"),
                ("tree -F --noreport --charset=ascii -L 1 t", "", "t/\n|-- a/\n|-- g*\n`-- l -> a/\n"),
                ("tree -fi --noreport t/a", "", "t/a\nt/a/b\nt/a/b/f2\nt/a/f1\n"),
                ("tree -I 'a|l' t", "", "t\n└── g\n\n1 directory, 1 file\n"),
                ("tree -P f1 --prune --noreport t", "", "t\n└── a\n    └── f1\n"),
                (
                    "tree --noreport -s t/a/f1 t/a/b",
                    "",
                    "t/a/f1  [error opening dir]\n[       4096]  t/a/b\n└── [          0]  f2\n",
                ),
                (
                    "tree -J t/a",
                    "",
                    "[\n  {\"type\":\"directory\",\"name\":\"t/a\",\"contents\":[\n    {\"type\":\"directory\",\"name\":\"b\",\"contents\":[\n      \
                 {\"type\":\"file\",\"name\":\"f2\"}\n    ]},\n    {\"type\":\"file\",\"name\":\"f1\"}\n  ]}\n,\n  \
                 {\"type\":\"report\",\"directories\":2,\"files\":2}\n]\n",
                ),
            ],
        );
        let output = testing::run(&fixture, "tree none", "");
        assert_eq!(output.out(), "none  [error opening dir]\n\n0 directories, 0 files\n");
        assert_eq!(output.status, 2);
        testing::check_errors(&[("tree -L 0", 1, "tree: Invalid level, must be greater than 0.\n")]);
    }
}
