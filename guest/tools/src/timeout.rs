//! `timeout [OPTION] DURATION COMMAND [ARG]...`: runs a command and ends it when the time is
//! over.
//!
//! Exit status: 124 where the time was over, 125 where `timeout` itself fails, 126 where the
//! command cannot run, 127 where it is not found, 137 where it was sent KILL, else the
//! command's.

use crate::frame;
use crate::sleep::{duration, nanoseconds};
use bashwit_args::{Stop, Synopsis, flag, quote};
use bashwit_kernel::{Context, ExitStatus, Process, Signal};
use std::rc::Rc;
use std::task::Poll;

const TIMEOUT: Synopsis = Synopsis::gnu(
    "timeout",
    &["[OPTION] DURATION COMMAND [ARG]...", "[OPTION]"],
    "Start COMMAND, and kill it if still running after DURATION.",
    &[
        flag("--preserve-status", "exit with the same status as COMMAND, even when the\ncommand times out"),
        flag("--foreground", "do not end the children of COMMAND with it"),
        flag(
            "-k, --kill-after=DURATION",
            "also send a KILL signal if COMMAND is still running\nthis long after the initial signal was sent",
        ),
        flag("-s, --signal=SIGNAL", "specify the signal to be sent on timeout"),
        flag("-v, --verbose", "diagnose to stderr any signal sent upon timeout"),
    ],
)
.footer(
    "DURATION is a floating point number with an optional suffix: 's' for seconds\n\
     (the default), 'm' for minutes, 'h' for hours or 'd' for days. A duration of 0\n\
     disables the associated timeout.",
)
.ordered()
.status(125);

struct Timeout {
    /// In nanoseconds; 0 for never.
    limit: u64,
    kill_after: u64,
    signal: Signal,
    preserve_status: bool,
    foreground: bool,
    verbose: bool,
    command: Vec<Vec<u8>>,
}

/// Signals to `timeout` that the command gets.
const FORWARDED: [Signal; 4] = [Signal::HUP, Signal::INT, Signal::QUIT, Signal::TERM];

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Timeout, Stop> {
    let mut timeout = Timeout {
        limit: 0,
        kill_after: 0,
        signal: Signal::TERM,
        preserve_status: false,
        foreground: false,
        verbose: false,
        command: Vec::new(),
    };
    let mut args = TIMEOUT.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "preserve-status" => timeout.preserve_status = true,
            "foreground" => timeout.foreground = true,
            "kill-after" => timeout.kill_after = time(option.value)?,
            "signal" => match Signal::parse(option.value) {
                Some(signal) => timeout.signal = signal,
                None => {
                    let message = [&quote(option.value)[..], b": invalid signal"].concat();
                    return Err(TIMEOUT.usage_error(message));
                }
            },
            _ => timeout.verbose = true,
        }
    }
    let operands = args.into_operands();
    let [limit, command @ ..] = &operands[..] else { return Err(usage()) };
    if command.is_empty() {
        return Err(usage());
    }
    timeout.limit = time(limit)?;
    timeout.command = command.iter().map(|word| word.to_vec()).collect();
    Ok(timeout)
}

/// What is missing goes unsaid.
fn usage() -> Stop {
    let mut stop = TIMEOUT.usage_error("");
    stop.message.clear();
    stop
}

fn time(text: &[u8]) -> Result<u64, Stop> {
    match duration(text) {
        Some(seconds) => Ok(nanoseconds(seconds)),
        None => Err(TIMEOUT.usage_error([b"invalid time interval ", &quote(text)[..]].concat())),
    }
}

async fn run(context: &Context, timeout: Timeout) -> ExitStatus {
    let process = &context.process;
    if !timeout.foreground {
        // A group of its own: what the command starts ends with it.
        process.group.set(process.pid);
    }
    let name = timeout.command.first().cloned().unwrap_or_default();
    let child = match context.spawn(timeout.command.clone(), |_| ()) {
        Ok(child) => child,
        Err(error) => {
            let why = frame::exec_errno(&error);
            let parts = [b"failed to run command ", &quote(&name)[..], b": ", why.message().as_bytes()];
            context.error(parts.concat()).await;
            return ExitStatus::Exited(error.status());
        }
    };
    let caught = FORWARDED.iter().fold(process.caught.get(), |all, signal| all | signal.bit());
    process.caught.set(caught & !process.ignored.get());
    let mut watch = Watch { context, timeout: &timeout, child: &child, name: &name, timed_out: false };
    let status = watch.wait().await;
    context.kernel.reap(child.pid);
    match status {
        // The group was killed, `timeout` with it.
        ExitStatus::Signaled(Signal::KILL) if watch.timed_out && !timeout.foreground => status,
        ExitStatus::Signaled(Signal::KILL) if watch.timed_out => ExitStatus::Exited(137),
        _ if !watch.timed_out => status,
        status if timeout.preserve_status => ExitStatus::Exited(status.code()),
        _ => ExitStatus::Exited(124),
    }
}

