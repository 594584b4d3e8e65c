//! The end of one file: found backwards where the file can be searched, else by keeping what
//! may be the end while reading.

use super::{Amount, Tail};
use crate::filter::{Broken, Filter, Input};
use bashwit_kernel::{Errno, OpenFile};
use std::rc::Rc;

/// How much is searched at once, backwards.
const BLOCK: u64 = 16 * 1024;

/// Prints the wanted part of a file; afterwards its offset stands at its end.
pub(super) async fn print(filter: &mut Filter<'_>, input: &mut Input, tail: &Tail) -> Result<(), Broken> {
    let seekable = input.file().filter(|file| file.is_seekable()).cloned();
    match (tail.amount, seekable) {
        (Amount::AfterLines(count), _) => {
            skip_lines(filter, input, count, tail.delimiter).await;
            copy(filter, input).await
        }
        (Amount::AfterBytes(count), Some(file)) => {
            // An offset beyond the end reads nothing.
            let _ = file.seek(file.offset().saturating_add(count));
            copy(filter, input).await
        }
        (Amount::AfterBytes(count), None) => {
            skip_bytes(filter, input, count).await;
            copy(filter, input).await
        }
        (Amount::LastLines(count), Some(file)) => {
            match start_of_lines(&file, count, tail.delimiter).await {
                Ok(start) => {
                    let _ = file.seek(start);
                }
                Err(error) => {
                    filter.fail_read(&input.name, error).await;
                    return Ok(());
                }
            }
            copy(filter, input).await
        }
        (Amount::LastBytes(count), Some(file)) => {
            let end = file.metadata().map_or(0, |metadata| metadata.size);
            let _ = file.seek(end.saturating_sub(count).max(file.offset()));
            copy(filter, input).await
        }
        (Amount::LastLines(count), None) => stream_lines(filter, input, count, tail.delimiter).await,
        (Amount::LastBytes(count), None) => stream_bytes(filter, input, count).await,
    }
}

/// Copies everything that is left.
pub(super) async fn copy(filter: &mut Filter<'_>, input: &mut Input) -> Result<(), Broken> {
    loop {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            return Ok(());
        }
        filter.output.push(chunk);
        let length = chunk.len();
        input.reader.consume(length);
        filter.flush_if_full().await?;
    }
}

async fn skip_lines(filter: &mut Filter<'_>, input: &mut Input, count: u64, delimiter: u8) {
    let mut left = count;
    while left > 0 {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            return;
        }
        let wanted = usize::try_from(left - 1).unwrap_or(usize::MAX);
        let length = match memchr::memchr_iter(delimiter, chunk).nth(wanted) {
            Some(at) => {
                left = 0;
                at + 1
            }
            None => {
                left -= memchr::memchr_iter(delimiter, chunk).count() as u64;
                chunk.len()
            }
        };
        input.reader.consume(length);
    }
}

async fn skip_bytes(filter: &mut Filter<'_>, input: &mut Input, count: u64) {
    let mut left = count;
    while left > 0 {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            return;
        }
        let length = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        input.reader.consume(length);
        left -= length as u64;
    }
}

/// The offset at which the last lines begin, not before where the file stands now.
async fn start_of_lines(file: &Rc<OpenFile>, count: u64, delimiter: u8) -> Result<u64, Errno> {
    let first = file.offset();
    let size = file.metadata()?.size;
    if count == 0 || size <= first {
        return Ok(size.max(first));
    }
    let mut end = size;
    let mut left = count;
    let mut block = Vec::new();
    while end > first {
        let start = end.saturating_sub(BLOCK).max(first);
        block.clear();
        file.seek(start)?;
        let wanted = (end - start) as usize;
        while block.len() < wanted {
            let missing = wanted - block.len();
            if bashwit_kernel::io::read(file, &mut block, missing).await? == 0 {
                break;
            }
        }
        let mut searched = block.as_slice();
        // The delimiter that ends the last line begins none.
        if end == size && searched.last() == Some(&delimiter) {
            searched = searched.get(..searched.len() - 1).unwrap_or_default();
        }
        for at in memchr::memrchr_iter(delimiter, searched) {
            left -= 1;
            if left == 0 {
                return Ok(start + at as u64 + 1);
            }
        }
        end = start;
    }
    Ok(first)
}

/// Keeps the last lines; what lies before them goes as more is read.
async fn stream_lines(
    filter: &mut Filter<'_>,
    input: &mut Input,
    count: u64,
    delimiter: u8,
) -> Result<(), Broken> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    // How many delimiters are in the buffer.
    let (mut delimiters, mut searched) = (0, 0);
    while filter.more(input).await {
        let buffered = input.reader.buffered();
        delimiters += memchr::memchr_iter(delimiter, buffered.get(searched..).unwrap_or_default()).count();
        // Dropping costs a look at the whole buffer: not for every few bytes.
        let over = delimiters.saturating_sub(count.saturating_add(1));
        let length = match over {
            0 => 0,
            over if over * 2 < delimiters => 0,
            over => memchr::memchr_iter(delimiter, buffered).nth(over - 1).map_or(0, |at| at + 1),
        };
        if length > 0 {
            delimiters -= over;
        }
        searched = buffered.len() - length;
        input.reader.consume(length);
    }
    let buffered = input.reader.buffered();
    let whole = buffered.strip_suffix(&[delimiter]).unwrap_or(buffered);
    let start = match count {
        0 => buffered.len(),
        count => memchr::memrchr_iter(delimiter, whole).nth(count - 1).map_or(0, |at| at + 1),
    };
    filter.output.push(buffered.get(start..).unwrap_or_default());
    let length = buffered.len();
    input.reader.consume(length);
    Ok(())
}

async fn stream_bytes(filter: &mut Filter<'_>, input: &mut Input, count: u64) -> Result<(), Broken> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    loop {
        let more = filter.more(input).await;
        let over = input.reader.buffered().len().saturating_sub(count);
        input.reader.consume(over);
        if !more {
            break;
        }
    }
    let length = input.reader.buffered().len();
    filter.output.push(input.reader.buffered());
    input.reader.consume(length);
    Ok(())
}
