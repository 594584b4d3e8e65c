//! The machine that runs a script on each line.

use super::appends::Append;
use super::input::Edit;
use super::list::list;
use super::output::{Output, failure};
use super::ranges::{self, State};
use super::script::{Action, Address, Command, Script, Substitution, Target};
use super::source::Refusal;
use super::substitute::{Scratch, substitute, transliterate};
use bashwit_kernel::io::{Reader, Writer};
use bashwit_kernel::{Context, ExitStatus};
use bashwit_pattern::regex::Regex;

/// How often jumps back let others run.
const YIELD: u32 = 4096;

/// What the options say.
#[derive(Debug)]
pub(super) struct Settings {
    pub files: Vec<Vec<u8>>,
    pub quiet: bool,
    /// `-i`, with the suffix of backups.
    pub in_place: Option<Vec<u8>>,
    pub follow_links: bool,
    pub line_length: usize,
    pub posix: bool,
    pub separate: bool,
    pub unbuffered: bool,
    pub delimiter: u8,
    pub utf8: bool,
}

/// A pattern or hold space.
#[derive(Debug)]
pub(super) struct Space {
    pub text: Vec<u8>,
    /// Whether its last line had an end.
    pub ended: bool,
}

/// The state of a run.
#[derive(Debug)]
pub(super) struct Machine<'s> {
    pub context: &'s Context,
    pub settings: &'s Settings,
    pub script: &'s Script,
    pub states: Vec<State>,
    /// The file that is read, and its name.
    pub reader: Option<Reader>,
    pub name: &'s [u8],
    pub is_stdin: bool,
    /// The index of the file after it.
    pub next: usize,
    pub number: u64,
    pub chunks: u32,
    /// A file could not be read.
    pub unreadable: bool,
    pub pattern: Space,
    hold: Space,
    pub stdout: Output,
    stderr: Output,
    pub edit: Option<Edit>,
    outputs: Vec<Output>,
    pub lines: Vec<Option<Reader>>,
    pub appends: Vec<Append<'s>>,
    /// The expression used last.
    last: Option<&'s Regex>,
    /// `s` replaced something since the line was read or `t` asked.
    pub replaced: bool,
    scratch: Scratch,
}

