//! The virtual machine: runs code with explicit frames, so that recursion of the script
//! costs heap and not stack, and a process can wait at any operation.
//!
//! `poll` is the process: it runs until the process ends or waits. Nothing in here blocks: an
//! operation that has to wait leaves a [`Wait`] behind, which is asked again when the
//! kernel wakes the process.

mod assign;
mod call;
mod children;
mod command;
mod control;
mod dispatch;
mod external;
mod frame;
mod function;
mod host;
mod jobs;
mod loops;
mod output;
mod read_file;
mod redirect;
mod references;
mod report;
mod select;
mod source;
mod substitute;
mod targets;
mod test_ops;
mod timing;
mod trace;
mod trap;
mod words;

pub(crate) use call::Temporary;
pub use external::Lookup;
pub use frame::{Block, Frame, FrameKind, Heights};
pub use jobs::{Job, JobState, Jobs};
pub(crate) use read_file::Content;
pub use source::{Source, SourceInput, SourceKind};

use crate::expand::builder::Builder;
use crate::expand::operator::Replacement;
use crate::expand::param::{Sub, Target};
use crate::expand::pathname::PendingField;
use crate::ir::Code;
use crate::state::State;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use bashwit_kernel::{ExitStatus, Files, Kernel, LocalFuture, OpenFile, Process, Signal};
use bashwit_pattern::glob::Pattern;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::Poll;

/// What ends a command before its time. Messages have been written already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The command is given up; the source that it came from goes on with the next one.
    Discard(u8),
    /// Everything up to the script itself is given up, which goes on with its next command;
    /// `bash -c` ends.
    Abandon(u8),
    /// The shell exits.
    Exit(u8),
    /// The function or sourced file returns.
    Return(u8),
    /// So many loops are left.
    Break(u32),
    /// The loop of that number goes on with its next round.
    Continue(u32),
}

/// What a builtin leaves.
pub enum Done {
    /// It has ended.
    Status(u8),
    /// It waits.
    Wait(Box<dyn Wait>),
    /// It has pushed a frame, which will set the status.
    Frame,
}

/// Something that the machine waits for.
pub trait Wait {
    /// Asks whether it has come; sets the status of the machine when it has.
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>>;
    /// Gives up what it waits for.
    fn abandon(&mut self, _vm: &mut Vm) {}
}

/// An assignment argument of a declaration builtin.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Which argument it is.
    pub position: usize,
    /// The variable.
    pub name: Symbol,
    /// The subscript as written, if there is one.
    pub subscript: Option<bashwit_syntax::ast::Subscript>,
    /// The same, expanded.
    pub key: Option<Text>,
    /// `+=`.
    pub append: bool,
    /// The value.
    pub value: DeclaredValue,
    /// The value is a list as the parser saw it.
    pub literal: bool,
}

/// The value of a [`Declaration`].
#[derive(Debug, Clone)]
pub enum DeclaredValue {
    /// A text.
    Scalar(Text),
    /// Elements in order.
    Array(Vec<Element>),
}

/// One element of `( … )`, expanded.
#[derive(Debug, Clone)]
pub struct Element {
    /// `[…]=`; of a declaration as a key, to be evaluated by whoever knows the variable.
    pub sub: Option<Sub>,
    /// `+=`.
    pub append: bool,
    /// The word as written, where it is for an associative array.
    pub raw: Option<Text>,
    /// The value.
    pub value: Text,
}

impl Element {
    /// A word without subscript.
    pub fn word(value: Text) -> Self {
        Element { sub: None, append: false, raw: None, value }
    }

    /// Whether it is a key or a value that follows its key.
    pub fn is_word(&self) -> bool {
        self.sub.is_none() && !self.raw.as_ref().unwrap_or(&self.value).starts_with(b"[")
    }
}

/// How messages name an element.
#[derive(Debug, Clone, Default)]
pub(crate) enum ElementName {
    /// By its variable and its index or key.
    #[default]
    Unknown,
    /// As the row of the code's elements has it.
    Row(u32),
    /// So.
    Text(Text),
}

