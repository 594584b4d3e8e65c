//! `chown` and `chgrp [OPTION]... OWNER FILE...`: all files belong to the one user and group
//! that there are, and to no others; so it only checks, and tells what stays as it is.

use crate::frame;
use crate::paths::{self, join};
use bashwit_args::{OptionSpec, Stop, Synopsis, flag, quote, quoteaf};
use bashwit_kernel::{Context, ExitStatus};

const OPTIONS: &[OptionSpec] = &[
    flag("-c, --changes", "like verbose but report only when a change is made"),
    flag("-f, --silent, --quiet", "suppress most error messages"),
    flag("-v, --verbose", "output a diagnostic for every file processed"),
    flag("--dereference", "affect the referent of each symbolic link (this is the default)"),
    flag("-h, --no-dereference", "affect symbolic links instead of any referenced file"),
    flag("--from=CURRENT_OWNER:CURRENT_GROUP", "change only what belongs to them"),
    flag("--no-preserve-root", "do not treat '/' specially (the default)"),
    flag("--preserve-root", "fail to operate recursively on '/'"),
    flag("--reference=RFILE", "use RFILE's owner and group"),
    flag("-R, --recursive", "operate on files and directories recursively"),
    flag("-H", "traverse a symbolic link to a directory on the command line"),
    flag("-L", "traverse every symbolic link to a directory"),
    flag("-P", "do not traverse any symbolic links (default)"),
];
const CHOWN: Synopsis = Synopsis::gnu(
    "chown",
    &["[OPTION]... [OWNER][:[GROUP]] FILE...", "[OPTION]... --reference=RFILE FILE..."],
    "Change the owner and/or group of each FILE to OWNER and/or GROUP.",
    OPTIONS,
);
const CHGRP: Synopsis = Synopsis::gnu(
    "chgrp",
    &["[OPTION]... GROUP FILE...", "[OPTION]... --reference=RFILE FILE..."],
    "Change the group of each FILE to GROUP.",
    OPTIONS,
);

#[derive(Default)]
struct Chown {
    group_only: bool,
    quiet: bool,
    verbose: bool,
    recursive: bool,
    reference: Option<Vec<u8>>,
    owner: Vec<u8>,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, |args| parse(args, &CHOWN), run).await
}

/// `chgrp`.
pub(crate) mod chgrp {
    use super::{CHGRP, Context, ExitStatus, frame, parse, run};

    pub(crate) async fn main(context: Context) -> ExitStatus {
        frame::run(context, |args| parse(args, &CHGRP), run).await
    }
}

fn parse(args: &[Vec<u8>], synopsis: &Synopsis) -> Result<Chown, Stop> {
    let mut chown = Chown { group_only: synopsis.name == "chgrp", ..Chown::default() };
    let mut parsed = synopsis.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "silent" => chown.quiet = true,
            "verbose" => chown.verbose = true,
            "recursive" => chown.recursive = true,
            "reference" => chown.reference = Some(option.value.to_vec()),
            _ => {}
        }
    }
    let mut operands = parsed.into_operands().into_iter().map(<[u8]>::to_vec);
    if chown.reference.is_none() {
        chown.owner = operands.next().ok_or_else(|| synopsis.missing_operand(None))?;
    }
    chown.files = operands.collect();
    if chown.files.is_empty() {
        let last = chown.reference.is_none().then_some(&chown.owner[..]);
        return Err(synopsis.missing_operand(last));
    }
    Ok(chown)
}

impl Chown {
    /// The user and the group that are asked for.
    fn wanted(&self) -> [Option<&[u8]>; 2] {
        let some = |name: &'_ [u8]| !name.is_empty();
        let owner = &self.owner[..];
        if self.group_only {
            return [None, Some(owner).filter(|name| some(name))];
        }
        let separator =
            owner.iter().position(|&byte| byte == b':').or(owner.iter().position(|&byte| byte == b'.'));
        let (user, group) = match separator {
            Some(at) => (&owner[..at], owner.get(at + 1..).unwrap_or_default()),
            None => (owner, &[][..]),
        };
        [Some(user).filter(|name| some(name)), Some(group).filter(|name| some(name))]
    }

