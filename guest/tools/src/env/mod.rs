//! `env [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]`: runs a command in a changed
//! environment, or prints that.
//!
//! The signal options are accepted and change nothing. Exit status: 125 where `env` itself
//! fails, 126 where the command cannot run, 127 where it is not found, else the command's.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quote, quoteaf};
use bashwit_kernel::{Context, Environment, ExitStatus};
use std::rc::Rc;

mod split;

const ENV: Synopsis = Synopsis::gnu(
    "env",
    &["[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]"],
    "Set each NAME to VALUE in the environment and run COMMAND.",
    &[
        flag("-i, --ignore-environment", "start with an empty environment"),
        flag("-0, --null", "end each output line with NUL, not newline"),
        flag("-u, --unset=NAME", "remove variable from the environment"),
        flag("-C, --chdir=DIR", "change working directory to DIR"),
        flag(
            "-S, --split-string=S",
            "process and split S into separate arguments;\nused to pass multiple arguments on shebang lines",
        ),
        flag("--block-signal[=SIG]", "(ignored)"),
        flag("--default-signal[=SIG]", "(ignored)"),
        flag("--ignore-signal[=SIG]", "(ignored)"),
        flag("--list-signal-handling", "(ignored)"),
        flag("-v, --debug", "print verbose information for each processing step"),
    ],
)
.footer("A mere - implies -i. If no COMMAND, print the resulting environment.")
.ordered()
.status(125);

#[derive(Default)]
struct Env {
    clear: bool,
    unset: Vec<Vec<u8>>,
    directory: Option<Vec<u8>>,
    set: Vec<(Vec<u8>, Vec<u8>)>,
    command: Vec<Vec<u8>>,
    end: u8,
    verbose: bool,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    let args = match split::expand(context.operands(), &context) {
        Ok(args) => args,
        Err(stop) => return frame::report(&context, &stop).await,
    };
    match parse(&args) {
        Ok(env) => run(&context, env).await,
        Err(stop) => frame::report(&context, &stop).await,
    }
}

fn parse(args: &[Vec<u8>]) -> Result<Env, Stop> {
    let mut env = Env { end: b'\n', ..Env::default() };
    let mut args = ENV.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "ignore-environment" => env.clear = true,
            "null" => env.end = 0,
            "unset" => {
                if option.value.is_empty() || option.value.contains(&b'=') {
                    let message = [b"cannot unset ", &quote(option.value)[..], b": Invalid argument"];
                    return Err(fail(message.concat()));
                }
                env.unset.push(option.value.to_vec());
            }
            "chdir" => env.directory = Some(option.value.to_vec()),
            "debug" => env.verbose = true,
            _ => {}
        }
    }
    let mut operands = args.into_operands().into_iter().peekable();
    if operands.next_if(|first| *first == b"-").is_some() {
        env.clear = true;
    }
    while let Some(assignment) = operands.next_if(|word| word.contains(&b'=')) {
        let at = memchr::memchr(b'=', assignment).unwrap_or(0);
        let (name, value) = assignment.split_at(at);
        env.set.push((name.to_vec(), value.get(1..).unwrap_or_default().to_vec()));
    }
    env.command = operands.map(<[u8]>::to_vec).collect();
    if env.end == 0 && !env.command.is_empty() {
        return Err(ENV.usage_error("cannot specify --null (-0) with command"));
    }
    if env.directory.is_some() && env.command.is_empty() {
        return Err(ENV.usage_error("must specify command with --chdir (-C)"));
    }
    Ok(env)
}

fn fail(message: impl AsRef<[u8]>) -> Stop {
    let mut stop = ENV.failure(message);
    stop.status = 125;
    stop
}

impl Env {
    fn environment(&self, inherited: &Environment) -> Environment {
        let mut all = if self.clear { Vec::new() } else { inherited.clone() };
        all.retain(|(name, _)| !self.unset.contains(name));
        for (name, value) in &self.set {
            match all.binary_search_by(|(known, _)| known.cmp(name)) {
                Ok(at) => all[at].1.clone_from(value),
                Err(at) => all.insert(at, (name.clone(), value.clone())),
            }
        }
        all
    }
}