/// An array in the making.
#[derive(Debug, Default)]
pub(crate) struct ArrayInProgress {
    pub name: Symbol0,
    pub append: bool,
    pub fields_from: usize,
    pub elements: Vec<Element>,
    /// `A+=( … )` sets each element before the next is expanded: whether they are keys and values
    /// in turn.
    pub in_turn: Option<bool>,
}

/// What a process knows of the loop that it was forked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForkedLoop {
    /// Nothing: `break` has its message.
    Unknown,
    /// `break` does nothing, without a message.
    Ignored,
    /// `break` ends the process.
    Left,
}

/// What is gone when the EXIT trap runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum GivesUp {
    /// Nothing: it runs where `exit` was called.
    #[default]
    Nothing,
    /// The innermost command with redirections, as `set -e` does.
    Redirections,
    /// All that runs, or what an `eval` or a sourced file runs.
    Calls,
}

/// A symbol with a default, for arrays in the making.
pub(crate) type Symbol0 = Option<Symbol>;

/// A shell process.
pub struct Vm {
    /// The kernel.
    pub kernel: Kernel,
    /// The process.
    pub process: Rc<Process>,
    /// The state of the shell.
    pub state: State,
    /// The running code and place.
    pub(crate) code: Rc<Code>,
    pub(crate) pc: usize,
    /// `$LINENO`.
    pub(crate) line: u32,
    /// The running command in `code.commands`.
    pub(crate) command: usize,
    /// The special builtin that failed last in POSIX mode, by the number of its command.
    pub(crate) failed_special: Option<u64>,
    /// There was an ERR trap when the running command began.
    pub(crate) counts_failure: bool,
    /// The number of the running command, in the order in which they began.
    pub(crate) serial: u64,
    /// That of the command that began last: the running one, or one that it has run.
    pub(crate) last_serial: u64,
    /// The last command of `code.commands` that became `$BASH_COMMAND`; over all where none did
    /// since the code was entered or came back.
    pub(crate) shown_at: usize,
    pub(crate) frames: Vec<Frame>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) word: Builder,
    pub(crate) words: Vec<(Builder, bool)>,
    pub(crate) in_text: bool,
    pub(crate) fields: Vec<Text>,
    /// Those of them that wait for their pathname expansion, and whether the next ones do.
    pub(crate) pending_fields: Vec<PendingField>,
    pub(crate) defers_pathnames: bool,
    pub(crate) marks: Vec<usize>,
    pub(crate) texts: Vec<Text>,
    pub(crate) ints: Vec<i64>,
    pub(crate) patterns: Vec<Rc<Pattern>>,
    pub(crate) replacements: Vec<Replacement>,
    pub(crate) scopes: Vec<bashwit_syntax::ast::ReplaceScope>,
    pub(crate) targets: Vec<Target>,
    pub(crate) subs: Vec<Sub>,
    pub(crate) arrays: Vec<ArrayInProgress>,
    /// How messages name the element that is being assigned to.
    pub(crate) element: ElementName,
    pub(crate) temporaries: Vec<Temporary>,
    pub(crate) temporary_marks: Vec<usize>,
    /// Assignment arguments of the command in the making.
    pub(crate) declarations: Vec<Declaration>,
    pub(crate) lists: Vec<frame::ForItems>,
    pub(crate) wait: Option<Box<dyn Wait>>,
    pub(crate) output: VecDeque<(Rc<OpenFile>, Vec<u8>)>,
    /// Over 0: failures do not count for `set -e` and ERR.
    pub(crate) conditions: u32,
    /// The status of the last command substitution of this command, if there was one.
    pub(crate) substituted: Option<u8>,
    /// Rounds until the others may run.
    pub(crate) budget: u32,
    /// Background jobs.
    pub jobs: Jobs,
    /// The program that takes the place of the shell.
    pub(crate) replaced_by: Option<LocalFuture<ExitStatus>>,
    pub(crate) trap_state: trap::TrapState,
    /// The last pattern's text, under `set -x`.
    pub(crate) traced_pattern: Vec<u8>,
    /// The script that runs, where it is a file.
    pub(crate) main_source: Option<Text>,
    /// In a subshell: how many frames are those of the shell around it.
    pub(crate) inherited_frames: usize,
    /// The innermost scope is that of assignments before the running builtin.
    pub(crate) own_scope: bool,
    /// The builtin, or `[[`, that acts: it stands before messages about values.
    pub(crate) acting: &'static [u8],
    /// A builtin could not set the variable that an argument of it names.
    pub(crate) refused_assignment: bool,
    /// An error has given up the line, even where it is a builtin that met it.
    pub(crate) gave_up: bool,
    pub(crate) timers: Vec<timing::Timer>,
    /// The signal that ends the process once its EXIT trap has run.
    pub(crate) killed_by: Option<Signal>,
    /// What the error that ends the shell gives up before the EXIT trap runs.
    pub(crate) gives_up: GivesUp,
    /// A function was given up: `FUNCNAME` stays there outside of functions.
    pub(crate) names_stay: bool,
    /// It runs a command substitution, or `-c` outside of subshells: an error gives up all of it.
    pub(crate) is_evaluated: bool,
    /// Set while the shell exits.
    pub(crate) exiting: Option<u8>,
    /// How messages begin: the name of the shell or script.
    pub(crate) is_command_string: bool,
    /// How an expansion error that ends the shell lets it end: 127 where nothing between `bash -c`
    /// and the error catches it, as the processes of `( )` and `$( )` do.
    pub(crate) fatal_status: u8,
    /// It is a stage of a pipeline whose words are being expanded, at its parent's `$BASH_SUBSHELL`.
    pub(crate) expands_stage: bool,
    /// The arguments that `BASH_ARGV` ends with: those from when it began to exist.
    pub(crate) argv_base: Option<Rc<Vec<Text>>>,
    /// The nesting of arithmetic through variables.
    pub(crate) arith_depth: u32,
    /// The running command has redirections of its own.
    pub(crate) redirected: bool,
    /// How many expansions outside of the code are open.
    pub(crate) nested: u32,
    /// How many operands are open in them.
    pub(crate) arith_open: u32,
    /// Compiled expressions of `=~`.
    pub(crate) regexes: test_ops::RegexCache,
    /// Descriptors of process substitutions, with the depth of the command they belong to.
    pub(crate) substitution_fds: Vec<(usize, u32)>,
    /// How many command substitutions are around this process.
    pub(crate) substitution_depth: u32,
    /// What `break` does where the process has no loop, but was forked in one.
    pub(crate) forked_loop: ForkedLoop,
    /// `PIPESTATUS`; empty before the first command has ended.
    pub(crate) pipe_status: Vec<u8>,
    /// The command that runs, or has just ended, gives it its status.
    pub(crate) pipe_status_due: bool,
    /// It is a compound command in the background: `trap` shows that it ignores SIGINT.
    pub(crate) shows_interrupts: bool,
    /// `command` runs a builtin: a special one is none.
    pub(crate) plain_builtin: bool,
    /// The target of a redirection in POSIX mode: no pathname expansion.
    pub(crate) plain_target: bool,
    /// It runs one builtin as a program: messages have no line number.
    pub(crate) only_builtin: bool,
}

