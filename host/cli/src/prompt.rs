//! The prompt of an interactive session: the escapes of PS1.

use bashwit::{Error, Shell};

/// The first prompt, from PS1.
pub fn first(shell: &Shell) -> Result<String, Error> {
    let text = shell.variable("PS1")?.unwrap_or_else(|| br"\u@\h:\w\$ ".to_vec());
    let variable = |name: &str| -> Result<String, Error> {
        let value = shell.variable(name)?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&value).into_owned())
    };
    Ok(expand(
        &String::from_utf8_lossy(&text),
        &Names {
            user: variable("USER")?,
            host: variable("HOSTNAME")?,
            home: variable("HOME")?,
            cwd: shell.cwd()?,
        },
    ))
}

/// The prompt for more of an unfinished command, from PS2.
pub fn second(shell: &Shell) -> Result<String, Error> {
    let text = shell.variable("PS2")?.unwrap_or_else(|| b"> ".to_vec());
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// What the escapes stand for.
struct Names {
    user: String,
    host: String,
    home: String,
    cwd: String,
}

fn expand(text: &str, names: &Names) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('u') => out.push_str(&names.user),
            Some('h') => out.push_str(names.host.split('.').next().unwrap_or_default()),
            Some('H') => out.push_str(&names.host),
            Some('w') => out.push_str(&tilde(&names.cwd, &names.home)),
            Some('W') => {
                let short = tilde(&names.cwd, &names.home);
                let last = short.rsplit('/').next().filter(|last| !last.is_empty());
                out.push_str(last.unwrap_or(&short));
            }
            Some('$') => out.push(if names.user == "root" { '#' } else { '$' }),
            Some('s') => out.push_str("bash"),
            Some('v') => out.push_str("5.2"),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('e') => out.push('\u{1b}'),
            Some('\\') => out.push('\\'),
            // Marks around what takes no room: the line editor finds escape sequences itself.
            Some('[' | ']') => {}
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

fn tilde(cwd: &str, home: &str) -> String {
    match cwd.strip_prefix(home) {
        Some(rest) if !home.is_empty() && (rest.is_empty() || rest.starts_with('/')) => format!("~{rest}"),
        _ => cwd.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        let names = |cwd: &str| Names {
            user: "me".into(),
            host: "box.example".into(),
            home: "/home/me".into(),
            cwd: cwd.into(),
        };
        for (text, cwd, expected) in [
            (r"\u@\h:\w\$ ", "/home/me", "me@box:~$ "),
            (r"\H \w", "/home/me/a/b", "box.example ~/a/b"),
            (r"\W", "/home/me/a/b", "b"),
            (r"\W", "/home/me", "~"),
            (r"\W", "/", "/"),
            (r"\w", "/home/meagre", "/home/meagre"),
            (r"\[\e[1m\]x\\\q\", "/", "\u{1b}[1mx\\\\q\\"),
        ] {
            assert_eq!(expand(text, &names(cwd)), expected, "{text}");
        }
    }
}
