//! The files that are compared: two, or those of two directories.

use super::output::Comparison;
use super::{Diff, Style, c_name, compare, lines};
use crate::frame;
use crate::ls::kind_name;
use crate::paths::{join, trim};
use bashwit_args::quotef_colon;
use bashwit_datetime::{self as datetime, Zone};
use bashwit_kernel::io::Writer;
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Context, Datetime, Errno, ExitStatus, FileKind, Metadata};
use bashwit_pattern::glob::{Options, Pattern};
use bstr::ByteSlice;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// So many bytes at the front decide whether a file is text.
const PROBE: usize = 64 * 1024;

/// One of the two files.
struct Side {
    path: Vec<u8>,
    /// `None`: it is missing, and counts as empty.
    metadata: Option<Metadata>,
}

impl Side {
    fn is_dir(&self) -> bool {
        self.metadata.is_some_and(|metadata| metadata.is_dir())
    }
}

/// Two directories on the way down.
struct Frame {
    old: Option<Vec<u8>>,
    new: Option<Vec<u8>>,
    paths: [Vec<u8>; 2],
    names: std::vec::IntoIter<String>,
}

struct Walk<'c> {
    context: &'c Context,
    diff: &'c Diff,
    output: Writer,
    zone: Zone,
    exclude: Vec<Pattern>,
    /// The exit status so far.
    status: u8,
    broken: Option<Errno>,
}

pub(super) async fn run(context: &Context, diff: Diff) -> ExitStatus {
    let options = Options { utf8: context.is_utf8(), ..Options::default() };
    let mut patterns = diff.exclude.clone();
    for file in &diff.exclude_from {
        match context.files().read_file(file) {
            Ok(text) => {
                patterns.extend(
                    text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec),
                );
            }
            Err(error) => {
                context.error([&*quotef_colon(file), b": ", error.message().as_bytes()].concat()).await;
                return ExitStatus::Exited(2);
            }
        }
    }
    let mut walk = Walk {
        context,
        diff: &diff,
        output: context.stdout(),
        zone: Zone::of(context),
        exclude: patterns.iter().map(|pattern| Pattern::parse(pattern, options)).collect(),
        status: 0,
        broken: None,
    };
    walk.top().await;
    let status = ExitStatus::Exited(walk.status);
    match (walk.broken, walk.output.flush().await) {
        (None, Ok(())) => status,
        (Some(error), _) | (None, Err(error)) => {
            frame::write_error(context, error).await;
            ExitStatus::Exited(2)
        }
    }
}

