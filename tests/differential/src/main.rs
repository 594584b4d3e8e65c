//! `bashwit-differential`: looks for scripts that bash and bashwit do not end alike.

use bashwit_differential::compare::{Comparison, Difference};
use bashwit_differential::explained::Explained;
use bashwit_differential::generate;
use bashwit_differential::grammar::Grammar;
use bashwit_differential::shells::{Scratch, Shell};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

const USAGE: &str = "Usage: bashwit-differential [OPTION]... [FILE]...
Compares bash and bashwit on random scripts, or on the scripts in the FILEs.

  --seed N          the first seed (default 1)
  --count N         how many seeds (default 1000)
  --shell native | component PATH
                    the interpreter that is linked in (default), or a `bashwit' command
  --minimise        make scripts that differ as small as can be
  --stop-after N    end after so many differences
  --jobs N          how many at once (default 1)
  --print           only show the scripts
  --grammar FILE    read the grammar from there
";

/// Bytes of stack for the interpreter.
const STACK: usize = 8 << 20;

struct Options {
    seed: u64,
    count: u64,
    shell: Shell,
    minimise: bool,
    stop_after: usize,
    jobs: usize,
    print: bool,
    grammar: Option<String>,
    files: Vec<String>,
}

fn options() -> Option<Options> {
    let mut options = Options {
        seed: 1,
        count: 1000,
        shell: Shell::Native,
        minimise: false,
        stop_after: usize::MAX,
        jobs: 1,
        print: false,
        grammar: None,
        files: Vec::new(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => options.seed = args.next()?.parse().ok()?,
            "--count" => options.count = args.next()?.parse().ok()?,
            "--shell" => match args.next()?.as_str() {
                "native" => options.shell = Shell::Native,
                "component" => options.shell = Shell::Component(args.next()?.into()),
                _ => return None,
            },
            "--minimise" => options.minimise = true,
            "--stop-after" => options.stop_after = args.next()?.parse().ok()?,
            "--jobs" => options.jobs = args.next()?.parse().ok()?,
            "--grammar" => options.grammar = Some(args.next()?),
            "--print" => options.print = true,
            _ if arg.starts_with('-') => return None,
            _ => options.files.push(arg),
        }
    }
    Some(options)
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    let grammar = match &options.grammar {
        None => Grammar::shell(),
        Some(file) => match std::fs::read_to_string(file)
            .map_err(|error| error.to_string())
            .and_then(|text| Grammar::parse(&text))
        {
            Ok(grammar) => grammar,
            Err(wrong) => {
                eprintln!("bashwit-differential: {file}: {wrong}");
                return ExitCode::from(2);
            }
        },
    };
    if options.print {
        for seed in options.seed..options.seed.saturating_add(options.count) {
            println!("=== seed {seed}\n{}", generate::script(&grammar, seed).render());
        }
        return ExitCode::SUCCESS;
    }
    // A panic of the interpreter is told as a difference.
    std::panic::set_hook(Box::new(|_| {}));
    match compare(&options, &grammar) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(count) => {
            println!("{count} differences");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("bashwit-differential: {error}");
            ExitCode::from(2)
        }
    }
}

fn compare(options: &Options, grammar: &Grammar) -> std::io::Result<usize> {
    let next = AtomicU64::new(options.seed);
    let end = options.seed.saturating_add(options.count);
    let count = Mutex::new(0);
    let tell = |difference: &Difference| {
        let mut count = count.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *count < options.stop_after {
            *count += 1;
            println!("{}", difference.report());
        }
        if *count >= options.stop_after {
            next.store(end, Ordering::Relaxed);
        }
    };
    let work = || -> std::io::Result<()> {
        let scratch = Scratch::new()?;
        let comparison =
            Comparison { grammar, shell: options.shell.clone(), scratch, explained: Explained::new() };
        if !options.files.is_empty() {
            for file in &options.files {
                if let Some(difference) = comparison.script(&std::fs::read_to_string(file)?)? {
                    tell(&difference);
                }
            }
            return Ok(());
        }
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return Ok(());
            }
            if let Some(difference) = comparison.seed(seed, options.minimise)? {
                tell(&difference);
            }
        }
    };
    std::thread::scope(|scope| {
        // As much stack as a main thread has.
        let worker = || std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let workers = (0..options.jobs).map(|_| worker()).collect::<std::io::Result<Vec<_>>>()?;
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(result) => result,
            Err(_) => Err(std::io::Error::other("a worker panicked")),
        })
    })?;
    Ok(count.into_inner().unwrap_or_default())
}
