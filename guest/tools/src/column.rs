//! `column [OPTION]... [FILE]...` (util-linux): puts lines into columns, or words into a table.
//!
//! Tables are as wide as they are: nothing is cut or wrapped, `-T`, `-W` and `-E` change
//! nothing. Without `-c` and `COLUMNS` a line has 80 columns.

use crate::filter::{self, Filter};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, hidden, parse_size};
use bashwit_kernel::{Context, ExitStatus};
use bstr::ByteSlice;
use std::ops::ControlFlow;
use unicode_width::UnicodeWidthStr;

const COLUMN: Synopsis = Synopsis::gnu(
    "column",
    &["[options] [<file>...]"],
    "Columnate lists.",
    &[
        flag("-t, --table", "create a table"),
        flag("-n, --table-name=NAME", "table name for JSON output"),
        flag("-O, --table-order=COLUMNS", "specify order of output columns"),
        flag("-N, --table-columns=NAMES", "comma separated columns names"),
        flag("-l, --table-columns-limit=NUM", "maximal number of input columns"),
        flag("-E, --table-noextreme=COLUMNS", "don't count long text from the columns to column width"),
        flag("-d, --table-noheadings", "don't print header"),
        flag("-e, --table-header-repeat", "repeat header for each page"),
        flag("-H, --table-hide=COLUMNS", "don't print the columns"),
        flag("-R, --table-right=COLUMNS", "right align text in these columns"),
        flag("-T, --table-truncate=COLUMNS", "truncate text in the columns when necessary"),
        flag("-W, --table-wrap=COLUMNS", "wrap text in the columns when necessary"),
        flag("-L, --keep-empty-lines", "don't ignore empty lines"),
        flag("-J, --json", "use JSON output format for table"),
        flag("-c, --output-width=WIDTH", "width of output in number of characters"),
        flag("-o, --output-separator=STRING", "columns separator for table output (default is two spaces)"),
        flag("-s, --separator=STRING", "possible table delimiters"),
        flag("-x, --fillrows", "fill rows before columns"),
        hidden("--table-empty-lines"),
        hidden("--columns=WIDTH"),
    ],
);

#[derive(Default)]
struct Column {
    table: bool,
    json: bool,
    table_name: Option<Vec<u8>>,
    names: Vec<Vec<u8>>,
    order: Vec<Vec<u8>>,
    hide: Vec<Vec<u8>>,
    right: Vec<Vec<u8>>,
    limit: Option<usize>,
    no_headings: bool,
    keep_empty: bool,
    width: Option<usize>,
    output_separator: Option<Vec<u8>>,
    separator: Option<Vec<u8>>,
    fill_rows: bool,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Column, Stop> {
    let mut column = Column::default();
    let mut parsed = COLUMN.parse(args);
    while let Some(option) = parsed.next_option()? {
        let value = option.value;
        let list = || value.split(|&byte| byte == b',').map(<[u8]>::to_vec).collect();
        let number = |what: &str| {
            let found = parse_size(value, 0..=u64::from(u32::MAX)).ok().filter(|&number| number > 0);
            let invalid = || COLUMN.failure([what.as_bytes(), b": '", value, b"'"].concat());
            found.and_then(|number| usize::try_from(number).ok()).ok_or_else(invalid)
        };
        match option.id {
            "table" => column.table = true,
            "table-name" => column.table_name = Some(value.to_vec()),
            "table-order" => column.order = list(),
            "table-columns" => column.names = list(),
            "table-columns-limit" => column.limit = Some(number("failed to parse columns limit")?),
            "table-noheadings" => column.no_headings = true,
            "table-hide" => column.hide = list(),
            "table-right" => column.right = list(),
            "keep-empty-lines" | "table-empty-lines" => column.keep_empty = true,
            "json" => (column.json, column.table) = (true, true),
            "output-width" | "columns" => column.width = Some(number("invalid columns argument")?),
            "output-separator" => column.output_separator = Some(value.to_vec()),
            "separator" => column.separator = Some(value.to_vec()),
            "fillrows" => column.fill_rows = true,
            _ => {}
        }
    }
    if column.json && column.names.is_empty() {
        return Err(COLUMN.failure("option --table-columns required for --json"));
    }
    let for_tables = [&column.names, &column.order, &column.hide, &column.right];
    if !column.table && for_tables.iter().any(|list| !list.is_empty()) {
        return Err(COLUMN.failure("option --table required for all --table-*"));
    }
    column.files = filter::files(parsed.into_operands());
    Ok(column)
}

async fn run(context: &Context, column: Column) -> ExitStatus {
    let mut filter = Filter::new(context);
    let mut text = Vec::new();
    for name in &column.files {
        if let Some(mut input) = filter.open(name).await {
            text.extend(filter.rest(&mut input).await);
            if !text.is_empty() && !text.ends_with(b"\n") {
                text.push(b'\n');
            }
        }
    }
    let lines: Vec<&[u8]> = text
        .split_inclusive(|&byte| byte == b'\n')
        .map(|line| line.strip_suffix(b"\n").unwrap_or(line))
        .filter(|line| column.keep_empty || !line.trim_ascii().is_empty())
        .collect();
    let measure = Measure { utf8: context.is_utf8() };
    if column.table {
        if let Err(message) = column.table(&lines, measure, filter.output.buffer()) {
            filter.fail(message).await;
        }
    } else {
        let variable = context.var("COLUMNS").and_then(|text| parse_size(text, 1..=u64::from(u32::MAX)).ok());
        let width = column.width.or(variable.and_then(|width| usize::try_from(width).ok())).unwrap_or(80);
        column.fill(&lines, width, measure, filter.output.buffer());
    }
    filter.finish(Ok(())).await
}

/// How wide texts are.
#[derive(Clone, Copy)]
struct Measure {
    utf8: bool,
}

impl Measure {
    fn width(self, text: &[u8]) -> usize {
        if !self.utf8 || text.is_ascii() { text.len() } else { text.to_str_lossy().width() }
    }
}

/// Fills up with tabs to a column.
fn tabs(at: &mut usize, end: usize, out: &mut Vec<u8>) {
    while (*at + 8) & !7 <= end {
        out.push(b'\t');
        *at = (*at + 8) & !7;
    }
}

impl Column {
    /// Lines in columns.
    fn fill(&self, lines: &[&[u8]], width: usize, measure: Measure, out: &mut Vec<u8>) {
        let longest = lines.iter().map(|line| measure.width(line)).max().unwrap_or(0);
        if lines.is_empty() {
            return;
        }
        if longest >= width {
            lines.iter().for_each(|line| out.extend_from_slice(&[line, &b"\n"[..]].concat()));
            return;
        }
        let step = (longest + 8) & !7;
        let columns = (width / step).max(1);
        let rows = lines.len().div_ceil(columns);
        for row in 0..rows {
            let (mut at, mut end) = (0, step);
            for column in 0..columns {
                let index = if self.fill_rows { row * columns + column } else { column * rows + row };
                let Some(line) = lines.get(index) else { break };
                if column > 0 {
                    tabs(&mut at, end, out);
                    end += step;
                }
                out.extend_from_slice(line);
                at += measure.width(line);
            }
            out.push(b'\n');
        }
    }

