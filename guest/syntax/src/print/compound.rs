//! Compound commands.

use super::{Printer, word};
use crate::ast::{Arith, Case, CaseEnd, Compound, For, ForArith, If, List, While};
use std::rc::Rc;

impl<'a> Printer<'a> {
    pub(super) fn compound(&mut self, compound: &'a Compound) {
        match compound {
            Compound::Group(list) => self.group(list),
            Compound::Subshell(list, _) => {
                self.text("( ");
                self.skip_indent += 1;
                self.list(list);
                self.heredocs("");
                self.text(" )");
            }
            Compound::If(command) => self.if_branch(command, 0),
            Compound::While(command) => self.while_loop(command),
            Compound::For(command) => self.for_words("for ", command),
            Compound::Select(command) => self.for_words("select ", command),
            Compound::ForArith(command) => self.for_arith(command),
            Compound::Case(command) => self.case(command),
            Compound::Arith(arith) => {
                self.text("((");
                word::word(&arith.text, &mut self.out);
                self.text("))");
            }
            Compound::Cond(cond) => {
                self.text("[[ ");
                self.cond(cond);
                self.text(" ]]");
            }
        }
    }

    fn group(&mut self, list: &'a List) {
        self.text("{ ");
        if self.functions > 0 {
            self.out.push(b'\n');
            self.deeper();
        } else {
            self.skip_indent += 1;
        }
        self.list(list);
        self.heredocs("");
        if self.functions > 0 {
            self.shallower();
            self.newline("}");
        } else {
            self.semicolon();
            self.text(" }");
        }
    }

    /// A branch of `if` and, as its `else`, the branches behind it.
    fn if_branch(&mut self, command: &'a If, index: usize) {
        let Some((condition, body)) = command.branches.get(index) else { return };
        self.text("if ");
        self.skip_indent += 1;
        self.list(condition);
        self.semicolon();
        self.text(" then\n");
        self.deeper();
        self.list(body);
        self.heredocs("");
        self.shallower();
        let more = index + 1 < command.branches.len();
        if more || command.otherwise.is_some() {
            self.semicolon();
            self.newline("else\n");
            self.deeper();
            if more {
                self.start_command();
                self.if_branch(command, index + 1);
            } else if let Some(otherwise) = &command.otherwise {
                self.list(otherwise);
            }
            self.heredocs("");
            self.shallower();
        }
        self.semicolon();
        self.newline("fi");
    }

    fn while_loop(&mut self, command: &'a While) {
        self.text(if command.until { "until " } else { "while " });
        self.skip_indent += 1;
        self.list(&command.condition);
        self.heredocs("");
        self.semicolon();
        self.text(" do\n");
        self.loop_body(&command.body);
    }

    /// The body of a loop behind `do` and its newline.
    fn loop_body(&mut self, body: &'a List) {
        self.deeper();
        self.list(body);
        self.heredocs("");
        self.semicolon();
        self.shallower();
        self.newline("done");
    }

    fn for_words(&mut self, keyword: &str, command: &'a For) {
        self.text(keyword);
        self.bytes(&command.name);
        self.text(" in ");
        match &command.words {
            Some(words) => {
                for (index, one) in words.iter().enumerate() {
                    if index > 0 {
                        self.out.push(b' ');
                    }
                    word::word(one, &mut self.out);
                }
            }
            None => self.text("\"$@\""),
        }
        self.out.push(b';');
        self.newline("do\n");
        self.loop_body(&command.body);
    }

    fn for_arith(&mut self, command: &'a ForArith) {
        self.text("for ((");
        self.section(command.init.as_ref());
        self.text("; ");
        self.section(command.condition.as_ref());
        self.text("; ");
        self.section(command.step.as_ref());
        self.text("))");
        self.newline("do\n");
        self.loop_body(&command.body);
    }

    fn section(&mut self, section: Option<&Rc<Arith>>) {
        match section {
            Some(arith) => word::word(&arith.text, &mut self.out),
            None => self.text("1"),
        }
    }

    fn case(&mut self, command: &'a Case) {
        self.text("case ");
        word::word(&command.word, &mut self.out);
        self.text(" in ");
        self.deeper();
        for item in &command.items {
            self.newline("");
            for (index, pattern) in item.patterns.iter().enumerate() {
                if index > 0 {
                    self.text(" | ");
                }
                word::word(pattern, &mut self.out);
            }
            self.text(")\n");
            self.deeper();
            self.list(&item.body);
            self.shallower();
            self.heredocs("");
            self.newline(match item.end {
                CaseEnd::Break => ";;",
                CaseEnd::FallThrough => ";&",
                CaseEnd::Continue => ";;&",
            });
        }
        self.shallower();
        self.newline("esac");
    }
}
