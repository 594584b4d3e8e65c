//! `du [OPTION]... [FILE]...`: sums up the space that files take up.
//!
//! A block has 4096 bytes, a directory takes up one. A file with several names counts once.

use crate::frame;
use crate::paths::join;
use crate::sizes::{Scale, disk_bytes};
use bashwit_args::{Stop, Synopsis, flag, hidden, parse_size, quote, quoteaf};
use bashwit_datetime::{self as datetime, Zone};
use bashwit_kernel::io::Writer;
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Context, Datetime, DirEntry, Errno, ExitStatus, Metadata};
use bashwit_pattern::glob::{Options, Pattern};
use std::collections::HashSet;

const DU: Synopsis = Synopsis::gnu(
    "du",
    &["[OPTION]... [FILE]...", "[OPTION]... --files0-from=F"],
    "Summarize device usage of the set of FILEs, recursively for directories.",
    &[
        flag("-0, --null", "end each output line with NUL, not newline"),
        flag("-a, --all", "write counts for all files, not just directories"),
        flag("--apparent-size", "print apparent sizes rather than device usage"),
        flag("-B, --block-size=SIZE", "scale sizes by SIZE before printing them"),
        flag("-b, --bytes", "equivalent to '--apparent-size --block-size=1'"),
        flag("-c, --total", "produce a grand total"),
        flag("-D, -H, --dereference-args", "dereference only symlinks that are listed on the command line"),
        flag("-d, --max-depth=N", "print the total for a directory only if it is N or fewer levels below"),
        flag("--files0-from=F", "summarize usage of the NUL-terminated file names in F"),
        flag("-h, --human-readable", "print sizes in human readable format (e.g., 1K 234M 2G)"),
        flag("--inodes", "list inode usage information instead of block usage"),
        flag("-k", "like --block-size=1K"),
        flag("-L, --dereference", "dereference all symbolic links"),
        flag("-l, --count-links", "count sizes many times if hard linked"),
        flag("-m", "like --block-size=1M"),
        flag("-P, --no-dereference", "don't follow any symbolic links (this is the default)"),
        flag("-S, --separate-dirs", "for directories do not include size of subdirectories"),
        flag("--si", "like -h, but use powers of 1000 not 1024"),
        flag("-s, --summarize", "display only a total for each argument"),
        flag("-t, --threshold=SIZE", "exclude entries smaller than SIZE if positive, or greater if negative"),
        flag("--time[=WORD]", "show time of the last modification of any file in the directory"),
        flag("--time-style=STYLE", "show times using STYLE: full-iso, long-iso, iso, or +FORMAT"),
        flag("-X, --exclude-from=FILE", "exclude files that match any pattern in FILE"),
        flag("--exclude=PATTERN", "exclude files that match PATTERN"),
        flag("-x, --one-file-system", "skip directories on different file systems"),
        hidden("--megabytes"),
        hidden("--kilobytes"),
    ],
);

struct Du {
    end: u8,
    all: bool,
    apparent: bool,
    scale: Option<Scale>,
    total: bool,
    depth: usize,
    /// `-s` and `-d 0` were both given.
    same_depth: bool,
    names_from: Option<Vec<u8>>,
    inodes: bool,
    follow: bool,
    follow_named: bool,
    count_links: bool,
    separate: bool,
    threshold: i64,
    time: Option<Vec<u8>>,
    time_style: Vec<u8>,
    exclude: Vec<Vec<u8>>,
    exclude_from: Vec<Vec<u8>>,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    let style = context.var("DU_BLOCK_SIZE").or(context.var("BLOCK_SIZE")).and_then(Scale::parse);
    let posix = context.var("POSIXLY_CORRECT").is_some();
    let default = style.unwrap_or(Scale::blocks(if posix { 512 } else { 1024 }));
    frame::run(context, |args| parse(args, default), run).await
}

