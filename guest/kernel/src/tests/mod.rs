//! The kernel by itself: processes made of plain futures, without a shell.

mod descriptors;
mod fifos;
mod limits;
mod pipes;
mod scheduling;
mod signals;

use crate::testing::NativeSystem;
use crate::{ExitStatus, Kernel, OpenFile, Process, ProgramTable, Stop, io};
use bashwit_vfs::{Layout, MemoryFs};
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

/// A kernel on a fresh tree, with a root process whose directory is `/home/user`.
struct Machine {
    kernel: Kernel,
    system: Rc<NativeSystem>,
    files: MemoryFs,
    root: Rc<Process>,
}

impl Machine {
    fn new() -> Machine {
        Machine::with_input(b"")
    }

    fn with_input(stdin: &[u8]) -> Machine {
        let files = Layout::new().build().unwrap();
        let system = Rc::new(NativeSystem::captured(Arc::new(files.clone()), stdin));
        let kernel = Kernel::new(system.clone(), ProgramTable::default());
        let root = Process::root(&kernel, "/home/user", kernel.console_files());
        kernel.set_foreground(root.pid);
        Machine { kernel, system, files, root }
    }

    /// Runs code as the root process.
    fn run<F>(&self, code: impl FnOnce(Kernel, Rc<Process>) -> F) -> Result<ExitStatus, Stop>
    where
        F: Future<Output = ExitStatus> + 'static,
    {
        self.kernel.run(&self.root, Box::pin(code(self.kernel.clone(), self.root.clone())))
    }

    /// Runs code that has to end by itself with status 0.
    fn succeed<F>(&self, code: impl FnOnce(Kernel, Rc<Process>) -> F)
    where
        F: Future<Output = ()> + 'static,
    {
        let ended = self.run(|kernel, root| {
            let code = code(kernel, root);
            async {
                code.await;
                ExitStatus::SUCCESS
            }
        });
        assert_eq!(ended, Ok(ExitStatus::SUCCESS));
    }
}

/// Starts code as a child.
fn spawn<F>(kernel: &Kernel, parent: &Process, code: impl FnOnce(Rc<Process>) -> F) -> Rc<Process>
where
    F: Future<Output = ExitStatus> + 'static,
{
    let child = parent.fork(kernel);
    kernel.start(&child, Box::pin(code(child.clone())));
    child
}

/// Waits for a child and takes it out of the table.
async fn ended(kernel: &Kernel, child: &Rc<Process>) -> ExitStatus {
    let status = kernel.wait_ended(child).await;
    kernel.reap(child.pid);
    status
}

/// All that is left to read.
async fn rest(file: &OpenFile) -> Vec<u8> {
    let mut bytes = Vec::new();
    io::read_to_end(file, &mut bytes).await.unwrap();
    bytes
}

/// A process that only waits.
async fn forever() -> ExitStatus {
    std::future::pending().await
}
