//! Frames: what is remembered of the code that waits for other code to end.

use super::source::{Source, SourceKind};
use super::{Fault, Vm};
use crate::ir::{Code, Function};
use crate::state::options::Options;
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::traps::CutOff;
use bashwit_kernel::FdTable;
use std::rc::Rc;

/// How high the stacks were when something began.
#[derive(Debug, Clone, Copy, Default)]
#[expect(missing_docs, reason = "each is the height of the stack of that name")]
pub struct Heights {
    pub blocks: u32,
    pub words: u32,
    pub fields: u32,
    pub marks: u32,
    pub texts: u32,
    pub ints: u32,
    pub patterns: u32,
    pub replacements: u32,
    pub scopes: u32,
    pub targets: u32,
    pub subs: u32,
    pub arrays: u32,
    pub temporaries: u32,
    pub temporary_marks: u32,
    pub declarations: u32,
    pub lists: u32,
    pub timers: u32,
}

/// Running code, and where to go on when it ends.
pub struct Frame {
    /// The code that waits below this frame, and its place.
    pub(crate) caller: (Rc<Code>, usize),
    /// The line of the call.
    pub(crate) call_line: u32,
    /// The command of the call.
    pub(crate) call_command: usize,
    /// `Vm::serial` of the caller.
    pub(crate) call_serial: u64,
    /// `Vm::counts_failure` of the caller.
    pub(crate) call_counts_failure: bool,
    /// The stacks at the call.
    pub(crate) heights: Heights,
    /// `conditions` at the call.
    pub(crate) conditions: u32,
    /// Scopes of variables that end with it.
    pub(crate) scopes: u32,
    /// What it is.
    pub(crate) kind: FrameKind,
    /// The traps of its caller that do not run inside it.
    pub(crate) cut_off: CutOff,
    /// `$_` after it.
    pub(crate) last_argument: Option<Text>,
    /// The command that it is for has redirections of its own.
    pub(crate) redirected: bool,
}

/// Kinds of frame.
pub enum FrameKind {
    /// Code of a subshell, pipeline stage or substitution.
    Body,
    /// A source of commands: a script, `eval`, `source`, a trap.
    Source(Box<Source>),
    /// A function call.
    Function(Box<Call>),
}

impl FrameKind {
    /// Whether a simple command has made it: a function, `eval` or `source`.
    fn is_call(&self) -> bool {
        match self {
            FrameKind::Function(_) => true,
            FrameKind::Source(source) => source.kind == SourceKind::Eval || source.is_sourced(),
            FrameKind::Body => false,
        }
    }
}

/// What a function call puts back.
pub struct Call {
    /// The function.
    pub function: Rc<Function>,
    /// Its name.
    pub name: Text,
    /// The caller's arguments.
    pub positional: Rc<Vec<Text>>,
    /// The caller's options, where `local -` asked for it.
    pub options: Option<Options>,
    /// Its arguments, where `BASH_ARGV` tells them.
    pub pushed: Option<Rc<Vec<Text>>>,
}

/// What must be undone where code is left early.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the line of each kind explains its fields")]
pub enum Block {
    /// A loop: where `break` and `continue` go, the status of its last body, the stacks.
    Loop { leave: u32, next: u32, status: u8, heights: Heights },
    /// Failures do not count.
    Condition,
    /// A negated pipeline whose failures count: `set -e` was off.
    Negation,
    /// A scope of variables that ends with it.
    Scope,
    /// Descriptors to put back (`None` where `exec` keeps them), the stacks before the redirections,
    /// and the call that these are for.
    Fds { saved: Option<Rc<FdTable>>, heights: Heights, call: Option<u32> },
}

/// The list of a `for` or `select`.
pub(crate) struct ForItems {
    pub items: std::vec::IntoIter<Text>,
    /// For `select`: all items, and whether the menu is to be shown.
    pub menu: Option<Rc<Vec<Text>>>,
    pub show_menu: bool,
}

impl Vm {
    pub(crate) fn heights(&self) -> Heights {
        Heights {
            blocks: self.blocks.len() as u32,
            words: self.words.len() as u32,
            fields: self.fields.len() as u32,
            marks: self.marks.len() as u32,
            texts: self.texts.len() as u32,
            ints: self.ints.len() as u32,
            patterns: self.patterns.len() as u32,
            replacements: self.replacements.len() as u32,
            scopes: self.scopes.len() as u32,
            targets: self.targets.len() as u32,
            subs: self.subs.len() as u32,
            arrays: self.arrays.len() as u32,
            temporaries: self.temporaries.len() as u32,
            temporary_marks: self.temporary_marks.len() as u32,
            declarations: self.declarations.len() as u32,
            lists: self.lists.len() as u32,
            timers: self.timers.len() as u32,
        }
    }

