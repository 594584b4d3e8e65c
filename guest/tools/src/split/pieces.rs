//! Where the pieces go: files, the standard inputs of filters, or standard output.

use super::Split;
use super::names::Names;
use bashwit_args::quoteaf;
use bashwit_kernel::io::{self, Writer};
use bashwit_kernel::{Context, ExitStatus, FdEntry, OpenFile, OpenFlags};
use std::rc::Rc;

/// A message for standard error: the tool ends.
pub(super) type Failure = Vec<u8>;

/// The piece that is written to.
enum Piece {
    File(Vec<u8>, Rc<OpenFile>, Vec<u8>),
    Filter(Vec<u8>, Vec<u8>),
}

/// So many bytes of a piece are kept together before they are written.
const FULL: usize = 64 * 1024;

/// The pieces, one after the other.
pub(super) struct Pieces<'c> {
    context: &'c Context,
    split: &'c Split,
    names: Names,
    pub output: Writer,
    piece: Option<Piece>,
    /// How many there have been.
    pub opened: u64,
    /// The exit status of a failure.
    pub status: u8,
}

impl<'c> Pieces<'c> {
    pub fn new(context: &'c Context, split: &'c Split) -> Self {
        let names = split.names.clone();
        Pieces { context, split, names, output: context.stdout(), piece: None, opened: 0, status: 1 }
    }

    /// Ends the piece and begins another one.
    pub async fn open(&mut self) -> Result<(), Failure> {
        self.close().await?;
        let Some(name) = self.names.next_name() else {
            return Err(b"output file suffixes exhausted".to_vec());
        };
        self.opened += 1;
        if self.split.verbose {
            let what: &[u8] =
                if self.split.filter.is_some() { b"executing with FILE=" } else { b"creating file " };
            self.output.push(&[what, &*quoteaf(&name), b"\n"].concat());
            // A broken standard output shows again at the end.
            let _ = self.output.flush().await;
        }
        if self.split.filter.is_some() {
            self.piece = Some(Piece::Filter(name, Vec::new()));
            return Ok(());
        }
        let named = |error: bashwit_kernel::Errno| {
            [&*bashwit_args::quotef_colon(&name), b": ", error.message().as_bytes()].concat()
        };
        let file = self.context.files().open(&name, OpenFlags::WRITE | OpenFlags::CREATE, 0o666).await;
        let file = file.map_err(named)?;
        if self.split.input.as_ref().is_some_and(|input| input.same_file(&file)) {
            return Err([&*quoteaf(&name), b" would overwrite input; aborting"].concat());
        }
        if file.is_seekable() {
            file.set_size(0).map_err(named)?;
        }
        self.piece = Some(Piece::File(name, file, Vec::new()));
        Ok(())
    }

    /// Adds to the piece.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.piece {
            Some(Piece::File(_, _, kept)) => {
                kept.extend_from_slice(bytes);
                if kept.len() >= FULL { self.flush().await } else { Ok(()) }
            }
            Some(Piece::Filter(_, kept)) => {
                kept.extend_from_slice(bytes);
                Ok(())
            }
            None => Ok(()),
        }
    }

    async fn flush(&mut self) -> Result<(), Failure> {
        let Some(Piece::File(name, file, kept)) = &mut self.piece else { return Ok(()) };
        let written = io::write_all(file, kept).await;
        kept.clear();
        written
            .map_err(|error| [&*bashwit_args::quotef_colon(name), b": ", error.message().as_bytes()].concat())
    }

    /// Ends the piece.
    pub async fn close(&mut self) -> Result<(), Failure> {
        self.flush().await?;
        let (Some(Piece::Filter(name, kept)), Some(filter)) = (self.piece.take(), &self.split.filter) else {
            return Ok(());
        };
        let mut env = self.context.env.clone();
        let variables = Rc::make_mut(&mut env);
        variables.retain(|(known, _)| known != b"FILE");
        variables.push((b"FILE".to_vec(), name.clone()));
        variables.sort();
        let input = self.context.kernel.text(kept.into());
        let command = vec![b"sh".to_vec(), b"-c".to_vec(), filter.clone()];
        let child = self.context.spawn_with(command, env, |child| {
            child.change_fds(|fds| fds.set(0, Some(FdEntry { file: input, close_on_exec: false })));
        });
        let child =
            child.map_err(|error| format!("failed to run command: sh: {}", error.errno).into_bytes())?;
        match self.context.wait(&child).await {
            ExitStatus::Exited(0) => Ok(()),
            ExitStatus::Exited(status) => {
                self.status = status;
                let what =
                    format!("with FILE={}, exit {status} from command: ", String::from_utf8_lossy(&name));
                Err([what.as_bytes(), filter].concat())
            }
            // It may have had enough.
            ExitStatus::Signaled(_) => Ok(()),
        }
    }
}