    /// The cells of a line.
    fn cells<'l>(&self, line: &'l [u8]) -> Vec<&'l [u8]> {
        let mut cells = Vec::new();
        let mut rest = line;
        let blanks = self.separator.is_none();
        let is_separator = |byte: &u8| match &self.separator {
            Some(separators) => separators.contains(byte),
            None => matches!(byte, b' ' | b'\t'),
        };
        if blanks {
            rest = rest.get(rest.iter().take_while(|byte| is_separator(byte)).count()..).unwrap_or_default();
            if rest.is_empty() {
                return cells;
            }
        }
        loop {
            let last = self.limit.is_some_and(|limit| cells.len() + 1 >= limit);
            let Some(at) = rest.iter().position(is_separator).filter(|_| !last) else {
                cells.push(rest);
                return cells;
            };
            let (cell, tail) = rest.split_at(at);
            cells.push(cell);
            rest = tail.get(1..).unwrap_or_default();
            let next_is_last = self.limit.is_some_and(|limit| cells.len() + 1 >= limit);
            if blanks && !next_is_last {
                let skip = rest.iter().take_while(|byte| is_separator(byte)).count();
                rest = rest.get(skip..).unwrap_or_default();
                if rest.is_empty() {
                    return cells;
                }
            }
        }
    }

    /// Which columns a list of numbers and names means; `0` means all.
    fn chosen(&self, list: &[Vec<u8>], count: usize) -> Result<Vec<usize>, Vec<u8>> {
        let mut chosen = Vec::new();
        for item in list {
            if let Some(at) = self.names.iter().position(|name| name == item) {
                chosen.push(at);
            } else if item == b"0" {
                chosen.extend(0..count);
            } else if item == b"-" {
                chosen.extend(self.names.len()..count);
            } else if let Ok(number) = parse_size(item, 1..=u64::from(u32::MAX)) {
                chosen.extend(usize::try_from(number - 1).ok().filter(|&at| at < count));
            } else {
                return Err([b"undefined column name '", &item[..], b"'"].concat());
            }
        }
        Ok(chosen)
    }

    fn table(&self, lines: &[&[u8]], measure: Measure, out: &mut Vec<u8>) -> Result<(), Vec<u8>> {
        let rows: Vec<Vec<&[u8]>> = lines.iter().map(|line| self.cells(line)).collect();
        let count = rows.iter().map(Vec::len).max().unwrap_or(0).max(self.names.len());
        if lines.is_empty() && !self.json {
            return Ok(());
        }
        let hidden = self.chosen(&self.hide, count)?;
        let right = self.chosen(&self.right, count)?;
        let mut order = self.chosen(&self.order, count)?;
        let rest: Vec<usize> = (0..count).filter(|at| !order.contains(at)).collect();
        order.extend(rest);
        order.retain(|at| !hidden.contains(at));
        if self.json {
            return self.json(&rows, &order, out);
        }
        let mut all: Vec<Vec<&[u8]>> = Vec::new();
        if !self.names.is_empty() && !self.no_headings {
            all.push(self.names.iter().map(Vec::as_slice).collect());
        }
        all.extend(rows);
        let mut widths = vec![0; count];
        for row in &all {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(measure.width(cell));
            }
        }
        let separator = self.output_separator.as_deref().unwrap_or(b"  ");
        for row in &all {
            for (place, &at) in order.iter().enumerate() {
                let cell = row.get(at).copied().unwrap_or_default();
                let missing = widths.get(at).copied().unwrap_or(0).saturating_sub(measure.width(cell));
                let fill = std::iter::repeat_n(b' ', missing);
                if cell.is_empty() && place + 1 == order.len() {
                    continue;
                }
                if right.contains(&at) {
                    out.extend(fill);
                    out.extend_from_slice(cell);
                } else {
                    out.extend_from_slice(cell);
                    if place + 1 < order.len() {
                        out.extend(fill);
                    }
                }
                if place + 1 < order.len() {
                    out.extend_from_slice(separator);
                }
            }
            out.push(b'\n');
        }
        Ok(())
    }

    fn json(&self, rows: &[Vec<&[u8]>], order: &[usize], out: &mut Vec<u8>) -> Result<(), Vec<u8>> {
        let nameless = rows.iter().enumerate().try_for_each(|(line, row)| match row.get(self.names.len()) {
            Some(_) => ControlFlow::Break((line + 1, self.names.len() + 1)),
            None => ControlFlow::Continue(()),
        });
        if let ControlFlow::Break((line, column)) = nameless {
            let message = format!("line {line}: for JSON the name of the column {column} is required");
            return Err(message.into_bytes());
        }
        let name = self.table_name.as_deref().unwrap_or(b"table");
        out.extend_from_slice(b"{\n   ");
        quoted(name, out);
        out.extend_from_slice(b": [");
        for (line, row) in rows.iter().enumerate() {
            out.extend_from_slice(if line == 0 { b"\n      {\n" } else { b",{\n" });
            for (place, &at) in order.iter().enumerate() {
                out.extend_from_slice(b"         ");
                quoted(self.names.get(at).map_or(&b""[..], |name| name), out);
                out.extend_from_slice(b": ");
                match row.get(at) {
                    Some(cell) if !cell.is_empty() => quoted(cell, out),
                    _ => out.extend_from_slice(b"null"),
                }
                out.extend_from_slice(if place + 1 < order.len() { b",\n" } else { b"\n" });
            }
            out.extend_from_slice(b"      }");
        }
        out.extend_from_slice(b"\n   ]\n}\n");
        Ok(())
    }
}

