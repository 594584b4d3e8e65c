//! Lists, and-or lists, pipelines, commands.

use super::{Compiler, ProcessOf, process, tail_of};
use crate::ir::{BlockKind, BlockSource, CommandInfo, Op, PipelineCode, Skip, StageKind, Tail};
use bashwit_syntax::ast::{
    AndOr, AndOrOp, Command, CommandKind, Compound, List, ListItem, Pipeline, Separator,
};
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn list(&mut self, list: &List) {
        for item in &list.items {
            match item.separator {
                Separator::Sequence => self.and_or(&item.and_or),
                Separator::Background => self.background(item),
            }
        }
    }

    fn background(&mut self, item: &ListItem) {
        // The list inside is run in order by the process that is in the background.
        let mut item = ListItem { and_or: item.and_or.clone(), separator: Separator::Sequence };
        // bash forgets the `!` of a lone pipeline.
        item.and_or.first.negated &= !item.and_or.rest.is_empty();
        let alone = List { items: vec![item.clone()] };
        let text: Rc<[u8]> = bashwit_syntax::print::list(&alone).into();
        let first = &item.and_or.first;
        if item.and_or.rest.is_empty() && first.timed.is_none() && first.commands.len() > 1 {
            return self.stages(&first.commands, first.line, Some(text));
        }
        let source = BlockSource::List(Rc::new(alone));
        let at = self.block(source, BlockKind::Background(text));
        let mut noted = None;
        if let Some(command) = whole_command(&item.and_or) {
            // Its failure is that of the process, not one inside of it: no ERR trap.
            let mut process = Compiler::shifted(self.symbols, self.code.line_shift);
            process.own_process(command);
            process.mark_tail(own_tail(command, Tail::Shell));
            let _ = self.code.blocks[at as usize].code.set(Rc::new(process.code));
            if let CommandKind::Simple(simple) = &command.kind {
                // The DEBUG trap runs here, before the process is made.
                self.simple_info(simple, command, false);
                noted = Some(self.code.commands.len() - 1);
            }
        }
        self.line_info(item.and_or.first.line);
        self.emit(Op::Background(at));
        if let Some(noted) = noted {
            self.skips(noted, Skip::To(self.here()));
        }
    }

    fn and_or(&mut self, and_or: &AndOr) {
        if and_or.rest.is_empty() {
            return self.pipeline(&and_or.first, true);
        }
        // All but the last pipeline are conditions.
        let mut skips = Vec::new();
        let mut current = &and_or.first;
        self.emit(Op::BeginCondition);
        let mut rest = and_or.rest.iter().peekable();
        self.pipeline(current, false);
        while let Some((op, next)) = rest.next() {
            let skip = self.jump(match op {
                AndOrOp::And => Op::JumpIfFailed(0),
                AndOrOp::Or => Op::JumpIfOk(0),
            });
            current = next;
            if rest.peek().is_none() {
                self.emit(Op::EndCondition);
                self.pipeline(current, true);
                let end = self.jump(Op::Jump(0));
                skips.push(skip);
                for skip in skips.drain(..) {
                    self.land(skip);
                }
                self.emit(Op::EndCondition);
                self.land(end);
                return;
            }
            // `a && b || c`: a skipped `b` still lets `c` look at the status.
            self.pipeline(current, false);
            self.land(skip);
        }
    }

    /// `checked`: a failure counts for `set -e`.
    fn pipeline(&mut self, pipeline: &Pipeline, checked: bool) {
        if let Some(posix) = pipeline.timed {
            self.emit(Op::BeginTime(posix));
        }
        if pipeline.negated {
            self.emit(Op::BeginNegation);
        }
        let mut unredirected = Vec::new();
        let outer = std::mem::replace(&mut self.negated, pipeline.negated);
        match pipeline.commands.as_slice() {
            [] => {
                self.info(CommandInfo { line: pipeline.line, completes: true, ..CommandInfo::default() });
                self.emit(Op::BeginArguments);
                self.emit(Op::EndAssignments);
            }
            [command] if checked && !pipeline.negated => self.checked_command(command),
            [command] => unredirected = self.command(command),
            commands => {
                self.stages(commands, pipeline.line, None);
                if checked && !pipeline.negated {
                    self.emit(Op::Check);
                    self.emit(Op::CheckExit);
                }
            }
        }
        self.negated = outer;
        if pipeline.negated {
            self.emit(Op::EndNegation);
            let keep = !matches!(pipeline.commands.as_slice(), [command] if is_expression(command));
            self.emit(Op::Negate { keep });
            if !unredirected.is_empty() {
                // bash forgets the `!` of a compound command that it cannot redirect.
                let over = self.jump(Op::Jump(0));
                let failed = self.here();
                self.land_redirects(&unredirected, failed);
                self.emit(Op::RestoreFds);
                self.emit(Op::EndNegation);
                self.land(over);
            }
        }
        if pipeline.timed.is_some() {
            self.emit(Op::EndTime { alone: pipeline.commands.is_empty() });
        }
    }

    /// The stages of a pipeline; `background`: its text for `jobs`, where it is a job.
    fn stages(&mut self, commands: &[Command], line: u32, background: Option<Rc<[u8]>>) {
        let mut stages = Vec::with_capacity(commands.len());
        let mut text = Vec::new();
        // The last one may run in the shell itself (`lastpipe`).
        let last = if background.is_some() { commands.len() } else { commands.len().saturating_sub(1) };
        for (at, command) in commands.iter().enumerate() {
            let mut stage = Compiler::shifted(self.symbols, self.code.line_shift);
            if at < last {
                stage.own_process(command);
            } else {
                stage.command(command);
                stage.begun_outside(command);
            }
            stage.mark_tail(own_tail(command, Tail::Stage));
            stages.push(Rc::new(stage.code));
            text.push(bashwit_syntax::print::command(command).into());
        }
        // The DEBUG trap runs here, before the processes are made.
        for (at, command) in commands.iter().enumerate() {
            if let CommandKind::Simple(simple) = &command.kind {
                self.simple_info(simple, command, false);
                self.skips(self.code.commands.len() - 1, Skip::Stage(at as u32));
            }
        }
        self.line_info(line);
        let kind = |(at, command): (usize, &Command)| match &command.kind {
            CommandKind::Compound(compound) if at == last && matches!(**compound, Compound::Subshell(..)) => {
                StageKind::Subshell
            }
            CommandKind::Compound(_) => StageKind::Compound,
            _ => StageKind::Simple,
        };
        let kinds = commands.iter().enumerate().map(kind).collect();
        self.code.pipelines.push(PipelineCode { stages, kinds, text, background });
        let at = self.code.pipelines.len() as u32 - 1;
        self.emit(Op::Pipeline(at));
    }

    /// A command that has a process for itself: `( … )` needs no other one.
    fn own_process(&mut self, command: &Command) {
        match &command.kind {
            CommandKind::Compound(compound) => {
                self.redirected(command, |compiler| {
                    if !command.redirects.is_empty() {
                        compiler.emit(Op::KeepFds);
                    }
                    match &**compound {
                        Compound::Subshell(list, _) => compiler.list(list),
                        compound => compiler.compound(compound, command),
                    }
                });
            }
            _ => {
                self.command(command);
                self.begun_outside(command);
            }
        }
    }

    /// The DEBUG trap of a simple command has run before its process was made.
    pub(super) fn begun_outside(&mut self, command: &Command) {
        if let (CommandKind::Simple(_), Some(info)) = (&command.kind, self.code.commands.first_mut()) {
            info.debug = false;
        }
    }

    /// A command; gives the rows of its redirections, where it is a compound one.
    pub(super) fn command(&mut self, command: &Command) -> Vec<u32> {
        match &command.kind {
            CommandKind::Simple(simple) => self.simple(simple, command),
            CommandKind::Compound(compound) => {
                let body = |compiler: &mut Self| compiler.compound(compound, command);
                match **compound {
                    Compound::Subshell(..) => body(self),
                    _ => return self.redirected(command, body),
                }
            }
            CommandKind::Function(def) => {
                self.code.functions.push(def.clone());
                let at = self.code.functions.len() as u32 - 1;
                self.emit(Op::Function(at));
            }
            CommandKind::Coproc(coproc) => {
                let list = Rc::new(single(coproc.body.clone()));
                let body = bashwit_syntax::print::list(&list);
                let text = [b"coproc ", &coproc.name[..], b" ", &body].concat().into();
                let kind = BlockKind::Coproc { name: coproc.name.clone(), text };
                let at = self.block(BlockSource::List(list), kind);
                self.line_info(command.line);
                self.redirected(command, |compiler| compiler.emit(Op::Coproc(at)));
            }
        }
        Vec::new()
    }

    /// A command whose failure counts. In most compound commands one inside has counted
    /// already; where their redirections fail, there is none.
    pub(super) fn checked_command(&mut self, command: &Command) {
        let rows = self.command(command);
        if !counts(command) && rows.is_empty() {
            return;
        }
        let over = (!counts(command)).then(|| {
            let over = self.jump(Op::Jump(0));
            let failed = self.here();
            self.land_redirects(&rows, failed);
            self.emit(Op::RestoreFds);
            over
        });
        self.emit(Op::Check);
        self.emit(Op::CheckExit);
        if let Some(over) = over {
            self.land(over);
        }
    }

    /// A command other than a simple one, within its redirections; gives their rows.
    fn redirected(&mut self, command: &Command, body: impl FnOnce(&mut Self)) -> Vec<u32> {
        if command.redirects.is_empty() {
            body(self);
            return Vec::new();
        }
        self.line_info(command.line);
        self.emit(Op::SaveFds(None));
        let rows = self.redirects(command);
        body(self);
        let end = self.here();
        self.land_redirects(&rows, end);
        self.emit(Op::RestoreFds);
        rows
    }

    /// `( … )`. Its redirections are the process's own.
    pub(super) fn subshell(&mut self, list: &List, line: u32, command: &Command) {
        let words = Vec::new();
        let text = Some(bashwit_syntax::print::command(command).into());
        self.info(CommandInfo { line, words, text, completes: true, ..CommandInfo::default() });
        let at = self.block(BlockSource::List(Rc::new(list.clone())), BlockKind::Subshell);
        // Compiled now: it runs each time that the code around it does.
        let code = if command.redirects.is_empty() {
            process(list, self.symbols, self.code.line_shift, ProcessOf::Subshell)
        } else {
            let mut process = Compiler::shifted(self.symbols, self.code.line_shift);
            let rows = process.redirected(command, |compiler| {
                compiler.emit(Op::KeepFds);
                compiler.list(list);
            });
            if self.negated {
                // Whatever `!` makes of it, it has failed.
                let over = process.jump(Op::Jump(0));
                let failed = process.here();
                process.land_redirects(&rows, failed);
                process.emit(Op::RestoreFds);
                process.emit(Op::Status(0));
                process.land(over);
            }
            process.mark_tail(tail_of(list, ProcessOf::Subshell));
            Rc::new(process.code)
        };
        let _ = self.code.blocks[at as usize].code.set(code);
        self.emit(Op::Subshell(at));
    }
}