    /// What is changed to, for messages; an error is for standard error.
    fn check(&self, user_name: &str) -> Result<Change, Vec<u8>> {
        let known = |name: &[u8]| name == user_name.as_bytes() || name == b"1000";
        let other = |name: &[u8]| name == b"root" || name.iter().all(u8::is_ascii_digit);
        let [user, group] = self.wanted();
        for (name, what) in [(user, &b"invalid user: "[..]), (group, b"invalid group: ")] {
            if name.is_some_and(|name| !known(name) && !other(name)) {
                // A user followed by nothing means the user's own group.
                let what =
                    if self.owner.ends_with(b":") && !self.group_only { b"invalid spec: " } else { what };
                return Err([what, &*quote(&self.owner)].concat());
            }
        }
        let permitted = [user, group].into_iter().flatten().all(known);
        Ok(Change { user: user.is_some(), group: group.is_some(), permitted })
    }
}

/// A change that is asked for.
#[derive(Debug, Clone, Copy)]
struct Change {
    user: bool,
    group: bool,
    /// It changes nothing.
    permitted: bool,
}

async fn run(context: &Context, chown: Chown) -> ExitStatus {
    let user = context.kernel.user();
    let change = match &chown.reference {
        Some(reference) => paths::reference(context, reference).map(|_| Change {
            user: !chown.group_only,
            group: true,
            permitted: true,
        }),
        None => chown.check(&user),
    };
    let change = match change {
        Ok(change) => change,
        Err(message) => {
            context.error(message).await;
            return ExitStatus::FAILURE;
        }
    };
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    let what = if change.user || !chown.group_only && !change.group { "ownership" } else { "group" };
    for name in &chown.files {
        let mut stack = vec![name.clone()];
        while let Some(path) = stack.pop() {
            let result = match context.files().stat_link(&path) {
                Ok(metadata) => {
                    if chown.recursive && metadata.is_dir() {
                        let entries = context.files().read_dir(&path).unwrap_or_default();
                        stack.extend(entries.iter().rev().map(|entry| join(&path, entry.name.as_bytes())));
                    }
                    let problem = format!("changing {what} of ").into_bytes();
                    if change.permitted {
                        Ok(())
                    } else {
                        Err([&problem, &*quoteaf(&path), b": Operation not permitted"].concat())
                    }
                }
                Err(error) => {
                    Err([b"cannot access ", &*quoteaf(&path), b": ", error.message().as_bytes()].concat())
                }
            };
            match result {
                Ok(()) if chown.verbose => {
                    let owner = match (change.user, change.group) {
                        (true, true) => format!("{user}:{user}"),
                        _ => user.to_string(),
                    };
                    let text = format!(" retained as {owner}\n");
                    output.push(&[what.as_bytes(), b" of ", &*quoteaf(&path), text.as_bytes()].concat());
                }
                Ok(()) => {}
                Err(message) => {
                    status = ExitStatus::FAILURE;
                    if !chown.quiet {
                        // A broken standard output shows again at the end.
                        let _ = output.flush().await;
                        context.error(message).await;
                    }
                }
            }
        }
    }
    frame::finish(context, &mut output, status).await
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn checks() {
        let fixture = testing::fixture().file("f", b"").file("d/e", b"");
        testing::check_on(
            &fixture,
            &[
                ("chown user f", "", ""),
                ("chown -v user:user f", "", "ownership of 'f' retained as user:user\n"),
                ("chgrp -v 1000 f", "", "group of 'f' retained as user\n"),
                (
                    "chown -Rv user d",
                    "",
                    "ownership of 'd' retained as user\nownership of 'd/e' retained as user\n",
                ),
            ],
        );
        let output = testing::run(&fixture, "chown root f", "");
        assert_eq!(output.err(), "chown: changing ownership of 'f': Operation not permitted\n");
        let hint = "Try 'chown --help' for more information.\n";
        testing::check_errors(&[
            ("chown", 1, &format!("chown: missing operand\n{hint}")),
            ("chown user", 1, &format!("chown: missing operand after ‘user’\n{hint}")),
            ("chown nope f", 1, "chown: invalid user: ‘nope’\n"),
            ("chown :nope f", 1, "chown: invalid group: ‘:nope’\n"),
            ("chgrp nope f", 1, "chgrp: invalid group: ‘nope’\n"),
            ("chown user none", 1, "chown: cannot access 'none': No such file or directory\n"),
        ]);
    }
}