    /// Cuts the operand stacks (not the blocks) back.
    pub(crate) fn cut(&mut self, to: &Heights) {
        while self.words.len() > to.words as usize {
            if let Some((word, in_text)) = self.words.pop() {
                self.word = word;
                self.in_text = in_text;
            }
        }
        self.word.clear();
        self.word.after_blank = false;
        self.plain_target = false;
        self.fields.truncate(to.fields as usize);
        self.defers_pathnames = false;
        self.pending_fields.retain(|field| field.is_below(to.fields as usize));
        self.marks.truncate(to.marks as usize);
        self.texts.truncate(to.texts as usize);
        self.ints.truncate(to.ints as usize);
        self.patterns.truncate(to.patterns as usize);
        self.replacements.truncate(to.replacements as usize);
        self.scopes.truncate(to.scopes as usize);
        self.targets.truncate(to.targets as usize);
        self.subs.truncate(to.subs as usize);
        self.arrays.truncate(to.arrays as usize);
        self.temporaries.truncate(to.temporaries as usize);
        self.temporary_marks.truncate(to.temporary_marks as usize);
        self.declarations.truncate(to.declarations as usize);
        self.lists.truncate(to.lists as usize);
        while self.timers.len() > to.timers as usize {
            self.end_time(false);
        }
    }

    /// Enters code in a frame.
    pub(crate) fn push_frame(&mut self, code: Rc<Code>, kind: FrameKind, scopes: u32) {
        self.keep_shown();
        let caller = (std::mem::replace(&mut self.code, code), std::mem::take(&mut self.pc));
        // The word in the making waits with the frame.
        let word = std::mem::take(&mut self.word);
        let heights = self.heights();
        self.words.push((word, self.in_text));
        self.in_text = false;
        let redirected = self.redirected && kind.is_call();
        self.frames.push(Frame {
            redirected,
            caller,
            call_line: self.line,
            call_command: self.command,
            call_serial: self.serial,
            call_counts_failure: self.counts_failure,
            heights,
            conditions: self.conditions,
            scopes,
            kind,
            cut_off: CutOff::default(),
            last_argument: None,
        });
    }

    /// Leaves the innermost frame, putting everything back.
    pub(crate) fn pop_frame(&mut self) -> Option<Frame> {
        let mut frame = self.frames.pop()?;
        self.leave_blocks(frame.heights.blocks as usize);
        self.cut_frame(&frame.heights);
        self.conditions = frame.conditions;
        let mut hooked = false;
        for _ in 0..frame.scopes {
            hooked |= self.state.vars.pop_scope();
        }
        if hooked {
            self.refresh_hooks();
        }
        self.keep_shown();
        self.code = frame.caller.0.clone();
        self.pc = frame.caller.1;
        self.line = frame.call_line;
        self.command = frame.call_command;
        self.serial = frame.call_serial;
        self.counts_failure = frame.call_counts_failure;
        self.put_back_traps(std::mem::take(&mut frame.cut_off));
        if let Some(last) = &frame.last_argument {
            self.state.last_argument = last.clone();
        }
        Some(frame)
    }

    fn cut_frame(&mut self, heights: &Heights) {
        // `cut` leaves the builder that the frame pushed in `word`.
        let mut own = *heights;
        own.words += 1;
        self.cut(&own);
        if let Some((word, in_text)) = self.words.pop() {
            self.word = word;
            self.in_text = in_text;
        }
    }

    /// Leaves blocks down to a height.
    pub(crate) fn leave_blocks(&mut self, height: usize) {
        while self.blocks.len() > height {
            match self.blocks.pop() {
                Some(Block::Fds { saved: Some(saved), .. }) => self.process.restore_fds(saved),
                Some(Block::Scope) => self.end_scope(),
                _ => {}
            }
        }
    }

    /// Counts conditions that are still open among the blocks of the frame.
    pub(crate) fn recount_conditions(&mut self) {
        let (from, base) =
            self.frames.last().map_or((0, 0), |frame| (frame.heights.blocks as usize, frame.conditions));
        let open = self.blocks[from..].iter().filter(|block| matches!(block, Block::Condition)).count();
        self.conditions = base + open as u32;
    }

    /// How many calls of functions and sources are inside one another.
    pub(crate) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// The limit that the script itself has set on functions inside one another.
    pub(crate) fn check_function_depth(&mut self, args: &[Text]) -> Result<(), Fault> {
        let Some(limit) = self.state.vars.text(known::FUNCNEST) else { return Ok(()) };
        let Some(limit @ 1..) = crate::arith::plain_number(&limit) else { return Ok(()) };
        if (self.state.vars.function_depth() as i64) < limit {
            return Ok(());
        }
        let name = args.first().map_or(&b""[..], |name| name);
        let message = format!(": maximum function nesting level exceeded ({limit})");
        self.report(&[name, message.as_bytes()].concat());
        // bash forgets the lines of the calls.
        let calls = self.frames.iter_mut().rev();
        for frame in calls.take_while(|frame| !matches!(frame.kind, FrameKind::Source(_))) {
            frame.call_line = self.line;
        }
        Err(Fault::Discard(self.state.status.max(1)))
    }

    /// Gives a fault, or nothing, where the depth is at its limit.
    pub(crate) fn check_depth(&mut self) -> Result<(), Fault> {
        let limit = self.kernel.limits().max_depth.map_or(usize::MAX, |depth| depth as usize);
        if self.depth() <= limit {
            return Ok(());
        }
        self.report(format!("maximum function nesting level exceeded ({limit})").as_bytes());
        Err(Fault::Discard(1))
    }
}
