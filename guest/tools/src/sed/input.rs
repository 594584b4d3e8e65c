//! The lines that `sed` reads, file by file, and the files that it edits in place.

use super::machine::Machine;
use super::output::{Output, failure};
use super::ranges;
use super::source::Refusal;
use crate::paths;
use bashwit_kernel::io::{Reader, Writer};
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Errno, FileKind, OpenFlags};
use std::rc::Rc;

/// How many names are tried for a temporary file.
const TRIES: usize = 100;

const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyzABCDEF";

/// How often reading lets others run, in chunks.
const YIELD: u32 = 16;

/// A file that is edited in place: its new text is complete before it takes the name.
#[derive(Debug)]
pub(super) struct Edit {
    pub output: Output,
    temporary: Vec<u8>,
    target: Vec<u8>,
    mode: u32,
}

impl Machine<'_> {
    /// Appends the next line to the pattern space, if it is there and nothing must be done before.
    pub(super) fn take_line(&mut self) -> bool {
        let Some(reader) = self.reader.as_mut().filter(|_| self.appends.is_empty()) else { return false };
        let buffered = reader.buffered();
        let Some(length) = memchr::memchr(self.settings.delimiter, buffered) else { return false };
        self.pattern.text.extend_from_slice(buffered.get(..length).unwrap_or_default());
        self.pattern.ended = true;
        reader.consume(length + 1);
        self.number += 1;
        self.replaced = false;
        self.last_line = None;
        true
    }

    /// Whether the line is the last one, if that is known without reading.
    pub(super) fn known_last(&self) -> Option<bool> {
        let more = || self.reader.as_ref().is_some_and(|reader| !reader.buffered().is_empty());
        self.last_line.or_else(|| more().then_some(false))
    }

    /// Reads the next line behind what the pattern space holds; false at the end of input.
    pub(super) async fn read(&mut self) -> Result<bool, Refusal> {
        self.replaced = false;
        self.last_line = None;
        self.dump_appends().await?;
        loop {
            if self.reader.is_some() {
                if self.line_of_file().await? {
                    self.number += 1;
                    return Ok(true);
                }
                self.close_file().await?;
            }
            if !self.next_file().await? {
                return Ok(false);
            }
        }
    }

    /// Appends a line of the file; false at its end.
    async fn line_of_file(&mut self) -> Result<bool, Refusal> {
        let mut searched = 0;
        loop {
            let Some(reader) = &mut self.reader else { return Ok(false) };
            let buffered = reader.buffered();
            let fresh = buffered.get(searched..).unwrap_or_default();
            if let Some(at) = memchr::memchr(self.settings.delimiter, fresh) {
                let length = searched + at;
                self.pattern.text.extend_from_slice(buffered.get(..length).unwrap_or_default());
                self.pattern.ended = true;
                reader.consume(length + 1);
                return Ok(true);
            }
            searched = buffered.len();
            if self.fill().await? {
                continue;
            }
            let Some(reader) = &mut self.reader else { return Ok(false) };
            if searched > 0 {
                self.pattern.text.extend_from_slice(reader.buffered());
                self.pattern.ended = false;
                reader.consume(searched);
            }
            return Ok(searched > 0);
        }
    }

    /// Reads more of the file; false at its end.
    async fn fill(&mut self) -> Result<bool, Refusal> {
        let waits = self.reader.as_ref().is_some_and(|reader| reader.file().is_ok_and(|f| !f.is_seekable()));
        if waits {
            self.flush_all().await?;
        }
        self.chunks = self.chunks.wrapping_add(1);
        if self.chunks.is_multiple_of(YIELD) {
            self.context.kernel.yield_now().await;
        }
        let Some(reader) = &mut self.reader else { return Ok(false) };
        let name: &[u8] = if self.is_stdin { b"stdin" } else { self.name };
        // Others may want what follows the line.
        let most = if waits && self.settings.unbuffered { 1 } else { usize::MAX };
        reader.fill_at_most(most).await.map_err(|error| failure(b"read error on ", name, error))
    }

    /// Whether no line follows: `$`.
    pub(super) async fn is_last(&mut self) -> Result<bool, Refusal> {
        loop {
            if let Some(reader) = &self.reader {
                if !reader.buffered().is_empty() {
                    return Ok(false);
                }
                // What cannot be read is at its end here.
                if self.fill().await.unwrap_or(false) {
                    return Ok(false);
                }
            }
            if self.settings.separate {
                return Ok(true);
            }
            self.reader = None;
            if !self.next_file().await? {
                return Ok(true);
            }
        }
    }

    /// Opens the next file that can be opened; false if none is left.
    async fn next_file(&mut self) -> Result<bool, Refusal> {
        let settings = self.settings;
        let name: &[u8] = match settings.files.get(self.next) {
            Some(name) => name,
            None if self.next == 0 && settings.files.is_empty() => b"-",
            None => return Ok(false),
        };
        if settings.separate && self.next > 0 {
            self.number = 0;
            self.hold.text.clear();
            self.states = ranges::initial(self.script);
            self.open_lines().await;
        }
        self.next += 1;
        self.name = name;
        self.is_stdin = name == b"-" && settings.in_place.is_none();
        if self.is_stdin {
            self.reader = Some(self.context.stdin());
            return Ok(true);
        }
        let file = match self.context.files().open_read(name).await {
            Ok(file) => file,
            Err(error) => {
                self.flush_all().await?;
                let message = [b"can't read ", name, b": ", error.message().as_bytes()].concat();
                self.context.error(message).await;
                self.unreadable = true;
                return Ok(true);
            }
        };
        if settings.in_place.is_some() {
            let metadata = file.metadata().ok().filter(|metadata| metadata.kind == FileKind::Regular);
            let Some(metadata) = metadata else {
                let message = [b"couldn't edit ", name, b": not a regular file"].concat();
                return Err(Refusal { message, status: 4 });
            };
            self.begin_edit(name, metadata.mode & 0o7777).await?;
        }
        self.reader = Some(Reader::new(Ok(file)));
        Ok(true)
    }

    async fn begin_edit(&mut self, name: &[u8], mode: u32) -> Result<(), Refusal> {
        let files = self.context.files();
        let target = match files.canonicalize(name) {
            Ok(real) if self.settings.follow_links => real.into_bytes(),
            _ => name.to_vec(),
        };
        let directory = match target.len() - base_name(&target).len() {
            0 => b"./".to_vec(),
            length => target.get(..length).unwrap_or_default().to_vec(),
        };
        let mut result = Err(Errno::EEXIST);
        for _ in 0..TRIES {
            let mut random = self.context.kernel.random();
            let mut temporary = paths::join(&directory, b"sed");
            for _ in 0..6 {
                temporary.extend(LETTERS.get((random % 32) as usize));
                random /= 32;
            }
            let how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::EXCLUSIVE;
            result = files.open(&temporary, how, 0o600).await.map(|file| (file, temporary));
            if !matches!(result, Err(Errno::EEXIST)) {
                break;
            }
        }
        let (file, temporary) = result.map_err(|error| {
            failure(b"couldn't open temporary file ", &paths::join(&directory, b"sedXXXXXX"), error)
        })?;
        let output = Output::new(Writer::new(Ok::<Rc<_>, _>(file)), &temporary, self.settings.delimiter);
        self.edit = Some(Edit { output, temporary, target, mode });
        Ok(())
    }

    /// Ends the file; one edited in place gets its new text.
    pub(super) async fn close_file(&mut self) -> Result<(), Refusal> {
        if self.is_stdin {
            self.unread();
        }
        self.reader = None;
        let Some(edit) = &mut self.edit else { return Ok(()) };
        edit.output.flush().await?;
        let files = self.context.files();
        // A file system without modes is no reason to give up.
        let _ = files.set_mode(&edit.temporary, edit.mode);
        let suffix = self.settings.in_place.as_deref().unwrap_or_default();
        let rename = |from: &[u8], to: &[u8]| {
            files.rename(from, to).map_err(|error| failure(b"cannot rename ", from, error))
        };
        if suffix.is_empty() {
            rename(&edit.temporary, &edit.target)?;
        } else {
            let backup = backup_name(&edit.target, suffix);
            rename(&edit.target, &backup)?;
            if let Err(refusal) = rename(&edit.temporary, &edit.target) {
                rename(&backup, &edit.target)?;
                return Err(refusal);
            }
        }
        self.edit = None;
        Ok(())
    }

    /// Gives up an edit: the file stays as it was.
    pub(super) fn abandon_edit(&mut self) {
        if let Some(edit) = self.edit.take() {
            // It may be gone already.
            let _ = self.context.files().remove_file(&edit.temporary);
        }
    }

    /// Gives what was read of standard input but not used back to whoever shares it.
    fn unread(&mut self) {
        if let Some(reader) = &self.reader {
            let count = reader.buffered().len() as u64;
            if let Ok(file) = reader.file() {
                // A stream cannot take it back.
                let _ = file.seek(file.offset().saturating_sub(count));
            }
        }
    }
}

/// The name of a backup: `*` in the suffix stands for the name of the file; without one the
/// suffix follows that.
fn backup_name(target: &[u8], suffix: &[u8]) -> Vec<u8> {
    let base = base_name(target);
    let name = if suffix.contains(&b'*') {
        let parts: Vec<&[u8]> = suffix.split(|&byte| byte == b'*').collect();
        parts.join(base)
    } else {
        [base, suffix].concat()
    };
    if name.contains(&b'/') {
        return name;
    }
    let directory = target.get(..target.len() - base.len()).unwrap_or_default();
    [directory, &name].concat()
}
