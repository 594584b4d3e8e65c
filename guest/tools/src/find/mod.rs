//! `find [-H] [-L] [-P] [path...] [expression]`: walks trees and carries out an expression for
//! each file.
//!
//! Exit status: 1 where something failed.

mod expression;
mod printf;

use crate::frame;
use crate::paths::{join, trim};
use bashwit_args::quote;
use bashwit_kernel::io::Writer;
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Context, Datetime, ExitStatus, FileKind, Metadata};
use expression::{Find, Node, Time};

/// How many files one command line of `-exec … +` takes.
const BATCH: usize = 1000;
/// How many files are looked at before the others may run.
const YIELD: u32 = 256;

/// A file that the walk has come to.
struct Found {
    path: Vec<u8>,
    metadata: Metadata,
    depth: usize,
    /// The operand that it lies below.
    root: usize,
}

/// The walk.
struct Walk<'a> {
    context: &'a Context,
    find: &'a Find,
    output: Writer,
    batches: Vec<Vec<Vec<u8>>>,
    now: Datetime,
    prune: bool,
    quit: bool,
    failed: bool,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    if matches!(context.operands(), [one] if one == b"--help") {
        let text = b"Usage: find [-H] [-L] [-P] [path...] [expression]\n";
        let _ = context.write_all(1, text).await;
        return ExitStatus::SUCCESS;
    }
    let find = match expression::parse(&context, context.operands()) {
        Ok(find) => find,
        Err(message) => {
            context.error(message).await;
            return ExitStatus::FAILURE;
        }
    };
    let mut walk = Walk {
        context: &context,
        find: &find,
        output: context.stdout(),
        batches: vec![Vec::new(); find.batches],
        now: context.kernel.system().wall_clock(),
        prune: false,
        quit: false,
        failed: false,
    };
    for root in 0..find.paths.len() {
        walk.root(root).await;
        if walk.quit {
            break;
        }
    }
    walk.finish_batches(&find.root).await;
    let status = if walk.failed { ExitStatus::FAILURE } else { ExitStatus::SUCCESS };
    frame::finish(&context, &mut walk.output, status).await
}