fn parse(args: &[Vec<u8>], default: Scale) -> Result<Du, Stop> {
    let mut du = Du {
        end: b'\n',
        all: false,
        apparent: false,
        scale: None,
        total: false,
        depth: usize::MAX,
        same_depth: false,
        names_from: None,
        inodes: false,
        follow: false,
        follow_named: false,
        count_links: false,
        separate: false,
        threshold: 0,
        time: None,
        time_style: b"long-iso".to_vec(),
        exclude: Vec::new(),
        exclude_from: Vec::new(),
        files: Vec::new(),
    };
    let (mut summarize, mut depth) = (false, None);
    let mut parsed = DU.parse(args);
    while let Some(option) = parsed.next_option()? {
        let value = option.value;
        match option.id {
            "summarize" => summarize = true,
            "max-depth" => {
                let found = parse_size(value, 0..=i64::MAX as u64).ok();
                let invalid = || DU.usage_error([b"invalid maximum depth ", &*quote(value)].concat());
                depth = Some(found.filter(|_| value.iter().all(u8::is_ascii_digit)).ok_or_else(invalid)?);
            }
            id => du.set(id, value)?,
        }
    }
    if summarize && du.all {
        return Err(DU.usage_error("cannot both summarize and show all entries"));
    }
    match (summarize, depth) {
        (true, Some(depth @ 1..)) => {
            return Err(DU.usage_error(format!("warning: summarizing conflicts with --max-depth={depth}")));
        }
        (true, depth) => (du.depth, du.same_depth) = (0, depth.is_some()),
        (false, Some(depth)) => du.depth = usize::try_from(depth).unwrap_or(usize::MAX),
        (false, None) => {}
    }
    let inodes = du.inodes;
    du.scale.get_or_insert(if inodes { Scale::blocks(1) } else { default });
    let operands = parsed.into_operands();
    if let (Some(_), Some(operand)) = (&du.names_from, operands.first()) {
        let lead = [b"extra operand ", &*quote(operand)].concat();
        let note = b"\nfile operands cannot be combined with --files0-from";
        return Err(DU.usage_error([&lead[..], note].concat()));
    }
    du.files = operands.into_iter().map(<[u8]>::to_vec).collect();
    if du.files.is_empty() && du.names_from.is_none() {
        du.files.push(b".".to_vec());
    }
    Ok(du)
}

impl Du {
    fn set(&mut self, id: &str, value: &[u8]) -> Result<(), Stop> {
        match id {
            "null" => self.end = 0,
            "all" => self.all = true,
            "apparent-size" => self.apparent = true,
            "block-size" => {
                let invalid = || DU.failure([b"invalid -B argument '", value, b"'"].concat());
                self.scale = Some(Scale::parse(value).ok_or_else(invalid)?);
            }
            "bytes" => (self.apparent, self.scale) = (true, Some(Scale::blocks(1))),
            "total" => self.total = true,
            "dereference-args" => self.follow_named = true,
            "files0-from" => self.names_from = Some(value.to_vec()),
            "human-readable" => self.scale = Some(Scale::Human),
            "inodes" => self.inodes = true,
            "k" | "kilobytes" => self.scale = Some(Scale::blocks(1024)),
            "m" | "megabytes" => self.scale = Some(Scale::blocks(1 << 20)),
            "dereference" => self.follow = true,
            "no-dereference" => (self.follow, self.follow_named) = (false, false),
            "count-links" => self.count_links = true,
            "separate-dirs" => self.separate = true,
            "si" => self.scale = Some(Scale::Si),
            "threshold" => {
                let (negative, digits) = match value.strip_prefix(b"-") {
                    Some(digits) => (true, digits),
                    None => (false, value),
                };
                let size = parse_size(digits, 0..=i64::MAX as u64).ok().filter(|&size| !negative || size > 0);
                let invalid = || DU.failure([b"invalid --threshold argument '", value, b"'"].concat());
                let size = i64::try_from(size.ok_or_else(invalid)?).unwrap_or(i64::MAX);
                self.threshold = if negative { -size } else { size };
            }
            "time" => self.time = Some(value.to_vec()),
            "time-style" => self.time_style = value.to_vec(),
            "exclude" => self.exclude.push(value.to_vec()),
            "exclude-from" => self.exclude_from.push(value.to_vec()),
            _ => {}
        }
        Ok(())
    }
}

/// What has been counted.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    bytes: u64,
    inodes: u64,
    newest: Datetime,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.bytes += other.bytes;
        self.inodes += other.inodes;
        self.newest = self.newest.max(other.newest);
    }
}

/// A directory on the way down.
struct Frame {
    path: Vec<u8>,
    entries: std::vec::IntoIter<DirEntry>,
    /// Of itself and what is in it, without other directories.
    own: Sum,
    below: Sum,
}

