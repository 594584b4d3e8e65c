//! The walk through the directories, and the lines that it writes.

use super::{Sort, Tree};
use crate::filevercmp::filevercmp;
use crate::frame;
use crate::ls::kind_letter;
use crate::mode::letters;
use crate::paths::join;
use crate::sizes::Scale;
use bashwit_datetime::{self as datetime, Zone};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, Errno, ExitStatus, FileKind, Metadata};
use std::cmp::Ordering;

/// Directories are not followed deeper than this.
const DEEPEST: usize = 1000;

/// One entry of a directory.
#[derive(Clone)]
struct Entry {
    name: Vec<u8>,
    path: Vec<u8>,
    metadata: Metadata,
    /// What a symbolic link holds.
    target: Option<Vec<u8>>,
    /// What it points to.
    followed: Option<Metadata>,
}

impl Entry {
    fn is_dir(&self) -> bool {
        self.followed.unwrap_or(self.metadata).is_dir()
    }
}

/// A directory on the way down.
struct Frame {
    entries: std::vec::IntoIter<Entry>,
    inode: u64,
    path: Vec<u8>,
}

struct Walk<'c> {
    context: &'c Context,
    tree: &'c Tree,
    output: Writer,
    zone: Zone,
    now: i64,
    directories: usize,
    files: usize,
    status: u8,
}

pub(super) async fn run(context: &Context, tree: Tree) -> ExitStatus {
    let mut walk = Walk {
        context,
        tree: &tree,
        output: context.stdout(),
        zone: Zone::of(context),
        now: context.kernel.system().wall_clock().seconds,
        directories: 0,
        files: 0,
        status: 0,
    };
    if tree.json {
        walk.output.push(b"[\n");
    }
    for (index, root) in tree.roots.iter().enumerate() {
        if tree.json && index > 0 {
            walk.output.push(b",\n");
        }
        if let Err(error) = walk.root(root).await {
            return frame::write_error(context, error).await;
        }
    }
    walk.report();
    let status = ExitStatus::Exited(walk.status);
    frame::finish(context, &mut walk.output, status).await
}