impl Walk<'_> {
    async fn root(&mut self, root: usize) {
        let path = self.find.paths[root].clone();
        let files = self.context.files();
        let found = if self.find.follow_operands {
            files.stat(&path).or_else(|_| files.stat_link(&path))
        } else {
            files.stat_link(&path)
        };
        let metadata = match found {
            Ok(metadata) => metadata,
            Err(error) => return self.fail(&path, error).await,
        };
        // A directory comes twice with -depth: to be read, then to be looked at.
        let mut stack = vec![(Found { path, metadata, depth: 0, root }, false)];
        let mut count = 0;
        while let Some((found, entered)) = stack.pop() {
            count += 1;
            if count % YIELD == 0 {
                self.context.kernel.yield_now().await;
            }
            let is_dir = found.metadata.is_dir();
            let wanted = found.depth >= self.find.min_depth;
            if self.find.depth_first && is_dir && !entered {
                let below = self.below(&found).await;
                stack.push((found, true));
                stack.extend(below.into_iter().map(|found| (found, false)));
                continue;
            }
            self.prune = false;
            if wanted {
                self.evaluate(&self.find.root, &found).await;
            }
            if self.quit {
                return;
            }
            if is_dir && !entered && !self.prune {
                let below = self.below(&found).await;
                stack.extend(below.into_iter().map(|found| (found, false)));
            }
            if self.output.is_full() && self.output.flush().await.is_err() {
                self.quit = true;
            }
        }
    }

    async fn fail(&mut self, path: &[u8], error: bashwit_kernel::Errno) {
        self.failed = true;
        self.context.error([&*quote(path), b": ", error.message().as_bytes()].concat()).await;
    }

    /// What lies in a directory, the last first.
    async fn below(&mut self, found: &Found) -> Vec<Found> {
        if found.depth >= self.find.max_depth {
            return Vec::new();
        }
        let entries = match self.context.files().read_dir(&found.path) {
            Ok(entries) => entries,
            Err(error) => {
                self.fail(&found.path, error).await;
                return Vec::new();
            }
        };
        let make = |entry: bashwit_kernel::DirEntry| {
            let path = join(&found.path, entry.name.as_bytes());
            let mut metadata = entry.metadata;
            if self.find.follow
                && metadata.kind == FileKind::SymbolicLink
                && let Ok(target) = self.context.files().stat(&path)
            {
                // A link that leads back up would be walked for ever.
                if !target.is_dir() || found.depth < 40 {
                    metadata = target;
                }
            }
            Found { path, metadata, depth: found.depth + 1, root: found.root }
        };
        entries.into_iter().rev().map(make).collect()
    }

    /// Evaluates a node. The expression is only as deep as the parser allows.
    fn evaluate<'b>(
        &'b mut self,
        node: &'b Node,
        found: &'b Found,
    ) -> std::pin::Pin<Box<dyn std::future::Future<Output = bool> + 'b>> {
        Box::pin(async move {
            match node {
                Node::Not(inner) => !self.evaluate(inner, found).await,
                Node::And(left, right) => {
                    let first = match self.test(left, found) {
                        Some(answer) => answer,
                        None => self.evaluate(left, found).await,
                    };
                    if !first {
                        return false;
                    }
                    match self.test(right, found) {
                        Some(answer) => answer,
                        None => self.evaluate(right, found).await,
                    }
                }
                Node::Or(left, right) => {
                    self.evaluate(left, found).await || self.evaluate(right, found).await
                }
                Node::Comma(left, right) => {
                    self.evaluate(left, found).await;
                    self.evaluate(right, found).await
                }
                Node::Exec { command, batch, in_directory } => {
                    self.exec(command, *batch, *in_directory, found).await
                }
                Node::Delete => self.delete(found).await,
                node => self.test(node, found).unwrap_or(false),
            }
        })
    }

    /// What can be answered at once.
    fn test(&mut self, node: &Node, found: &Found) -> Option<bool> {
        let metadata = &found.metadata;
        Some(match node {
            Node::True => true,
            Node::False => false,
            Node::Name(pattern) => pattern.is_match(base_name(trim(&found.path))),
            Node::Path(pattern) => pattern.is_match(&found.path),
            Node::LinkName(pattern) => self
                .context
                .files()
                .read_link(&found.path)
                .is_ok_and(|target| pattern.is_match(target.as_bytes())),
            Node::Regex(regex) => regex.is_match(&found.path).unwrap_or(false),
            Node::Type(letters) => letters.contains(&type_letter(metadata.kind)),
            Node::Size(count, unit) => count.fits(metadata.size.div_ceil(*unit)),
            Node::Empty => match metadata.kind {
                FileKind::Regular => metadata.size == 0,
                FileKind::Directory => {
                    self.context.files().read_dir(&found.path).is_ok_and(|entries| entries.is_empty())
                }
                _ => false,
            },
            Node::Newer(time) => metadata.modified > *time,
            Node::Age(which, count, unit) => {
                let time = match which {
                    Time::Accessed => metadata.accessed,
                    Time::Changed => metadata.changed,
                    Time::Modified => metadata.modified,
                };
                let age = (self.now.seconds - time.seconds).max(0);
                // Minutes round up, days down, as findutils counts them.
                let units = if *unit == 60 { (age + unit - 1) / unit } else { age / unit };
                count.fits(units as u64)
            }
            Node::Permissions(how, mode) => match how {
                b'-' => metadata.mode & mode == *mode,
                b'/' => *mode == 0 || metadata.mode & mode != 0,
                _ => metadata.mode & 0o7777 == *mode,
            },
            Node::Links(count) => count.fits(metadata.links),
            Node::Inode(count) => count.fits(metadata.inode),
            Node::SameFile(inode) => metadata.inode == *inode,
            Node::Executable(bits) => self.context.files().access(&found.path, *bits),
            Node::Owner(ours) => *ours,
            Node::Print(end) => {
                self.output.push(&found.path);
                self.output.push(&[*end]);
                true
            }
            Node::Printf(format) => {
                let root = &self.find.paths[found.root];
                let text = printf::render(self.context, format, found, root);
                self.output.push(&text);
                true
            }
            Node::List => {
                let text = printf::list(self.context, found, self.now.seconds);
                self.output.push(&text);
                true
            }
            Node::Prune => {
                self.prune = true;
                true
            }
            Node::Quit => {
                self.quit = true;
                true
            }
            Node::Not(_)
            | Node::And(..)
            | Node::Or(..)
            | Node::Comma(..)
            | Node::Exec { .. }
            | Node::Delete => return None,
        })
    }

    async fn delete(&mut self, found: &Found) -> bool {
        if found.path == b"." {
            return true;
        }
        let files = self.context.files();
        let result = if found.metadata.is_dir() {
            files.remove_dir(&found.path)
        } else {
            files.remove_file(&found.path)
        };
        if let Err(error) = result {
            self.failed = true;
            let message = [b"cannot delete ", &*quote(&found.path), b": ", error.message().as_bytes()];
            self.context.error(message.concat()).await;
        }
        result.is_ok()
    }

    async fn exec(
        &mut self,
        command: &[Vec<u8>],
        batch: Option<usize>,
        in_directory: bool,
        found: &Found,
    ) -> bool {
        if let Some(batch) = batch {
            self.batches[batch].push(found.path.clone());
            if self.batches[batch].len() >= BATCH {
                self.run_batch(command, batch).await;
            }
            return true;
        }
        let (name, directory) = if in_directory {
            let path = trim(&found.path);
            let base = base_name(path);
            let parent = trim(&path[..path.len() - base.len()]).to_vec();
            ([b"./", base].concat(), Some(parent))
        } else {
            (found.path.clone(), None)
        };
        let args = command.iter().map(|word| replace(word, &name)).collect();
        self.run(args, directory).await
    }

    async fn run(&mut self, args: Vec<Vec<u8>>, directory: Option<Vec<u8>>) -> bool {
        let _ = self.output.flush().await;
        let cwd = directory
            .filter(|path| !path.is_empty())
            .and_then(|path| self.context.files().canonicalize(&path).ok());
        let name = args.first().cloned().unwrap_or_default();
        let child = self.context.spawn(args, |process| {
            if let Some(cwd) = &cwd {
                process.set_cwd(cwd);
            }
        });
        match child {
            Ok(child) => self.context.wait(&child).await == ExitStatus::SUCCESS,
            Err(error) => {
                self.failed = true;
                self.context.error([&*quote(&name), b": ", error.errno.message().as_bytes()].concat()).await;
                false
            }
        }
    }

    async fn run_batch(&mut self, command: &[Vec<u8>], batch: usize) {
        let files = std::mem::take(&mut self.batches[batch]);
        if files.is_empty() {
            return;
        }
        let args = command.iter().cloned().chain(files).collect();
        self.failed |= !self.run(args, None).await;
    }

    /// What `-exec … +` has collected and not run yet.
    async fn finish_batches(&mut self, root: &Node) {
        let mut nodes = vec![root];
        while let Some(node) = nodes.pop() {
            match node {
                Node::Not(inner) => nodes.push(inner),
                Node::And(left, right) | Node::Or(left, right) | Node::Comma(left, right) => {
                    nodes.extend([&**right, &**left])
                }
                Node::Exec { command, batch: Some(batch), .. } => self.run_batch(command, *batch).await,
                _ => {}
            }
        }
    }
}

