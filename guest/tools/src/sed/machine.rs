//! The machine that runs a script on each line.

use super::appends::Append;
use super::input::Edit;
use super::output::{Output, failure};
use super::ranges::{self, State};
use super::scan::Scan;
use super::script::{Action, Expression, Script, Substitution};
use super::source::Refusal;
use super::substitute::Scratch;
use bashwit_kernel::io::{Reader, Writer};
use bashwit_kernel::{Context, ExitStatus};

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
    pub hold: Space,
    pub stdout: Output,
    pub stderr: Output,
    pub edit: Option<Edit>,
    pub outputs: Vec<Output>,
    pub lines: Vec<Option<Reader>>,
    pub appends: Vec<Append<'s>>,
    /// The expression used last.
    pub last: Option<&'s Expression>,
    /// Whether the line is the last one, once that is known.
    pub last_line: Option<bool>,
    /// Finds the lines that the script does something to.
    pub scan: Option<Scan>,
    /// Standard error has something to say.
    pub urgent: bool,
    /// `s` replaced something since the line was read or `t` asked.
    pub replaced: bool,
    pub scratch: Scratch,
}

/// How a script goes on after a command.
pub(super) enum Flow<'s> {
    Next,
    Jump(usize),
    /// Whether this is the last line must be found out.
    Look,
    /// Others must run now and then.
    Yield,
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
            last_line: None,
            scan: Scan::new(script, settings),
            urgent: false,
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
                if self.skip_idle() && self.wants_flush() {
                    self.flush_if_full().await?;
                }
                if !self.take_line() && !self.read().await? {
                    return Ok(0);
                }
            }
            let mut at = 0;
            let flow = match self.advance(&mut at)? {
                flow @ (Flow::End { .. } | Flow::Restart | Flow::Quit { .. }) => flow,
                flow => self.go_on(at, flow).await?,
            };
            match flow {
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
                        self.output().end_line();
                        self.dump_appends().await?;
                    }
                    self.close_file().await?;
                    return Ok(status);
                }
                Flow::End { print: false } => {}
                _ => self.autoprint(),
            }
            if !self.appends.is_empty() {
                self.dump_appends().await?;
            }
            if self.wants_flush() {
                self.flush_if_full().await?;
            }
        }
    }

    /// Runs commands from `at` on as long as none must wait.
    fn advance(&mut self, at: &mut usize) -> Result<Flow<'s>, Refusal> {
        let script = self.script;
        let mut jumps = 0u32;
        while let Some(command) = script.commands.get(*at) {
            let index = *at;
            let last = match command.asks_last() {
                false => false,
                true => match self.known_last() {
                    Some(last) => last,
                    None => return Ok(Flow::Look),
                },
            };
            *at += 1;
            if !self.selects(index, command, last)? {
                if let Action::Block(end) = command.action {
                    *at = end;
                }
                continue;
            }
            match self.step(index, command)? {
                Flow::Next => {}
                Flow::Jump(to) => {
                    *at = to;
                    jumps += u32::from(to <= index);
                    if jumps == YIELD {
                        return Ok(Flow::Yield);
                    }
                }
                other => return Ok(other),
            }
        }
        Ok(Flow::End { print: true })
    }

    /// Does what had to wait and goes on with the script.
    async fn go_on(&mut self, mut at: usize, mut flow: Flow<'s>) -> Result<Flow<'s>, Refusal> {
        loop {
            match flow {
                Flow::Look => self.last_line = Some(self.is_last().await?),
                Flow::Yield => {
                    self.flush_if_full().await?;
                    self.context.kernel.yield_now().await;
                }
                Flow::Read | Flow::ReadAppend => {
                    if self.known_last() != Some(false) && self.is_last().await? {
                        let print = matches!(flow, Flow::Read) || !self.settings.posix;
                        return Ok(Flow::End { print });
                    }
                    if matches!(flow, Flow::Read) {
                        self.autoprint();
                        self.pattern.text.clear();
                    } else {
                        self.pattern.text.push(self.settings.delimiter);
                    }
                    if !self.take_line() && !self.read().await? {
                        return Ok(Flow::End { print: false });
                    }
                    if self.wants_flush() {
                        self.flush_if_full().await?;
                    }
                }
                Flow::End { .. } | Flow::Restart | Flow::Quit { .. } => return Ok(flow),
                other => self.wait_for(other).await?,
            }
            flow = self.advance(&mut at)?;
        }
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

    /// Whether something is to be handed over.
    fn wants_flush(&self) -> bool {
        self.settings.unbuffered
            || self.urgent
            || self.stdout.writer.is_full()
            || self.edit.as_ref().is_some_and(|edit| edit.output.writer.is_full())
            || self.outputs.iter().any(|output| output.writer.is_full())
    }

    /// Hands over what has come together, once a cycle.
    async fn flush_if_full(&mut self) -> Result<(), Refusal> {
        if self.settings.unbuffered {
            return self.flush_all().await;
        }
        self.urgent = false;
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