/// Rounds of loops and calls between two pauses.
const BUDGET: u32 = 1024;

impl Vm {
    /// A shell process with a state. It has nothing to run yet.
    pub fn new(kernel: Kernel, process: Rc<Process>, state: State) -> Self {
        Vm {
            kernel,
            process,
            state,
            code: Rc::default(),
            pc: 0,
            line: 0,
            command: 0,
            failed_special: None,
            counts_failure: false,
            serial: 0,
            last_serial: 0,
            shown_at: usize::MAX,
            frames: Vec::new(),
            blocks: Vec::new(),
            word: Builder::default(),
            words: Vec::new(),
            in_text: false,
            fields: Vec::new(),
            pending_fields: Vec::new(),
            defers_pathnames: false,
            marks: Vec::new(),
            texts: Vec::new(),
            ints: Vec::new(),
            patterns: Vec::new(),
            replacements: Vec::new(),
            scopes: Vec::new(),
            targets: Vec::new(),
            subs: Vec::new(),
            arrays: Vec::new(),
            element: ElementName::Unknown,
            temporaries: Vec::new(),
            temporary_marks: Vec::new(),
            declarations: Vec::new(),
            lists: Vec::new(),
            wait: None,
            output: VecDeque::new(),
            conditions: 0,
            substituted: None,
            budget: BUDGET,
            jobs: Jobs::default(),
            replaced_by: None,
            trap_state: trap::TrapState::default(),
            traced_pattern: Vec::new(),
            main_source: None,
            inherited_frames: 0,
            own_scope: false,
            acting: b"",
            refused_assignment: false,
            gave_up: false,
            timers: Vec::new(),
            killed_by: None,
            gives_up: GivesUp::Nothing,
            exiting: None,
            is_command_string: false,
            fatal_status: 1,
            expands_stage: false,
            argv_base: None,
            names_stay: false,
            is_evaluated: false,
            arith_depth: 0,
            redirected: false,
            nested: 0,
            arith_open: 0,
            regexes: test_ops::RegexCache::default(),
            substitution_fds: Vec::new(),
            substitution_depth: 0,
            forked_loop: ForkedLoop::Unknown,
            pipe_status: Vec::new(),
            pipe_status_due: false,
            shows_interrupts: false,
            plain_builtin: false,
            plain_target: false,
            only_builtin: false,
        }
    }

