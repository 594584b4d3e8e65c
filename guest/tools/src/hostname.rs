//! `hostname [-s|-f|-d|-i|-I|-A]`: the name of the machine.
//!
//! The name cannot be set; every address is 127.0.1.1. Exit status: 1 on failure.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};

const HOSTNAME: Synopsis = Synopsis::gnu(
    "hostname",
    &["[-s|-f|-d|-i|-I|-A]"],
    "Print the host name.",
    &[
        flag("-s, --short", "short host name"),
        flag("-a, --alias", "alias names"),
        flag("-i, --ip-address", "addresses for the host name"),
        flag("-I, --all-ip-addresses", "all addresses for the host"),
        flag("-f, --fqdn, --long", "long host name (FQDN)"),
        flag("-A, --all-fqdns", "all long host names (FQDNs)"),
        flag("-d, --domain", "DNS domain name"),
    ],
);

#[derive(Clone, Copy)]
enum Show {
    Name,
    Short,
    Domain,
    Address,
    Nothing,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Show, Stop> {
    let mut show = Show::Name;
    let mut args = HOSTNAME.parse(args);
    while let Some(option) = args.next_option()? {
        show = match option.id {
            "short" => Show::Short,
            "alias" => Show::Nothing,
            "domain" => Show::Domain,
            "ip-address" | "all-ip-addresses" => Show::Address,
            _ => Show::Name,
        };
    }
    if !args.into_operands().is_empty() {
        return Err(HOSTNAME.failure("you must be root to change the host name"));
    }
    Ok(show)
}

async fn run(context: &Context, show: Show) -> ExitStatus {
    let name = context.kernel.hostname();
    let (short, domain) = name.split_once('.').unwrap_or((&name, ""));
    let shown = match show {
        Show::Name => &name,
        Show::Short => short,
        Show::Domain => domain,
        Show::Address => "127.0.1.1",
        Show::Nothing => "",
    };
    frame::print(context, format!("{shown}\n").into_bytes()).await
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_errors, fixture, run};

    #[test]
    fn names() {
        let name = run(&fixture(), "hostname", "").out();
        assert!(name.len() > 1 && name.ends_with('\n'), "{name}");
        assert_eq!(run(&fixture(), "hostname -s", "").out(), name);
        check_errors(&[("hostname x", 1, "hostname: you must be root to change the host name\n")]);
    }
}