impl Walk<'_> {
    async fn trouble(&mut self, message: Vec<u8>) {
        self.status = 2;
        // A broken standard output shows again at the end.
        let _ = self.output.flush().await;
        self.context.error(message).await;
    }

    async fn fail(&mut self, path: &[u8], error: Errno) {
        self.trouble([&*quotef_colon(path), b": ", error.message().as_bytes()].concat()).await;
    }

    fn differ(&mut self) {
        self.status = self.status.max(1);
    }

    fn stat(&self, path: &[u8], named: bool) -> Result<Metadata, Errno> {
        match path {
            b"-" if named => {
                let now = self.context.kernel.system().wall_clock();
                self.context.file(0)?.metadata().map(|metadata| match metadata.kind {
                    FileKind::Regular => metadata,
                    _ => Metadata { modified: now, kind: FileKind::Regular, ..metadata },
                })
            }
            _ if self.diff.no_follow => self.context.files().stat_link(path),
            _ => self.context.files().stat(path),
        }
    }

    /// The operands.
    async fn top(&mut self) {
        let [first, second] = self.diff.files.clone();
        let mut found = [self.stat(&first, true), self.stat(&second, true)];
        let may_miss = [self.diff.new_file || self.diff.new_first_file, self.diff.new_file];
        let mut paths = [first, second];
        // A file beside a directory means the one of that name in it.
        for (directory, file) in [(0, 1), (1, 0)] {
            let is_dir = |at: usize| found[at].as_ref().is_ok_and(Metadata::is_dir);
            if is_dir(directory) && !is_dir(file) && found[file].is_ok() {
                if paths[file] == b"-" {
                    return self.trouble(b"cannot compare '-' to a directory".to_vec()).await;
                }
                paths[directory] = join(&paths[directory], base_name(trim(&paths[file])));
                found[directory] = self.stat(&paths[directory], false);
                break;
            }
        }
        let both_missing = found.iter().all(|found| *found == Err(Errno::ENOENT));
        let mut sides = Vec::new();
        for ((path, found), may_miss) in paths.into_iter().zip(found).zip(may_miss) {
            match found {
                Ok(metadata) => sides.push(Side { path, metadata: Some(metadata) }),
                Err(Errno::ENOENT) if may_miss && !both_missing => sides.push(Side { path, metadata: None }),
                Err(error) => self.fail(&path, error).await,
            }
        }
        let (Some(new), Some(old)) = (sides.pop(), sides.pop()) else { return };
        if old.is_dir() && new.is_dir()
            || old.is_dir() && new.metadata.is_none()
            || new.is_dir() && old.metadata.is_none()
        {
            self.directories(old, new).await;
        } else {
            self.files(&old, &new, false).await;
        }
    }

    /// The names in a directory that count.
    async fn names(&mut self, path: Option<&[u8]>) -> BTreeSet<String> {
        let Some(path) = path else { return BTreeSet::new() };
        match self.context.files().read_dir(path) {
            Ok(entries) => entries
                .into_iter()
                .map(|entry| entry.name)
                .filter(|name| !self.exclude.iter().any(|pattern| pattern.is_match(name.as_bytes())))
                .collect(),
            Err(error) => {
                self.fail(path, error).await;
                BTreeSet::new()
            }
        }
    }

    async fn enter(&mut self, old: Side, new: Side) -> Frame {
        let paths = [old.path.clone(), new.path.clone()];
        let old = old.metadata.map(|_| old.path);
        let new = new.metadata.map(|_| new.path);
        let mut names = self.names(old.as_deref()).await;
        names.append(&mut self.names(new.as_deref()).await);
        Frame { old, new, paths, names: names.into_iter().collect::<Vec<String>>().into_iter() }
    }

    async fn directories(&mut self, old: Side, new: Side) {
        let mut stack = vec![self.enter(old, new).await];
        while let Some(frame) = stack.last_mut() {
            let Some(name) = frame.names.next() else {
                stack.pop();
                continue;
            };
            let name = name.as_bytes();
            let [old_path, new_path] = [&frame.paths[0], &frame.paths[1]].map(|path| join(path, name));
            let directories = frame.paths.clone();
            let found = [
                frame.old.as_ref().map_or(Err(Errno::ENOENT), |_| self.stat(&old_path, false)),
                frame.new.as_ref().map_or(Err(Errno::ENOENT), |_| self.stat(&new_path, false)),
            ];
            let [old, new] = match found {
                [Ok(old), Ok(new)] => [Some(old), Some(new)],
                [Ok(old), Err(Errno::ENOENT)] if self.diff.new_file => [Some(old), None],
                [Err(Errno::ENOENT), Ok(new)] if self.diff.new_file || self.diff.new_first_file => {
                    [None, Some(new)]
                }
                [Ok(_), Err(Errno::ENOENT)] => {
                    self.only(&directories[0], name);
                    continue;
                }
                [Err(Errno::ENOENT), Ok(_)] => {
                    self.only(&directories[1], name);
                    continue;
                }
                [Err(error), _] => {
                    self.fail(&old_path, error).await;
                    continue;
                }
                [_, Err(error)] => {
                    self.fail(&new_path, error).await;
                    continue;
                }
            };
            let (old, new) = (Side { path: old_path, metadata: old }, Side { path: new_path, metadata: new });
            let all_dirs =
                (old.is_dir() || old.metadata.is_none()) && (new.is_dir() || new.metadata.is_none());
            if !all_dirs {
                self.files(&old, &new, true).await;
            } else if self.diff.recursive {
                let frame = self.enter(old, new).await;
                stack.push(frame);
            } else {
                let text = [b"Common subdirectories: ", &old.path[..], b" and ", &new.path, b"\n"].concat();
                self.output.push(&text);
            }
        }
    }

    fn only(&mut self, directory: &[u8], name: &[u8]) {
        self.differ();
        self.output.push(&[b"Only in ", directory, b": ", name, b"\n"].concat());
    }

    async fn read(&mut self, side: &Side, within: bool) -> Option<Vec<u8>> {
        if side.metadata.is_none() {
            return Some(Vec::new());
        }
        let bytes = if side.path == b"-" && !within {
            // Both operands may be standard input.
            if self.diff.files[0] == self.diff.files[1] {
                return Some(Vec::new());
            }
            self.context.stdin().read_to_end().await
        } else {
            match self.context.reader(&side.path).await {
                Ok(mut reader) => reader.read_to_end().await,
                Err(error) => Err(error),
            }
        };
        match bytes {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.fail(&side.path, error).await;
                None
            }
        }
    }

    async fn files(&mut self, old: &Side, new: &Side, within: bool) {
        let kinds = [old, new].map(|side| side.metadata.map(|metadata| metadata.kind));
        let mismatch = match kinds {
            [Some(old), Some(new)] => old != new && (within || [old, new].contains(&FileKind::Directory)),
            [one, other] => one.or(other) == Some(FileKind::Directory),
        };
        let names = [old, new].map(|side| self.label(side));
        if mismatch {
            self.differ();
            let kind = |side: &Side| match side.metadata {
                None => "regular empty file",
                Some(metadata) => kind_name(&metadata),
            };
            let text = [
                b"File ",
                &names[0][..],
                b" is a ",
                kind(old).as_bytes(),
                b" while file ",
                &names[1],
                b" is a ",
                kind(new).as_bytes(),
                b"\n",
            ];
            self.output.push(&text.concat());
            return;
        }
        if kinds == [Some(FileKind::SymbolicLink); 2] {
            let files = self.context.files();
            if files.read_link(&old.path) != files.read_link(&new.path) {
                self.differ();
                self.sentence(b"Symbolic links ", &names, b" differ\n");
            }
            return;
        }
        let (Some(old_text), Some(new_text)) = (self.read(old, within).await, self.read(new, within).await)
        else {
            return;
        };
        self.compare([old, new], &names, &old_text, &new_text, within);
        if self.diff.style == Style::Ed && old_text != new_text && !self.diff.brief {
            for (name, text) in names.iter().zip([&old_text, &new_text]) {
                if !text.is_empty() && !text.ends_with(b"\n") {
                    self.trouble([&name[..], b": No newline at end of file\n"].concat()).await;
                }
            }
        }
        if let Err(error) = self.output.flush_if_full().await {
            self.broken = self.broken.or(Some(error));
        }
        self.context.kernel.yield_now().await;
    }

    fn sentence(&mut self, first: &[u8], names: &[Vec<u8>; 2], last: &[u8]) {
        self.output.push(&[first, &names[0], b" and ", &names[1], last].concat());
    }

    fn compare(&mut self, sides: [&Side; 2], names: &[Vec<u8>; 2], old: &[u8], new: &[u8], within: bool) {
        let diff = self.diff;
        // These show what the files share too.
        let shows_all = matches!(diff.style, Style::SideBySide | Style::Merged) && !diff.brief;
        if old == new && !shows_all {
            if diff.report_same {
                self.sentence(b"Files ", names, b" are identical\n");
            }
            return;
        }
        let binary = |text: &[u8]| memchr::memchr(0, text.get(..PROBE).unwrap_or(text)).is_some();
        if !diff.text && (binary(old) || binary(new)) {
            if old != new {
                self.differ();
                let what: &[u8] = if diff.brief { b"Files " } else { b"Binary files " };
                self.sentence(what, names, b" differ\n");
            }
            return;
        }
        let (old_text, new_text) = (diff.text_of(old), diff.text_of(new));
        let (old_lines, new_lines) = (lines::split(&old_text), lines::split(&new_text));
        let mut numbers = lines::Numbers::default();
        let old_numbers = numbers.of(&old_lines, diff);
        let new_numbers = numbers.of(&new_lines, diff);
        let changes = compare::changes(&old_numbers, &new_numbers, diff.fixed(&old_lines, &new_lines));
        let ignored: Vec<bool> = changes
            .iter()
            .map(|change| {
                let gone = old_lines.get(change.old_lines()).unwrap_or_default();
                let fresh = new_lines.get(change.new_lines()).unwrap_or_default();
                (diff.ignore_blank || diff.ignore_matching.is_some())
                    && gone.iter().chain(fresh).all(|line| diff.is_ignored(line))
            })
            .collect();
        if !ignored.contains(&false) && !shows_all {
            if diff.report_same {
                self.sentence(b"Files ", names, b" are identical\n");
            }
            return;
        }
        if ignored.contains(&false) {
            self.differ();
        }
        if diff.brief {
            self.sentence(b"Files ", names, b" differ\n");
            return;
        }
        if within {
            let words = sides.map(|side| c_name(&side.path));
            self.output.push(&[b"diff", &diff.options[..], b" ", &words[0], b" ", &words[1], b"\n"].concat());
        }
        let headers = [self.header(sides[0], 0), self.header(sides[1], 1)];
        let comparison =
            Comparison { old: &old_lines, new: &new_lines, changes: &changes, ignored: &ignored };
        comparison.write(diff, &headers, &mut self.output);
    }

    /// The name of a file in messages.
    fn label(&self, side: &Side) -> Vec<u8> {
        side.path.clone()
    }

    /// The name of a file above its changes, with its time.
    fn header(&self, side: &Side, which: usize) -> Vec<u8> {
        if let Some(label) = self.diff.labels.get(which) {
            return label.clone();
        }
        let old_style = matches!(self.diff.style, Style::Context(_)) && !self.context.is_utf8();
        let style: &[u8] = if old_style { b"%a %b %e %T %Y" } else { b"%Y-%m-%d %H:%M:%S.%N %z" };
        let time = side.metadata.map_or(Datetime::default(), |metadata| metadata.modified);
        [&c_name(&side.path)[..], b"\t", &datetime::shown(style, time, &self.zone)].concat()
    }
}

impl Diff {
    /// A file as it is compared and shown.
    fn text_of<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        let mut text = Cow::Borrowed(text);
        if self.strip_cr {
            text = Cow::Owned(text.replace(b"\r\n", b"\n"));
        }
        // An `ed` script cannot say that the last line has no newline.
        if self.style == Style::Ed && !text.is_empty() && !text.ends_with(b"\n") {
            text.to_mut().push(b'\n');
        }
        text
    }

    /// How many lines at the end changes stay away from, as GNU's do: the same ones, but for as
    /// many as are shown around changes.
    fn fixed(&self, old: &[&[u8]], new: &[&[u8]]) -> usize {
        let context = match self.style {
            Style::Context(lines) | Style::Unified(lines) => lines,
            _ => 0,
        };
        let prefix = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let most = old.len().min(new.len()) - prefix;
        let same = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        same.min(most).saturating_sub(context)
    }

    /// Whether a changed line does not count.
    fn is_ignored(&self, line: &[u8]) -> bool {
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let blank =
            if self.space == lines::Space::Counts { text.is_empty() } else { text.trim_ascii().is_empty() };
        self.ignore_blank && blank
            || self.ignore_matching.as_ref().is_some_and(|regex| regex.is_match(text).unwrap_or(false))
    }
}
