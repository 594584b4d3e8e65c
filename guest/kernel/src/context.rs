//! What a program gets: its arguments, environment, descriptors, files and the kernel.

use crate::Errno;
use crate::io::{Reader, Writer};
use crate::kernel::Kernel;
use crate::open_file::OpenFile;
use crate::process::{Environment, Process};
use std::rc::Rc;

/// A process as its own code sees it. Clones are the same process.
#[derive(Clone, Debug)]
pub struct Context {
    /// The kernel.
    pub kernel: Kernel,
    /// The process.
    pub process: Rc<Process>,
    /// `argv`: the name and the arguments.
    pub args: Rc<[Vec<u8>]>,
    /// The exported variables.
    pub env: Rc<Environment>,
}

impl Context {
    /// The name that it was called by, without directory.
    pub fn name(&self) -> &[u8] {
        self.args.first().map_or(&[], |name| crate::path::base_name(name))
    }

    /// The name that it was called by, as its messages begin.
    pub fn called(&self) -> &[u8] {
        self.args.first().map_or(&[], |name| name)
    }

    /// The arguments without the name.
    pub fn operands(&self) -> &[Vec<u8>] {
        self.args.get(1..).unwrap_or_default()
    }

    /// The value of an exported variable.
    pub fn var(&self, name: &str) -> Option<&[u8]> {
        let at = self.env.binary_search_by(|(known, _)| known.as_slice().cmp(name.as_bytes())).ok()?;
        Some(&self.env[at].1)
    }

    /// Whether text is UTF-8 by `LC_ALL`, `LC_CTYPE`, `LANG` (C.UTF-8 where none is set).
    pub fn is_utf8(&self) -> bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| self.var(name).filter(|v| !v.is_empty()));
        locale.is_none_or(locale_is_utf8)
    }

    /// The file at a descriptor.
    pub fn file(&self, fd: u32) -> Result<Rc<OpenFile>, Errno> {
        self.process.file(fd)
    }

    /// Standard input, buffered. A closed one gives `EBADF` at the first read.
    pub fn stdin(&self) -> Reader {
        Reader::new(self.file(0))
    }

    /// Standard output, buffered: flush it before the end.
    pub fn stdout(&self) -> Writer {
        Writer::new(self.file(1))
    }

    /// Standard error, buffered: flush it before the end.
    pub fn stderr(&self) -> Writer {
        Writer::new(self.file(2))
    }

    /// Writes `NAME: MESSAGE`, with the name as it was called, and a newline to standard error.
    pub async fn error(&self, message: impl AsRef<[u8]>) {
        let mut line = self.called().to_vec();
        line.extend_from_slice(b": ");
        line.extend_from_slice(message.as_ref());
        line.push(b'\n');
        // There is nobody to tell that standard error does not work.
        let _ = self.write_all(2, &line).await;
    }

    /// Writes all bytes to a descriptor.
    pub async fn write_all(&self, fd: u32, bytes: &[u8]) -> Result<(), Errno> {
        let file = self.file(fd)?;
        crate::io::write_all(&file, bytes).await
    }
}

/// Whether a locale's name says UTF-8.
pub fn locale_is_utf8(name: &[u8]) -> bool {
    let upper = name.to_ascii_uppercase();
    upper.windows(5).any(|window| window == b"UTF-8") || upper.windows(4).any(|window| window == b"UTF8")
}
