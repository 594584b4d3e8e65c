//! Leaving code early: break, continue, return, exit, discarded commands.

use super::source::After;
use super::{Block, Fault, ForkedLoop, FrameKind, GivesUp, SourceKind, Vm};
use crate::ir::Op;
use crate::state::options::Set;
use crate::state::traps::Condition;

impl Vm {
    /// Carries out a fault.
    pub(crate) fn unwind(&mut self, fault: Fault) {
        self.wait = None;
        let gives_up = std::mem::take(&mut self.gives_up);
        if self.failed_in_child(fault) {
            return;
        }
        match fault {
            Fault::Break(levels) => self.leave_loops(levels, true),
            Fault::Continue(levels) => self.leave_loops(levels, false),
            Fault::Return(status) => self.unwind_return(status),
            Fault::Discard(status) => self.discard(status),
            Fault::Abandon(status) if self.is_command_string && !self.state.options.has(Set::Interactive) => {
                self.unwind(Fault::Exit(status));
            }
            Fault::Abandon(status) => {
                while self.frames.len() > 1 {
                    self.leave_frame();
                }
                self.discard(status);
            }
            Fault::Exit(status) => {
                // `time` reports first.
                while !self.timers.is_empty() {
                    self.end_time(false);
                }
                let in_place = self.give_up(gives_up) && self.killed_by.is_none();
                if !(in_place && !self.frames.is_empty() && self.run_exit_trap(status)) {
                    self.leave_all_frames(status);
                }
            }
        }
    }

    /// Gives up what an error that ends the shell gives up before the EXIT trap runs; true where the
    /// trap runs inside of what is left.
    fn give_up(&mut self, what: GivesUp) -> bool {
        let evaluates = |frame: &super::Frame| match &frame.kind {
            FrameKind::Source(source) => !source.is_main(),
            _ => false,
        };
        let source = self.frames.iter().position(evaluates);
        match what {
            GivesUp::Nothing => return true,
            GivesUp::Calls => match source.filter(|_| !self.is_evaluated) {
                Some(source) => self.leave_down_to(source + 1),
                None => return false,
            },
            GivesUp::Redirections => {
                if let Some(at) = self.frames.iter().rposition(|frame| frame.redirected) {
                    self.leave_down_to(at + 1);
                    self.leave_redirected_call();
                }
                if let Some(source) = source.filter(|at| *at < self.frames.len() && !self.in_function()) {
                    self.leave_down_to(source + 1);
                }
                if self.state.subshell == 0 {
                    self.leave_scopes();
                }
            }
        }
        self.wait = None;
        true
    }

    /// Leaves frames until so many are left, and what the innermost of them has begun.
    fn leave_down_to(&mut self, depth: usize) {
        let command = self.current_command();
        let has_function =
            self.frames[depth..].iter().any(|frame| matches!(frame.kind, FrameKind::Function(_)));
        while self.frames.len() > depth {
            self.leave_frame();
        }
        if let Some(frame) = self.frames.last() {
            self.leave_blocks(frame.heights.blocks as usize);
        }
        self.names_stay |= has_function;
        self.trap_state.command.get_or_insert(command);
    }

    /// Leaves the innermost call, and puts back what the command has redirected.
    fn leave_redirected_call(&mut self) {
        let is_function = matches!(self.frames.last().map(|frame| &frame.kind), Some(FrameKind::Function(_)));
        self.leave_frame();
        self.names_stay |= is_function;
        if let Some(at) = self.blocks.iter().rposition(|block| matches!(block, Block::Fds { .. })) {
            self.leave_blocks(at);
        }
    }

    /// The global variables alone are left.
    fn leave_scopes(&mut self) {
        for frame in &mut self.frames {
            frame.scopes = 0;
        }
        while self.state.vars.depth() > 0 {
            self.state.vars.pop_scope();
        }
        self.refresh_hooks();
    }

    /// The shell ends with a status: nothing that still runs goes on.
    pub(crate) fn leave_all_frames(&mut self, status: u8) {
        let in_function = self.in_function();
        while !self.frames.is_empty() {
            self.leave_frame();
        }
        self.names_stay |= in_function;
        // Nobody waits for what a lastpipe leaves behind.
        self.wait = None;
        self.state.status = status;
        self.frames_cleared(status);
    }

