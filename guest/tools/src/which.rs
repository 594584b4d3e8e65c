//! `which [-a] NAME...`: where commands stand along `PATH`.
//!
//! Exit status: 1 where one is not found or none is asked for, 2 for a usage error.

use crate::frame;
use crate::paths::join;
use bashwit_args::Stop;
use bashwit_kernel::{Context, ExitStatus, exec};

struct Which {
    all: bool,
    names: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    // A script is told the path that it was found at.
    let mut name = String::from_utf8_lossy(context.args.first().map_or(b"which", |name| name)).into_owned();
    if !name.contains('/') {
        name.insert_str(0, "/usr/bin/");
    }
    frame::run(context, |args| parse(args, &name), run).await
}

/// It is a script elsewhere, with the messages of the shell's `getopts`.
fn parse(args: &[Vec<u8>], name: &str) -> Result<Which, Stop> {
    let mut which = Which { all: false, names: Vec::new() };
    let mut rest = args.iter();
    for arg in rest.by_ref() {
        match arg.as_slice() {
            b"--" => break,
            [b'-', letters @ ..] if !letters.is_empty() => {
                if let Some(&letter) = letters.iter().find(|&&letter| letter != b'a') {
                    let letter = char::from(letter);
                    let message = format!("Illegal option -{letter}\nUsage: {name} [-a] args").into_bytes();
                    return Err(Stop { status: 2, stdout: false, message, trailer: Vec::new() });
                }
                which.all = true;
            }
            operand => {
                which.names.push(operand.to_vec());
                break;
            }
        }
    }
    which.names.extend(rest.cloned());
    Ok(which)
}

async fn run(context: &Context, which: Which) -> ExitStatus {
    let mut output = context.stdout();
    let mut status = if which.names.is_empty() { ExitStatus::FAILURE } else { ExitStatus::SUCCESS };
    let path = context.var("PATH").unwrap_or(b"/usr/bin:/bin");
    let is_program = |path: &[u8]| exec::find(&context.kernel, &context.process, path, None).is_ok();
    for name in &which.names {
        let mut found = false;
        if name.contains(&b'/') {
            found = is_program(name);
            if found {
                output.push(&[&name[..], b"\n"].concat());
            }
        } else {
            for directory in path.split(|&byte| byte == b':') {
                let directory: &[u8] = if directory.is_empty() { b"." } else { directory };
                let candidate = join(directory, name);
                if is_program(&candidate) {
                    output.push(&[&candidate[..], b"\n"].concat());
                    found = true;
                    if !which.all {
                        break;
                    }
                }
            }
        }
        if !found {
            status = ExitStatus::FAILURE;
        }
    }
    frame::finish(context, &mut output, status).await
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn finds() {
        let fixture =
            testing::fixture().file("b/tool", b"").file("b/plain", b"").env("PATH", "b:/usr/bin:/bin");
        testing::run(&fixture, "chmod +x b/tool", "");
        testing::check_on(
            &fixture,
            &[
                ("which ls tool", "", "/usr/bin/ls\nb/tool\n"),
                ("which -a ls", "", "/usr/bin/ls\n/bin/ls\n"),
                ("which b/tool", "", "b/tool\n"),
            ],
        );
        for (line, status) in [("which", 1), ("which plain", 1), ("which ls nope", 1), ("which -x", 2)] {
            assert_eq!(testing::run(&fixture, line, "").status, status, "{line}");
        }
    }
}
