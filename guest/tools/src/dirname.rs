//! `dirname [OPTION] NAME...`: each name without its last component.
//!
//! Exit status: 1 where standard output fails.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};

const DIRNAME: Synopsis = Synopsis::gnu(
    "dirname",
    &["[OPTION] NAME..."],
    "Output each NAME with its last non-slash component and trailing slashes\n\
     removed; if NAME contains no /'s, output '.' (meaning the current directory).",
    &[flag("-z, --zero", "end each output line with NUL, not newline")],
)
.ordered();

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, frame::print).await
}

/// What is printed.
fn parse(args: &[Vec<u8>]) -> Result<Vec<u8>, Stop> {
    let mut end = b'\n';
    let mut args = DIRNAME.parse(args);
    while args.next_option()?.is_some() {
        end = 0;
    }
    let names = args.into_operands();
    if names.is_empty() {
        return Err(DIRNAME.missing_operand(None));
    }
    let mut out = Vec::new();
    for name in names {
        out.extend_from_slice(directory(name));
        out.push(end);
    }
    Ok(out)
}

fn directory(name: &[u8]) -> &[u8] {
    let trim = |text: &'_ [u8]| text.iter().rposition(|&byte| byte != b'/').map_or(0, |at| at + 1);
    let component_end = trim(name);
    let before = name.get(..component_end).unwrap_or_default();
    match memchr::memrchr(b'/', before) {
        // Only slashes, or no slash at all.
        None if name.starts_with(b"/") => b"/",
        None => b".",
        Some(slash) => match trim(name.get(..slash).unwrap_or_default()) {
            0 => b"/",
            end => name.get(..end).unwrap_or_default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn names() {
        check(&[
            ("dirname /usr/bin/", "", "/usr\n"),
            ("dirname a/b c /x // ''", "", "a\n.\n/\n/\n.\n"),
            ("dirname a//b", "", "a\n"),
            ("dirname -z a/b", "", "a\0"),
        ]);
        let hint = "Try 'dirname --help' for more information.\n";
        check_errors(&[("dirname", 1, &format!("dirname: missing operand\n{hint}"))]);
    }
}