impl Walk<'_> {
    fn report(&mut self) {
        let (directories, files) = (self.directories, self.files);
        if self.tree.json {
            if !self.tree.no_report {
                let files =
                    if self.tree.directories_only { String::new() } else { format!(",\"files\":{files}") };
                let text = format!(",\n  {{\"type\":\"report\",\"directories\":{directories}{files}}}");
                self.output.push(text.as_bytes());
            }
            self.output.push(b"\n]\n");
            return;
        }
        if self.tree.no_report {
            return;
        }
        let plural =
            |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let mut text = format!("\n{}", plural(directories, "directory", "directories"));
        if !self.tree.directories_only {
            text.push_str(&format!(", {}", plural(files, "file", "files")));
        }
        text.push('\n');
        self.output.push(text.as_bytes());
    }

    /// The entries of a directory that are shown, in order.
    fn entries(&self, path: &[u8]) -> Option<Vec<Entry>> {
        let files = self.context.files();
        let tree = self.tree;
        let listed = files.read_dir(path).ok()?;
        let mut entries: Vec<Entry> = listed
            .into_iter()
            .filter(|entry| tree.all || !entry.name.starts_with('.'))
            .map(|entry| {
                let path = join(path, entry.name.as_bytes());
                let link = entry.metadata.kind == FileKind::SymbolicLink;
                let target = link.then(|| files.read_link(&path).unwrap_or_default().into_bytes());
                let followed = link.then(|| files.stat(&path).ok()).flatten();
                Entry { name: entry.name.into_bytes(), path, metadata: entry.metadata, target, followed }
            })
            .filter(|entry| {
                let matches = |patterns: &[bashwit_pattern::glob::Pattern]| {
                    patterns.iter().any(|pattern| pattern.is_match(&entry.name))
                };
                let directory = entry.metadata.is_dir() || tree.follow && entry.is_dir();
                (!tree.directories_only || entry.is_dir())
                    && !matches(&tree.ignore)
                    && (tree.only.is_empty() || directory && !tree.match_directories || matches(&tree.only))
            })
            .collect();
        if tree.prune {
            entries.retain(|entry| !entry.is_dir() || entry.metadata.is_dir() && self.has_files(&entry.path));
        }
        let order = |a: &Entry, b: &Entry| {
            let by = match tree.sort {
                Sort::Name => Ordering::Equal,
                Sort::Version => filevercmp(&a.name, &b.name),
                Sort::Size => b.metadata.size.cmp(&a.metadata.size),
                Sort::Time => a.metadata.modified.cmp(&b.metadata.modified),
                Sort::None => return Ordering::Equal,
            };
            let by = by.then_with(|| a.name.cmp(&b.name));
            let by = if tree.reverse { by.reverse() } else { by };
            match tree.directories_first {
                Some(true) => b.is_dir().cmp(&a.is_dir()).then(by),
                Some(false) => a.is_dir().cmp(&b.is_dir()).then(by),
                None => by,
            }
        };
        entries.sort_by(order);
        Some(entries)
    }

    /// Whether something other than directories is shown below.
    fn has_files(&self, path: &[u8]) -> bool {
        let unpruned = Tree { prune: false, all: self.tree.all, ..Tree::default() };
        let plain = |name: &str| {
            let matches = |patterns: &[bashwit_pattern::glob::Pattern]| {
                patterns.iter().any(|pattern| pattern.is_match(name.as_bytes()))
            };
            (unpruned.all || !name.starts_with('.')) && !matches(&self.tree.ignore)
        };
        let wanted = |name: &str| {
            self.tree.only.is_empty()
                || self.tree.only.iter().any(|pattern| pattern.is_match(name.as_bytes()))
        };
        let mut stack = vec![path.to_vec()];
        while let Some(path) = stack.pop() {
            for entry in self.context.files().read_dir(&path).unwrap_or_default() {
                if !plain(&entry.name) {
                    continue;
                }
                if entry.metadata.is_dir() {
                    stack.push(join(&path, entry.name.as_bytes()));
                } else if wanted(&entry.name) {
                    return true;
                }
            }
        }
        false
    }

    async fn root(&mut self, root: &[u8]) -> Result<(), Errno> {
        let found = self.context.files().stat(root);
        let entries = self.entries(root).filter(|_| found.as_ref().is_ok_and(Metadata::is_dir));
        let (Ok(metadata), Some(entries)) = (found, entries) else {
            self.error(root, found);
            return Ok(());
        };
        let entry =
            Entry { name: root.to_vec(), path: root.to_vec(), metadata, target: None, followed: None };
        if entries.len() > self.tree.limit {
            self.directories += 1;
            let text = format!("  [{} entries exceeds filelimit, not opening dir]\n", entries.len());
            self.output.push(&[root, text.as_bytes()].concat());
            return Ok(());
        }
        self.directories += usize::from(!entries.is_empty());
        let any = !entries.is_empty();
        if self.tree.json {
            self.json_entry(&entry, 1, any);
        } else {
            self.line(&entry, b"");
            self.output.push(b"\n");
        }
        let frame = Frame { entries: entries.into_iter(), inode: metadata.inode, path: root.to_vec() };
        self.below(frame).await?;
        if self.tree.json && any {
            self.output.push(b"  ]}\n");
        } else if self.tree.json {
            self.output.push(b"\n");
        }
        Ok(())
    }

    fn error(&mut self, root: &[u8], found: Result<Metadata, Errno>) {
        if found.is_err() {
            self.status = 2;
        } else {
            self.files += 1;
        }
        if self.tree.json {
            self.output.push(b"  {\"type\":\"file\",\"name\":");
            self.output.push(&json_string(root));
            self.output.push(b",\"error\":\"opening dir\"}\n");
        } else {
            self.output.push(&[root, b"  [error opening dir]\n"].concat());
        }
    }

    /// Shows all that is below a root.
    async fn below(&mut self, root: Frame) -> Result<(), Errno> {
        let mut stack = vec![root];
        let mut prefix: Vec<Vec<u8>> = Vec::new();
        loop {
            let depth = stack.len();
            let Some(top) = stack.last_mut() else { return Ok(()) };
            let Some(entry) = top.entries.next() else {
                stack.pop();
                prefix.pop();
                if self.tree.json && !stack.is_empty() {
                    let more = stack.last().is_some_and(|frame| frame.entries.len() > 0);
                    let indent = b"  ".repeat(depth);
                    self.output.push(&[&indent[..], if more { b"]},\n" } else { b"]}\n" }].concat());
                }
                continue;
            };
            let last = top.entries.len() == 0;
            if entry.is_dir() {
                self.directories += 1;
            } else {
                self.files += 1;
            }
            let enters = entry.metadata.is_dir() || self.tree.follow && entry.is_dir();
            let here = entry.followed.unwrap_or(entry.metadata);
            let again = enters && entry.target.is_some() && self.is_within(&stack, &entry, &here);
            let deep = self.tree.level.is_some_and(|level| depth >= level) || depth >= DEEPEST;
            let inner = if enters && !deep && !again { self.entries(&entry.path) } else { None };
            let length = inner.as_ref().map_or(0, Vec::len);
            let inner = inner.filter(|entries| !entries.is_empty() && entries.len() <= self.tree.limit);
            if self.tree.json {
                self.json_entry(&entry, depth + 1, inner.is_some());
                if inner.is_none() {
                    self.output.push(if last { b"\n" } else { b",\n" });
                }
            } else {
                let lead = self.lead(&prefix, last);
                self.line(&entry, &lead);
                if again {
                    self.output.push(b"  [recursive, not followed]");
                }
                if length > self.tree.limit {
                    let text = format!("  [{length} entries exceeds filelimit, not opening dir]");
                    self.output.push(text.as_bytes());
                }
                self.output.push(b"\n");
            }
            if let Some(entries) = inner {
                let bar: &[u8] = match (last, self.tree.ascii) {
                    (true, _) => b"    ",
                    (false, true) => b"|   ",
                    (false, false) => "│\u{a0}\u{a0} ".as_bytes(),
                };
                prefix.push(bar.to_vec());
                stack.push(Frame { entries: entries.into_iter(), inode: here.inode, path: entry.path });
                self.output.flush_if_full().await?;
                self.context.kernel.yield_now().await;
            }
        }
    }

    /// Whether a link leads to a directory that the walk is in, or that it will come to.
    fn is_within(&self, stack: &[Frame], entry: &Entry, here: &Metadata) -> bool {
        let files = self.context.files();
        let real = files.canonicalize(&entry.path);
        stack.iter().any(|frame| {
            frame.inode == here.inode && files.canonicalize(&frame.path) == real
                || files
                    .canonicalize(&frame.path)
                    .is_ok_and(|path| real.as_ref().is_ok_and(|real| real.starts_with(&(path + "/"))))
        })
    }

    fn lead(&self, prefix: &[Vec<u8>], last: bool) -> Vec<u8> {
        if self.tree.no_indent {
            return Vec::new();
        }
        let mut lead = prefix.concat();
        lead.extend_from_slice(match (last, self.tree.ascii) {
            (true, true) => b"`-- ",
            (false, true) => b"|-- ",
            (true, false) => "└── ".as_bytes(),
            (false, false) => "├── ".as_bytes(),
        });
        lead
    }

    /// The line of an entry, without its newline.
    fn line(&mut self, entry: &Entry, lead: &[u8]) {
        self.output.push(lead);
        let details = self.details(entry);
        if !details.is_empty() {
            self.output.push(&[b"[", &details[..], b"]  "].concat());
        }
        let tree = self.tree;
        let quote: &[u8] = if tree.quote { b"\"" } else { b"" };
        let name = if tree.full_path { &entry.path } else { &entry.name };
        self.output.push(&[quote, name, quote].concat());
        let mark = |metadata: &Metadata| -> &'static [u8] {
            match metadata.kind {
                _ if !tree.classify => b"",
                FileKind::Directory => b"/",
                FileKind::Fifo => b"|",
                FileKind::Regular if metadata.mode & 0o111 != 0 => b"*",
                _ => b"",
            }
        };
        match &entry.target {
            Some(target) => {
                let mark = entry.followed.as_ref().map_or(&b""[..], mark);
                self.output.push(&[b" -> ", quote, target, quote, mark].concat());
            }
            None if entry.name.ends_with(b"/") => {}
            None => self.output.push(mark(&entry.metadata)),
        }
    }

    /// Mode, owner, group, size and time, as far as they are asked for.
    fn details(&self, entry: &Entry) -> Vec<u8> {
        let (tree, metadata) = (self.tree, &entry.metadata);
        let user = self.context.kernel.user();
        let mut fields = Vec::new();
        if tree.mode {
            fields.push(format!("{}{}", kind_letter(metadata.kind), letters(metadata.mode)).into_bytes());
        }
        if tree.user {
            fields.push(format!("{user:8}").into_bytes());
        }
        if tree.group {
            fields.push(format!("{user:8}").into_bytes());
        }
        if tree.size {
            fields.push(match (tree.human, tree.si) {
                (_, true) => format!("{:>4}", Scale::Si.show(metadata.size)).into_bytes(),
                (true, false) => format!("{:>4}", Scale::Human.show(metadata.size)).into_bytes(),
                (false, false) => format!("{:>11}", metadata.size).into_bytes(),
            });
        }
        if tree.date {
            fields.push(match &tree.time_format {
                Some(format) => datetime::shown(format, metadata.modified, &self.zone),
                None => datetime::listing(metadata.modified, self.now, None, &self.zone),
            });
        }
        fields.join(&b" "[..])
    }

    fn json_entry(&mut self, entry: &Entry, depth: usize, open: bool) {
        let kind = match entry.metadata.kind {
            FileKind::Regular => "file",
            FileKind::Directory => "directory",
            FileKind::SymbolicLink => "link",
            FileKind::Fifo => "fifo",
            FileKind::CharacterDevice => "char",
        };
        let name = if self.tree.full_path { &entry.path } else { &entry.name };
        let mut text = b"  ".repeat(depth);
        text.extend_from_slice(format!("{{\"type\":\"{kind}\",\"name\":").as_bytes());
        text.extend(json_string(name));
        if let Some(target) = &entry.target {
            text.extend_from_slice(b",\"target\":");
            text.extend(json_string(target));
        }
        if self.tree.mode {
            let mode = entry.metadata.mode;
            let letters = format!("{}{}", kind_letter(entry.metadata.kind), letters(mode));
            text.extend_from_slice(format!(",\"mode\":\"{mode:04o}\",\"prot\":\"{letters}\"").as_bytes());
        }
        if self.tree.size {
            text.extend_from_slice(format!(",\"size\":{}", entry.metadata.size).as_bytes());
        }
        text.extend_from_slice(if open { b",\"contents\":[\n" } else { b"}" });
        self.output.push(&text);
    }
}

fn json_string(text: &[u8]) -> Vec<u8> {
    let mut out = vec![b'"'];
    for &byte in text {
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            0..=31 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
    out
}