struct Walk<'c> {
    context: &'c Context,
    du: &'c Du,
    output: Writer,
    failed: bool,
    seen: HashSet<u64>,
    exclude: Vec<Pattern>,
    zone: Zone,
}

async fn run(context: &Context, mut du: Du) -> ExitStatus {
    let mut failed = false;
    if du.same_depth {
        context.error("warning: summarizing is the same as using --max-depth=0").await;
    }
    if let Some(list) = &du.names_from {
        let bytes =
            if list == b"-" { context.stdin().read_to_end().await } else { context.files().read_file(list) };
        match bytes {
            Ok(bytes) => {
                du.files = bytes
                    .split(|&byte| byte == 0)
                    .filter(|name| !name.is_empty())
                    .map(<[u8]>::to_vec)
                    .collect();
            }
            Err(error) => {
                let error = error.message().as_bytes();
                context.error([b"cannot open ", &*quoteaf(list), b" for reading: ", error].concat()).await;
                return ExitStatus::FAILURE;
            }
        }
    }
    for file in std::mem::take(&mut du.exclude_from) {
        match context.files().read_file(&file) {
            Ok(bytes) => du.exclude.extend(
                bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec),
            ),
            Err(error) => {
                failed = true;
                context
                    .error([&*bashwit_args::quotef_colon(&file), b": ", error.message().as_bytes()].concat())
                    .await;
            }
        }
    }
    let options = Options { utf8: context.is_utf8(), ..Options::default() };
    let exclude = du.exclude.iter().map(|pattern| Pattern::parse(pattern, options)).collect();
    let mut walk = Walk {
        context,
        du: &du,
        output: context.stdout(),
        failed,
        seen: HashSet::new(),
        exclude,
        zone: Zone::of(context),
    };
    let mut total = Sum::default();
    for name in &du.files {
        match walk.tree(name).await {
            Ok(sum) => total.add(sum),
            Err(error) => return frame::write_error(context, error).await,
        }
    }
    if du.total {
        walk.line(total, b"total");
    }
    let status = if walk.failed { ExitStatus::FAILURE } else { ExitStatus::SUCCESS };
    frame::finish(context, &mut walk.output, status).await
}

