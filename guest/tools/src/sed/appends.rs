//! What `a`, `r` and `R` put behind a line when its cycle ends.

use super::machine::Machine;
use super::source::Refusal;
use bashwit_kernel::io::Reader;

/// Something to write at the end of the cycle.
#[derive(Debug)]
pub(super) enum Append<'s> {
    Text(&'s [u8]),
    /// The contents of a file; nothing if it cannot be read.
    File(&'s [u8]),
    /// A line that `R` read, its end perhaps missing.
    Line(Vec<u8>),
}

impl<'s> Machine<'s> {
    /// Opens the files of `R`; those that are missing are empty.
    pub(super) async fn open_lines(&mut self) {
        self.lines.clear();
        for name in &self.script.lines {
            self.lines.push(self.context.reader(name).await.ok());
        }
    }

    /// `R`: queues the next line of a file.
    pub(super) async fn queue_line(&mut self, index: usize) {
        let Some(Some(reader)) = self.lines.get_mut(index) else { return };
        // What cannot be read is empty.
        if let Ok(Some(line)) = reader.next_until(self.settings.delimiter).await {
            let line = line.to_vec();
            self.appends.push(Append::Line(line));
        }
    }

    /// Writes what was queued.
    pub(super) async fn dump_appends(&mut self) -> Result<(), Refusal> {
        if self.appends.is_empty() {
            return Ok(());
        }
        let mut appends = std::mem::take(&mut self.appends);
        for append in appends.drain(..) {
            match append {
                Append::Text(text) => self.output().text(text),
                Append::Line(line) => self.output().text(&line),
                Append::File(name) => self.dump_file(name).await?,
            }
        }
        self.appends = appends;
        Ok(())
    }

    /// Writes a file.
    pub(super) async fn dump_file(&mut self, name: &[u8]) -> Result<(), Refusal> {
        let Ok(file) = self.context.files().open_read(name).await else { return Ok(()) };
        let mut reader = Reader::new(Ok(file));
        while let Ok(chunk @ [_, ..]) = reader.fill().await {
            let length = chunk.len();
            let output = self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output);
            output.text(chunk);
            output.flush_if_full().await?;
            reader.consume(length);
        }
        Ok(())
    }
}
