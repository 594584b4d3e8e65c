//! Lists, pipelines, simple commands and function definitions.

use super::{Printer, word};
use crate::ast::{
    AndOrOp, Command, CommandKind, Compound, FunctionDef, List, ListItem, Pipeline, Separator, Simple,
};

impl<'a> Printer<'a> {
    pub(super) fn list(&mut self, list: &'a List) {
        let background = list.items.iter().any(|item| item.separator == Separator::Background);
        let connected = usize::from(list.items.len() > 1 || background);
        self.connections += connected;
        for (index, item) in list.items.iter().enumerate() {
            self.and_or(item);
            // Bodies wait only behind the left side of an operator.
            if index > 0 && item.separator == Separator::Sequence {
                self.heredocs("");
            }
            let last = index + 1 == list.items.len();
            match item.separator {
                Separator::Background => {
                    self.operator(" &");
                    if !last {
                        self.out.push(b' ');
                        self.skip_indent += 1;
                    }
                }
                Separator::Sequence if !last => self.sequence(),
                Separator::Sequence => {}
            }
        }
        self.connections -= connected;
    }

    /// What stands between two commands in sequence.
    fn sequence(&mut self) {
        let newline = self.newlines.next().copied().unwrap_or(false);
        if !self.deferred.is_empty() {
            self.heredocs(if self.functions > 0 { "" } else { ";" });
        } else if self.was_heredoc {
            self.was_heredoc = false;
        } else if !newline || self.functions > 0 {
            self.out.push(b';');
        }
        if self.functions > 0 {
            self.out.push(b'\n');
        } else {
            self.out.push(if newline { b'\n' } else { b' ' });
            self.skip_indent += 1;
        }
    }

    /// An operator between commands, with the here-documents that wait.
    fn operator(&mut self, operator: &str) {
        if self.deferred.is_empty() { self.text(operator) } else { self.heredocs(operator) }
    }

    fn and_or(&mut self, item: &'a ListItem) {
        let connected = usize::from(!item.and_or.rest.is_empty());
        self.connections += connected;
        self.pipeline(&item.and_or.first);
        for (op, pipeline) in &item.and_or.rest {
            let text = match op {
                AndOrOp::And => " && ",
                AndOrOp::Or => " || ",
            };
            if self.deferred.is_empty() {
                self.text(text);
            } else {
                self.heredocs(text);
            }
            self.skip_indent += 1;
            self.pipeline(pipeline);
            self.heredocs("");
        }
        self.connections -= connected;
    }

    fn pipeline(&mut self, pipeline: &'a Pipeline) {
        if pipeline.timed.is_some() || pipeline.negated || pipeline.commands.is_empty() {
            self.start_command();
            self.skip_indent += 1;
        }
        if let Some(posix) = pipeline.timed {
            self.text(if posix { "time -p " } else { "time " });
        }
        if pipeline.negated {
            self.text("! ");
        }
        if pipeline.commands.is_empty() {
            self.skip_indent = self.skip_indent.saturating_sub(1);
        }
        let connected = usize::from(pipeline.commands.len() > 1);
        self.connections += connected;
        for (index, command) in pipeline.commands.iter().enumerate() {
            if index > 0 {
                self.operator(" |");
                self.out.push(b' ');
                self.skip_indent += 1;
            }
            self.command(command);
        }
        if connected > 0 {
            self.heredocs("");
        }
        self.connections -= connected;
    }

    pub(super) fn command(&mut self, command: &'a Command) {
        self.start_command();
        match &command.kind {
            CommandKind::Simple(simple) => {
                self.simple(simple);
                if !command.redirects.is_empty() {
                    if !simple.words.is_empty() || !simple.assignments.is_empty() {
                        self.out.push(b' ');
                    }
                    self.redirects(&command.redirects);
                }
                return;
            }
            CommandKind::Compound(compound) => self.compound(compound),
            CommandKind::Function(def) => self.inner_function(def),
            CommandKind::Coproc(coproc) => {
                self.text("coproc ");
                self.bytes(&coproc.name);
                self.out.push(b' ');
                self.skip_indent += 1;
                self.command(&coproc.body);
            }
        }
        if !command.redirects.is_empty() {
            self.out.push(b' ');
            self.redirects(&command.redirects);
        }
    }

    fn simple(&mut self, simple: &'a Simple) {
        let mut first = true;
        for assignment in &simple.assignments {
            if !std::mem::take(&mut first) {
                self.out.push(b' ');
            }
            word::assignment(assignment, &mut self.out);
        }
        let mut declares = simple.declares.iter().peekable();
        for (index, word) in simple.words.iter().enumerate() {
            if !std::mem::take(&mut first) {
                self.out.push(b' ');
            }
            let declared = declares.next_if(|(at, _)| usize::try_from(*at) == Ok(index));
            match declared {
                Some((_, assignment)) => word::assignment(assignment, &mut self.out),
                None => word::word(word, &mut self.out),
            }
        }
    }

    /// A definition inside a command.
    fn inner_function(&mut self, def: &'a FunctionDef) {
        if !self.posix {
            self.text("function ");
        }
        self.bytes(&def.name);
        self.text(" () ");
        self.newline("{ ");
        self.function_body(def);
    }

    /// A definition as `declare -f` shows it.
    pub(super) fn named_function(&mut self, def: &'a FunctionDef) {
        if super::super::parse::is_reserved_word(&def.name) {
            self.text("function ");
        }
        self.bytes(&def.name);
        self.text(" () \n{ ");
        self.function_body(def);
    }

    /// `() {  …\n}`.
    pub(super) fn exported_function(&mut self, def: &'a FunctionDef) {
        self.text("() { ");
        self.definition(def);
        self.indentation = 0;
        self.end_of_body(def);
    }

    fn function_body(&mut self, def: &'a FunctionDef) {
        self.out.push(b'\n');
        self.deeper();
        self.definition(def);
        self.shallower();
        self.end_of_body(def);
    }

    fn definition(&mut self, def: &'a FunctionDef) {
        self.functions += 1;
        let group = match &def.body.kind {
            CommandKind::Compound(compound) => match &**compound {
                Compound::Group(list) => Some(list),
                _ => None,
            },
            _ => None,
        };
        match group {
            Some(list) => self.list(list),
            None => self.command(&def.body),
        }
        self.heredocs("");
        self.functions -= 1;
    }

    fn end_of_body(&mut self, def: &'a FunctionDef) {
        self.newline("}");
        let is_group =
            matches!(&def.body.kind, CommandKind::Compound(body) if matches!(**body, Compound::Group(_)));
        if is_group && !def.body.redirects.is_empty() {
            self.out.push(b' ');
            self.redirects(&def.body.redirects);
        }
        if self.functions == 0 {
            self.heredocs("");
        }
        self.was_heredoc = false;
    }
}
