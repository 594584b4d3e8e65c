//! `tail -f`: looks at the files again and again and prints what they have got.

use super::{Follow, Tail, is_closed, last};
use crate::filter::{self, Broken, Filter, Input};
use bashwit_args::quoteaf;
use bashwit_kernel::Errno;

/// A file that is followed.
pub(super) struct Watched {
    name: Vec<u8>,
    /// `None` while the name leads nowhere.
    input: Option<Input>,
}

impl Watched {
    pub fn new(name: &[u8], input: Input) -> Self {
        Self { name: name.to_vec(), input: Some(input) }
    }

    pub fn missing(name: &[u8]) -> Self {
        Self { name: name.to_vec(), input: None }
    }

    /// Whether it can ever give more.
    fn is_endless(&self, tail: &Tail) -> bool {
        match &self.input {
            // A stream that ended stays ended.
            Some(input) => match input.reader.file() {
                Ok(file) => file.is_seekable(),
                Err(error) => !is_closed(error),
            },
            None => tail.retry,
        }
    }
}

/// Prints what is added until nothing can be added any more.
pub(super) async fn follow(
    filter: &mut Filter<'_>,
    tail: &Tail,
    mut watched: Vec<Watched>,
    headers: bool,
) -> Result<(), Broken> {
    let mut shown = watched.len().saturating_sub(1);
    watched.retain(|file| file.is_endless(tail));
    if watched.is_empty() {
        if filter.failed {
            filter.fail("no files remaining").await;
        }
        return Ok(());
    }
    filter.flush().await?;
    loop {
        for (index, file) in watched.iter_mut().enumerate() {
            if tail.follow == Some(Follow::Name) || file.input.is_none() {
                reopen(filter, file).await;
            }
            let Some(input) = &mut file.input else { continue };
            if truncated(input) {
                let message = [&bashwit_args::quotef_colon(&file.name)[..], b": file truncated"].concat();
                report(filter, &message).await;
            }
            if size(input).is_some_and(|size| offset(input) >= size) {
                continue;
            }
            if headers && std::mem::replace(&mut shown, index) != index {
                filter::header(&mut filter.output, &file.name, false);
            }
            let mut fresh = again(input);
            last::copy(filter, &mut fresh).await?;
            file.input = Some(fresh);
        }
        filter.flush().await?;
        let gone = |pid| filter.context.kernel.process(pid).is_none_or(|process| process.has_ended());
        if tail.pid.is_some_and(gone) {
            return Ok(());
        }
        pause(filter, tail.interval).await;
    }
}

/// A reader that has not seen the end yet.
fn again(input: &Input) -> Input {
    let file = input.file().cloned().ok_or(Errno::EBADF);
    Input::new(&input.name, bashwit_kernel::io::Reader::new(file))
}

async fn pause(filter: &Filter<'_>, seconds: f64) {
    let kernel = &filter.context.kernel;
    let span = (seconds * 1e9) as u64;
    kernel.sleep_until(kernel.system().monotonic().saturating_add(span)).await;
    kernel.yield_now().await;
}

fn size(input: &Input) -> Option<u64> {
    Some(input.file()?.metadata().ok()?.size)
}

fn offset(input: &Input) -> u64 {
    input.file().map_or(0, |file| file.offset())
}

/// Whether the file is shorter than what was read of it; it is read from the front then.
fn truncated(input: &Input) -> bool {
    match (size(input), input.file()) {
        (Some(size), Some(file)) if file.offset() > size => file.seek(0).is_ok(),
        _ => false,
    }
}

/// Looks at the name again: it may mean another file now.
async fn reopen(filter: &mut Filter<'_>, file: &mut Watched) {
    if file.name == b"-" {
        return;
    }
    let quoted = quoteaf(&file.name);
    let old = file.input.as_ref().and_then(|input| input.file()).and_then(|open| open.metadata().ok());
    match (filter.context.files().stat(&file.name), old) {
        (Ok(now), Some(old)) if now.inode == old.inode => {}
        (Ok(_), old) => {
            let Ok(reader) = filter.context.reader(&file.name).await else { return };
            file.input = Some(Input::new(&file.name, reader));
            let what: &[u8] = if old.is_some() { b" has been replaced" } else { b" has appeared" };
            report(filter, &[&quoted[..], what, b";  following new file"].concat()).await;
        }
        (Err(error), Some(_)) => {
            file.input = None;
            let parts = [&quoted[..], b" has become inaccessible: ", error.message().as_bytes()];
            report(filter, &parts.concat()).await;
        }
        (Err(_), None) => {}
    }
}

/// Says something that is no failure.
async fn report(filter: &mut Filter<'_>, message: &[u8]) {
    let failed = filter.failed;
    filter.fail(message).await;
    filter.failed = failed;
}
