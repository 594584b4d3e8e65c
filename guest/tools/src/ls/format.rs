//! How a listing stands on the page.

use super::entry::Entry;
use super::{Layout, Ls};
use crate::mode::letters;
use bashwit_datetime::{self as datetime, Zone};
use bashwit_kernel::io::Writer;
use bashwit_kernel::{Context, FileKind, Metadata};

/// Writes entries; `total` where they are the content of a directory.
pub(super) fn list(context: &Context, ls: &Ls, entries: &[Entry], output: &mut Writer, total: bool) {
    if total && (ls.layout == Layout::Long || ls.blocks) {
        let sum: u64 = entries.iter().map(blocks).sum();
        let text = if ls.human { human(sum * 1024) } else { sum.to_string() };
        output.push(format!("total {text}\n").as_bytes());
    }
    match ls.layout {
        Layout::Long => long(context, ls, entries, output),
        Layout::Single => {
            for entry in entries {
                output.push(&cell(ls, entry, entries));
                output.push(b"\n");
            }
        }
        Layout::Commas => commas(ls, entries, output),
        Layout::Columns | Layout::Across => columns(ls, entries, output),
    }
}

/// Allocated blocks of 1024 bytes: whole blocks of 4096.
fn blocks(entry: &Entry) -> u64 {
    match entry.metadata.kind {
        FileKind::Regular | FileKind::Directory => entry.metadata.size.div_ceil(4096) * 4,
        _ => 0,
    }
}

/// A size as `-h` shows it.
pub(crate) fn human(bytes: u64) -> String {
    let mut value = bytes as f64;
    for unit in ["", "K", "M", "G", "T", "P"] {
        if value < 1024.0 {
            return match unit {
                "" => format!("{bytes}"),
                _ if value < 10.0 => format!("{:.1}{unit}", (value * 10.0).ceil() / 10.0),
                _ => format!("{:.0}{unit}", value.ceil()),
            };
        }
        value /= 1024.0;
    }
    format!("{value:.0}E")
}

fn indicator(ls: &Ls, entry: &Entry) -> &'static [u8] {
    match entry.metadata.kind {
        FileKind::Directory if ls.classify || ls.slash => b"/",
        FileKind::SymbolicLink if ls.classify => b"@",
        FileKind::Fifo if ls.classify => b"|",
        FileKind::Regular if ls.classify && entry.metadata.mode & 0o111 != 0 => b"*",
        _ => b"",
    }
}

fn shown(ls: &Ls, entry: &Entry) -> Vec<u8> {
    let mut name = Vec::with_capacity(entry.name.len());
    for &byte in &entry.name {
        match byte {
            b'"' | b'\\' if ls.quote => name.extend([b'\\', byte]),
            b'\\' | b' ' if ls.escape && !ls.quote => name.extend([b'\\', byte]),
            b'\n' if ls.quote || ls.escape => name.extend_from_slice(b"\\n"),
            b'\t' if ls.quote || ls.escape => name.extend_from_slice(b"\\t"),
            0..=31 | 127 if ls.quote || ls.escape => name.extend(format!("\\{byte:03o}").bytes()),
            0..=31 | 127 if ls.hide => name.push(b'?'),
            _ => name.push(byte),
        }
    }
    if ls.quote {
        name.insert(0, b'"');
        name.push(b'"');
    }
    if ls.color {
        name = colored(entry, name);
    }
    name
}

/// GNU's default colours.
fn colored(entry: &Entry, name: Vec<u8>) -> Vec<u8> {
    let code = match entry.metadata.kind {
        FileKind::Directory if entry.metadata.mode & 0o1002 == 0o1002 => "30;42",
        FileKind::Directory => "01;34",
        FileKind::SymbolicLink => "01;36",
        FileKind::Fifo => "40;33",
        FileKind::CharacterDevice => "40;33;01",
        FileKind::Regular if entry.metadata.mode & 0o111 != 0 => "01;32",
        FileKind::Regular => return name,
    };
    [b"\x1b[0m\x1b[", code.as_bytes(), b"m", &name, b"\x1b[0m"].concat()
}

/// A name with what `-i` and `-s` put before it.
fn cell(ls: &Ls, entry: &Entry, all: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    if ls.inode {
        let width = all.iter().map(|entry| entry.metadata.inode.to_string().len()).max().unwrap_or(0);
        out.extend(format!("{:width$} ", entry.metadata.inode).bytes());
    }
    if ls.blocks {
        let size =
            |entry: &Entry| if ls.human { human(blocks(entry) * 1024) } else { blocks(entry).to_string() };
        let width = all.iter().map(|entry| size(entry).len()).max().unwrap_or(0);
        out.extend(format!("{:>width$} ", size(entry)).bytes());
    }
    out.extend(shown(ls, entry));
    out.extend_from_slice(indicator(ls, entry));
    out
}

