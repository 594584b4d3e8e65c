//! `nproc [OPTION]...`: how many processors there are: one.
//!
//! `OMP_NUM_THREADS` and `OMP_THREAD_LIMIT` count as with GNU's. Exit status: 1 on failure.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, parse_size};
use bashwit_kernel::{Context, ExitStatus};

const NPROC: Synopsis = Synopsis::gnu(
    "nproc",
    &["[OPTION]..."],
    "Print the number of processing units available to the current process,\n\
     which may be less than the number of online processors",
    &[
        flag("--all", "print the number of installed processors"),
        flag("--ignore=N", "if possible, exclude N processing units"),
    ],
);

struct Nproc {
    all: bool,
    ignore: u64,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Nproc, Stop> {
    let mut nproc = Nproc { all: false, ignore: 0 };
    let mut args = NPROC.parse(args);
    while let Some(option) = args.next_option()? {
        if option.id == "all" {
            nproc.all = true;
            continue;
        }
        nproc.ignore = parse_size(option.value, 0..=u64::MAX)
            .map_err(|error| NPROC.invalid_number("number", option.value, error))?;
    }
    match args.into_operands().first() {
        Some(extra) => Err(NPROC.extra_operand(extra)),
        None => Ok(nproc),
    }
}

async fn run(context: &Context, nproc: Nproc) -> ExitStatus {
    let variable = |name| {
        let value = context.var(name).filter(|_| !nproc.all)?;
        let first = value.split(|&byte| byte == b',').next()?;
        std::str::from_utf8(first).ok()?.trim().parse::<u64>().ok().filter(|&count| count > 0)
    };
    let limit = variable("OMP_THREAD_LIMIT").unwrap_or(u64::MAX);
    let count = variable("OMP_NUM_THREADS").unwrap_or(1).min(limit);
    let count = count.saturating_sub(nproc.ignore).max(1);
    frame::print(context, format!("{count}\n").into_bytes()).await
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, check_on, fixture};

    #[test]
    fn counts() {
        check(&[("nproc", "", "1\n"), ("nproc --ignore=5", "", "1\n")]);
        let fixture = fixture().env("OMP_NUM_THREADS", "4");
        check_on(&fixture, &[("nproc", "", "4\n"), ("nproc --all", "", "1\n")]);
        check_errors(&[("nproc --ignore=x", 1, "nproc: invalid number: ‘x’\n")]);
    }
}
