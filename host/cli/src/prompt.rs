//! The prompts of an interactive session, expanded by the shell itself.

use bashwit::{Error, Shell};

/// What the prompts are where nobody has set them.
const DEFAULTS: [(&str, &str); 2] = [("PS1", r"\u@\h:\w\$ "), ("PS2", "> ")];

/// Gives the prompt variables their values.
pub fn set(shell: &Shell) -> Result<(), Error> {
    for (name, value) in DEFAULTS {
        if shell.variable(name)?.is_none() {
            shell.set_variable(name, value, false)?;
        }
    }
    Ok(())
}

/// The first prompt.
pub fn first(shell: &Shell) -> Result<String, Error> {
    text(shell, "PS1")
}

/// The prompt for more of an unfinished command.
pub fn second(shell: &Shell) -> Result<String, Error> {
    text(shell, "PS2")
}

/// A prompt that goes on too long, or forever, is none.
fn text(shell: &Shell, name: &str) -> Result<String, Error> {
    match shell.prompt(name) {
        Ok(text) => Ok(String::from_utf8_lossy(&text).into_owned()),
        Err(Error::Stopped { .. }) => Ok("$ ".to_owned()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts() {
        let shell = Shell::builder().user("me").hostname("box.example").build().unwrap();
        set(&shell).unwrap();
        assert_eq!((first(&shell).unwrap(), second(&shell).unwrap()), ("me@box:~$ ".into(), "> ".into()));
        shell.run(r"PS1='\[\e[1m\]\W$?$(echo +)\q ${x:-none}> '; cd /usr/bin; false").unwrap();
        assert_eq!(first(&shell).unwrap(), "\u{1b}[1mbin1+\\q none> ");
        // It leaves nothing behind.
        assert_eq!(shell.run("echo $?").unwrap().stdout, b"1\n");
        // What cannot be expanded stays as it is, as in bash.
        shell.run("PS1='${x:?gone}'").unwrap();
        assert_eq!(first(&shell).unwrap(), "${x:?gone}");
        shell.run("PS1=; unset PS2; readonly PS1").unwrap();
        assert_eq!((first(&shell).unwrap(), second(&shell).unwrap()), (String::new(), String::new()));
    }
}
