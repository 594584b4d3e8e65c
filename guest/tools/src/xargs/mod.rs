//! `xargs [OPTION]... COMMAND [INITIAL-ARGS]...`: runs a command with arguments from standard
//! input, as many at once as fit.
//!
//! `-p` and `-o` fail: there is no terminal. Exit status: 123 where a command ended with 1 to
//! 125, 124 where one ended with 255, 125 where a signal killed one, 126 where it cannot run,
//! 127 where it is not found, 1 for other failures.

use crate::filter::Input;
use crate::frame;
use bashwit_args::{Stop, quote, quotef};
use bashwit_kernel::{Context, Errno, ExitStatus, FdEntry, OpenFile, Process};
use std::rc::Rc;

mod batch;
mod input;
mod options;

use batch::{Batch, Full};
use input::{Item, Items};
use options::Xargs;

pub(crate) async fn main(context: Context) -> ExitStatus {
    match options::parse(context.operands()) {
        Ok(xargs) => run(&context, xargs).await,
        Err((warnings, stop)) => {
            warn(&context, &warnings).await;
            frame::report(&context, &stop).await
        }
    }
}

/// What a parse gives: on failure, with the warnings before it.
type Parsed = Result<Xargs, (Vec<String>, Stop)>;

async fn warn(context: &Context, warnings: &[String]) {
    for warning in warnings {
        context.error(format!("warning: {warning}")).await;
    }
}

/// The run ends with this status.
struct End(u8);

async fn run(context: &Context, xargs: Xargs) -> ExitStatus {
    warn(context, &xargs.warnings).await;
    let mut runner = match Runner::new(context, &xargs).await {
        Ok(runner) => runner,
        Err(End(status)) => return ExitStatus::Exited(status),
    };
    let reader = match &xargs.file {
        None => Ok(context.stdin()),
        Some(name) if name == b"-" => Ok(context.stdin()),
        Some(name) => context.reader(name).await,
    };
    let reader = match reader {
        Ok(reader) => reader,
        Err(error) => {
            let name = quote(xargs.file.as_deref().unwrap_or_default());
            context
                .error([b"Cannot open input file ", &name[..], b": ", error.message().as_bytes()].concat())
                .await;
            return ExitStatus::FAILURE;
        }
    };
    let result = runner.feed(Input::new(b"-", reader)).await;
    let waited = runner.wait_all().await;
    match result.and(waited) {
        Ok(()) if runner.failed => ExitStatus::Exited(123),
        Ok(()) => ExitStatus::SUCCESS,
        Err(End(status)) => ExitStatus::Exited(status),
    }
}

struct Runner<'c> {
    context: &'c Context,
    xargs: &'c Xargs,
    /// What commands read, where they may not have standard input.
    null: Option<Rc<OpenFile>>,
    running: Vec<(usize, Rc<Process>)>,
    started: u64,
    failed: bool,
}

impl<'c> Runner<'c> {
    async fn new(context: &'c Context, xargs: &'c Xargs) -> Result<Self, End> {
        // With `-a` the commands share standard input.
        let null = match xargs.file {
            Some(_) => None,
            None => context.files().open_read(b"/dev/null").await.ok(),
        };
        if xargs.needs_terminal {
            let why = Errno::ENXIO.message();
            context.error(format!("failed to open /dev/tty for reading: {why}")).await;
            return Err(End(1));
        }
        Ok(Runner { context, xargs, null, running: Vec::new(), started: 0, failed: false })
    }

    async fn feed(&mut self, mut input: Input) -> Result<(), End> {
        let mut items = Items::new(self.xargs);
        let mut batch = Batch::new(self.xargs);
        let mut ended = false;
        while !ended {
            let chunk = match input.reader.fill().await {
                Ok(chunk) => chunk,
                Err(error) => {
                    self.context.error(error.message()).await;
                    return Err(End(1));
                }
            };
            ended = chunk.is_empty();
            let mut rest = chunk;
            loop {
                let item = if ended { items.end() } else { items.next(&mut rest) };
                match item {
                    Item::More => break,
                    Item::End => {
                        ended = true;
                        break;
                    }
                    Item::Unmatched(kind) => {
                        self.finish(&mut batch, false).await?;
                        self.context.error(format!("unmatched {kind} quote; by default quotes are special to xargs unless you use the -0 option")).await;
                        return Err(End(1));
                    }
                    Item::Argument { text, ends_line } => {
                        self.argument(&mut batch, text, ends_line).await?;
                    }
                    Item::Line => self.line(&mut batch).await?,
                }
            }
            let length = input.reader.buffered().len();
            input.reader.consume(length);
        }
        self.finish(&mut batch, !self.xargs.skip_empty).await
    }

    /// The last commands: one even without arguments if `always`.
    async fn finish(&mut self, batch: &mut Batch<'c>, always: bool) -> Result<(), End> {
        if self.xargs.replace.is_some() {
            return Ok(());
        }
        if !batch.is_empty() || always && self.started == 0 {
            let command = batch.take();
            self.start(command).await?;
        }
        Ok(())
    }

    async fn argument(&mut self, batch: &mut Batch<'c>, text: Vec<u8>, ends_line: bool) -> Result<(), End> {
        if let Some(pattern) = &self.xargs.replace {
            return match batch.replaced(pattern, &text) {
                Some(command) => self.start(command).await,
                None => self.too_long(Full::Line).await,
            };
        }
        match batch.push(text) {
            Ok(None) => {}
            Ok(Some(command)) => self.start(command).await?,
            Err(full) => return self.too_long(full).await,
        }
        if ends_line { self.line(batch).await } else { Ok(()) }
    }

