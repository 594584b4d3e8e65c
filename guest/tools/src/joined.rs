//! Files one after the other as one stream of bytes.

use crate::filter::{Filter, Input};

/// All files as one stream.
pub(crate) struct Source {
    files: std::vec::IntoIter<Vec<u8>>,
    input: Option<Input>,
    /// One of the files could be opened.
    pub opened: bool,
}

impl Source {
    pub fn new(files: Vec<Vec<u8>>) -> Self {
        Source { files: files.into_iter(), input: None, opened: false }
    }

    /// Makes bytes available; false at the end of the last file.
    pub async fn fill(&mut self, filter: &mut Filter<'_>) -> bool {
        loop {
            if let Some(input) = &mut self.input {
                if !filter.chunk(input).await.is_empty() {
                    return true;
                }
                self.input = None;
            }
            let Some(name) = self.files.next() else { return false };
            self.input = filter.open(&name).await;
            self.opened |= self.input.is_some();
        }
    }

    /// What is there already.
    pub fn buffered(&self) -> &[u8] {
        self.input.as_ref().map_or(&[], |input| input.reader.buffered())
    }

    /// Steps over bytes that are there.
    pub fn consume(&mut self, count: usize) {
        if let Some(input) = &mut self.input {
            input.reader.consume(count);
        }
    }

    /// Drops bytes; gives how many there were.
    pub async fn skip(&mut self, filter: &mut Filter<'_>, count: u64) -> u64 {
        let mut left = count;
        while left > 0 {
            if !self.fill(filter).await {
                return count - left;
            }
            let taken = self.buffered().len().min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(taken);
            left -= taken as u64;
        }
        count
    }

    /// Appends up to `count` bytes; fewer only at the end.
    pub async fn take(&mut self, filter: &mut Filter<'_>, count: usize, out: &mut Vec<u8>) {
        let mut left = count;
        while left > 0 && self.fill(filter).await {
            let buffered = self.buffered();
            let taken = buffered.len().min(left);
            out.extend_from_slice(buffered.get(..taken).unwrap_or_default());
            self.consume(taken);
            left -= taken;
        }
    }
}
