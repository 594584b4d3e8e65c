//! `-printf` and `-ls`.

use super::{Found, type_letter};
use crate::ls::kind_letter;
use crate::mode::letters;
use crate::paths::trim;
use bashwit_datetime::{self as datetime, Zone};
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Context, Datetime, FileKind};

/// A file by a format of `-printf`; `root` is the operand that it lies below.
pub(super) fn render(context: &Context, format: &[u8], found: &Found, root: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = format.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let letter = format.get(at).copied();
                at += 1;
                match letter {
                    Some(b'n') => out.push(b'\n'),
                    Some(b't') => out.push(b'\t'),
                    Some(b'0') => out.push(0),
                    Some(b'\\') => out.push(b'\\'),
                    Some(b'r') => out.push(b'\r'),
                    Some(b'c') => return out,
                    Some(other) => out.extend([b'\\', other]),
                    None => out.push(b'\\'),
                }
            }
            b'%' => {
                let start = at;
                while format.get(at).is_some_and(|byte| b"-0123456789 #+".contains(byte)) {
                    at += 1;
                }
                let width = &format[start..at];
                let letter = format.get(at).copied().unwrap_or(b'%');
                at += 1;
                let time_letter =
                    if matches!(letter, b'T' | b'A' | b'C') { format.get(at).copied() } else { None };
                at += usize::from(time_letter.is_some());
                let text = directive(context, letter, time_letter, found, root);
                out.extend(pad(text, width));
            }
            _ => out.push(byte),
        }
    }
    out
}

fn pad(text: Vec<u8>, width: &[u8]) -> Vec<u8> {
    let left = width.first() == Some(&b'-');
    let digits = std::str::from_utf8(width).unwrap_or("").trim_start_matches(['-', '+', ' ', '#']);
    let fill = digits.parse::<usize>().unwrap_or(0).min(4096).saturating_sub(text.len());
    let blanks = vec![b' '; fill];
    if left { [text, blanks].concat() } else { [blanks, text].concat() }
}

fn directive(context: &Context, letter: u8, time_letter: Option<u8>, found: &Found, root: &[u8]) -> Vec<u8> {
    let metadata = &found.metadata;
    let base = base_name(trim(&found.path));
    let time = |time: Datetime| match time_letter {
        Some(b'@') => format!("{}.{:09}0", time.seconds, time.nanoseconds).into_bytes(),
        Some(b'S') => datetime::shown(b"%S.%N0", time, &Zone::of(context)),
        Some(b'T') => datetime::shown(b"%T.%N0", time, &Zone::of(context)),
        Some(b'+') => datetime::shown(b"%F+%T.%N0", time, &Zone::of(context)),
        Some(letter) => datetime::shown(&[b'%', letter], time, &Zone::of(context)),
        None => Vec::new(),
    };
    let number = |value: u64| value.to_string().into_bytes();
    match letter {
        b'p' => found.path.clone(),
        b'f' => base.to_vec(),
        b'h' => {
            let head = found.path.strip_suffix(base).unwrap_or(&found.path);
            if head.is_empty() { b".".to_vec() } else { trim(head).to_vec() }
        }
        b'P' => found
            .path
            .strip_prefix(root)
            .map_or(Vec::new(), |rest| rest.strip_prefix(b"/").unwrap_or(rest).to_vec()),
        b'H' => root.to_vec(),
        b's' => number(metadata.size),
        b'b' => number(metadata.size.div_ceil(4096) * 8),
        b'k' => number(metadata.size.div_ceil(4096) * 4),
        b'm' => format!("{:o}", metadata.mode).into_bytes(),
        b'M' => format!("{}{}", kind_letter(metadata.kind), letters(metadata.mode)).into_bytes(),
        b'y' | b'Y' => vec![type_letter(metadata.kind)],
        b'd' => number(found.depth as u64),
        b'i' => number(metadata.inode),
        b'n' => number(metadata.links),
        b'u' | b'g' => context.kernel.user().as_bytes().to_vec(),
        b'U' | b'G' => b"1000".to_vec(),
        b'l' => context.files().read_link(&found.path).unwrap_or_default().into_bytes(),
        b'T' => time(metadata.modified),
        b'A' => time(metadata.accessed),
        b'C' => time(metadata.changed),
        b't' => datetime::shown(b"%a %b %e %T.%N0 %Y", metadata.modified, &Zone::of(context)),
        b'%' => b"%".to_vec(),
        other => vec![b'%', other],
    }
}

/// A file as `-ls` shows it.
pub(super) fn list(context: &Context, found: &Found, now: i64) -> Vec<u8> {
    let metadata = &found.metadata;
    let user = context.kernel.user();
    let blocks = metadata.size.div_ceil(4096) * 4;
    let mut line = format!(
        "{:9} {blocks:6} {}{} {:3} {user:8} {user:8} {:8} ",
        metadata.inode,
        kind_letter(metadata.kind),
        letters(metadata.mode),
        metadata.links,
        metadata.size,
    )
    .into_bytes();
    line.extend(datetime::listing(metadata.modified, now, None, &Zone::of(context)));
    line.push(b' ');
    line.extend_from_slice(&found.path);
    if metadata.kind == FileKind::SymbolicLink {
        let target = context.files().read_link(&found.path).unwrap_or_default();
        line.extend_from_slice(format!(" -> {target}").as_bytes());
    }
    line.push(b'\n');
    line
}
