//! Host commands, called from the shell: most finish at once and need no process.

use super::children::ChildWait;
use super::{Fault, Temporary, Vm, Wait};
use crate::state::State;
use crate::state::text::Text;
use crate::state::value::Scalar;
use bashwit_kernel::host::{self, Caller};
use bashwit_kernel::{Context, FdEntry, HostEvent, Kernel, LocalFuture, Process, RunResult};
use std::cell::RefCell;
use std::rc::Rc;
use std::task::Poll;

/// Variables that a host command has set: they become the shell's when it ends.
type Assignments = Rc<RefCell<Vec<(Text, Text)>>>;

/// The shell, as a host command sees it.
struct ShellCaller {
    kernel: Kernel,
    /// The process of the command.
    process: Rc<Process>,
    state: RefCell<State>,
    assignments: Assignments,
}

impl Caller for ShellCaller {
    fn run(&self, script: Vec<u8>, stdin: Vec<u8>) -> LocalFuture<RunResult> {
        let (out, stdout) = self.kernel.capture();
        let (err, stderr) = self.kernel.capture();
        let input = self.kernel.text(stdin.into());
        let process = self.process.fork(&self.kernel);
        process.change_fds(|fds| {
            for (fd, file) in [(0, input), (1, out), (2, err)] {
                fds.set(fd, Some(FdEntry { file, close_on_exec: false }));
            }
        });
        let mut state = self.state.borrow().clone();
        state.enter_subshell();
        let mut vm = Vm::new(self.kernel.clone(), process.clone(), state);
        let name = vm.state.name.clone();
        let source = super::Source::text(super::SourceKind::CommandString, name, script.into(), 1);
        let _ = vm.push_source(source, 0);
        let kernel = self.kernel.clone();
        kernel.start(&process, vm.into_code());
        Box::pin(async move {
            let status = kernel.wait_ended(&process).await.code();
            kernel.reap(process.pid);
            RunResult { stdout: stdout.take(), stderr: stderr.take(), status }
        })
    }

    fn assign(&self, name: &str, value: &[u8]) -> Result<(), String> {
        if !crate::expand::value::is_name(name.as_bytes()) {
            return Err(format!("`{name}': not a valid identifier"));
        }
        self.assignments.borrow_mut().push((Text::from(name), Text::from(value)));
        let mut state = self.state.borrow_mut();
        let symbol = state.symbols.intern(name.as_bytes());
        state.vars.get_mut(symbol).value =
            crate::state::value::Value::Scalar(Scalar::Text(Text::from(value)));
        Ok(())
    }
}

impl Vm {
    /// Runs a host command in the foreground.
    pub(crate) fn run_host(
        &mut self,
        name: Rc<str>,
        args: Vec<Text>,
        temporaries: Vec<Temporary>,
    ) -> Result<(), Fault> {
        let env = self.environment_with(temporaries);
        let operands = args.iter().skip(1).map(|arg| &**arg);
        let command = match host::command(&self.kernel, &self.process, &name, operands, &env) {
            Ok(command) => command,
            Err(message) => {
                self.report_builtin(name.as_bytes(), message);
                self.state.status = 1;
                return Ok(());
            }
        };
        let (events, job) = self.kernel.system().start(command);
        self.kernel.host_ran();
        let simple = |event: &HostEvent| {
            !matches!(event, HostEvent::WantInput | HostEvent::Run(..) | HostEvent::Pending)
        };
        if job.is_none() && events.iter().all(simple) {
            return self.host_events(events, &name);
        }
        let args = args.into_iter().map(Text::into_vec).collect();
        let context = Context { kernel: self.kernel.clone(), process: self.process.clone(), args, env };
        self.spawn_host(&name, context, events, job)
    }

    /// The events of a command that has finished at once.
    fn host_events(&mut self, events: Vec<HostEvent>, name: &str) -> Result<(), Fault> {
        for event in events {
            match event {
                HostEvent::Stdout(bytes) => {
                    if let Err(error) = self.write(1, &bytes) {
                        self.report_builtin(name.as_bytes(), format!("write error: {error}"));
                        self.state.status = 1;
                        return Ok(());
                    }
                }
                HostEvent::Stderr(bytes) => drop(self.write(2, &bytes)),
                HostEvent::Assign(name, value) => self.host_assign(&name, &value)?,
                HostEvent::Exited(status) => {
                    self.state.status = status;
                    return Ok(());
                }
                HostEvent::WantInput | HostEvent::Run(..) | HostEvent::Pending => {}
            }
        }
        Ok(())
    }

    fn host_assign(&mut self, name: &str, value: &[u8]) -> Result<(), Fault> {
        if !crate::expand::value::is_name(name.as_bytes()) {
            self.report(format!("`{name}': not a valid identifier").as_bytes());
            return Ok(());
        }
        let symbol = self.state.symbols.intern(name.as_bytes());
        match self.assign(symbol, Scalar::Text(Text::from(value)), false) {
            // The command goes on; a message has been written.
            Err(Fault::Discard(_)) => Ok(()),
            result => result,
        }
    }

    fn spawn_host(
        &mut self,
        name: &Rc<str>,
        context: Context,
        events: Vec<HostEvent>,
        job: Option<u32>,
    ) -> Result<(), Fault> {
        let assignments = Assignments::default();
        let child = self.process.fork(&self.kernel);
        child.enter(name);
        let caller = ShellCaller {
            kernel: self.kernel.clone(),
            process: child.clone(),
            state: RefCell::new(self.state.clone()),
            assignments: assignments.clone(),
        };
        let context = Context { process: child.clone(), ..context };
        let code = Box::pin(host::resume(context, Some(Rc::new(caller)), events, job));
        self.kernel.start(&child, code);
        self.wait = Some(Box::new(HostWait { child: ChildWait::foreground(child), assignments }));
        Ok(())
    }

    /// Runs text in this shell as `eval` does.
    pub(crate) fn eval(&mut self, text: Rc<[u8]>) -> Result<(), Fault> {
        let line = self.line.max(1);
        let source = super::Source::text(super::SourceKind::Eval, self.state.name.clone(), text, line);
        self.push_source(source, 0)
    }

    /// Runs text as `eval` does, then goes on with the rest of the builtin that wants it.
    pub(crate) fn eval_then(&mut self, text: Rc<[u8]>, rest: Box<dyn Wait>) -> Result<(), Fault> {
        let line = self.line.max(1);
        let mut source = super::Source::text(super::SourceKind::Eval, self.state.name.clone(), text, line);
        source.after = super::source::After::Resume(rest);
        self.push_source(source, 0)
    }
}

/// Waits for a host command, then takes over what it has set.
struct HostWait {
    child: ChildWait,
    assignments: Assignments,
}

impl Wait for HostWait {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let result = self.child.poll(vm);
        if result.is_ready() {
            for (name, value) in self.assignments.take() {
                let symbol = vm.state.symbols.intern(&name);
                match vm.assign(symbol, Scalar::Text(value), false) {
                    Ok(()) | Err(Fault::Discard(_)) => {}
                    Err(fault) => return Poll::Ready(Err(fault)),
                }
            }
        }
        result
    }
}