/// How a script goes on after a command.
enum Flow<'s> {
    Next,
    Jump(usize),
    /// `0r`
    Prepend(&'s [u8]),
    /// `e COMMAND`
    Run(&'s [u8]),
    /// The pattern space is run; `s` goes on after that.
    RunPattern(Option<&'s Substitution>),
    /// `n`
    Read,
    /// `N`
    ReadAppend,
    /// `R`
    QueueLine(usize),
    /// The cycle ends, perhaps without printing.
    End {
        print: bool,
    },
    /// `D` with a line left: the next cycle begins without reading.
    Restart,
    Quit {
        status: u8,
        print: bool,
    },
}

/// Runs a script.
pub(super) async fn run(context: &Context, settings: &Settings, script: &Script) -> ExitStatus {
    let mut machine = Machine::new(context, settings, script);
    let result = match machine.prepare().await {
        Ok(()) => machine.run().await,
        refused => refused.map(|()| 0),
    };
    machine.abandon_edit();
    let flushed = machine.flush_all().await;
    match result.and_then(|status| flushed.map(|()| status)) {
        Ok(_) if machine.unreadable => ExitStatus::Exited(2),
        Ok(status) => ExitStatus::Exited(status),
        Err(refusal) => {
            context.error(&refusal.message).await;
            ExitStatus::Exited(refusal.status)
        }
    }
}

impl<'s> Machine<'s> {
    fn new(context: &'s Context, settings: &'s Settings, script: &'s Script) -> Self {
        let delimiter = settings.delimiter;
        Machine {
            context,
            settings,
            script,
            states: ranges::initial(script),
            reader: None,
            name: b"-",
            is_stdin: false,
            next: 0,
            number: 0,
            chunks: 0,
            unreadable: false,
            pattern: Space { text: Vec::new(), ended: true },
            hold: Space { text: Vec::new(), ended: true },
            stdout: Output::new(context.stdout(), b"stdout", delimiter),
            stderr: Output::new(context.stderr(), b"stderr", delimiter),
            edit: None,
            outputs: Vec::new(),
            lines: Vec::new(),
            appends: Vec::new(),
            last: None,
            replaced: false,
            scratch: Scratch::default(),
        }
    }

    /// Opens the files that the script names.
    async fn prepare(&mut self) -> Result<(), Refusal> {
        if self.settings.in_place.is_some() && self.settings.files.is_empty() {
            return Err(Refusal { message: b"no input files".to_vec(), status: 4 });
        }
        for name in &self.script.outputs {
            let file = self.context.files().create(name).await;
            let file = file.map_err(|error| failure(b"couldn't open file ", name, error))?;
            self.outputs.push(Output::new(Writer::new(Ok(file)), name, self.settings.delimiter));
        }
        self.open_lines().await;
        Ok(())
    }

    async fn run(&mut self) -> Result<u8, Refusal> {
        let mut kept = false;
        let mut restarts = 0u32;
        loop {
            if !std::mem::take(&mut kept) {
                self.pattern.text.clear();
                if !self.read().await? {
                    return Ok(0);
                }
            }
            match self.cycle().await? {
                Flow::Restart => {
                    kept = true;
                    restarts = restarts.wrapping_add(1);
                    if restarts.is_multiple_of(YIELD) {
                        self.context.kernel.yield_now().await;
                    }
                }
                Flow::Quit { status, print } => {
                    if print {
                        self.autoprint();
                        self.dump_appends().await?;
                    }
                    self.close_file().await?;
                    return Ok(status);
                }
                Flow::End { print: false } => {}
                _ => self.autoprint(),
            }
            self.dump_appends().await?;
            self.flush_if_full().await?;
        }
    }

    /// Runs the script once.
    async fn cycle(&mut self) -> Result<Flow<'s>, Refusal> {
        let script = self.script;
        let mut at = 0;
        let mut jumps = 0u32;
        while let Some(command) = script.commands.get(at) {
            let last = command.asks_last() && self.is_last().await?;
            if !self.selects(at, command, last)? {
                at = if let Action::Block(end) = command.action { end } else { at + 1 };
                continue;
            }
            let flow = self.step(at, command)?;
            match flow {
                Flow::Next => at += 1,
                Flow::Jump(to) => {
                    if to <= at {
                        jumps = jumps.wrapping_add(1);
                        if jumps.is_multiple_of(YIELD) {
                            self.flush_if_full().await?;
                            self.context.kernel.yield_now().await;
                        }
                    }
                    at = to;
                }
                Flow::Read => {
                    if self.is_last().await? {
                        return Ok(Flow::End { print: !self.settings.posix });
                    }
                    self.autoprint();
                    self.pattern.text.clear();
                    if !self.read().await? {
                        return Ok(Flow::End { print: false });
                    }
                    self.flush_if_full().await?;
                    at += 1;
                }
                Flow::ReadAppend => {
                    if self.is_last().await? {
                        return Ok(Flow::End { print: !self.settings.posix });
                    }
                    self.pattern.text.push(self.settings.delimiter);
                    if !self.read().await? {
                        return Ok(Flow::End { print: false });
                    }
                    at += 1;
                }
                Flow::End { .. } | Flow::Restart | Flow::Quit { .. } => return Ok(flow),
                other => {
                    self.wait_for(other).await?;
                    at += 1;
                }
            }
        }
        Ok(Flow::End { print: true })
    }

    /// The commands that wait for something but do not change the course.
    async fn wait_for(&mut self, flow: Flow<'s>) -> Result<(), Refusal> {
        match flow {
            Flow::QueueLine(index) => self.queue_line(index).await,
            Flow::Prepend(name) => self.dump_file(name).await?,
            Flow::Run(command) => self.run_command(command).await?,
            Flow::RunPattern(substitution) => {
                self.run_pattern().await?;
                if let Some(substitution) = substitution {
                    self.after_substitution(substitution, substitution.print == 2);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether a command is for this line.
    fn selects(&mut self, at: usize, command: &'s Command, last: bool) -> Result<bool, Refusal> {
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
                regex.is_match(&self.pattern.text).map_err(unmatched)?
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
                Some(_) => (number <= end, if number >= end { State::Closed } else { state }),
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
    fn regex(&mut self, regex: Option<&'s Regex>) -> Result<&'s Regex, Refusal> {
        let regex = regex.or(self.last);
        self.last = regex;
        regex.ok_or_else(|| {
            let expression = self.script.expressions;
            let why = format!("-e expression #{expression}, char 0: no previous regular expression");
            Refusal { message: why.into_bytes(), status: 1 }
        })
    }

    /// Runs one command.
    fn step(&mut self, at: usize, command: &'s Command) -> Result<Flow<'s>, Refusal> {
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
            Action::ReadFile(name) if matches!(command.first, Some(Address::Line(0))) => {
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
        if !substitute(substitution, regex, text, scratch, self.settings.utf8).map_err(unmatched)? {
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

    fn after_substitution(&mut self, substitution: &Substitution, print: bool) {
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

    fn print(&mut self) {
        let output = self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output);
        output.line(&self.pattern.text, self.pattern.ended);
    }

    fn autoprint(&mut self) {
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
        let output = match target {
            None => Some(self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output)),
            Some(Target::Stdout) => Some(&mut self.stdout),
            Some(Target::Stderr) => Some(&mut self.stderr),
            Some(Target::File(index)) => self.outputs.get_mut(index),
        };
        if let Some(output) = output {
            output.line(self.pattern.text.get(..length).unwrap_or_default(), ended);
        }
    }

    /// Hands over what has come together, once a cycle.
    async fn flush_if_full(&mut self) -> Result<(), Refusal> {
        if self.settings.unbuffered {
            return self.flush_all().await;
        }
        self.stderr.flush().await?;
        self.stdout.flush_if_full().await?;
        if let Some(edit) = &mut self.edit {
            edit.output.flush_if_full().await?;
        }
        for output in &mut self.outputs {
            output.flush_if_full().await?;
        }
        Ok(())
    }

    /// Hands over what the files of `w` are to hold.
    pub(super) async fn flush_files(&mut self) -> Result<(), Refusal> {
        for output in &mut self.outputs {
            output.flush().await?;
        }
        Ok(())
    }

    /// Hands over everything.
    pub(super) async fn flush_all(&mut self) -> Result<(), Refusal> {
        self.stderr.flush().await?;
        self.stdout.flush().await?;
        self.flush_files().await
    }
}

fn unmatched(error: bashwit_pattern::regex::Error) -> Refusal {
    Refusal { message: error.message().as_bytes().to_vec(), status: 4 }
}
