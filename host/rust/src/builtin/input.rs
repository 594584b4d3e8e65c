//! Standard input of an asynchronous builtin.

use super::Call;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, ReadBuf};

/// Standard input of an asynchronous builtin, as it comes. The script's other processes go on
/// while it waits; what it does not read stays for the next command.
pub struct Input {
    call: Arc<Call>,
}

impl Input {
    pub(crate) fn new(call: Arc<Call>) -> Input {
        Input { call }
    }

    /// The next bytes; `None` at the end.
    pub async fn read(&mut self) -> Option<Vec<u8>> {
        poll_fn(|context| {
            self.call.poll_input(context).map(|mut exchange| {
                let bytes = std::mem::take(&mut exchange.input);
                (!bytes.is_empty()).then_some(bytes)
            })
        })
        .await
    }

    /// All that comes until the end.
    pub async fn read_to_end(&mut self) -> Vec<u8> {
        let mut all = self.read().await.unwrap_or_default();
        while let Some(bytes) = self.read().await {
            all.extend_from_slice(&bytes);
        }
        all
    }

    /// The next line without its newline; `None` at the end. What follows it stays for the
    /// next call.
    pub async fn next_line(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        while let Some(bytes) = self.read().await {
            if let Some(at) = bytes.iter().position(|byte| *byte == b'\n') {
                let (head, rest) = bytes.split_at(at);
                line.extend_from_slice(head);
                self.unread(rest.get(1..).unwrap_or_default());
                return Some(line);
            }
            line.extend_from_slice(&bytes);
        }
        (!line.is_empty()).then_some(line)
    }

    fn unread(&mut self, rest: &[u8]) {
        if !rest.is_empty() {
            self.call.exchange().input.splice(0..0, rest.iter().copied());
        }
    }
}

impl AsyncRead for Input {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.call.poll_input(context).map(|mut exchange| {
            let count = buffer.remaining().min(exchange.input.len());
            buffer.put_slice(exchange.input.get(..count).unwrap_or_default());
            exchange.input.drain(..count);
            Ok(())
        })
    }
}

impl std::fmt::Debug for Input {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Input").finish_non_exhaustive()
    }
}
