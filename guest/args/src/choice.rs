//! Values from a fixed list, abbreviated where clear (`--color=al`), as gnulib's `argmatch`.

use crate::quote::quote;
use crate::{Stop, Synopsis};

/// The index of the group in `groups` (synonyms stand together) that `value` names.
///
/// # Errors
/// `invalid argument ‘x’ for ‘--color’` with the list of valid ones.
pub fn choose(synopsis: &Synopsis, option: &str, value: &[u8], groups: &[&[&str]]) -> Result<usize, Stop> {
    let exact = groups.iter().position(|group| group.iter().any(|name| name.as_bytes() == value));
    if let Some(index) = exact {
        return Ok(index);
    }
    let mut candidates = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| group.iter().any(|name| name.as_bytes().starts_with(value)))
        .map(|(index, _)| index);
    let problem = match (candidates.next(), candidates.next()) {
        (Some(index), None) => return Ok(index),
        (None, _) => "invalid",
        _ => "ambiguous",
    };
    let mut message = format!("{problem} argument ").into_bytes();
    message.extend(quote(value));
    message.extend_from_slice(b" for ");
    message.extend(quote(option.as_bytes()));
    let mut list = String::from("Valid arguments are:\n");
    for group in groups {
        let names: Vec<String> = group.iter().map(|name| format!("‘{name}’")).collect();
        list.push_str(&format!("  - {}\n", names.join(", ")));
    }
    let mut stop = synopsis.usage_error(message);
    stop.status = 1;
    stop.trailer.splice(0..0, list.bytes());
    Err(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LS: Synopsis = Synopsis::gnu("ls", &["[FILE]..."], "", &[]).status(2);
    const WHEN: &[&[&str]] = &[&["always", "yes", "force"], &["never", "no", "none"]];

    #[test]
    fn choices() {
        let rows: &[(&str, Result<usize, &str>)] = &[
            ("always", Ok(0)),
            ("y", Ok(0)),
            ("no", Ok(1)),
            ("n", Ok(1)),
            (
                "x",
                Err(
                    "ls: invalid argument ‘x’ for ‘--color’\nValid arguments are:\n  - ‘always’, ‘yes’, ‘force’\n  - ‘never’, ‘no’, ‘none’\nTry 'ls --help' for more information.\n",
                ),
            ),
            (
                "",
                Err(
                    "ls: ambiguous argument ‘’ for ‘--color’\nValid arguments are:\n  - ‘always’, ‘yes’, ‘force’\n  - ‘never’, ‘no’, ‘none’\nTry 'ls --help' for more information.\n",
                ),
            ),
        ];
        for (value, want) in rows {
            let got = choose(&LS, "--color", value.as_bytes(), WHEN);
            let got = got.map_err(|stop| String::from_utf8(stop.text()).unwrap());
            assert_eq!(got.as_ref().map_err(String::as_str), want.as_ref().map_err(|e| *e), "{value}");
        }
    }
}
