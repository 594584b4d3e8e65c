//! Shows a tree as text, for golden tests and debugging: one line, in the manner of Lisp.
//!
//! Unquoted text stands as it is, quoted text in `'…'`, double quotes as `"…"`; every other
//! part and every command is a list in parentheses.

use crate::ast::{
    AndOrOp, Arith, ArithExpr, ArithName, Assignment, AssignmentValue, Brace, CaseEnd, Command, CommandKind,
    Compound, Cond, List, Param, ParamName, ParamOp, Pipeline, ProcessDirection, Redirect, RedirectFd,
    RedirectTarget, Separator, Subscript, Word, WordPart,
};

/// Shows a list.
pub fn dump(list: &List) -> String {
    let mut out = Dump::default();
    out.list(list);
    out.0
}

/// Shows a word.
pub fn dump_word(word: &Word) -> String {
    let mut out = Dump::default();
    out.word(word);
    out.0
}

#[derive(Default)]
struct Dump(String);

impl Dump {
    fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.push_str(&bytes.escape_ascii().to_string().replace("\\'", "'").replace("\\\"", "\""));
    }

    /// A parenthesised list.
    fn form(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.text("(");
        self.text(name);
        inside(self);
        self.text(")");
    }

    fn list(&mut self, list: &List) {
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                self.text(" ");
            }
            self.pipeline(&item.and_or.first);
            for (op, pipeline) in &item.and_or.rest {
                self.text(match op {
                    AndOrOp::And => " && ",
                    AndOrOp::Or => " || ",
                });
                self.pipeline(pipeline);
            }
            self.text(if item.separator == Separator::Background { " &" } else { ";" });
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        if let Some(posix) = pipeline.timed {
            self.text(if posix { "time -p " } else { "time " });
        }
        if pipeline.negated {
            self.text("! ");
        }
        for (index, command) in pipeline.commands.iter().enumerate() {
            if index > 0 {
                self.text(" | ");
            }
            self.command(command);
        }
    }

    fn command(&mut self, command: &Command) {
        self.form("", |out| {
            match &command.kind {
                CommandKind::Simple(simple) => {
                    let mut space = "";
                    for assignment in &simple.assignments {
                        out.text(std::mem::replace(&mut space, " "));
                        out.assignment(assignment);
                    }
                    for (index, word) in simple.words.iter().enumerate() {
                        out.text(std::mem::replace(&mut space, " "));
                        match simple.declares.iter().find(|(at, _)| usize::try_from(*at) == Ok(index)) {
                            Some((_, assignment)) => out.assignment(assignment),
                            None => out.word(word),
                        }
                    }
                }
                CommandKind::Compound(compound) => out.compound(compound),
                CommandKind::Function(def) => {
                    out.text("function ");
                    out.bytes(&def.name);
                    out.text(" ");
                    out.command(&def.body);
                }
                CommandKind::Coproc(coproc) => {
                    out.text("coproc ");
                    out.bytes(&coproc.name);
                    out.text(" ");
                    out.command(&coproc.body);
                }
            }
            for redirect in &command.redirects {
                out.text(" ");
                out.redirect(redirect);
            }
        });
    }

    fn assignment(&mut self, assignment: &Assignment) {
        self.form("= ", |out| {
            out.bytes(&assignment.name);
            out.subscript(assignment.subscript.as_ref());
            out.text(if assignment.append { " + " } else { " " });
            match &assignment.value {
                AssignmentValue::Scalar(word) => out.word(word),
                AssignmentValue::Array(elements) => out.form("array", |out| {
                    for element in elements {
                        out.text(" ");
                        out.subscript(element.subscript.as_ref());
                        out.text(if element.append { "+" } else { "" });
                        out.word(&element.word);
                    }
                }),
            }
        });
    }

    fn redirect(&mut self, redirect: &Redirect) {
        self.form("", |out| {
            out.text(&format!("{:?}", redirect.op));
            match &redirect.fd {
                RedirectFd::Default => {}
                RedirectFd::Number(number) => out.text(&format!(" {number}")),
                RedirectFd::Variable(name, subscript) => {
                    out.text(" {");
                    out.bytes(name);
                    out.subscript(subscript.as_ref());
                    out.text("}");
                }
            }
            out.text(" ");
            match &redirect.target {
                RedirectTarget::Word(word) => out.word(word),
                RedirectTarget::HereDoc(heredoc) => out.word(&heredoc.body),
            }
        });
    }

    fn block(&mut self, name: &str, list: &List) {
        self.form(name, |out| out.list(list));
    }

    fn compound(&mut self, compound: &Compound) {
        match compound {
            Compound::Group(list) => self.block("group ", list),
            Compound::Subshell(list, _) => self.block("subshell ", list),
            Compound::If(command) => {
                for (index, (condition, body)) in command.branches.iter().enumerate() {
                    self.block(if index == 0 { "if " } else { " elif " }, condition);
                    self.block(" then ", body);
                }
                if let Some(body) = &command.otherwise {
                    self.block(" else ", body);
                }
            }
            Compound::While(command) => {
                self.block(if command.until { "until " } else { "while " }, &command.condition);
                self.block(" do ", &command.body);
            }
            Compound::For(command) | Compound::Select(command) => {
                let select = matches!(compound, Compound::Select(_));
                self.text(if select { "select " } else { "for " });
                self.bytes(&command.name);
                if let Some(words) = &command.words {
                    self.text(" in");
                    for word in words {
                        self.text(" ");
                        self.word(word);
                    }
                }
                self.block(" do ", &command.body);
            }
            Compound::ForArith(command) => {
                self.text("for");
                for section in [&command.init, &command.condition, &command.step] {
                    self.text(" ");
                    match section {
                        Some(arith) => self.arith(arith),
                        None => self.text("-"),
                    }
                }
                self.block(" do ", &command.body);
            }
            Compound::Case(command) => {
                self.text("case ");
                self.word(&command.word);
                for item in &command.items {
                    self.form(" in", |out| {
                        for pattern in &item.patterns {
                            out.text(" ");
                            out.word(pattern);
                        }
                        out.block(" do ", &item.body);
                        out.text(match item.end {
                            CaseEnd::Break => "",
                            CaseEnd::FallThrough => " ;&",
                            CaseEnd::Continue => " ;;&",
                        });
                    });
                }
            }
            Compound::Arith(arith) => self.arith(arith),
            Compound::Cond(cond) => self.cond(cond),
        }
    }

    fn cond(&mut self, cond: &Cond) {
        self.form("", |out| match cond {
            Cond::Word(word) => {
                out.text("-n ");
                out.word(word);
            }
            Cond::Unary(letter, word) => {
                out.bytes(&[b'-', *letter, b' ']);
                out.word(word);
            }
            Cond::Binary(op, left, right) => {
                out.text(&format!("{op:?} "));
                out.word(left);
                out.text(" ");
                out.word(right);
            }
            Cond::Not(inner) => {
                out.text("! ");
                out.cond(inner);
            }
            Cond::And(left, right) | Cond::Or(left, right) => {
                out.text(if matches!(cond, Cond::And(..)) { "&& " } else { "|| " });
                out.cond(left);
                out.text(" ");
                out.cond(right);
            }
            Cond::Group(inner) => out.cond(inner),
        });
    }

    fn word(&mut self, word: &Word) {
        if word.parts.is_empty() {
            self.text("∅");
        }
        self.parts(&word.parts);
    }

    fn parts(&mut self, parts: &[WordPart]) {
        for part in parts {
            self.part(part);
        }
    }

    fn alternatives(&mut self, alternatives: &[Vec<WordPart>]) {
        for (index, parts) in alternatives.iter().enumerate() {
            self.text(if index > 0 { "|" } else { "" });
            self.parts(parts);
        }
    }

    fn part(&mut self, part: &WordPart) {
        match part {
            WordPart::Literal(text) => self.bytes(text),
            WordPart::Quoted(text) => {
                self.text("'");
                self.bytes(text);
                self.text("'");
            }
            WordPart::DoubleQuoted(parts) => {
                self.text("\"");
                self.parts(parts);
                self.text("\"");
            }
            WordPart::Tilde(user) | WordPart::ArgumentTilde(user) => self.form("~", |out| out.bytes(user)),
            WordPart::Param(param) => self.param(param),
            WordPart::Command(subst) if subst.error.is_some() => self.text("($ error)"),
            WordPart::Command(subst) => self.block("$ ", &subst.body),
            WordPart::Arith(arith) => self.arith(arith),
            WordPart::Process(direction, subst) => {
                self.block(if *direction == ProcessDirection::Read { "< " } else { "> " }, &subst.body);
            }
            WordPart::Brace(brace) => match &**brace {
                Brace::List(alternatives) => self.form("brace ", |out| out.alternatives(alternatives)),
                Brace::Numbers { first, last, step, width, .. } => {
                    self.text(&format!("(brace {first}..{last}..{step} width {width})"));
                }
                Brace::Letters { first, last, step, .. } => {
                    self.text(&format!("(brace {}..{}..{step})", char::from(*first), char::from(*last)));
                }
            },
            WordPart::ExtGlob(op, alternatives) => {
                self.text(&format!("({} ", char::from(*op)));
                self.alternatives(alternatives);
                self.text(")");
            }
        }
    }

    fn name(&mut self, name: &ParamName) {
        match name {
            ParamName::Variable(name) => self.bytes(name),
            ParamName::Positional(number) => self.text(&number.to_string()),
            ParamName::Special(letter) => self.bytes(&[*letter]),
        }
    }

    fn subscript(&mut self, subscript: Option<&Subscript>) {
        match subscript {
            None => {}
            Some(Subscript::At) => self.text("[@]"),
            Some(Subscript::Star) => self.text("[*]"),
            Some(Subscript::Index { word, .. }) => {
                self.text("[");
                self.word(word);
                self.text("]");
            }
        }
    }

    fn param(&mut self, param: &Param) {
        self.text("(${");
        self.text(if param.indirect { "!" } else { "" });
        self.name(&param.name);
        self.subscript(param.subscript.as_ref());
        self.text("}");
        self.op(&param.op);
        self.text(")");
    }

    fn op(&mut self, op: &ParamOp) {
        let colon = |colon: bool| if colon { " :" } else { " " };
        match op {
            ParamOp::None => {}
            ParamOp::Length => self.text(" length"),
            ParamOp::Default { colon: c, word } => self.operand(colon(*c), "- ", Some(word)),
            ParamOp::Assign { colon: c, word } => self.operand(colon(*c), "= ", Some(word)),
            ParamOp::Error { colon: c, word, .. } => self.operand(colon(*c), "? ", word.as_ref()),
            ParamOp::Alternative { colon: c, word } => self.operand(colon(*c), "+ ", Some(word)),
            ParamOp::RemovePrefix { longest, pattern } => {
                self.operand(" ", if *longest { "## " } else { "# " }, Some(pattern));
            }
            ParamOp::RemoveSuffix { longest, pattern } => {
                self.operand(" ", if *longest { "%% " } else { "% " }, Some(pattern));
            }
            ParamOp::Substring { offset, length } => {
                self.text(" : ");
                self.arith(offset);
                if let Some(length) = length {
                    self.text(" ");
                    self.arith(length);
                }
            }
            ParamOp::Replace { scope, pattern, replacement } => {
                self.operand(&format!(" {scope:?}"), " ", Some(pattern));
                if let Some(replacement) = replacement {
                    self.operand(" ", "", Some(replacement));
                }
            }
            ParamOp::Case { change, all, pattern } => {
                self.operand(&format!(" {change:?}"), if *all { " all " } else { " " }, pattern.as_ref());
            }
            ParamOp::Transform(transform) => self.text(&format!(" {transform:?}")),
            ParamOp::NamesWithPrefix { at } => self.text(if *at { " names@" } else { " names*" }),
            ParamOp::Keys => self.text(" keys"),
            ParamOp::Bad | ParamOp::BadOperator | ParamOp::BadTransform | ParamOp::Unreadable => {
                self.text(" bad")
            }
        }
    }

    fn operand(&mut self, before: &str, op: &str, word: Option<&Word>) {
        self.text(before);
        self.text(op);
        match word {
            Some(word) => self.word(word),
            None => self.text("-"),
        }
    }

    fn arith(&mut self, arith: &Arith) {
        self.form("(", |out| match &arith.expr {
            Some(expr) => out.expr(expr),
            None => {
                out.text("text ");
                out.word(&arith.text);
            }
        });
        self.text(")");
    }

    fn arith_name(&mut self, name: &ArithName) {
        self.bytes(&name.name);
        self.subscript(name.subscript.as_deref());
    }

    fn expr(&mut self, expr: &ArithExpr) {
        let mut forms = |name: String, inner: &[&ArithExpr]| {
            self.form(&name, |out| {
                for one in inner {
                    out.text(" ");
                    out.expr(one);
                }
            });
        };
        match expr {
            ArithExpr::Number(value) => self.text(&value.to_string()),
            ArithExpr::Name(name) => self.arith_name(name),
            ArithExpr::Dollar(name) => {
                self.text("$");
                self.name(name);
            }
            ArithExpr::Empty => self.text("empty"),
            ArithExpr::Unary(op, operand) => forms(format!("{op:?}"), &[operand]),
            ArithExpr::Binary(op, left, right) => forms(format!("{op:?}"), &[left, right]),
            ArithExpr::And(left, right) => forms("&&".into(), &[left, right]),
            ArithExpr::Or(left, right) => forms("||".into(), &[left, right]),
            ArithExpr::Comma(left, right) => forms(",".into(), &[left, right]),
            ArithExpr::Conditional(test, yes, no) => forms("?".into(), &[test, yes, no]),
            ArithExpr::PreStep(name, delta) | ArithExpr::PostStep(name, delta) => {
                let pre = matches!(expr, ArithExpr::PreStep(..));
                self.form(if pre { "pre " } else { "post " }, |out| {
                    out.text(&format!("{delta} "));
                    out.arith_name(name);
                });
            }
            ArithExpr::Assign(name, op, value) => self.form("= ", |out| {
                out.arith_name(name);
                if let Some(op) = op {
                    out.text(&format!(" {op:?}"));
                }
                out.text(" ");
                out.expr(value);
            }),
        }
    }
}