async fn run(context: &Context, env: Env) -> ExitStatus {
    let all = env.environment(&context.env);
    if env.verbose {
        explain(context, &env).await;
    }
    if env.command.is_empty() {
        let mut out = Vec::new();
        for (name, value) in &all {
            out.extend_from_slice(name);
            out.push(b'=');
            out.extend_from_slice(value);
            out.push(env.end);
        }
        return match frame::print(context, out).await {
            ExitStatus::SUCCESS => ExitStatus::SUCCESS,
            _ => ExitStatus::Exited(125),
        };
    }
    if let Some(directory) = &env.directory
        && let Err(error) = change_directory(context, directory)
    {
        let parts =
            [b"cannot change directory to ", &quoteaf(directory)[..], b": ", error.message().as_bytes()];
        context.error(parts.concat()).await;
        return ExitStatus::Exited(125);
    }
    let name = env.command.first().cloned().unwrap_or_default();
    let error = context.exec(env.command, Rc::new(all)).await;
    let errno = frame::exec_errno(&error);
    context.error([&quote(&name)[..], b": ", errno.message().as_bytes()].concat()).await;
    if error.status() == 127 && name.contains(&b' ') {
        context.error("use -[v]S to pass options in shebang lines").await;
    }
    ExitStatus::Exited(error.status())
}

fn change_directory(context: &Context, directory: &[u8]) -> Result<(), bashwit_kernel::Errno> {
    let files = context.files();
    if !files.stat(directory)?.is_dir() {
        return Err(bashwit_kernel::Errno::ENOTDIR);
    }
    context.process.set_cwd(&files.canonicalize(directory)?);
    Ok(())
}

/// What `-v` says.
async fn explain(context: &Context, env: &Env) {
    let mut text = Vec::new();
    if env.clear {
        text.extend_from_slice(b"cleaning environ\n");
    }
    for name in &env.unset {
        text.extend([b"unset:    ", &name[..], b"\n"].concat());
    }
    for (name, value) in &env.set {
        text.extend([b"setenv:   ", &name[..], b"=", value, b"\n"].concat());
    }
    if let Some(directory) = &env.directory {
        text.extend([b"chdir:    ", &quoteaf(directory)[..], b"\n"].concat());
    }
    for (index, argument) in env.command.iter().enumerate() {
        if index == 0 {
            text.extend([b"executing: ", &argument[..], b"\n"].concat());
        }
        text.extend(format!("   arg[{index}]= ").bytes());
        text.extend(quote(argument));
        text.push(b'\n');
    }
    // There is nobody to tell that standard error does not work.
    let _ = context.write_all(2, &text).await;
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_on, fixture, run};

    #[test]
    fn environments() {
        let fixture = fixture().env("A", "1");
        check_on(
            &fixture,
            &[
                ("env -i B=2 A=3 B=4", "", "A=3\nB=4\n"),
                ("env - X=y", "", "X=y\n"),
                ("env -u A -u TZ", "", "HOME=/home/user\nPATH=/usr/bin:/bin\n"),
                ("env -0 -i A=1", "", "A=1\0"),
                ("env A=5 printenv A", "", "5\n"),
                ("env env env A=6 printenv A", "", "6\n"),
                ("env -i printenv", "", ""),
                ("env -C / A=1 printenv A", "", "1\n"),
                ("env '-S A=7 printenv' A", "", "7\n"),
                ("env -S 'printenv \"A\"'", "", "1\n"),
                ("env -S 'A=${A}x\\_B=2 printenv' A", "", "1x\n"),
            ],
        );
    }

    #[test]
    fn failures() {
        let rows = [
            ("env nope", 127, "env: ‘nope’: No such file or directory\n"),
            ("env /home", 126, "env: ‘/home’: Permission denied\n"),
            ("env -C /no cat", 125, "env: cannot change directory to '/no': No such file or directory\n"),
            (
                "env 'a b'",
                127,
                "env: ‘a b’: No such file or directory\nenv: use -[v]S to pass options in shebang lines\n",
            ),
            ("env -S '\"a'", 125, "env: no terminating quote in -S string\n"),
        ];
        for (line, status, err) in rows {
            let output = run(&fixture(), line, "");
            assert_eq!((output.status, output.err().as_str()), (status, err), "{line}");
        }
    }
}
