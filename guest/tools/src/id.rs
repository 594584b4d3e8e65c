//! `id [OPTION]... [USER]...` and `groups [USER]...`: who the user is. There is one user, in a
//! group of the same name, and `root`.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quote};
use bashwit_kernel::{Context, ExitStatus};

const ID: Synopsis = Synopsis::gnu(
    "id",
    &["[OPTION]... [USER]..."],
    "Print user and group information for each specified USER,\nor (when USER omitted) for the current process.",
    &[
        flag("-a", "ignore, for compatibility with other versions"),
        flag("-Z, --context", "print only the security context of the process"),
        flag("-g, --group", "print only the effective group ID"),
        flag("-G, --groups", "print all group IDs"),
        flag("-n, --name", "print a name instead of a number, for -ugG"),
        flag("-r, --real", "print the real ID instead of the effective ID, with -ugG"),
        flag("-u, --user", "print only the effective user ID"),
        flag("-z, --zero", "delimit entries with NUL characters, not whitespace"),
    ],
);
const GROUPS: Synopsis = Synopsis::gnu(
    "groups",
    &["[OPTION]... [USERNAME]..."],
    "Print group memberships for each USERNAME or, if no USERNAME is specified, for\nthe current process.",
    &[],
);

#[derive(Default)]
struct Id {
    /// `u`, `g` or `G`.
    only: Option<u8>,
    name: bool,
    zero: bool,
    users: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

/// `groups`.
pub(crate) mod groups {
    use super::{Context, ExitStatus, frame, parse_groups, run_groups};

    pub(crate) async fn main(context: Context) -> ExitStatus {
        frame::run(context, parse_groups, run_groups).await
    }
}

fn parse(args: &[Vec<u8>]) -> Result<Id, Stop> {
    let mut id = Id::default();
    let (mut real, mut security) = (false, false);
    let mut parsed = ID.parse(args);
    while let Some(option) = parsed.next_option()? {
        let only = match option.id {
            "user" => b'u',
            "group" => b'g',
            "groups" => b'G',
            other => {
                match other {
                    "name" => id.name = true,
                    "zero" => id.zero = true,
                    "real" => real = true,
                    "context" => security = true,
                    _ => {}
                }
                continue;
            }
        };
        if id.only.replace(only).is_some_and(|old| old != only) {
            return Err(ID.failure("cannot print \"only\" of more than one choice"));
        }
    }
    if security {
        return Err(ID.failure("--context (-Z) works only on an SELinux-enabled kernel"));
    }
    if id.only.is_none() && (id.name || real) {
        return Err(ID.failure("cannot print only names or real IDs in default format"));
    }
    if id.only.is_none() && id.zero {
        return Err(ID.failure("option --zero not permitted in default format"));
    }
    id.users = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    Ok(id)
}

/// The number and name of a user, given by either.
fn find(user: &[u8], own: &str) -> Option<(u32, String)> {
    match user {
        b"0" | b"root" => Some((0, "root".into())),
        _ if user == own.as_bytes() || user == b"1000" => Some((1000, own.into())),
        _ => None,
    }
}

async fn run(context: &Context, id: Id) -> ExitStatus {
    let own = context.kernel.user();
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    let mut found = Vec::new();
    for user in &id.users {
        match find(user, &own) {
            Some(user) => found.push(user),
            None => {
                context.error([&*quote(user), b": no such user"].concat()).await;
                status = ExitStatus::FAILURE;
            }
        }
    }
    if id.users.is_empty() {
        found.push((1000, own.to_string()));
    }
    for (number, name) in found {
        let text = match id.only {
            None => format!("uid={number}({name}) gid={number}({name}) groups={number}({name})"),
            Some(_) if id.name => name,
            Some(_) => number.to_string(),
        };
        output.push(text.as_bytes());
        output.push(match (id.zero, id.only) {
            (false, _) => b"\n",
            (true, Some(b'G')) if id.users.len() > 1 => b"\0\0",
            (true, _) => b"\0",
        });
    }
    frame::finish(context, &mut output, status).await
}

fn parse_groups(args: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Stop> {
    let mut parsed = GROUPS.parse(args);
    while parsed.next_option()?.is_some() {}
    Ok(parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect())
}

async fn run_groups(context: &Context, users: Vec<Vec<u8>>) -> ExitStatus {
    let own = context.kernel.user();
    if users.is_empty() {
        return frame::print(context, format!("{own}\n").into_bytes()).await;
    }
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    for user in &users {
        match find(user, &own).filter(|_| !user.first().is_some_and(u8::is_ascii_digit)) {
            Some((_, name)) => output.push(format!("{name} : {name}\n").as_bytes()),
            None => {
                context.error([&*quote(user), b": no such user"].concat()).await;
                status = ExitStatus::FAILURE;
            }
        }
    }
    frame::finish(context, &mut output, status).await
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn identifies() {
        check(&[
            ("id", "", "uid=1000(user) gid=1000(user) groups=1000(user)\n"),
            ("id -u", "", "1000\n"),
            ("id -un", "", "user\n"),
            ("id -G user", "", "1000\n"),
            ("id root", "", "uid=0(root) gid=0(root) groups=0(root)\n"),
            ("id -uz", "", "1000\0"),
            ("groups", "", "user\n"),
            ("groups user root", "", "user : user\nroot : root\n"),
        ]);
        check_errors(&[
            ("id nope", 1, "id: ‘nope’: no such user\n"),
            ("id -n", 1, "id: cannot print only names or real IDs in default format\n"),
            ("id -ug", 1, "id: cannot print \"only\" of more than one choice\n"),
            ("groups nope", 1, "groups: ‘nope’: no such user\n"),
        ]);
    }
}
