//! The exported interface `interpreter` over a `Session`.

use crate::Component;
use crate::bindings::bashwit::shell::vfs::Fs;
use crate::bindings::exports::bashwit::shell::interpreter::{
    Guest, GuestShell, Limits, Options, Outcome, Source, Stopped, SyntaxError,
};
use crate::system::Imports;
use bashwit_kernel::{Kernel, Limits as KernelLimits, ProgramTable, Stop};
use bashwit_shell::session::{self, Input};
use bashwit_shell::{Session, SessionOptions};
use std::cell::RefCell;
use std::rc::Rc;

/// One exported shell.
pub struct Shell(RefCell<Session>);

impl Guest for Component {
    type Shell = Shell;

    fn check(script: Vec<u8>) -> Result<(), SyntaxError> {
        session::check(&script).map_err(|error| {
            let message =
                error.messages.first().map(|message| String::from_utf8_lossy(&message.text).into_owned());
            SyntaxError {
                message: message.unwrap_or_default(),
                line: error.line,
                incomplete: error.incomplete,
            }
        })
    }

    fn commands() -> Vec<String> {
        let mut names: Vec<String> = table().iter().map(|program| program.name.to_owned()).collect();
        names.sort();
        names.dedup();
        names
    }
}

fn table() -> ProgramTable {
    ProgramTable::new(vec![bashwit_shell::PROGRAMS, bashwit_tools::PROGRAMS])
}

impl GuestShell for Shell {
    fn new(root: Fs, options: Options) -> Self {
        let kernel = Kernel::new(Rc::new(Imports::new(root)), table());
        kernel.set_names(&options.user, &options.hostname);
        kernel.set_limits(limits(&options.limits));
        let options = SessionOptions {
            env: options.env,
            cwd: options.cwd,
            args: options.args,
            set_options: options.set_options,
            interactive: options.interactive,
        };
        Shell(RefCell::new(Session::new(kernel, &options)))
    }

    fn run(&self, what: Source) -> Result<Outcome, Stopped> {
        let input = match what {
            Source::Script(text) => Input::Script(text.into()),
            Source::Command(text) => Input::Command(text.into()),
            Source::Input => Input::Stdin,
        };
        let outcome = self.0.borrow_mut().run(input).map_err(stopped)?;
        Ok(Outcome {
            status: outcome.status,
            exited: outcome.exited,
            state_changed: outcome.state_changed,
            background: outcome.background,
        })
    }

    fn settle(&self, timeout_ns: Option<u64>) -> Result<u32, Stopped> {
        self.0.borrow_mut().settle(timeout_ns).map_err(stopped)
    }

    fn finish(&self) -> Result<u8, Stopped> {
        self.0.borrow_mut().finish().map_err(stopped)
    }

    fn snapshot(&self) -> Vec<u8> {
        self.0.borrow().snapshot()
    }

    fn restore(&self, state: Vec<u8>) -> Result<(), String> {
        self.0.borrow_mut().restore(&state)
    }

    fn get_variable(&self, name: String) -> Option<Vec<u8>> {
        self.0.borrow().variable(&name)
    }

    fn set_variable(&self, name: String, value: Vec<u8>, exported: bool) -> Result<(), String> {
        self.0.borrow_mut().set_variable(&name, &value, exported)
    }

    fn set_args(&self, args: Vec<String>) {
        self.0.borrow_mut().set_args(&args);
    }

    fn set_limits(&self, new: Limits) {
        self.0.borrow().kernel().set_limits(limits(&new));
    }

    fn cwd(&self) -> String {
        self.0.borrow().cwd()
    }

    fn prompt(&self, name: String) -> Result<Vec<u8>, Stopped> {
        self.0.borrow_mut().prompt(&name).map_err(stopped)
    }

    fn complete(&self, line: String, cursor: u32) -> Vec<String> {
        self.0.borrow().complete(&line, cursor as usize)
    }
}

fn limits(limits: &Limits) -> KernelLimits {
    KernelLimits {
        max_commands: limits.max_commands,
        max_loop_iterations: limits.max_loop_iterations,
        max_depth: limits.max_depth,
        max_output_bytes: limits.max_output_bytes,
        max_source_bytes: limits.max_source_bytes,
        max_processes: limits.max_processes,
        deadline_ns: limits.deadline_ns,
    }
}

fn stopped(stop: Stop) -> Stopped {
    match stop {
        Stop::Commands => Stopped::Commands,
        Stop::Loops => Stopped::Loops,
        Stop::Output => Stopped::Output,
        Stop::Source => Stopped::Source,
        Stop::Deadline => Stopped::Deadline,
        Stop::Interrupted => Stopped::Interrupted,
        Stop::Deadlock => Stopped::Deadlock,
    }
}
