//! `tac [OPTION]... [FILE]...`: writes the records of each file in reverse order.
//!
//! Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quotef_colon};
use bashwit_kernel::{Context, Errno, ExitStatus};
use bashwit_pattern::regex::{Flags, Regex, Syntax};

const TAC: Synopsis = Synopsis::gnu(
    "tac",
    &["[OPTION]... [FILE]..."],
    "Write each FILE to standard output, last line first.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-b, --before", "attach the separator before instead of after"),
        flag("-r, --regex", "interpret the separator as a regular expression"),
        flag("-s, --separator=STRING", "use STRING as the separator instead of newline"),
    ],
);

struct Tac {
    files: Vec<Vec<u8>>,
    before: bool,
    separator: Separator,
}

enum Separator {
    Byte(u8),
    Text(Vec<u8>),
    Regex(Box<Regex>),
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Tac, Stop> {
    let (mut before, mut regex, mut separator) = (false, false, b"\n".to_vec());
    let mut args = TAC.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "before" => before = true,
            "regex" => regex = true,
            _ => separator = option.value.to_vec(),
        }
    }
    let files = filter::files(args.into_operands());
    let separator = if regex {
        if separator.is_empty() {
            return Err(TAC.failure("separator cannot be empty"));
        }
        let flags = Flags { newline: true, ..Flags::default() };
        match Regex::new(&basic(&separator), Syntax::Basic, flags) {
            Ok(regex) => Separator::Regex(Box::new(regex)),
            Err(error) => return Err(TAC.failure(error.to_string())),
        }
    } else {
        match separator[..] {
            [] => Separator::Byte(0),
            [byte] => Separator::Byte(byte),
            _ => Separator::Text(separator),
        }
    };
    Ok(Tac { files, before, separator })
}

/// The syntax of Emacs, which GNU's has here, as a basic expression: `+` and `?` repeat.
fn basic(regex: &[u8]) -> Vec<u8> {
    let mut basic = Vec::new();
    let mut rest = regex.iter();
    let mut bracket = false;
    while let Some(&byte) = rest.next() {
        match byte {
            b'\\' if !bracket => {
                let escaped = rest.next().copied();
                basic.extend(Some(b'\\').filter(|_| !matches!(escaped, Some(b'+' | b'?'))));
                basic.extend(escaped);
                continue;
            }
            b'+' | b'?' if !bracket => basic.push(b'\\'),
            b'[' => bracket = true,
            b']' => bracket = false,
            _ => {}
        }
        basic.push(byte);
    }
    basic
}

fn read_error(name: &[u8], error: Errno) -> Vec<u8> {
    [&quotef_colon(name)[..], b": read error: ", error.message().as_bytes()].concat()
}

fn cannot_open(name: &[u8], error: Errno) -> Vec<u8> {
    let name = bashwit_args::quoteaf(name);
    [b"failed to open ", &name[..], b" for reading: ", error.message().as_bytes()].concat()
}

async fn run(context: &Context, tac: Tac) -> ExitStatus {
    let mut filter = Filter::new(context).wording(cannot_open, read_error);
    let result = reverse_all(&mut filter, &tac).await;
    filter.finish(result).await
}

async fn reverse_all(filter: &mut Filter<'_>, tac: &Tac) -> Result<(), Broken> {
    for name in &tac.files {
        let Some(mut input) = filter.open(name).await else { continue };
        let text = filter.rest(&mut input).await;
        let mut cuts = match tac.cuts(&text) {
            Ok(cuts) => cuts,
            Err(message) => {
                filter.fail(message).await;
                continue;
            }
        };
        let mut end = text.len();
        while let Some(cut) = cuts.pop() {
            filter.output.push(text.get(cut..end).unwrap_or_default());
            end = cut;
            filter.flush_if_full().await?;
        }
        filter.output.push(text.get(..end).unwrap_or_default());
    }
    Ok(())
}

impl Tac {
    /// Where records begin, without the first one.
    fn cuts(&self, text: &[u8]) -> Result<Vec<usize>, String> {
        let edge = |start: usize, length: usize| if self.before { start } else { start + length };
        let mut cuts: Vec<usize> = match &self.separator {
            Separator::Byte(byte) => memchr::memchr_iter(*byte, text).map(|at| edge(at, 1)).collect(),
            Separator::Text(separator) => self.backwards(text, separator),
            Separator::Regex(regex) => self.matches(text, regex)?,
        };
        cuts.retain(|&cut| cut > 0 && cut < text.len());
        Ok(cuts)
    }

    /// Separators that overlap count from the end of the text.
    fn backwards(&self, text: &[u8], separator: &[u8]) -> Vec<usize> {
        let mut cuts = Vec::new();
        let finder = memchr::memmem::FinderRev::new(separator);
        let mut end = text.len();
        while let Some(at) = finder.rfind(text.get(..end).unwrap_or_default()) {
            cuts.push(if self.before { at } else { at + separator.len() });
            end = at;
        }
        cuts.reverse();
        cuts
    }

    /// As GNU's, each match is the last one that begins before the one behind it, and it does
    /// not reach into that one.
    fn matches(&self, text: &[u8], regex: &Regex) -> Result<Vec<usize>, String> {
        let mut cuts = Vec::new();
        let mut end = text.len();
        let mut at = end;
        while at > 0 {
            at -= 1;
            let before = text.get(..end).unwrap_or_default();
            let found = regex.find_at(before, at, false).map_err(|error| error.to_string())?;
            if let Some(found) = found.filter(|found| found.start == at && found.end > at) {
                cuts.push(if self.before { found.start } else { found.end });
                end = at;
            }
        }
        cuts.reverse();
        Ok(cuts)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn rows() {
        check(&[
            ("tac", "a\nb\nc\n", "c\nb\na\n"),
            ("tac", "a\nb", "ba\n"),
            ("tac -b", "a\nb\n", "\n\nba"),
            ("tac -s:", "a:b:c", "cb:a:"),
            ("tac -s::", "a::b::", "b::a::"),
            ("tac -rs x+", "axxbxc", "cbxxax"),
            ("tac -rs '[0-9]'", "a1b2c3", "c3b2a1"),
        ]);
        check_errors(&[("tac no", 1, "tac: failed to open 'no' for reading: No such file or directory\n")]);
    }
}