/// The command as it runs.
struct Watch<'t> {
    context: &'t Context,
    timeout: &'t Timeout,
    child: &'t Rc<Process>,
    name: &'t [u8],
    timed_out: bool,
}

/// What happened to the command.
enum Event {
    Ended(ExitStatus),
    TimeOver,
    /// `timeout` itself got this signal.
    Signal(Signal),
}

impl Watch<'_> {
    async fn wait(&mut self) -> ExitStatus {
        let mut signal = self.timeout.signal;
        let mut deadline = self.deadline(self.timeout.limit);
        loop {
            match self.next(deadline).await {
                Event::Ended(status) => return status,
                Event::TimeOver => {
                    self.timed_out = true;
                    self.send(signal).await;
                }
                Event::Signal(forwarded) => {
                    signal = forwarded;
                    self.send(signal).await;
                }
            }
            deadline = if signal == Signal::KILL { None } else { self.deadline(self.timeout.kill_after) };
            signal = Signal::KILL;
        }
    }

    fn deadline(&self, span: u64) -> Option<u64> {
        (span > 0).then(|| self.context.kernel.system().monotonic().saturating_add(span))
    }

    async fn next(&self, deadline: Option<u64>) -> Event {
        let kernel = &self.context.kernel;
        let mut set = false;
        std::future::poll_fn(|_| {
            if let bashwit_kernel::State::Ended(status) = self.child.state() {
                return Poll::Ready(Event::Ended(status));
            }
            if let Some(signal) = self.context.process.take_pending() {
                return Poll::Ready(Event::Signal(signal));
            }
            if let Some(deadline) = deadline {
                if kernel.system().monotonic() >= deadline {
                    return Poll::Ready(Event::TimeOver);
                }
                if !std::mem::replace(&mut set, true) {
                    kernel.set_timer(deadline);
                }
            }
            kernel.wait_for_change(self.child);
            Poll::Pending
        })
        .await
    }

    /// Sends a signal to the command and, unless in the foreground, to what it has started.
    async fn send(&self, signal: Signal) {
        if self.timeout.verbose {
            let name = signal.name();
            let message = [b"sending signal ", name.as_bytes(), b" to command ", &quote(self.name)];
            self.context.error(message.concat()).await;
        }
        let kernel = &self.context.kernel;
        let own = &self.context.process;
        let group = kernel.processes().into_iter().filter(|process| {
            let with_it = !self.timeout.foreground && process.group.get() == own.group.get();
            process.pid == self.child.pid || with_it && process.pid != own.pid
        });
        for process in group.filter(|process| !process.has_ended()) {
            kernel.signal(process.pid, signal);
            if !matches!(signal, Signal::KILL | Signal::CONT) {
                kernel.signal(process.pid, Signal::CONT);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{fixture, run};

    #[test]
    fn statuses() {
        let rows = [
            ("timeout 5 basename a/b", 0, "b\n", ""),
            ("timeout 5 printenv NO", 1, "", ""),
            ("timeout 0.01 sleep 9", 124, "", ""),
            ("timeout --preserve-status 0.01 sleep 9", 143, "", ""),
            ("timeout -s KILL 0.01 sleep 9", 137, "", ""),
            ("timeout -v 0.01 sleep 9", 124, "", "timeout: sending signal TERM to command ‘sleep’\n"),
            ("timeout -k 0.01 -s CONT 0.01 sleep 9", 137, "", ""),
            ("timeout 0.02 timeout 9 sleep 9", 124, "", ""),
            ("timeout 0.01 xargs -P2 -n1 sleep", 124, "", ""),
            ("timeout 0.03 tail -f f", 124, "x\n", ""),
            ("timeout 1 no", 127, "", "timeout: failed to run command ‘no’: No such file or directory\n"),
            ("timeout 1 /home", 126, "", "timeout: failed to run command ‘/home’: Permission denied\n"),
            (
                "timeout x y",
                125,
                "",
                "timeout: invalid time interval ‘x’\nTry 'timeout --help' for more information.\n",
            ),
            (
                "timeout -s NO 1 y",
                125,
                "",
                "timeout: ‘NO’: invalid signal\nTry 'timeout --help' for more information.\n",
            ),
        ];
        for (line, status, out, err) in rows {
            let output = run(&fixture().file("f", b"x\n"), line, "9 9");
            assert_eq!(
                (output.status, output.out().as_str(), output.err().as_str()),
                (status, out, err),
                "{line}"
            );
        }
    }
}