/// Puts the name in the place of each `{}`.
fn replace(word: &[u8], name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some(at) = memchr::memmem::find(rest, b"{}") {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(name);
        rest = &rest[at + 2..];
    }
    out.extend_from_slice(rest);
    out
}

/// The letter of `-type`.
fn type_letter(kind: FileKind) -> u8 {
    match kind {
        FileKind::Regular => b'f',
        FileKind::Directory => b'd',
        FileKind::SymbolicLink => b'l',
        FileKind::Fifo => b'p',
        FileKind::CharacterDevice => b'c',
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn finds() {
        let fixture = testing::fixture().file("t/a.c", b"x").file("t/d/b.h", b"").file("t/d/c.c", b"123");
        for (line, want) in [
            ("find t", "t\nt/a.c\nt/d\nt/d/b.h\nt/d/c.c\n"),
            ("find t -name *.c", "t/a.c\nt/d/c.c\n"),
            ("find t -type d", "t\nt/d\n"),
            ("find t -type f -empty", "t/d/b.h\n"),
            ("find t -maxdepth 1 -type f", "t/a.c\n"),
            ("find t -name d -prune -o -type f -print", "t/a.c\n"),
            ("find t ! -name *.c -type f", "t/d/b.h\n"),
            ("find t ( -name a.c -o -name b.h ) -print0", "t/a.c\0t/d/b.h\0"),
            ("find t -size +2c -type f", "t/d/c.c\n"),
            ("find t -depth", "t/a.c\nt/d/b.h\nt/d/c.c\nt/d\nt\n"),
            ("find t -type f -printf %f:%s\\n", "a.c:1\nb.h:0\nc.c:3\n"),
            ("find t -name a.c -exec cat {} ;", "x"),
            ("find t -type f -exec wc -c {} +", "1 t/a.c\n0 t/d/b.h\n3 t/d/c.c\n4 total\n"),
            ("find t -regex .*/[ab]\\..", "t/a.c\nt/d/b.h\n"),
        ] {
            assert_eq!(testing::run(&fixture, line, "").out(), want, "{line}");
        }
        assert_eq!(
            testing::run(&fixture, "find nope", "").err(),
            "find: ‘nope’: No such file or directory\n"
        );
        assert_eq!(testing::run(&fixture, "find t -nope", "").err(), "find: unknown predicate `-nope'\n");
        assert_eq!(testing::run(&fixture, "find t -delete", "").status, 0);
        assert_eq!(testing::run(&fixture, "find t", "").status, 1);
    }
}
