//! Host commands as processes: they stream, wait, and end like any other.

use crate::context::Context;
use crate::io;
use crate::kernel::{Kernel, LocalFuture};
use crate::process::{Environment, Process};
use crate::program::ExitStatus;
use crate::{Errno, HostCommand, HostEvent, HostJobId, HostNews, RunResult};
use std::rc::Rc;
use std::task::Poll;

/// How much input a host command gets at once.
const INPUT: usize = 64 * 1024;

/// The shell that called a host command: it runs scripts and sets variables for it.
pub trait Caller {
    /// Runs a script in a subshell of the caller.
    fn run(&self, script: Vec<u8>, stdin: Vec<u8>) -> LocalFuture<RunResult>;
    /// Sets a variable of the caller; an error is a message for standard error.
    fn assign(&self, name: &str, value: &[u8]) -> Result<(), String>;
}

/// Drops the job when its process ends, however that comes about.
struct Job {
    kernel: Kernel,
    id: HostJobId,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.kernel.forget_job(self.id);
    }
}

/// The call of a host command, ready for the system. An argument that is not UTF-8 cannot cross.
pub fn command<'a>(
    kernel: &Kernel,
    process: &Process,
    name: &str,
    args: impl Iterator<Item = &'a [u8]>,
    env: &Rc<Environment>,
) -> Result<HostCommand, String> {
    let text = |arg| std::str::from_utf8(arg).map(str::to_owned).map_err(|_| "argument is not valid UTF-8");
    Ok(HostCommand {
        name: name.to_owned(),
        args: args.map(text).collect::<Result<_, _>>()?,
        env: kernel.environment_block(env),
        cwd: process.cwd().to_string(),
        has_stdin: process.file(0).is_ok(),
    })
}

/// Runs a host command as the code of its process.
pub async fn run(context: Context, name: Rc<str>, caller: Option<Rc<dyn Caller>>) -> ExitStatus {
    context.process.enter(&name);
    let args = context.operands().iter().map(Vec::as_slice);
    let command = match command(&context.kernel, &context.process, &name, args, &context.env) {
        Ok(command) => command,
        Err(message) => {
            context.error(message).await;
            return ExitStatus::Exited(1);
        }
    };
    let (events, job) = context.kernel.system().start(command);
    context.kernel.host_ran();
    resume(context, caller, events, job).await
}

/// Goes on with a host command that has been started, as the code of its process.
pub async fn resume(
    context: Context,
    caller: Option<Rc<dyn Caller>>,
    mut events: Vec<HostEvent>,
    job: Option<HostJobId>,
) -> ExitStatus {
    let context = &context;
    let job = job.map(|id| Job { kernel: context.kernel.clone(), id });
    loop {
        let mut news = HostNews::Nothing;
        let mut pending = false;
        for event in events {
            match event {
                HostEvent::Stdout(bytes) => {
                    if context.write_all(1, &bytes).await == Err(Errno::EPIPE) {
                        return ExitStatus::FAILURE;
                    }
                }
                // There is nobody to tell that standard error does not work.
                HostEvent::Stderr(bytes) => drop(context.write_all(2, &bytes).await),
                HostEvent::WantInput => news = input(context).await,
                HostEvent::Run(script, stdin) => {
                    news = HostNews::Finished(run_script(context, caller.as_deref(), script, stdin).await);
                }
                HostEvent::Assign(name, value) => {
                    if let Some(Err(message)) = caller.as_ref().map(|caller| caller.assign(&name, &value)) {
                        context.error(message).await;
                    }
                }
                HostEvent::Pending => pending = true,
                HostEvent::Exited(status) => return ExitStatus::Exited(status),
            }
        }
        let Some(job) = &job else { return ExitStatus::FAILURE };
        if pending {
            wait(&context.kernel, job.id).await;
        }
        events = context.kernel.system().turn(job.id, news);
        context.kernel.host_ran();
    }
}

async fn input(context: &Context) -> HostNews {
    let mut bytes = Vec::new();
    match context.file(0) {
        Ok(file) => match io::read(&file, &mut bytes, INPUT).await {
            Ok(count) if count > 0 => HostNews::Input(bytes),
            _ => HostNews::EndOfInput,
        },
        Err(_) => HostNews::EndOfInput,
    }
}

/// Waits until the job can move on, as the kernel learns from the one blocking call.
async fn wait(kernel: &Kernel, job: HostJobId) {
    let mut waited = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut waited, true) && !kernel.waits_for_job(job) {
            return Poll::Ready(());
        }
        kernel.wait_for_job(job);
        Poll::Pending
    })
    .await;
}

async fn run_script(
    context: &Context,
    caller: Option<&dyn Caller>,
    script: Vec<u8>,
    stdin: Vec<u8>,
) -> RunResult {
    match caller {
        Some(caller) => caller.run(script, stdin).await,
        None => {
            let args = vec![b"bash".to_vec(), b"-c".to_vec(), script];
            run_captured(context, args, stdin).await
        }
    }
}

/// Runs a command line with its streams kept apart.
pub async fn run_captured(context: &Context, args: Vec<Vec<u8>>, stdin: Vec<u8>) -> RunResult {
    let (out, stdout) = context.kernel.capture();
    let (err, stderr) = context.kernel.capture();
    let input = context.kernel.text(stdin.into());
    let child = context.spawn(args, |child| {
        child.change_fds(|fds| {
            for (fd, file) in [(0, input), (1, out), (2, err)] {
                fds.set(fd, Some(crate::FdEntry { file, close_on_exec: false }));
            }
        });
    });
    let Ok(child) = child else { return RunResult { status: 127, ..RunResult::default() } };
    let status = context.wait(&child).await.code();
    RunResult { stdout: stdout.take(), stderr: stderr.take(), status }
}