/// The simple command or subshell that an and-or list consists of.
fn whole_command(and_or: &AndOr) -> Option<&Command> {
    let Pipeline { negated: false, timed: None, commands, .. } = &and_or.first else { return None };
    let [command] = commands.as_slice() else { return None };
    let is_whole = match &command.kind {
        CommandKind::Simple(_) => true,
        CommandKind::Compound(compound) => matches!(**compound, Compound::Subshell(..)),
        _ => false,
    };
    (and_or.rest.is_empty() && is_whole).then_some(command)
}

/// The `( … )` that is all of a list.
pub(super) fn lone_subshell(list: &List) -> Option<&Command> {
    let [ListItem { and_or, separator: Separator::Sequence }] = list.items.as_slice() else { return None };
    whole_command(and_or).filter(|command| matches!(command.kind, CommandKind::Compound(_)))
}

/// How a program may take the place of a process that is there for one command.
fn own_tail(command: &Command, tail: Tail) -> Tail {
    match &command.kind {
        CommandKind::Compound(compound) if let Compound::Subshell(list, _) = &**compound => {
            tail_of(list, ProcessOf::Subshell)
        }
        _ => tail,
    }
}

/// Whether a failing command itself ends a shell with `set -e`; in other compound commands
/// the command inside has done so already.
fn counts(command: &Command) -> bool {
    match &command.kind {
        CommandKind::Simple(_) | CommandKind::Coproc(_) => true,
        CommandKind::Function(_) => false,
        CommandKind::Compound(compound) => {
            matches!(**compound, Compound::Subshell(..) | Compound::Arith(_) | Compound::Cond(_))
        }
    }
}

/// `(( … ))` or `[[ … ]]`.
fn is_expression(command: &Command) -> bool {
    matches!(&command.kind, CommandKind::Compound(compound)
        if matches!(**compound, Compound::Arith(_) | Compound::Cond(_)))
}

/// A list of one command.
fn single(command: Command) -> List {
    let line = command.line;
    let first = Pipeline { negated: false, timed: None, commands: vec![command], line };
    List {
        items: vec![ListItem { and_or: AndOr { first, rest: Vec::new() }, separator: Separator::Sequence }],
    }
}
