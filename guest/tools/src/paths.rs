//! Paths as tools combine them: a name in a directory, the target of `cp`, `mv` and `ln`.

use bashwit_args::{Stop, Synopsis, quoteaf};
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Context, Metadata};

/// A name in a directory.
pub(crate) fn join(directory: &[u8], name: &[u8]) -> Vec<u8> {
    let slash: &[u8] = if directory.is_empty() || directory.ends_with(b"/") { b"" } else { b"/" };
    [directory, slash, name].concat()
}

/// A path without slashes at its end.
pub(crate) fn trim(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|&byte| byte != b'/').map_or(path.len().min(1), |at| at + 1);
    &path[..end]
}

/// A source and its target.
pub(crate) type Pair = (Vec<u8>, Vec<u8>);

/// Where the sources go.
#[derive(Debug, Clone, Default)]
pub(crate) struct Targets {
    /// `-t DIRECTORY`.
    pub directory: Option<Vec<u8>>,
    /// `-T`: the last operand is never a directory to put things into.
    pub plain: bool,
}

impl Targets {
    /// Pairs each source with its target; where that cannot be, it is told why.
    pub async fn pairs_or_report(&self, context: &Context, operands: &[Vec<u8>]) -> Option<Vec<Pair>> {
        match self.pairs(context, operands) {
            Ok(pairs) => Some(pairs),
            Err(message) => {
                context.error(message).await;
                None
            }
        }
    }

    /// Pairs each source with its target; an error is for standard error.
    pub fn pairs(&self, context: &Context, operands: &[Vec<u8>]) -> Result<Vec<Pair>, Vec<u8>> {
        let is_dir = |path: &[u8]| context.files().stat(path).is_ok_and(|metadata| metadata.is_dir());
        let into = |directory: &[u8], sources: &[Vec<u8>]| {
            sources.iter().map(|source| (source.clone(), join(directory, base_name(trim(source))))).collect()
        };
        if let Some(directory) = &self.directory {
            if !is_dir(directory) {
                return Err([b"target directory ", &*quoteaf(directory), b": Not a directory"].concat());
            }
            return Ok(into(directory, operands));
        }
        let Some((last, sources)) = operands.split_last() else { return Ok(Vec::new()) };
        if !self.plain && is_dir(last) {
            return Ok(into(last, sources));
        }
        if sources.len() > 1 {
            return Err([b"target ", &*quoteaf(last), b": ", reason(context, last)].concat());
        }
        Ok(sources.iter().map(|source| (source.clone(), last.clone())).collect())
    }

    /// Checks the number of operands, worded as GNU does.
    pub fn check(&self, synopsis: &Synopsis, operands: &[Vec<u8>]) -> Result<(), Stop> {
        match operands {
            [] => Err(synopsis.usage_error("missing file operand")),
            [one] if self.directory.is_none() => {
                Err(synopsis
                    .usage_error([b"missing destination file operand after ", &*quoteaf(one)].concat()))
            }
            [_, _, extra, ..] if self.plain => {
                Err(synopsis.usage_error([b"extra operand ", &*quoteaf(extra)].concat()))
            }
            _ => Ok(()),
        }
    }
}

fn reason(context: &Context, path: &[u8]) -> &'static [u8] {
    if context.files().exists(path) { b"Not a directory" } else { b"No such file or directory" }
}

/// What is known of the file of `--reference`; else a message.
pub(crate) fn reference(context: &Context, path: &[u8]) -> Result<Metadata, Vec<u8>> {
    context.files().stat(path).map_err(|error| {
        [b"failed to get attributes of ", &*quoteaf(path), b": ", error.message().as_bytes()].concat()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        assert_eq!(join(b"a", b"b"), b"a/b");
        assert_eq!(join(b"/", b"b"), b"/b");
        assert_eq!(trim(b"a//"), b"a");
        assert_eq!(trim(b"//"), b"/");
    }
}
