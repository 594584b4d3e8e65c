//! `od [OPTION]... [FILE]...`: shows bytes as numbers and characters.
//!
//! Floating-point numbers have 4 or 8 bytes. Exit status: 1 where a file fails or an argument
//! is wrong.

use crate::filter::{Broken, Filter};
use crate::frame;
use crate::joined::Source;
use bashwit_kernel::{Context, ExitStatus};

mod dump;
mod options;
mod types;

use dump::Dump;
use options::Od;

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, options::parse, run).await
}

async fn run(context: &Context, od: Od) -> ExitStatus {
    let mut filter = Filter::new(context);
    if let Some(warning) = &od.warning {
        context.error(warning).await;
    }
    let mut source = Source::new(od.files.clone());
    if source.skip(&mut filter, od.skip).await < od.skip {
        filter.fail("cannot skip past end of combined input").await;
        return filter.finish(Ok(())).await;
    }
    let result = match od.strings {
        Some(least) => strings(&mut filter, &od, &mut source, least).await,
        None => dump(&mut filter, &od, &mut source).await,
    };
    filter.finish(result).await
}

async fn dump(filter: &mut Filter<'_>, od: &Od, source: &mut Source) -> Result<(), Broken> {
    let mut dump = Dump::new(od);
    let mut left = od.limit.unwrap_or(u64::MAX);
    let mut block = Vec::new();
    loop {
        block.clear();
        let wanted = od.width.min(usize::try_from(left).unwrap_or(usize::MAX));
        source.take(filter, wanted, &mut block).await;
        if block.is_empty() {
            break;
        }
        left -= block.len() as u64;
        dump.block(&block, filter.output.buffer());
        filter.flush_if_full().await?;
    }
    if source.opened || od.limit == Some(0) {
        dump.end(filter.output.buffer());
    }
    Ok(())
}

/// `-S`: printable characters, at least so many, up to a NUL.
async fn strings(filter: &mut Filter<'_>, od: &Od, source: &mut Source, least: usize) -> Result<(), Broken> {
    let mut offset = od.skip;
    let end = od.limit.map_or(u64::MAX, |limit| od.skip.saturating_add(limit));
    let mut text = Vec::new();
    while offset < end && source.fill(filter).await {
        let chunk = source.buffered();
        let usable = chunk.len().min(usize::try_from(end - offset).unwrap_or(usize::MAX));
        for &byte in chunk.get(..usable).unwrap_or_default() {
            offset += 1;
            if matches!(byte, b' '..=b'~') {
                text.push(byte);
                continue;
            }
            if byte == 0 && text.len() >= least {
                let start = offset - 1 - text.len() as u64;
                let out = filter.output.buffer();
                if od.radix.address(start, out) > 0 {
                    out.push(b' ');
                }
                out.append(&mut text);
                out.push(b'\n');
            }
            text.clear();
        }
        source.consume(usable);
        filter.flush_if_full().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn dumps() {
        check(&[
            ("od", "abcd", "0000000 061141 062143\n0000004\n"),
            ("od -c", "a\n\0\u{e9}", "0000000   a  \\n  \\0 303 251\n0000005\n"),
            ("od -An -tx1", "abc", " 61 62 63\n"),
            (
                "od -A d -t u1z -w4",
                "abcde",
                "0000000  97  98  99 100  >abcd<\n0000004 101              >e<\n0000005\n",
            ),
            ("od -Ax -ta -tx2", "a ", "000000   a  sp\n          2061\n000002\n"),
            ("od -An -td4 -N4 -j1", "x\u{1}\0\0\0y", "           1\n"),
            ("od -An -tx2 --endian=big", "ab", " 6162\n"),
            ("od -An -v -w1 -tx1", "aa", " 61\n 61\n"),
            ("od -w2 -tx1", "aaaaaab", "0000000 61 61\n*\n0000006 62\n0000007\n"),
            ("od -S3", "abc\0d\0efgh\0", "0000000 abc\n0000006 efgh\n"),
            ("od -An -tf4", "\0\0\0@", "               2\n"),
        ]);
    }

    #[test]
    fn failures() {
        check_errors(&[
            ("od -tq", 1, "od: invalid character 'q' in type string ‘q’\n"),
            ("od -j5", 1, "od: cannot skip past end of combined input\n"),
        ]);
    }
}