    fn frames_cleared(&mut self, status: u8) {
        self.frames.clear();
        self.exiting = Some(status);
        self.lists.clear();
    }

    fn leave_loops(&mut self, levels: u32, leave: bool) {
        let base = self.loops_base();
        let mut left = levels.max(1);
        while self.blocks.len() > base {
            let last = self.blocks.len() - 1;
            // The loop may have been begun outside of an `eval` or a sourced file.
            if self.frames.last().is_some_and(|frame| frame.heights.blocks as usize > last) {
                self.leave_frame();
                continue;
            }
            if matches!(self.blocks[last], Block::Loop { .. }) {
                let outermost = !self.blocks_has_loop_below(base, last);
                if left == 1 || outermost {
                    self.enter_loop(last, leave);
                    return;
                }
                left -= 1;
            }
            self.leave_blocks(last);
        }
        self.recount_conditions();
    }

    /// Goes on behind a loop, or with its next round.
    fn enter_loop(&mut self, at: usize, leave: bool) {
        let Some(Block::Loop { leave: end, next, status, heights }) = self.blocks.get_mut(at) else { return };
        *status = 0;
        let (end, next, heights) = (*end, *next, *heights);
        let leave = leave || self.test_ends_loop(next);
        let to = if leave { end } else { next };
        self.cut(&heights);
        self.pc = to as usize;
        self.recount_conditions();
        if !leave && !self.kernel.count_loop(1) {
            self.budget = 0;
        }
        self.budget = self.budget.saturating_sub(1);
    }

    /// Whether `continue` stands in the test of the loop that starts there, and its status, 0 or
    /// what `!` makes of it, ends the loop.
    fn test_ends_loop(&self, start: u32) -> bool {
        let at = self.pc.saturating_sub(1) as u32;
        let inside = |(test, _): &&(std::ops::Range<u32>, bool)| test.start == start && test.contains(&at);
        let Some((test, until)) = self.code.loop_tests.iter().find(inside) else { return false };
        let (mut depth, mut ok) = (0u32, true);
        let rest = self.code.ops.get(self.pc..test.end as usize).unwrap_or_default();
        for op in rest {
            match op {
                Op::BeginCondition | Op::BeginNegation => depth += 1,
                Op::EndCondition | Op::EndNegation if depth > 0 => depth -= 1,
                Op::EndNegation => ok = !ok,
                _ => {}
            }
        }
        ok == *until
    }

    fn blocks_has_loop_below(&self, base: usize, top: usize) -> bool {
        self.blocks[base..top].iter().any(|block| matches!(block, Block::Loop { .. }))
    }

    /// Where the blocks of the running function or subshell begin.
    fn loops_base(&self) -> usize {
        let is_last_stage = |at: usize| self.jobs.last_pipe.iter().any(|(depth, _)| *depth == at + 1);
        let bounds = self.frames.iter().enumerate().rev().find(|(at, frame)| match frame.kind {
            FrameKind::Source(_) => false,
            FrameKind::Body => !is_last_stage(*at),
            // Up to 4.3 a function belonged to the loops around its call.
            FrameKind::Function(_) => self.state.compat > 43,
        });
        bounds.map_or(0, |(_, frame)| frame.heights.blocks as usize)
    }

    /// How many loops are open in the running function or subshell.
    pub(crate) fn loop_depth(&self) -> usize {
        self.blocks[self.loops_base()..].iter().filter(|block| matches!(block, Block::Loop { .. })).count()
    }

    /// What is known of the loop that the process was forked in; a function knows nothing of it.
    pub(crate) fn known_loop(&self) -> ForkedLoop {
        let mut own = self.frames.iter().rev().take_while(|frame| !matches!(frame.kind, FrameKind::Body));
        if self.state.compat > 43 && own.any(|frame| matches!(frame.kind, FrameKind::Function(_))) {
            return ForkedLoop::Unknown;
        }
        self.forked_loop
    }

