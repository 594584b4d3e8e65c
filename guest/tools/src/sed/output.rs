//! What `sed` writes to: standard output, the file edited in place, the files of `w`.

use super::source::Refusal;
use bashwit_kernel::Errno;
use bashwit_kernel::io::Writer;

/// A buffered output that remembers whether its last line lacks an end.
#[derive(Debug)]
pub(super) struct Output {
    pub writer: Writer,
    name: Vec<u8>,
    missing_newline: bool,
    /// The same for `w /dev/stdout`, which GNU sed keeps apart.
    aside: bool,
    delimiter: u8,
}

impl Output {
    pub(super) fn new(writer: Writer, name: &[u8], delimiter: u8) -> Self {
        Output { writer, name: name.to_vec(), missing_newline: false, aside: false, delimiter }
    }

    /// A line; without an end of its own it gets one as soon as something follows.
    pub(super) fn line(&mut self, text: &[u8], ended: bool) {
        self.end_line();
        self.writer.push(text);
        if ended {
            self.writer.buffer().push(self.delimiter);
        } else {
            self.missing_newline = true;
        }
    }

    /// A line of `w /dev/stdout`.
    pub(super) fn line_aside(&mut self, text: &[u8], ended: bool) {
        std::mem::swap(&mut self.missing_newline, &mut self.aside);
        self.line(text, ended);
        std::mem::swap(&mut self.missing_newline, &mut self.aside);
    }

    /// A text as it is.
    pub(super) fn text(&mut self, text: &[u8]) {
        self.end_line();
        self.writer.push(text);
    }

    /// The text of `i` or `c`, whose last line ends as all lines do.
    pub(super) fn text_lines(&mut self, text: &[u8]) {
        if let Some(text) = text.strip_suffix(b"\n") {
            self.line(text, true);
        }
    }

    /// The buffer, to format into.
    pub(super) fn buffer(&mut self) -> &mut Vec<u8> {
        self.end_line();
        self.writer.buffer()
    }

    /// Ends a line that lacks its end.
    pub(super) fn end_line(&mut self) {
        if std::mem::take(&mut self.missing_newline) {
            self.writer.buffer().push(self.delimiter);
        }
    }

    pub(super) async fn flush(&mut self) -> Result<(), Refusal> {
        let result = self.writer.flush().await;
        result.map_err(|error| failure(b"couldn't flush ", &self.name, error))
    }

    pub(super) async fn flush_if_full(&mut self) -> Result<(), Refusal> {
        if self.writer.is_full() { self.flush().await } else { Ok(()) }
    }
}

/// `WHAT NAME: No such file or directory`, status 4.
pub(super) fn failure(what: &[u8], name: &[u8], error: Errno) -> Refusal {
    Refusal { message: [what, name, b": ", error.message().as_bytes()].concat(), status: 4 }
}
