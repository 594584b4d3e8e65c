//! The commands of `sed`, as far as they need not wait.

use super::appends::Append;
use super::list::list;
use super::machine::{Flow, Machine};
use super::output::Output;
use super::ranges::{self, State};
use super::script::{Action, Address, Command, Expression, Substitution, Target};
use super::source::Refusal;
use super::substitute::{substitute, transliterate};

impl<'s> Machine<'s> {
    /// Whether a command is for this line.
    pub(super) fn selects(&mut self, at: usize, command: &'s Command, last: bool) -> Result<bool, Refusal> {
        let Some(first) = &command.first else { return Ok(!command.negated) };
        let matched = match &command.second {
            // `0r`: before the first line.
            None if matches!(first, Address::Line(0)) => self.number == 1,
            None => self.matches(first, last)?,
            Some(second) => self.in_range(at, first, second, last)?,
        };
        Ok(matched != command.negated)
    }

    fn matches(&mut self, address: &'s Address, last: bool) -> Result<bool, Refusal> {
        Ok(match address {
            Address::Line(line) => self.number == *line,
            Address::Step { first, step } => {
                self.number >= *first && (self.number - first).is_multiple_of(*step)
            }
            Address::Last => last,
            Address::Regex(regex) => {
                let regex = self.regex(regex.as_deref())?;
                regex.regex.is_match(&self.pattern.text).map_err(unmatched)?
            }
            Address::Plus(_) | Address::Multiple(_) => false,
        })
    }

    fn in_range(
        &mut self,
        at: usize,
        first: &'s Address,
        second: &'s Address,
        last: bool,
    ) -> Result<bool, Refusal> {
        let number = self.number;
        let state = self.states.get(at).copied().unwrap_or_default();
        let (matched, next) = match state {
            State::Active { end } => match ranges::end(second, number) {
                // Only a line number can be missed.
                Some(_) => (
                    number <= end || !matches!(second, Address::Line(_)),
                    if number >= end { State::Closed } else { state },
                ),
                None => (true, if self.matches(second, last)? { State::Closed } else { state }),
            },
            State::Inactive | State::Closed => {
                let begins = match first {
                    // Lines that a command read in between count.
                    Address::Line(line) => state != State::Closed && number >= *line,
                    _ => self.matches(first, last)?,
                };
                if !begins {
                    return Ok(false);
                }
                match ranges::end(second, number) {
                    Some(end) if end <= number => {
                        let exact = !matches!(first, Address::Line(line) if *line != number);
                        (exact || end == number, State::Closed)
                    }
                    // Unlike an expression, these may end the range where it begins.
                    None if matches!(second, Address::Step { .. } | Address::Last)
                        && self.matches(second, last)? =>
                    {
                        (true, State::Closed)
                    }
                    end => (true, State::Active { end: end.unwrap_or(0) }),
                }
            }
        };
        if let Some(place) = self.states.get_mut(at) {
            *place = next;
        }
        Ok(matched)
    }