    fn unwind_return(&mut self, status: u8) {
        let before = std::mem::replace(&mut self.state.status, status);
        self.trap_state.before_return = Some(before);
        let mut status = status;
        while let Some(frame) = self.frames.last() {
            let target = match &frame.kind {
                FrameKind::Function(_) => true,
                FrameKind::Source(source) => source.is_sourced(),
                FrameKind::Body => false,
            };
            if target {
                if matches!(&frame.kind, FrameKind::Source(source) if matches!(source.after, After::Startup))
                {
                    // Nobody takes the status of a start-up file.
                    status = before;
                    self.state.status = status;
                }
                // `time` does not come to report.
                self.timers.truncate(frame.heights.timers as usize);
                // The end of its code is where the RETURN trap runs.
                let height = frame.heights.blocks as usize;
                self.leave_blocks(height);
                self.end_code();
                return;
            }
            if matches!(&frame.kind, FrameKind::Source(source) if matches!(source.after, After::Trap { .. } | After::ExitTrap { .. }))
            {
                // A return in a trap leaves the trap, then what it interrupted.
                self.leave_frame();
                self.trap_state.debugged = None;
                self.state.status = status;
                self.exiting = self.exiting.map(|_| status);
                continue;
            }
            self.leave_frame();
        }
        self.state.status = status;
    }

    /// Lets the innermost frame be at the end of its code, and its source at the end of its text.
    fn end_code(&mut self) {
        self.pc = usize::MAX;
        let Some(frame) = self.frames.last_mut() else { return };
        if let FrameKind::Source(source) = &mut frame.kind {
            source.give_up();
        }
        let mut heights = frame.heights;
        heights.words += 1;
        self.cut(&heights);
        self.recount_conditions();
    }

    /// Gives a command up: the nearest source goes on with its next one.
    fn discard(&mut self, status: u8) {
        self.state.status = status;
        // A subshell ends, whatever it evaluates or reads, but for what it runs at its end.
        let is_subshell = self.state.subshell > 0;
        let mut has_function = false;
        while let Some(frame) = self.frames.last_mut() {
            if let FrameKind::Source(source) = &mut frame.kind
                && (!is_subshell || matches!(source.after, After::ExitTrap { .. }))
            {
                source.count_from(self.line);
                let height = frame.heights.blocks as usize;
                let mut heights = frame.heights;
                self.leave_blocks(height);
                self.pc = usize::MAX;
                heights.words += 1;
                self.cut(&heights);
                self.recount_conditions();
                self.names_stay |= has_function;
                return;
            }
            has_function |= matches!(frame.kind, FrameKind::Function(_));
            self.leave_frame();
        }
        self.state.status = status;
        self.frames_cleared(status);
    }

    /// All frames are gone: runs the EXIT trap, then gives the exit status.
    pub(crate) fn finish(&mut self) -> Option<u8> {
        let status = self.exiting.unwrap_or(self.state.status);
        if self.is_session() {
            return Some(status);
        }
        if self.run_exit_trap(status) {
            return None;
        }
        if self.state.subshell == 0 && self.killed_by.is_none() {
            self.save_history();
        }
        Some(self.exiting.unwrap_or(status))
    }

    /// A signal ends the process, which has an EXIT trap to run first.
    pub(crate) fn die(&mut self) {
        let Some(signal) = self.process.dying.get() else { return };
        self.process.has_last_words.set(false);
        self.killed_by = Some(signal);
        self.unwind(Fault::Exit(signal.0.saturating_add(128)));
    }

    /// Starts the EXIT trap, once; false where there is none to run. It runs where the shell is: the
    /// variables and arguments of the functions that `exit` was called in are there.
    pub(crate) fn run_exit_trap(&mut self, status: u8) -> bool {
        let Some(action) = self.state.traps.action(Condition::Exit).cloned() else { return false };
        std::rc::Rc::make_mut(&mut self.state.traps).use_up(Condition::Exit);
        if action.is_empty() {
            return false;
        }
        self.state.status = status;
        self.exiting = None;
        let command = self.current_command();
        let mut source = super::Source::text(SourceKind::Trap, self.state.name.clone(), action, 1);
        source.after = After::ExitTrap { status };
        self.keep_pipe_status();
        let pushed = self.push_source(source, 0).is_ok();
        self.trap_state.command = Some(command);
        pushed
    }

    /// The first process of a session: it lives on when a run ends.
    pub(crate) fn is_session(&self) -> bool {
        self.process.is_root()
    }
}