/// A string of JSON.
fn quoted(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for &byte in text {
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\r' => out.extend_from_slice(b"\\r"),
            8 => out.extend_from_slice(b"\\b"),
            12 => out.extend_from_slice(b"\\f"),
            0..=31 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn tables() {
        let text = "a bb ccc\ndddd e f\n\ng  h\n";
        check(&[
            ("column -t", text, "a     bb  ccc\ndddd  e   f\ng     h   \n"),
            ("column -t -o '|'", text, "a   |bb|ccc\ndddd|e |f\ng   |h |\n"),
            ("column -t -R 1,2", text, "   a  bb  ccc\ndddd   e  f\n   g   h  \n"),
            ("column -t -N A,B,C -H B", text, "A     C\na     ccc\ndddd  f\ng     \n"),
            ("column -t -O 3,1", text, "ccc  a     bb\nf    dddd  e\n     g     h\n"),
            ("column -t -l 2", text, "a     bb ccc\ndddd  e f\ng      h\n"),
            ("column -t -s:", "a:b::c\n:x\n", "a  b    c\n   x    \n"),
            ("column -ts,", "é,x\nab,y\n", "é   x\nab  y\n"),
            ("column -t", "", ""),
            (
                "column -J -N a,b -n t",
                "1 x\n\\\n",
                "{\n   \"t\": [\n      {\n         \"a\": \"1\",\n         \"b\": \"x\"\n      },{\n         \"a\": \"\\\\\",\n         \"b\": null\n      }\n   ]\n}\n",
            ),
        ]);
    }

    #[test]
    fn columns() {
        check(&[
            ("column -c 20", "1\n2\n3\n", "1\t3\n2\n"),
            ("column -x -c 20", "1\n2\n3\n", "1\t2\n3\n"),
            ("column", "  a\nb  \n\n c d\n", "  a\tb  \t c d\n"),
            ("column -c 10", "aaaaaaaaaaaaaaaaaa\nb\n", "aaaaaaaaaaaaaaaaaa\nb\n"),
        ]);
        check_errors(&[
            ("column none", 1, "column: none: No such file or directory\n"),
            ("column -J", 1, "column: option --table-columns required for --json\n"),
        ]);
    }
}
