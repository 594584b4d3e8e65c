//! `basename NAME [SUFFIX]`, `basename OPTION... NAME...`: the last component of each name.
//!
//! Exit status: 1 where standard output fails.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};

const BASENAME: Synopsis = Synopsis::gnu(
    "basename",
    &["NAME [SUFFIX]", "OPTION... NAME..."],
    "Print NAME with any leading directory components removed.\n\
     If specified, also remove a trailing SUFFIX.",
    &[
        flag("-a, --multiple", "support multiple arguments and treat each as a NAME"),
        flag("-s, --suffix=SUFFIX", "remove a trailing SUFFIX; implies -a"),
        flag("-z, --zero", "end each output line with NUL, not newline"),
    ],
)
.ordered();

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, frame::print).await
}

/// What is printed.
fn parse(args: &[Vec<u8>]) -> Result<Vec<u8>, Stop> {
    let (mut multiple, mut suffix, mut end) = (false, &[][..], b'\n');
    let mut args = BASENAME.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "multiple" => multiple = true,
            "suffix" => (multiple, suffix) = (true, option.value),
            _ => end = 0,
        }
    }
    let operands = args.into_operands();
    let names = match *operands {
        [] => return Err(BASENAME.missing_operand(None)),
        _ if multiple => &operands[..],
        [_] => &operands[..],
        [_, given] => {
            suffix = given;
            operands.get(..1).unwrap_or_default()
        }
        [_, _, extra, ..] => return Err(BASENAME.extra_operand(extra)),
    };
    let mut out = Vec::new();
    for name in names {
        out.extend_from_slice(base(name, suffix));
        out.push(end);
    }
    Ok(out)
}

fn base<'n>(name: &'n [u8], suffix: &[u8]) -> &'n [u8] {
    let end = name.iter().rposition(|&byte| byte != b'/').map_or(0, |at| at + 1);
    let stripped = name.get(..end).unwrap_or_default();
    if stripped.is_empty() {
        // Nothing but slashes, or nothing at all.
        return name.get(..name.len().min(1)).unwrap_or_default();
    }
    let start = memchr::memrchr(b'/', stripped).map_or(0, |at| at + 1);
    let base = stripped.get(start..).unwrap_or_default();
    base.strip_suffix(suffix).filter(|rest| !rest.is_empty()).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn names() {
        check(&[
            ("basename /usr/bin/sort", "", "sort\n"),
            ("basename a/b.c .c", "", "b\n"),
            ("basename .c .c", "", ".c\n"),
            ("basename //", "", "/\n"),
            ("basename a/", "", "a\n"),
            ("basename ''", "", "\n"),
            ("basename -s .h -a x/a.h b.h", "", "a\nb\n"),
            ("basename -za a b", "", "a\0b\0"),
        ]);
        let hint = "Try 'basename --help' for more information.\n";
        check_errors(&[
            ("basename", 1, &format!("basename: missing operand\n{hint}")),
            ("basename a b c", 1, &format!("basename: extra operand ‘c’\n{hint}")),
        ]);
    }
}
