//! `printenv [OPTION]... [VARIABLE]...`: the values of exported variables.
//!
//! Exit status: 1 where a variable is not set, 2 where standard output fails.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};

const PRINTENV: Synopsis = Synopsis::gnu(
    "printenv",
    &["[OPTION]... [VARIABLE]..."],
    "Print the values of the specified environment VARIABLE(s).\n\
     If no VARIABLE is specified, print name and value pairs for them all.",
    &[flag("-0, --null", "end each output line with NUL, not newline")],
)
.ordered()
.status(2);

struct Printenv {
    names: Vec<Vec<u8>>,
    end: u8,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Printenv, Stop> {
    let mut end = b'\n';
    let mut args = PRINTENV.parse(args);
    while args.next_option()?.is_some() {
        end = 0;
    }
    Ok(Printenv { names: args.into_operands().iter().map(|name| name.to_vec()).collect(), end })
}

async fn run(context: &Context, printenv: Printenv) -> ExitStatus {
    let mut out = Vec::new();
    let mut status = ExitStatus::SUCCESS;
    for name in &printenv.names {
        let found = context.env.iter().find(|(known, _)| known == name);
        match found {
            Some((_, value)) => {
                out.extend_from_slice(value);
                out.push(printenv.end);
            }
            None => status = ExitStatus::FAILURE,
        }
    }
    if printenv.names.is_empty() {
        for (name, value) in context.env.iter() {
            out.extend_from_slice(name);
            out.push(b'=');
            out.extend_from_slice(value);
            out.push(printenv.end);
        }
    }
    match frame::print(context, out).await {
        ExitStatus::SUCCESS => status,
        _ => ExitStatus::Exited(2),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_on, fixture, run};

    #[test]
    fn variables() {
        let fixture = fixture().env("A", "1").env("B", "2");
        check_on(&fixture, &[("printenv A B", "", "1\n2\n"), ("printenv -0 A", "", "1\0")]);
        let output = run(&fixture, "printenv A NO", "");
        assert_eq!((output.status, output.out().as_str()), (1, "1\n"));
        let all = "A=1\nB=2\nHOME=/home/user\nPATH=/usr/bin:/bin\nTZ=UTC\n";
        assert_eq!(run(&fixture, "printenv", "").out(), all);
    }
}
