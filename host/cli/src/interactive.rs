//! A session at the terminal: prompts, line editing, history, commands over several lines,
//! completion with Tab.

use crate::signals::Signals;
use crate::streams::{self, Keyboard};
use crate::{exit, prompt, session};
use bashwit::{Engine, Error, Output, Script, Shell, Stdin};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};
use std::sync::atomic::Ordering;

type Lines = Editor<Words, MemHistory>;

/// Reads and runs commands until the end; the exit status.
pub fn run(shell: &Shell) -> u8 {
    let config = Config::builder().completion_type(CompletionType::List).auto_add_history(false).build();
    let mut lines = match Lines::with_history(config, MemHistory::new()) {
        Ok(lines) => lines,
        Err(error) => {
            eprintln!("bashwit: cannot use the terminal: {error}");
            return exit::failed(&Error::Component(error.to_string()));
        }
    };
    lines.set_helper(Some(Words(shell.clone())));
    if let Err(error) = prompt::set(shell) {
        return exit::failed(&error);
    }
    let signals = Signals::watch(shell.interrupter());
    let mut last = Ok(Output::default());
    loop {
        let text = match read(shell, &mut lines) {
            Ok(Some(text)) => text,
            Ok(None) => {
                eprintln!("exit");
                return session::end(shell, last);
            }
            Err(error) => return exit::failed(&error),
        };
        signals.begin();
        last = command(shell, text);
        match &last {
            Ok(output) if output.exited => return session::end(shell, last),
            Ok(_) => {}
            Err(error) => {
                // The session goes on.
                exit::failed(error);
                last = Ok(Output::default());
            }
        }
    }
}

fn command(shell: &Shell, text: String) -> Result<Output, Error> {
    let (keyboard, over) = Keyboard::new();
    let script =
        Script::new(text).stdin(Stdin::reader(keyboard)).stdout(streams::stdout()).stderr(streams::stderr());
    let result = shell.run(script);
    over.store(true, Ordering::Release);
    result
}

/// The next whole command; `None` at the end of input.
fn read(shell: &Shell, lines: &mut Lines) -> Result<Option<String>, Error> {
    let engine = Engine::shared()?;
    let mut text = String::new();
    loop {
        let prompt = if text.is_empty() { prompt::first(shell)? } else { prompt::second(shell)? };
        match lines.readline(&prompt) {
            Ok(line) => {
                text.push_str(&line);
                text.push('\n');
                let unfinished = engine.check(text.as_str())?.is_err_and(|error| error.incomplete);
                if unfinished {
                    continue;
                }
                let entry = text.trim_end();
                if entry.is_empty() {
                    text.clear();
                    continue;
                }
                // A history that does not take it is no reason to stop.
                drop(lines.add_history_entry(entry));
                return Ok(Some(text));
            }
            Err(ReadlineError::Interrupted) => text.clear(),
            // In the middle of a command the rest is missing: the shell says so itself.
            Err(_) => return Ok((!text.is_empty()).then_some(text)),
        }
    }
}

/// Completion by the shell itself.
struct Words(Shell);

impl Completer for Words {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let before = line.get(..cursor).unwrap_or(line);
        let start = before
            .rfind(|letter: char| letter.is_whitespace() || "|&;()<>=`\"'".contains(letter))
            .map_or(0, |at| at + 1);
        Ok((start, self.0.complete(line, cursor).unwrap_or_default()))
    }
}

impl Hinter for Words {
    type Hint = String;
}

impl Highlighter for Words {}
impl Validator for Words {}
impl Helper for Words {}
