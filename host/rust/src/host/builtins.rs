//! `builtins`: the embedder's commands, as the guest calls them.

use crate::bindings::builtins::{Event, Info, News, Started, Woken};
use crate::builtin::{self, Command, Env, Job};
use crate::executor;
use crate::state::{State, Tree};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::time::Sleep;
use wasmtime::component::{ComponentType, Lift, Linker, Resource, ResourceType, WasmList, WasmStr};
use wasmtime::{Result, StoreContextMut, bail};

type Store<'a> = StoreContextMut<'a, State>;

/// `builtins.command`, left in the guest's memory.
#[derive(ComponentType, Lift)]
#[component(record)]
struct RawCommand {
    name: WasmStr,
    args: WasmList<WasmStr>,
    env: WasmList<u8>,
    cwd: WasmStr,
    #[component(name = "has-stdin")]
    has_stdin: bool,
}

impl RawCommand {
    fn read(&self, store: &mut Store<'_>) -> Result<Command> {
        let mut args = Vec::with_capacity(self.args.len());
        for index in 0..self.args.len() {
            if let Some(arg) = self.args.get(&mut *store, index) {
                args.push(arg?.to_str(&*store)?.into_owned());
            }
        }
        let env = Env::new(self.env.as_le_slice(&*store).to_vec());
        Ok(Command {
            name: self.name.to_str(&*store)?.into_owned(),
            args,
            env,
            cwd: self.cwd.to_str(&*store)?.into(),
            has_stdin: self.has_stdin,
        })
    }
}

pub fn link(linker: &mut Linker<State>) -> Result<()> {
    let mut builtins = linker.instance("bashwit:shell/builtins@0.1.0")?;
    builtins.resource("job", ResourceType::host::<Job>(), |mut store, number| {
        store.data_mut().jobs.remove(number);
        Ok(())
    })?;
    builtins.func_wrap("offered", |store: Store<'_>, (): ()| {
        let all = store.data().builtins.all();
        Ok((all.iter().map(|builtin| info(builtin)).collect::<Vec<Info>>(),))
    })?;
    builtins
        .func_wrap("offered-version", |store: Store<'_>, (): ()| Ok((store.data().builtins.version(),)))?;
    builtins.func_wrap("start", |store: Store<'_>, (what, root): (RawCommand, Resource<Tree>)| {
        Ok((start(store, &what, &root)?,))
    })?;
    builtins.func_wrap(
        "[method]job.turn",
        |mut store: Store<'_>, (job, _, news): (Resource<Job>, Resource<Tree>, News)| {
            let State { jobs, run, .. } = store.data_mut();
            match jobs.get_mut(job.rep()) {
                Some(job) => Ok((job.turn(news, run),)),
                None => bail!("no such job"),
            }
        },
    )?;
    builtins.func_wrap_async(
        "wait",
        |mut store: Store<'_>, (jobs, input, timeout): (Vec<Resource<Job>>, bool, Option<u64>)| {
            Box::new(async move {
                let mut wait = Wait::new(store.data(), jobs, input, timeout);
                let woken = poll_fn(|context| wait.poll(store.data_mut(), context)).await;
                store.data().control.awake();
                Ok((woken,))
            })
        },
    )
}

fn info(builtin: &builtin::Builtin) -> Info {
    Info { name: builtin.name.clone(), summary: builtin.summary.clone(), usage: builtin.usage.clone() }
}

fn start(mut store: Store<'_>, what: &RawCommand, root: &Resource<Tree>) -> Result<Started> {
    let command = what.read(&mut store)?;
    let root = Arc::clone(super::vfs::tree(&store, root)?);
    let State { builtins, jobs, control, run, .. } = store.data_mut();
    let Some(found) = builtins.get(&command.name) else {
        return Ok(Started { events: vec![Event::Exited(127)], job: None });
    };
    let (events, job) = builtin::start(&found, command, root, control, run);
    let job = match job {
        Some(job) => match jobs.insert(job) {
            Some(number) => Some(Resource::new_own(number)),
            None => bail!("too many jobs"),
        },
        None => None,
    };
    Ok(Started { events, job })
}

/// One call of `wait`.
struct Wait {
    jobs: Vec<Resource<Job>>,
    input: bool,
    until: Option<Instant>,
    /// When the guest should have stopped by itself.
    backstop: Option<Instant>,
    /// Only where the executor is not our own.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Wait {
    fn new(state: &State, jobs: Vec<Resource<Job>>, input: bool, timeout: Option<u64>) -> Wait {
        let until = timeout.and_then(|time| Instant::now().checked_add(Duration::from_nanos(time)));
        let backstop = state.run.backstop;
        let earliest = [until, backstop].into_iter().flatten().min();
        let timer = earliest.filter(|_| !state.run.blocking).and_then(timer);
        Wait { jobs, input, until, backstop, timer }
    }

    fn poll(&mut self, state: &mut State, context: &mut Context<'_>) -> Poll<Woken> {
        let until = [self.until, self.backstop].into_iter().flatten().min();
        // Before the look, so that what comes after it wakes.
        state.control.sleep(context.waker(), until);
        if state.control.killed() {
            return Poll::Ready(Woken::Stop);
        }
        if state.control.has_request() {
            return Poll::Ready(Woken::Signal);
        }
        let ready = |job: &Resource<Job>| state.jobs.get(job.rep()).is_some_and(Job::ready);
        let jobs = self.jobs.iter().enumerate().filter(|(_, job)| ready(job));
        let jobs: Vec<u32> = jobs.filter_map(|(index, _)| u32::try_from(index).ok()).collect();
        if !jobs.is_empty() {
            return Poll::Ready(Woken::Jobs(jobs));
        }
        if self.input && state.console.stdin.poll_ready(context).is_ready() {
            return Poll::Ready(Woken::Input);
        }
        if until.is_some() {
            let now = Instant::now();
            if self.until.is_some_and(|until| now >= until) {
                return Poll::Ready(Woken::Timeout);
            }
            if self.backstop.is_some_and(|backstop| now >= backstop) {
                return Poll::Ready(Woken::Stop);
            }
            if let Some(timer) = &mut self.timer
                && timer.as_mut().poll(context).is_ready()
            {
                // The timer may be a little early.
                context.waker().wake_by_ref();
            }
        }
        Poll::Pending
    }
}

/// A timer of the caller's runtime, or of our own where the caller has none.
fn timer(until: Instant) -> Option<Pin<Box<Sleep>>> {
    let _runtime = match Handle::try_current() {
        Ok(_) => None,
        Err(_) => Some(executor::background()?.enter()),
    };
    Some(Box::pin(tokio::time::sleep_until(until.into())))
}