    /// An expression, or the last one used.
    fn regex(&mut self, regex: Option<&'s Expression>) -> Result<&'s Expression, Refusal> {
        let regex = regex.or(self.last);
        self.last = regex;
        regex.ok_or_else(|| {
            let expression = self.script.expressions;
            let why = format!("-e expression #{expression}, char 0: no previous regular expression");
            Refusal { message: why.into_bytes(), status: 1 }
        })
    }

    /// Runs one command.
    pub(super) fn step(&mut self, at: usize, command: &'s Command) -> Result<Flow<'s>, Refusal> {
        match &command.action {
            Action::Block(_) | Action::Nothing => {}
            Action::LineNumber => {
                let number = self.number.to_string();
                self.output().line(number.as_bytes(), true);
            }
            Action::Append(text) => self.appends.push(Append::Text(text)),
            Action::Insert(text) => self.output().text_lines(text),
            Action::Change(text) => {
                if !matches!(self.states.get(at), Some(State::Active { .. })) {
                    self.output().text_lines(text);
                }
                return Ok(Flow::End { print: false });
            }
            Action::Branch(to) => return Ok(Flow::Jump(*to)),
            Action::BranchIf(to) => {
                if std::mem::take(&mut self.replaced) {
                    return Ok(Flow::Jump(*to));
                }
            }
            Action::BranchUnless(to) => {
                if !std::mem::take(&mut self.replaced) {
                    return Ok(Flow::Jump(*to));
                }
            }
            Action::Delete => return Ok(Flow::End { print: false }),
            Action::DeleteFirst => {
                let Some(length) = self.first_line() else { return Ok(Flow::End { print: false }) };
                self.pattern.text.drain(..=length);
                return Ok(Flow::Restart);
            }
            Action::Execute(line) if line.is_empty() => return Ok(Flow::RunPattern(None)),
            Action::Execute(line) => return Ok(Flow::Run(line)),
            Action::FileName => {
                let name = self.name;
                self.output().line(name, true);
            }
            Action::List(length) => {
                let length = length.unwrap_or(self.settings.line_length);
                let output = self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output);
                list(&self.pattern.text, length, self.settings.delimiter, output.buffer());
            }
            Action::Next => return Ok(Flow::Read),
            Action::NextAppend => return Ok(Flow::ReadAppend),
            Action::Print => self.print(),
            Action::Quit(status) => return Ok(Flow::Quit { status: *status, print: true }),
            Action::QuitSilently(status) => return Ok(Flow::Quit { status: *status, print: false }),
            Action::ReadFile(name)
                if command.second.is_none() && matches!(command.first, Some(Address::Line(0))) =>
            {
                return Ok(Flow::Prepend(name));
            }
            Action::ReadFile(name) => self.appends.push(Append::File(name)),
            Action::ReadLine(index) => return Ok(Flow::QueueLine(*index)),
            Action::Substitute(substitution) => return self.substitute(substitution),
            Action::Write(target) => self.write(*target),
            Action::PrintFirst | Action::WriteFirst(_) => {
                let length = self.first_line();
                let target = match command.action {
                    Action::WriteFirst(target) => Some(target),
                    _ => None,
                };
                self.write_first(length, target);
            }
            Action::Transliterate(map) => transliterate(map, &mut self.pattern.text),
            _ => self.move_spaces(&command.action),
        }
        Ok(Flow::Next)
    }

    /// The commands between pattern and hold space.
    fn move_spaces(&mut self, action: &Action) {
        let (pattern, hold) = (&mut self.pattern, &mut self.hold);
        match action {
            Action::Get => {
                pattern.text.clone_from(&hold.text);
                pattern.ended = hold.ended;
            }
            Action::GetAppend => {
                pattern.text.push(self.settings.delimiter);
                pattern.text.extend_from_slice(&hold.text);
                pattern.ended = hold.ended;
            }
            Action::Hold => {
                hold.text.clone_from(&pattern.text);
                hold.ended = pattern.ended;
            }
            Action::HoldAppend => {
                hold.text.push(self.settings.delimiter);
                hold.text.extend_from_slice(&pattern.text);
                hold.ended = pattern.ended;
            }
            Action::Exchange => std::mem::swap(pattern, hold),
            Action::Zap => pattern.text.clear(),
            _ => {}
        }
    }

    fn substitute(&mut self, substitution: &'s Substitution) -> Result<Flow<'s>, Refusal> {
        let regex = self.regex(substitution.regex.as_deref())?;
        let (text, scratch) = (&mut self.pattern.text, &mut self.scratch);
        if !substitute(substitution, &regex.regex, text, scratch, self.settings.utf8).map_err(unmatched)? {
            return Ok(Flow::Next);
        }
        self.replaced = true;
        if substitution.evaluate {
            if substitution.print == 1 {
                self.print();
            }
            return Ok(Flow::RunPattern(Some(substitution)));
        }
        self.after_substitution(substitution, substitution.print > 0);
        Ok(Flow::Next)
    }

    pub(super) fn after_substitution(&mut self, substitution: &Substitution, print: bool) {
        if print {
            self.print();
        }
        if let Some(target) = substitution.write {
            self.write(target);
        }
    }

    /// The length of the first of several lines.
    fn first_line(&self) -> Option<usize> {
        memchr::memchr(self.settings.delimiter, &self.pattern.text)
    }

    /// Where lines go.
    pub(super) fn output(&mut self) -> &mut Output {
        self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output)
    }

    pub(super) fn print(&mut self) {
        let output = self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output);
        output.line(&self.pattern.text, self.pattern.ended);
    }

    pub(super) fn autoprint(&mut self) {
        if !self.settings.quiet {
            self.print();
        }
    }

    fn write(&mut self, target: Target) {
        self.write_text(self.pattern.text.len(), self.pattern.ended, Some(target));
    }

    fn write_first(&mut self, length: Option<usize>, target: Option<Target>) {
        match length {
            Some(length) => self.write_text(length, true, target),
            None => self.write_text(self.pattern.text.len(), self.pattern.ended, target),
        }
    }

    fn write_text(&mut self, length: usize, ended: bool, target: Option<Target>) {
        let text = self.pattern.text.get(..length).unwrap_or_default();
        let output = match target {
            None => Some(self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output)),
            Some(Target::Stdout) => return self.stdout.line_aside(text, ended),
            Some(Target::Stderr) => {
                self.urgent = true;
                Some(&mut self.stderr)
            }
            Some(Target::File(index)) => self.outputs.get_mut(index),
        };
        if let Some(output) = output {
            output.line(text, ended);
        }
    }
}

fn unmatched(error: bashwit_pattern::regex::Error) -> Refusal {
    Refusal { message: error.message().as_bytes().to_vec(), status: 4 }
}
