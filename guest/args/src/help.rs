//! The text of `--help`, laid out as GNU's.

use crate::{OptionSpec, Style, Synopsis};

/// The widest spelling that still has its description on the same line.
const WIDEST: usize = 28;

/// The usage lines.
pub(crate) fn usage(synopsis: &Synopsis) -> String {
    let mut text = String::new();
    for (i, line) in synopsis.usage.iter().enumerate() {
        let lead = if i == 0 { "Usage: " } else { "  or:  " };
        text.push_str(&format!("{lead}{} {line}\n", synopsis.name));
    }
    text
}

/// The whole help text.
pub(crate) fn text(synopsis: &Synopsis) -> String {
    if synopsis.style == Style::Builtin {
        return builtin(synopsis);
    }
    let mut text = usage(synopsis);
    text.push_str(synopsis.summary);
    text.push_str("\n\n");
    let standard =
        [("help", "display this help and exit"), ("version", "output version information and exit")];
    let rows: Vec<(String, &str)> = synopsis
        .options
        .iter()
        .filter(|spec| !spec.hidden)
        .map(|spec| (left(spec), spec.help))
        .chain(
            standard
                .iter()
                .filter(|(name, _)| !synopsis.options.iter().any(|spec| spec.longs.contains(name)))
                .map(|(name, help)| (format!("      --{name}"), *help)),
        )
        .collect();
    let widest = rows.iter().map(|row| row.0.len()).filter(|&w| w <= WIDEST).max().unwrap_or(0);
    for (left, help) in &rows {
        row(&mut text, left, help, widest);
    }
    if !synopsis.footer.is_empty() {
        text.push('\n');
        text.push_str(synopsis.footer);
        text.push('\n');
    }
    text
}

/// What `NAME --help` prints for a builtin.
fn builtin(synopsis: &Synopsis) -> String {
    let mut text = String::new();
    for usage in synopsis.usage {
        text.push_str(&format!("{}: {usage}\n", synopsis.name));
    }
    for line in synopsis.summary.lines() {
        text.push_str(&format!("    {line}\n"));
    }
    let shown: Vec<&OptionSpec> = synopsis.options.iter().filter(|spec| !spec.hidden).collect();
    if !shown.is_empty() {
        text.push_str("    \n    Options:\n");
    }
    for spec in shown {
        let mut lines = spec.help.lines();
        text.push_str(&format!("      {}\t{}\n", spec.spelling, lines.next().unwrap_or("")));
        for line in lines {
            text.push_str(&format!("    \t\t{line}\n"));
        }
    }
    text
}

fn left(spec: &OptionSpec) -> String {
    let indent = if spec.spelling.starts_with("--") { "      " } else { "  " };
    format!("{indent}{}", spec.spelling)
}

fn row(text: &mut String, left: &str, help: &str, widest: usize) {
    text.push_str(left);
    for (i, line) in help.lines().enumerate() {
        let used = if i == 0 { left.len() } else { 0 };
        if i > 0 || used > widest {
            text.push('\n');
        }
        let used = if used > widest { 0 } else { used };
        let column = if i == 0 { widest + 2 } else { widest + 4 };
        text.extend(std::iter::repeat_n(' ', column - used));
        text.push_str(line);
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use crate::{Synopsis, flag, hidden};

    #[test]
    fn layout() {
        const TOOL: Synopsis = Synopsis::gnu(
            "tool",
            &["[OPTION]... FILE", "-x"],
            "Does it.",
            &[
                flag("-a", "all of it"),
                flag("-n, --lines=NUM", "NUM lines,\nno more"),
                flag("--a-very-long-name-of-an-option=VALUE", "long"),
                hidden("-NUM"),
            ],
        )
        .footer("Bye.");
        let want = "Usage: tool [OPTION]... FILE\n  or:  tool -x\nDoes it.\n\n  -a               all of it\n  -n, --lines=NUM  NUM lines,\n                     no more\n      --a-very-long-name-of-an-option=VALUE\n                   long\n      --help       display this help and exit\n      --version    output version information and exit\n\nBye.\n";
        let stop = TOOL.parse(&["--help"]).next_option().unwrap_err();
        assert_eq!(String::from_utf8(stop.text()).unwrap(), want);
        assert!(stop.stdout && stop.status == 0);
        let stop = TOOL.parse(&["--vers"]).next_option().unwrap_err();
        assert_eq!(stop.text(), b"tool (bashwit) 0.1.0\n");
    }

    #[test]
    fn builtin_help() {
        const PWD: Synopsis =
            Synopsis::builtin("pwd", &["pwd [-LP]"], "Print it.", &[flag("-L", "logical\npath")]);
        let stop = PWD.parse(&["--help"]).next_option().unwrap_err();
        let want = "pwd: pwd [-LP]\n    Print it.\n    \n    Options:\n      -L\tlogical\n    \t\tpath\n";
        assert_eq!(String::from_utf8(stop.text()).unwrap(), want);
        assert_eq!((stop.stdout, stop.status), (true, 2));
    }
}
