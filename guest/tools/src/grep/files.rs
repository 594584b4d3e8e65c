//! Which files are searched: operands, and what is below directories.

use super::options::{Directories, Grep, List};
use super::search::{Found, Search, Stop};
use bashwit_kernel::io::{Reader, Writer};
use bashwit_kernel::{Context, DirEntry, Errno, FileKind, Metadata, OpenFlags};
use std::rc::Rc;

/// How deep directories are followed.
const MAX_DEPTH: usize = 1000;

/// The run over all files.
pub(super) struct Run<'c> {
    pub context: &'c Context,
    pub grep: &'c Grep,
    pub out: Writer,
    /// A line was selected.
    pub matched: bool,
    pub failed: bool,
}

/// Standard output does not work, or no file needs to be searched any more.
pub(super) enum End {
    Write(Errno),
    Decided,
}

/// A directory that is being read.
struct Level {
    path: Vec<u8>,
    entries: std::vec::IntoIter<DirEntry>,
    inode: u64,
}

impl Run<'_> {
    /// Searches all operands.
    pub(super) async fn all(&mut self) -> Result<(), End> {
        let grep = self.grep;
        if grep.files.is_empty() {
            if grep.directories == Directories::Recurse {
                return self.directory(b"", true).await;
            }
            return self.operand(b"-").await;
        }
        for name in &grep.files {
            self.operand(name).await?;
        }
        Ok(())
    }

    async fn operand(&mut self, name: &[u8]) -> Result<(), End> {
        let grep = self.grep;
        let several = grep.files.len() > 1;
        if name == b"-" {
            let label = grep.label.clone();
            if self.context.file(0).is_ok_and(|file| self.is_output(&file)) {
                self.refuse_output(&label).await;
                return Ok(());
            }
            let with_name = grep.with_name.unwrap_or(several);
            let reader = self.context.stdin();
            return self.search(&label, with_name, reader, true).await;
        }
        let metadata = self.context.files().stat(name);
        let is_dir = metadata.as_ref().is_ok_and(Metadata::is_dir);
        if is_dir {
            let skip = grep.directories == Directories::Skip || grep.filters.skips_directory(name, true);
            if skip {
                return Ok(());
            }
        } else if metadata.is_ok() && grep.filters.skips_file(name, true) {
            return Ok(());
        }
        if is_dir && grep.directories == Directories::Recurse {
            return self.directory(name, grep.with_name.unwrap_or(true)).await;
        }
        if grep.skip_devices && metadata.as_ref().is_ok_and(is_device) {
            return Ok(());
        }
        self.file(name, grep.with_name.unwrap_or(several)).await
    }

    /// Searches all files below a directory; `b""` is the working directory, its files are named
    /// without it.
    async fn directory(&mut self, name: &[u8], with_name: bool) -> Result<(), End> {
        let with_name = self.grep.with_name.unwrap_or(with_name);
        let mut levels = Vec::new();
        self.enter(&mut levels, name.to_vec()).await;
        while let Some(level) = levels.last_mut() {
            let Some(entry) = level.entries.next() else {
                levels.pop();
                continue;
            };
            let mut path = level.path.clone();
            if path.last().is_some_and(|&last| last != b'/') {
                path.push(b'/');
            }
            path.extend_from_slice(entry.name.as_bytes());
            let mut metadata = entry.metadata;
            if metadata.kind == FileKind::SymbolicLink {
                if !self.grep.follow {
                    continue;
                }
                match self.context.files().stat(&path) {
                    Ok(target) => metadata = target,
                    Err(error) => {
                        self.fail(&path, error).await;
                        continue;
                    }
                }
            }
            let base = entry.name.as_bytes();
            if metadata.is_dir() {
                if self.grep.filters.skips_directory(base, false) {
                    continue;
                }
                if levels.iter().any(|level| level.inode == metadata.inode) {
                    self.warn(&[b"warning: ", &path[..], b": recursive directory loop"].concat()).await;
                    continue;
                }
                self.enter(&mut levels, path).await;
            } else if !is_device(&metadata) && !self.grep.filters.skips_file(base, false) {
                self.file(&path, with_name).await?;
            }
        }
        Ok(())
    }

    async fn enter(&mut self, levels: &mut Vec<Level>, path: Vec<u8>) {
        let real: &[u8] = if path.is_empty() { b"." } else { &path };
        let files = self.context.files();
        if levels.len() >= MAX_DEPTH {
            self.fail(&path, Errno::ENAMETOOLONG).await;
            return;
        }
        match files.stat(real).and_then(|metadata| Ok((metadata.inode, files.read_dir(real)?))) {
            Ok((inode, entries)) => levels.push(Level { path, entries: entries.into_iter(), inode }),
            Err(error) => self.fail(&path, error).await,
        }
    }

    async fn file(&mut self, name: &[u8], with_name: bool) -> Result<(), End> {
        match self.context.files().open(name, OpenFlags::READ, 0).await {
            Ok(file) => {
                if self.is_output(&file) {
                    self.refuse_output(name).await;
                    return Ok(());
                }
                self.search(name, with_name, Reader::new(Ok(file)), false).await
            }
            Err(error) => {
                self.fail(name, error).await;
                Ok(())
            }
        }
    }

    async fn refuse_output(&mut self, name: &[u8]) {
        self.failed = true;
        self.warn(&[name, b": input file is also the output"].concat()).await;
    }

    /// Whether what is printed would go into the file that is read.
    fn is_output(&self, file: &Rc<bashwit_kernel::OpenFile>) -> bool {
        let grep = self.grep;
        if grep.first_decides() || grep.count || grep.max <= 1 || !file.is_seekable() {
            return false;
        }
        self.context.file(1).is_ok_and(|out| out.is_seekable() && out.same_file(file))
    }

    async fn search(
        &mut self,
        name: &[u8],
        with_name: bool,
        mut reader: Reader,
        stdin: bool,
    ) -> Result<(), End> {
        let grep = self.grep;
        let search = Search::new(grep, &mut self.out, name, with_name);
        let found = match search.run(self.context, &mut reader).await {
            Ok(found) => found,
            Err(Stop::Read(error)) => {
                self.fail(name, error).await;
                return Ok(());
            }
            Err(Stop::Write(error)) => return Err(End::Write(error)),
            Err(Stop::Match(message)) => {
                let message = if message.contains("PCRE") {
                    [name, b": ", message.as_bytes()].concat()
                } else {
                    message.into_bytes()
                };
                self.failed = true;
                self.warn(&message).await;
                return Ok(());
            }
        };
        if let (true, Some(offset), Ok(file)) = (stdin, found.stopped_at, reader.file()) {
            // A stream cannot be set back.
            let _ = file.seek(offset);
        }
        self.report(name, with_name, &found).await
    }

    /// What is said about a file after its lines.
    async fn report(&mut self, name: &[u8], with_name: bool, found: &Found) -> Result<(), End> {
        let grep = self.grep;
        let selected = found.selected > 0;
        self.matched |= selected;
        if grep.quiet {
            return if selected { Err(End::Decided) } else { Ok(()) };
        }
        if grep.count {
            if with_name {
                self.print_name(name);
                if grep.null_names {
                    self.out.push(&[0]);
                } else {
                    match &grep.colors {
                        Some(colors) => colors.paint(self.out.buffer(), &colors.separator, b":"),
                        None => self.out.push(b":"),
                    }
                }
            }
            self.out.push(format!("{}\n", found.selected).as_bytes());
        }
        if grep.list == List::With && selected || grep.list == List::Without && !selected {
            self.print_name(name);
            self.out.push(if grep.null_names { b"\0" } else { b"\n" });
        }
        if found.binary {
            self.warn(&[name, b": binary file matches"].concat()).await;
        }
        if grep.line_buffered {
            return self.out.flush().await.map_err(End::Write);
        }
        self.out.flush_if_full().await.map_err(End::Write)
    }

    fn print_name(&mut self, name: &[u8]) {
        match &self.grep.colors {
            Some(colors) => colors.paint(self.out.buffer(), &colors.name, name),
            None => self.out.push(name),
        }
    }

    /// Reports a file that cannot be searched.
    async fn fail(&mut self, name: &[u8], error: Errno) {
        self.failed = true;
        if !self.grep.silent {
            self.warn(&[name, b": ", error.message().as_bytes()].concat()).await;
        }
    }

    /// Writes a message behind the output so far.
    pub(super) async fn warn(&mut self, message: &[u8]) {
        // A broken standard output shows again at the next write.
        let _ = self.out.flush().await;
        let line = [b"grep: ", message, b"\n"].concat();
        let _ = self.context.write_all(2, &line).await;
    }
}

fn is_device(metadata: &Metadata) -> bool {
    matches!(metadata.kind, FileKind::Fifo | FileKind::CharacterDevice)
}
