//! `-c`: compares files with the checksums of an earlier run.

use super::{Algorithm, Sum, digest, escape};
use crate::filter::{Broken, Filter};
use bashwit_args::quotef_colon;

/// What `-c` says and how strict it is.
#[derive(Debug, Default)]
pub(super) struct Options {
    pub ignore_missing: bool,
    pub quiet: bool,
    pub status: bool,
    pub strict: bool,
    pub warn: bool,
}

/// How the lines of one list turned out.
#[derive(Debug, Default)]
struct Counts {
    proper: u64,
    improper: u64,
    unreadable: u64,
    wrong: u64,
    right: u64,
}

pub(super) async fn check_all(filter: &mut Filter<'_>, sum: &Sum, options: &Options) -> Result<(), Broken> {
    for list in &sum.files {
        check_list(filter, sum, options, list).await?;
    }
    Ok(())
}

async fn check_list(
    filter: &mut Filter<'_>,
    sum: &Sum,
    options: &Options,
    list: &[u8],
) -> Result<(), Broken> {
    let Some(mut input) = filter.open(list).await else { return Ok(()) };
    if input.file().and_then(|file| file.metadata().ok()).is_some_and(|metadata| metadata.is_dir()) {
        filter.fail([&quotef_colon(list)[..], b": read error"].concat()).await;
        return Ok(());
    }
    let shown: &[u8] = if list == b"-" { b"standard input" } else { list };
    let mut counts = Counts::default();
    let mut number = 0u64;
    loop {
        let Some(line) = filter.record(&mut input, b'\n').await else { break };
        let line = line.strip_suffix(b"\r").unwrap_or(line).to_vec();
        number += 1;
        if line.starts_with(b"#") {
            continue;
        }
        if line.is_empty() {
            continue;
        }
        match Line::parse(&line, sum.algorithm) {
            Some(line) => {
                counts.proper += 1;
                check_line(filter, sum, options, &line, &mut counts).await?;
            }
            None => {
                counts.improper += 1;
                if options.warn {
                    let tag = sum.algorithm.tag();
                    let place = format!(": {number}: improperly formatted {tag} checksum line");
                    warn(filter, &[&quotef_colon(shown)[..], place.as_bytes()].concat()).await;
                }
            }
        }
    }
    conclude(filter, options, shown, &counts).await;
    Ok(())
}

/// Says something that alone is no failure.
async fn warn(filter: &mut Filter<'_>, message: &[u8]) {
    let failed = filter.failed;
    filter.fail(message).await;
    filter.failed = failed;
}

async fn conclude(filter: &mut Filter<'_>, options: &Options, list: &[u8], counts: &Counts) {
    if counts.proper == 0 {
        filter
            .fail([&quotef_colon(list)[..], b": no properly formatted checksum lines found"].concat())
            .await;
        return;
    }
    if !options.status {
        let rows = [
            (counts.improper, "line is improperly formatted", "lines are improperly formatted"),
            (counts.unreadable, "listed file could not be read", "listed files could not be read"),
            (counts.wrong, "computed checksum did NOT match", "computed checksums did NOT match"),
        ];
        for (count, one, more) in rows {
            if count > 0 {
                let what = if count == 1 { one } else { more };
                warn(filter, format!("WARNING: {count} {what}").as_bytes()).await;
            }
        }
        if options.ignore_missing && counts.right == 0 {
            warn(filter, &[&quotef_colon(list)[..], b": no file was verified"].concat()).await;
        }
    }
    let verified = counts.right > 0 || !options.ignore_missing;
    let improper = options.strict && counts.improper > 0;
    filter.failed |= counts.wrong > 0 || counts.unreadable > 0 || improper || !verified;
}

async fn check_line(
    filter: &mut Filter<'_>,
    sum: &Sum,
    options: &Options,
    line: &Line,
    counts: &mut Counts,
) -> Result<(), Broken> {
    let name = &line.name;
    if options.ignore_missing && name != b"-" && !filter.context.files().exists(name) {
        return Ok(());
    }
    let found = match filter.open(name).await {
        Some(mut input) => digest(filter, &mut input, sum.algorithm).await,
        None => None,
    };
    let verdict: &[u8] = match found {
        None => {
            counts.unreadable += 1;
            b"FAILED open or read"
        }
        Some(digest) if digest == line.digest => {
            counts.right += 1;
            if options.quiet {
                return Ok(());
            }
            b"OK"
        }
        Some(_) => {
            counts.wrong += 1;
            b"FAILED"
        }
    };
    if !options.status {
        let special = name.contains(&b'\n') || name.contains(&b'\r') || name.contains(&b'\\') && line.escaped;
        let shown = if special { [b"\\", &escape(name)[..]].concat() } else { name.clone() };
        let out = filter.output.buffer();
        out.extend_from_slice(&shown);
        out.extend_from_slice(b": ");
        out.extend_from_slice(verdict);
        out.push(b'\n');
    }
    filter.flush_if_full().await
}

/// A line of a list.
struct Line {
    digest: Vec<u8>,
    name: Vec<u8>,
    /// The name had escapes.
    escaped: bool,
}

impl Line {
    fn parse(line: &[u8], algorithm: Algorithm) -> Option<Line> {
        let line = line.trim_ascii_start();
        let (escaped, line) = match line.strip_prefix(b"\\") {
            Some(line) => (true, line),
            None => (false, line),
        };
        let (digest, name) = Self::bsd(line, algorithm).or_else(|| Self::usual(line, algorithm))?;
        let name = if escaped { unescape(name)? } else { name.to_vec() };
        Some(Line { digest: read_hexadecimal(digest, algorithm)?, name, escaped })
    }

    /// `MD5 (NAME) = DIGEST`.
    fn bsd(line: &[u8], algorithm: Algorithm) -> Option<(&[u8], &[u8])> {
        let rest = line.strip_prefix(algorithm.tag().as_bytes())?;
        let rest = rest.strip_prefix(b" ").unwrap_or(rest).strip_prefix(b"(")?;
        let end = memchr::memrchr(b')', rest)?;
        let digest = rest.get(end + 1..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii();
        Some((digest, rest.get(..end)?))
    }

    /// `DIGEST  NAME`, `DIGEST *NAME`.
    fn usual(line: &[u8], algorithm: Algorithm) -> Option<(&[u8], &[u8])> {
        let (digest, rest) = line.split_at_checked(2 * algorithm.size())?;
        let rest = rest.strip_prefix(b" ").or_else(|| rest.strip_prefix(b"\t"))?;
        let name = match rest {
            [b' ' | b'*', name @ ..] => name,
            name => name,
        };
        (!name.is_empty()).then_some((digest, name))
    }
}

fn read_hexadecimal(text: &[u8], algorithm: Algorithm) -> Option<Vec<u8>> {
    if text.len() != 2 * algorithm.size() {
        return None;
    }
    let digit = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
    text.chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

fn unescape(name: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = name.iter();
    while let Some(&byte) = rest.next() {
        out.push(match byte {
            b'\\' => match rest.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b'\\' => b'\\',
                _ => return None,
            },
            byte => byte,
        });
    }
    Some(out)
}
