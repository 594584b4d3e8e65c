//! `e` and the `e` option of `s`: what commands write becomes text.

use super::machine::Machine;
use super::output::failure;
use super::source::Refusal;
use bashwit_kernel::FdEntry;

impl Machine<'_> {
    /// The output of a command of the shell.
    async fn capture(&mut self, command: &[u8]) -> Result<Vec<u8>, Refusal> {
        self.flush_all().await?;
        let (file, buffer) = self.context.kernel.capture();
        let args = vec![b"sh".to_vec(), b"-c".to_vec(), command.to_vec()];
        let child = self.context.spawn(args, |child| {
            child.change_fds(|fds| fds.set(1, Some(FdEntry { file, close_on_exec: false })));
        });
        let child = child.map_err(|error| failure(b"couldn't run ", b"sh", error.errno))?;
        self.context.wait(&child).await;
        Ok(buffer.take())
    }

    /// `e COMMAND`: what it writes is output.
    pub(super) async fn run_command(&mut self, command: &[u8]) -> Result<(), Refusal> {
        let text = self.capture(command).await?;
        self.output().text(&text);
        Ok(())
    }

    /// Runs the pattern space; what that writes replaces it.
    pub(super) async fn run_pattern(&mut self) -> Result<(), Refusal> {
        let command = std::mem::take(&mut self.pattern.text);
        let mut text = self.capture(&command).await?;
        if text.last() == Some(&self.settings.delimiter) {
            text.pop();
        }
        self.pattern.text = text;
        Ok(())
    }
}
