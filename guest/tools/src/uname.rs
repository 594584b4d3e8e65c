//! `uname [OPTION]...`: what system this is.
//!
//! It says what scripts for Linux expect. Exit status: 1 where standard output fails.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};

const UNAME: Synopsis = Synopsis::gnu(
    "uname",
    &["[OPTION]..."],
    "Print certain system information. With no OPTION, same as -s.",
    &[
        flag(
            "-a, --all",
            "print all information, in the following order,\nexcept omit -p and -i if unknown:",
        ),
        flag("-s, --kernel-name, --sysname", "print the kernel name"),
        flag("-n, --nodename", "print the network node hostname"),
        flag("-r, --kernel-release, --release", "print the kernel release"),
        flag("-v, --kernel-version", "print the kernel version"),
        flag("-m, --machine", "print the machine hardware name"),
        flag("-p, --processor", "print the processor type (non-portable)"),
        flag("-i, --hardware-platform", "print the hardware platform (non-portable)"),
        flag("-o, --operating-system", "print the operating system"),
    ],
);

/// The kind of machine.
pub(crate) const MACHINE: &str = "x86_64";

/// The fields in the order they are printed, with what each one is but for the host's name.
const FIELDS: [(&str, &str); 8] = [
    ("kernel-name", "Linux"),
    ("nodename", ""),
    ("kernel-release", concat!("6.1.0-bashwit-", env!("CARGO_PKG_VERSION"))),
    ("kernel-version", "#1 SMP"),
    ("machine", MACHINE),
    ("processor", "unknown"),
    ("hardware-platform", "unknown"),
    ("operating-system", "GNU/Linux"),
];

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

/// Which fields are printed.
fn parse(args: &[Vec<u8>]) -> Result<[bool; 8], Stop> {
    let mut shown = [false; 8];
    let mut args = UNAME.parse(args);
    while let Some(option) = args.next_option()? {
        for (shown, (id, value)) in shown.iter_mut().zip(FIELDS) {
            *shown |= option.id == id || option.id == "all" && value != "unknown";
        }
    }
    if let Some(extra) = args.into_operands().first() {
        return Err(UNAME.extra_operand(extra));
    }
    if shown == [false; 8] {
        shown[0] = true;
    }
    Ok(shown)
}

async fn run(context: &Context, shown: [bool; 8]) -> ExitStatus {
    let host = context.kernel.hostname();
    let fields = shown.iter().zip(FIELDS).filter(|(shown, _)| **shown);
    let words: Vec<&str> =
        fields.map(|(_, (id, value))| if id == "nodename" { &host } else { value }).collect();
    frame::print(context, (words.join(" ") + "\n").into_bytes()).await
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, fixture, run};

    #[test]
    fn fields() {
        check(&[
            ("uname", "", "Linux\n"),
            ("uname -ms", "", "Linux x86_64\n"),
            ("uname -o", "", "GNU/Linux\n"),
        ]);
        assert!(run(&fixture(), "uname -a", "").out().ends_with(" #1 SMP x86_64 GNU/Linux\n"));
        let hint = "Try 'uname --help' for more information.\n";
        check_errors(&[("uname x", 1, &format!("uname: extra operand ‘x’\n{hint}"))]);
    }
}