    async fn line(&mut self, batch: &mut Batch<'c>) -> Result<(), End> {
        if batch.line() {
            let command = batch.take();
            self.start(command).await?;
        }
        Ok(())
    }

    async fn too_long(&mut self, full: Full) -> Result<(), End> {
        self.context.error(full.message()).await;
        Err(End(1))
    }

    async fn start(&mut self, command: Vec<Vec<u8>>) -> Result<(), End> {
        if self.xargs.verbose {
            let shown: Vec<_> = command.iter().map(|word| quotef(word).into_owned()).collect();
            let line = [&shown.join(&b' ')[..], b"\n"].concat();
            // There is nobody to tell that standard error does not work.
            let _ = self.context.write_all(2, &line).await;
        }
        while self.xargs.processes > 0 && self.running.len() >= self.xargs.processes {
            self.wait_one().await?;
        }
        self.started += 1;
        let slot = (0..).find(|slot| self.running.iter().all(|(used, _)| used != slot)).unwrap_or(0);
        let mut env = self.context.env.clone();
        if let Some(name) = &self.xargs.slot_variable {
            let env = Rc::make_mut(&mut env);
            env.retain(|(known, _)| known != name);
            env.push((name.clone(), slot.to_string().into_bytes()));
            env.sort();
        }
        let name = command.first().cloned().unwrap_or_default();
        let null = self.null.clone();
        let spawned = self.context.spawn_with(command, env, |child| {
            if let Some(file) = null {
                child.change_fds(|fds| fds.set(0, Some(FdEntry { file, close_on_exec: false })));
            }
        });
        match spawned {
            Ok(child) => self.running.push((slot, child)),
            Err(error) => {
                let errno = frame::exec_errno(&error);
                self.context.error([&name[..], b": ", errno.message().as_bytes()].concat()).await;
                return Err(End(error.status()));
            }
        }
        // Commands run one after the other unless `-P` says otherwise.
        if self.xargs.processes == 1 { self.wait_one().await } else { Ok(()) }
    }

    /// Waits until one command has ended.
    async fn wait_one(&mut self) -> Result<(), End> {
        let kernel = &self.context.kernel;
        let index = std::future::poll_fn(|_| {
            let ended = self.running.iter().position(|(_, child)| child.has_ended());
            if ended.is_none() {
                self.running.iter().for_each(|(_, child)| kernel.wait_for_change(child));
                return std::task::Poll::Pending;
            }
            std::task::Poll::Ready(ended)
        });
        let Some(index) = index.await else { return Ok(()) };
        let (_, child) = self.running.remove(index);
        let name = quotef(&self.xargs.command[0]).into_owned();
        match self.context.wait(&child).await {
            ExitStatus::Exited(0) => Ok(()),
            ExitStatus::Exited(255) => {
                self.context.error([&name[..], b": exited with status 255; aborting"].concat()).await;
                Err(End(124))
            }
            ExitStatus::Exited(_) => {
                self.failed = true;
                Ok(())
            }
            ExitStatus::Signaled(signal) => {
                let how = format!(": terminated by signal {}", signal.0);
                self.context.error([&name[..], how.as_bytes()].concat()).await;
                Err(End(125))
            }
        }
    }

    async fn wait_all(&mut self) -> Result<(), End> {
        let mut result = Ok(());
        while !self.running.is_empty() {
            let waited = self.wait_one().await;
            result = result.and(waited);
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_on, fixture, run};

    #[test]
    fn batches() {
        check(&[
            ("xargs basename -a", "a/b c/d\n", "b\nd\n"),
            ("xargs -n1 basename", "a/b c/d\n", "b\nd\n"),
            ("xargs -n2 basename", "a.c .c b\n", "a\nb\n"),
            ("xargs -L1 basename -a", "a b\nc\n", "a\nb\nc\n"),
            ("xargs -I{} basename x/{}y", "a b\n c\n", "a by\ncy\n"),
            ("xargs -0 basename -a", "a b\0c", "a b\nc\n"),
            ("xargs -d, basename -a", "a b,c", "a b\nc\n"),
            ("xargs basename -a", "'a b' \"c\"\\ d", "a b\nc d\n"),
            ("xargs -r basename", "", ""),
            ("xargs -P3 -n1 basename", "a b c", "a\nb\nc\n"),
            ("xargs -E x basename -a", "a x b", "a\n"),
            ("xargs -s 13 basename", "a bb c", "a\nbb\nc\n"),
            ("xargs cat", "", ""),
        ]);
    }

    #[test]
    fn file_and_slots() {
        let fixture = fixture().file("args", b"A\n");
        check_on(&fixture, &[("xargs --process-slot-var=SLOT -n1 printenv", "SLOT", "0\n")]);
        check_on(&fixture, &[("xargs -a args env A=1 printenv", "", "1\n")]);
    }

    #[test]
    fn statuses() {
        let rows = [
            ("xargs no", 127, "xargs: no: No such file or directory\n"),
            ("xargs /home", 126, "xargs: /home: Permission denied\n"),
            ("xargs printenv", 123, ""),
            ("xargs -t printenv", 123, "printenv x\n"),
            (
                "xargs -n0",
                1,
                "xargs: value 0 for -n option should be >= 1\nTry 'xargs --help' for more information.\n",
            ),
        ];
        for (line, status, err) in rows {
            let output = run(&fixture(), line, "x");
            assert_eq!((output.status, output.err().as_str()), (status, err), "{line}");
        }
        let output = run(&fixture(), "xargs cat", "'x");
        assert_eq!(output.status, 1);
        assert!(output.err().starts_with("xargs: unmatched single quote;"), "{}", output.err());
    }
}