    /// The files, seen from this process.
    pub fn files(&self) -> Files<'_> {
        Files::new(&self.kernel, &self.process)
    }

    /// Runs until the process ends or waits.
    pub fn poll(&mut self) -> Poll<ExitStatus> {
        loop {
            if let Some(program) = &mut self.replaced_by {
                let mut context = std::task::Context::from_waker(std::task::Waker::noop());
                return program.as_mut().poll(&mut context);
            }
            if self.process.dying.get().is_some() && self.killed_by.is_none() {
                self.die();
            }
            if !self.flush() {
                return Poll::Pending;
            }
            if let Some(mut wait) = self.wait.take() {
                match wait.poll(self) {
                    Poll::Pending => {
                        self.wait = Some(wait);
                        // What was written before it waits must go out.
                        let _ = self.flush();
                        return Poll::Pending;
                    }
                    Poll::Ready(Ok(())) => continue,
                    Poll::Ready(Err(fault)) => self.unwind(fault),
                }
                continue;
            }
            if self.frames.is_empty() {
                match self.finish() {
                    Some(status) if self.output.is_empty() => {
                        return Poll::Ready(
                            self.killed_by.map_or(ExitStatus::Exited(status), ExitStatus::Signaled),
                        );
                    }
                    Some(_) => return Poll::Pending,
                    None => continue,
                }
            }
            if self.kernel.stopped().is_some() {
                return Poll::Pending;
            }
            if let Err(fault) = self.run() {
                self.unwind(fault);
            }
            if self.budget == 0 {
                self.budget = BUDGET;
                if self.wait.is_none() && self.replaced_by.is_none() && !self.frames.is_empty() {
                    self.kernel.tick();
                    self.kernel.wake(self.process.pid);
                    let _ = self.flush();
                    return Poll::Pending;
                }
            }
        }
    }

    /// The process as code for the kernel.
    pub fn into_code(mut self) -> LocalFuture<ExitStatus> {
        Box::pin(std::future::poll_fn(move |_| self.poll()))
    }

    /// Whether the word in the making is one text, not fields.
    pub(crate) fn makes_text(&self) -> bool {
        self.in_text
    }
}
