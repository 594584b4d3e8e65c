//! `$(…)`, `` `…` ``, `<(…)` and `>(…)`.

use super::arith::ArithEnd;
use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use crate::ast::{CommandSubst, List, ProcessDirection, SubstStyle, WordPart};
use crate::error::{Inside, Res, SyntaxError, Warning};
use std::rc::Rc;

/// What a substitution costs of the nesting limit.
const COST: u32 = 30;

impl Lexer<'_> {
    /// Reads `$(…)` or `$((…))`; the cursor is at the `$`.
    #[inline(never)]
    pub(super) fn paren_expansion(&mut self, builder: &mut Builder) -> Res<()> {
        let start = self.pos;
        self.bump();
        self.peek();
        self.bump();
        if self.peek() == b'(' && !self.tried(start) {
            let mark = self.mark();
            self.bump();
            if let Some(arith) = self.double_paren(start)? {
                builder.part(WordPart::Arith(Rc::new(arith)));
                return Ok(());
            }
            self.reset(&mark);
            self.set_tried(start);
            // Bash looks for the end of the parentheses before it takes them for a command.
            if !self.may_close_paren() {
                self.arith_text(start, ArithEnd::Paren)?;
                self.reset(&mark);
            }
            let subst = match self.command_substitution(start, SubstStyle::Dollar) {
                Err(error) if !error.incomplete => {
                    self.reset(&mark);
                    self.failed_substitution(start, *error)?
                }
                subst => subst?,
            };
            builder.part(WordPart::Command(subst));
            return Ok(());
        }
        let subst = self.command_substitution(start, SubstStyle::Dollar)?;
        builder.part(WordPart::Command(subst));
        Ok(())
    }

    /// A quick look whether the parentheses at the cursor and the one before them are closed: by count,
    /// which can err where quotes are nested.
    fn may_close_paren(&mut self) -> bool {
        let (mut ahead, mut depth, mut quote) = (0, 1_u32, 0);
        while !self.ends_before(ahead) {
            let b = self.raw_at(ahead);
            match b {
                b'\\' if quote != b'\'' => ahead += 1,
                b'\'' | b'"' if quote == b => quote = 0,
                b'\'' | b'"' if quote == 0 => quote = b,
                b'(' if quote == 0 => depth += 1,
                b')' if quote == 0 && depth == 1 => return true,
                b')' if quote == 0 => depth -= 1,
                _ => {}
            }
            ahead += 1;
        }
        false
    }

    /// What looked like arithmetic, and is no program either: its error shows when it runs.
    #[inline(never)]
    fn failed_substitution(&mut self, open: usize, mut error: SyntaxError) -> Res<Rc<CommandSubst>> {
        let line = self.line_at(open);
        let inside = self.pos;
        self.arith_text(open, ArithEnd::Paren)?;
        let raw = self.raw(inside);
        self.bump();
        // By then its text is all that there is to show.
        let shown = usize::try_from(error.line.saturating_sub(line)).unwrap_or(usize::MAX);
        if let ([_, echo], Some(text)) =
            (error.messages.as_mut_slice(), raw.split(|&byte| byte == b'\n').nth(shown))
        {
            echo.text = [b"`", text, b"'"].concat();
        }
        Ok(Rc::new(CommandSubst {
            style: SubstStyle::Dollar,
            body: Rc::default(),
            raw,
            line,
            newlines: Box::default(),
            error: Some(Rc::new(error)),
        }))
    }

    /// Reads `<(…)` or `>(…)`; the cursor is at its first byte.
    #[inline(never)]
    pub(crate) fn process_substitution(&mut self, builder: &mut Builder) -> Res<()> {
        let start = self.pos;
        let direction = if self.peek() == b'<' { ProcessDirection::Read } else { ProcessDirection::Write };
        self.pos += 2;
        let subst = self.command_substitution(start, SubstStyle::Process)?;
        builder.part(WordPart::Process(direction, subst));
        Ok(())
    }

    /// Reads a program and the `)` behind it.
    #[inline(never)]
    fn command_substitution(&mut self, open: usize, style: SubstStyle) -> Res<Rc<CommandSubst>> {
        self.enter(COST)?;
        let line = self.line_at(open);
        let inside = self.pos;
        let pending = std::mem::take(&mut self.pending);
        let bodies = std::mem::take(&mut self.bodies);
        let outer = std::mem::take(&mut self.newlines);
        self.in_substitution += 1;
        let mut list = List::default();
        let inside_it = |mut error: Box<SyntaxError>| {
            error.inside = Inside::Substitution;
            error
        };
        self.list(&mut list).map_err(inside_it)?;
        if self.peek() != b')' {
            return Err(inside_it(self.unexpected()));
        }
        let raw = self.raw(inside);
        self.enter(0)?;
        if !self.pending.is_empty() {
            self.heredocs_behind_line()?;
        }
        self.bump();
        self.fill_heredocs(&mut list);
        self.in_substitution -= 1;
        let newlines = std::mem::replace(&mut self.newlines, outer).into_boxed_slice();
        self.pending = pending;
        self.bodies = bodies;
        self.leave(COST);
        Ok(Rc::new(CommandSubst { style, body: Rc::new(list), raw, line, newlines, error: None }))
    }

    /// Here-documents that a substitution leaves open come behind the line it ends on.
    #[inline(never)]
    fn heredocs_behind_line(&mut self) -> Res<()> {
        // The lines are read here, and again behind what is around it.
        self.enter_twice(COST)?;
        let line = self.line();
        let count = self.pending.len();
        let ending = if count == 1 { "" } else { "s" };
        let message = format!("command substitution: {count} unterminated here-document{ending}");
        self.warnings.push(Warning { message: message.into_bytes(), line });
        let here = self.pos;
        let behind = self.find(b'\n').map_or(self.text.len(), |at| at + 1);
        self.pos = match self.hole {
            Some((start, end)) if start == behind => end,
            _ => behind,
        };
        self.read_heredocs()?;
        self.hole = Some((behind, self.pos));
        self.pos = here;
        self.leave_twice(COST);
        Ok(())
    }

    /// Reads `` `…` ``; the cursor is at the opening one.
    #[inline(never)]
    pub(super) fn backquote(&mut self, quoting: Quoting, builder: &mut Builder) -> Res<()> {
        self.enter(COST)?;
        let start = self.pos;
        let line = self.line_at(start);
        self.bump();
        let inside = self.pos;
        let mut program = Vec::new();
        loop {
            // Lines are joined here already, even inside quotes.
            match self.peek() {
                b'`' => break,
                b'\\' => {
                    let next = self.raw_at(1);
                    let quotes = quoting == Quoting::Double && next == b'"';
                    if !quotes && !matches!(next, b'$' | b'`' | b'\\') {
                        program.push(b'\\');
                    }
                    self.pos += 1;
                    if !self.at_end() {
                        program.push(next);
                        self.pos += 1;
                    }
                }
                0 if self.at_end() => return Err(self.unclosed(b'`', start)),
                b => {
                    program.push(b);
                    self.pos += 1;
                }
            }
        }
        let raw = self.raw(inside);
        self.pos += 1;
        let mut sub = self.sub(&program, line);
        let (body, error) = match sub.program() {
            Ok(list) => (list, None),
            Err(error) => (List::default(), Some(Rc::new(*error))),
        };
        let warnings = std::mem::take(&mut sub.warnings);
        drop(sub);
        self.warnings.extend(warnings);
        self.leave(COST);
        builder.part(WordPart::Command(Rc::new(CommandSubst {
            style: SubstStyle::Backquote,
            body: Rc::new(body),
            raw,
            line,
            newlines: Box::default(),
            error,
        })));
        Ok(())
    }
}