impl Walk<'_> {
    async fn fail(&mut self, what: &[u8], path: &[u8], error: Errno) {
        self.failed = true;
        // A broken standard output shows again at the next write.
        let _ = self.output.flush().await;
        self.context.error([what, &*quoteaf(path), b": ", error.message().as_bytes()].concat()).await;
    }

    /// Counts all that is below a name; fails where standard output does.
    async fn tree(&mut self, root: &[u8]) -> Result<Sum, Errno> {
        let files = self.context.files();
        let follow = self.du.follow || self.du.follow_named;
        let metadata = match if follow { files.stat(root) } else { files.stat_link(root) } {
            Ok(metadata) => metadata,
            Err(error) => {
                self.fail(b"cannot access ", root, error).await;
                return Ok(Sum::default());
            }
        };
        if self.is_excluded(root) {
            return Ok(Sum::default());
        }
        let Some(sum) = self.count(&metadata) else { return Ok(Sum::default()) };
        if !metadata.is_dir() {
            self.line(sum, root);
            return Ok(sum);
        }
        let mut stack = vec![self.enter(root.to_vec(), sum).await];
        loop {
            let Some(top) = stack.last_mut() else { return Ok(Sum::default()) };
            if let Some(entry) = top.entries.next() {
                let path = join(&top.path, entry.name.as_bytes());
                if self.is_excluded(&path) {
                    continue;
                }
                let metadata = match self.du.follow.then(|| files.stat(&path)) {
                    None => entry.metadata,
                    Some(Ok(metadata)) => metadata,
                    Some(Err(error)) => {
                        self.fail(b"cannot access ", &path, error).await;
                        continue;
                    }
                };
                let Some(sum) = self.count(&metadata) else { continue };
                if metadata.is_dir() {
                    stack.push(self.enter(path, sum).await);
                    continue;
                }
                top.own.add(sum);
                if self.du.all && stack.len() <= self.du.depth {
                    self.line(sum, &path);
                }
                continue;
            }
            let Some(done) = stack.pop() else { return Ok(Sum::default()) };
            let mut all = done.own;
            all.add(done.below);
            if stack.len() <= self.du.depth {
                self.line(if self.du.separate { done.own } else { all }, &done.path);
                self.output.flush_if_full().await?;
            }
            self.context.kernel.yield_now().await;
            match stack.last_mut() {
                Some(parent) => parent.below.add(all),
                None => return Ok(all),
            }
        }
    }

    async fn enter(&mut self, path: Vec<u8>, own: Sum) -> Frame {
        let entries = match self.context.files().read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                self.fail(b"cannot read directory ", &path, error).await;
                Vec::new()
            }
        };
        Frame { path, entries: entries.into_iter(), own, below: Sum::default() }
    }

    /// What an entry counts by itself; `None` where it has been counted.
    fn count(&mut self, metadata: &Metadata) -> Option<Sum> {
        let again = metadata.links > 1 || metadata.is_dir() || self.du.follow;
        let once = again && (metadata.is_dir() || !self.du.count_links);
        if once && !self.seen.insert(metadata.inode) {
            return None;
        }
        // Directories have no size of their own everywhere.
        let bytes = match (self.du.apparent, metadata.is_dir()) {
            (false, _) => disk_bytes(metadata),
            (true, true) => metadata.size.max(crate::sizes::BLOCK),
            (true, false) => metadata.size,
        };
        let newest = match self.du.time.as_deref() {
            Some(b"atime" | b"access" | b"use") => metadata.accessed,
            Some(b"ctime" | b"status") => metadata.changed,
            _ => metadata.modified,
        };
        Some(Sum { bytes, inodes: 1, newest })
    }

    /// Whether the path, or an end of it behind a slash, matches a pattern.
    fn is_excluded(&self, path: &[u8]) -> bool {
        let ends = memchr::memchr_iter(b'/', path).filter_map(|at| path.get(at + 1..));
        !self.exclude.is_empty()
            && std::iter::once(path)
                .chain(ends)
                .chain([base_name(path)])
                .any(|end| self.exclude.iter().any(|pattern| pattern.is_match(end)))
    }

    fn line(&mut self, sum: Sum, path: &[u8]) {
        let number = if self.du.inodes { sum.inodes } else { sum.bytes };
        let threshold = self.du.threshold;
        let compared = i64::try_from(number).unwrap_or(i64::MAX);
        if threshold > 0 && compared < threshold || threshold < 0 && compared > -threshold {
            return;
        }
        let scale = self.du.scale.clone().unwrap_or(Scale::blocks(1024));
        self.output.push(scale.show(number).as_bytes());
        self.output.push(b"\t");
        if self.du.time.is_some() {
            let style: &[u8] = match &self.du.time_style[..] {
                b"full-iso" => b"%Y-%m-%d %H:%M:%S.%N %z",
                b"iso" => b"%Y-%m-%d",
                [b'+', style @ ..] => style,
                _ => b"%Y-%m-%d %H:%M",
            };
            self.output.push(&datetime::shown(style, sum.newest, &self.zone));
            self.output.push(b"\t");
        }
        self.output.push(path);
        self.output.push(&[self.du.end]);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn sums() {
        let fixture = testing::fixture().file("t/u/f", &[b'x'; 5000]).file("t/g", b"x");
        testing::check_on(
            &fixture,
            &[
                ("du t", "", "12\tt/u\n20\tt\n"),
                ("du -s t", "", "20\tt\n"),
                ("du -sh t t/u", "", "20K\tt\n"),
                ("du -a t/u", "", "8\tt/u/f\n12\tt/u\n"),
                ("du -d 0 t", "", "20\tt\n"),
                ("du -S t", "", "12\tt/u\n8\tt\n"),
                ("du -b t/g t/u/f", "", "1\tt/g\n5000\tt/u/f\n"),
                ("du -cB1 t/g", "", "4096\tt/g\n4096\ttotal\n"),
                ("du -BK t/g", "", "4K\tt/g\n"),
                ("du --inodes t", "", "2\tt/u\n4\tt\n"),
                ("du -a --exclude=f t/u", "", "4\tt/u\n"),
                ("du -t 15K t", "", "20\tt\n"),
            ],
        );
    }

    #[test]
    fn refuses() {
        let hint = "Try 'du --help' for more information.\n";
        testing::check_errors(&[
            ("du none", 1, "du: cannot access 'none': No such file or directory\n"),
            ("du -sa", 1, &format!("du: cannot both summarize and show all entries\n{hint}")),
            ("du -d x", 1, &format!("du: invalid maximum depth ‘x’\n{hint}")),
        ]);
    }
}