/// What stat(1) calls a kind of file.
pub(crate) fn kind_name(metadata: &Metadata) -> &'static str {
    match metadata.kind {
        FileKind::Regular if metadata.size == 0 => "regular empty file",
        FileKind::Regular => "regular file",
        FileKind::Directory => "directory",
        FileKind::SymbolicLink => "symbolic link",
        FileKind::Fifo => "fifo",
        FileKind::CharacterDevice => "character special file",
    }
}

/// The letter of a kind, as `-l` begins with it.
pub(crate) fn kind_letter(kind: FileKind) -> char {
    match kind {
        FileKind::Regular => '-',
        FileKind::Directory => 'd',
        FileKind::SymbolicLink => 'l',
        FileKind::Fifo => 'p',
        FileKind::CharacterDevice => 'c',
    }
}

fn long(context: &Context, ls: &Ls, entries: &[Entry], output: &mut Writer) {
    let user = if ls.numeric { "1000".to_owned() } else { context.kernel.user().to_string() };
    let size =
        |entry: &Entry| if ls.human { human(entry.metadata.size) } else { entry.metadata.size.to_string() };
    let size_width = entries.iter().map(|entry| size(entry).len()).max().unwrap_or(0);
    let link_width = entries.iter().map(|entry| entry.metadata.links.to_string().len()).max().unwrap_or(0);
    let now = context.kernel.system().wall_clock().seconds;
    let zone = Zone::of(context);
    for entry in entries {
        let metadata = &entry.metadata;
        let mut line = Vec::new();
        let prefixed =
            Ls { quote: ls.quote, inode: ls.inode, blocks: ls.blocks, human: ls.human, ..Ls::default() };
        let nameless = Entry { name: Vec::new(), ..entry.clone() };
        let before = cell(&Ls { quote: false, ..prefixed }, &nameless, entries);
        line.extend_from_slice(&before);
        line.extend(
            format!(
                "{}{} {:link_width$}",
                kind_letter(metadata.kind),
                letters(metadata.mode),
                metadata.links
            )
            .bytes(),
        );
        if !ls.no_owner {
            line.extend(format!(" {user}").bytes());
        }
        if !ls.no_group {
            line.extend(format!(" {user}").bytes());
        }
        line.extend(format!(" {:>size_width$} ", size(entry)).bytes());
        line.extend(datetime::listing(entry.time(ls.time), now, ls.style.as_deref(), &zone));
        line.push(b' ');
        line.extend(shown(ls, entry));
        if metadata.kind == FileKind::SymbolicLink {
            if let Ok(target) = context.files().read_link(&entry.path) {
                line.extend(format!(" -> {target}").bytes());
            }
        } else {
            line.extend_from_slice(indicator(ls, entry));
        }
        line.push(b'\n');
        output.push(&line);
    }
}

fn commas(ls: &Ls, entries: &[Entry], output: &mut Writer) {
    let mut column = 0;
    for (at, entry) in entries.iter().enumerate() {
        let cell = cell(ls, entry, entries);
        let last = at + 1 == entries.len();
        if at > 0 {
            if column + 2 + cell.len() + usize::from(!last) >= ls.width {
                output.push(b",\n");
                column = 0;
            } else {
                output.push(b", ");
                column += 2;
            }
        }
        column += cell.len();
        output.push(&cell);
    }
    if !entries.is_empty() {
        output.push(b"\n");
    }
}

fn width(cell: &[u8]) -> usize {
    String::from_utf8_lossy(cell).chars().count()
}

fn columns(ls: &Ls, entries: &[Entry], output: &mut Writer) {
    let cells: Vec<Vec<u8>> = entries.iter().map(|entry| cell(ls, entry, entries)).collect();
    let across = ls.layout == Layout::Across;
    let count = cells.len();
    let place = |row: usize, column: usize, rows: usize, columns: usize| {
        if across { row * columns + column } else { column * rows + row }
    };
    // The most columns that fit.
    let fits = |columns: usize| {
        let rows = count.div_ceil(columns);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let column_cells = (0..rows).filter_map(|row| cells.get(place(row, column, rows, columns)));
                column_cells.map(|cell| width(cell)).max().unwrap_or(0) + 2
            })
            .collect();
        (widths.iter().sum::<usize>().saturating_sub(2) < ls.width).then_some((rows, widths))
    };
    let Some((rows, widths)) = (1..=count).rev().find_map(fits).or_else(|| Some((count, vec![0]))) else {
        return;
    };
    for row in 0..rows {
        for (column, column_width) in widths.iter().enumerate() {
            let Some(cell) = cells.get(place(row, column, rows, widths.len())) else { continue };
            output.push(cell);
            if column + 1 < widths.len() && cells.get(place(row, column + 1, rows, widths.len())).is_some() {
                output.push(&b" ".repeat(column_width.saturating_sub(width(cell))));
            }
        }
        output.push(b"\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (bytes, want) in
            [(0, "0"), (1023, "1023"), (1024, "1.0K"), (1500, "1.5K"), (20_000, "20K"), (5 << 20, "5.0M")]
        {
            assert_eq!(human(bytes), want, "{bytes}");
        }
    }
}
