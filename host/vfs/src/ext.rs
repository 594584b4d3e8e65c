//! What embedders want beyond the single calls: whole trees at once, with errors for people.

use crate::{DirEntry, Error, ErrorCode, FileSystem, Metadata, Usage, path};

/// Whole-tree operations on any file system.
pub trait FileSystemExt: FileSystem {
    /// Whether the path leads to something (links are followed).
    fn exists(&self, path: &str) -> bool {
        self.stat(path).is_ok()
    }

    /// Makes a directory and every missing one above it, with mode 0o755.
    fn create_dir_all(&self, path: &str) -> Result<(), Error> {
        let fail = |code: ErrorCode, path: &str| code.at("create_dir_all", path);
        match self.stat(path) {
            Ok(metadata) if metadata.is_dir() => return Ok(()),
            Ok(_) => return Err(fail(ErrorCode::NotDirectory, path)),
            Err(ErrorCode::NoEntry) => {}
            Err(code) => return Err(fail(code, path)),
        }
        let ends = path.char_indices().skip(1).filter(|(_, letter)| *letter == '/').map(|(at, _)| at);
        for end in ends.chain([path.len()]) {
            let prefix = path.get(..end).unwrap_or(path);
            match self.create_dir(prefix, 0o755) {
                // A read-only tree may complain before it sees that the name is taken.
                Ok(()) | Err(ErrorCode::Exist) => {}
                Err(_) if self.stat(prefix).is_ok_and(|metadata| metadata.is_dir()) => {}
                Err(code) => return Err(fail(code, prefix)),
            }
        }
        Ok(())
    }

    /// Removes a file, or a directory with all that it holds. A missing path is no error.
    fn remove_all(&self, path: &str) -> Result<(), Error> {
        let fail = |code: ErrorCode, path: &str| code.at("remove_all", path);
        match self.stat_link(path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return self.remove_file(path).map_err(|code| fail(code, path)),
            Err(ErrorCode::NoEntry | ErrorCode::NotDirectory) => return Ok(()),
            Err(code) => return Err(fail(code, path)),
        }
        // Each directory is met twice: to empty it, and then to remove it.
        let mut left = vec![(path.to_owned(), false)];
        while let Some((directory, emptied)) = left.pop() {
            if emptied {
                if directory != "/" {
                    self.remove_dir(&directory).map_err(|code| fail(code, &directory))?;
                }
                continue;
            }
            let entries = self.read_dir(&directory).map_err(|code| fail(code, &directory))?;
            left.push((directory.clone(), true));
            for DirEntry { name, metadata } in entries {
                let child = path::join(&directory, &name);
                if metadata.is_dir() {
                    left.push((child, false));
                } else {
                    self.remove_file(&child).map_err(|code| fail(code, &child))?;
                }
            }
        }
        Ok(())
    }

    /// Visits `path` and all below it, parents first, names in order; links are not followed.
    /// The visitor says whether to go on below a directory.
    fn walk(&self, path: &str, visit: &mut dyn FnMut(&str, &Metadata) -> bool) -> Result<(), Error> {
        let fail = |code: ErrorCode, path: &str| code.at("walk", path);
        let metadata = self.stat_link(path).map_err(|code| fail(code, path))?;
        let mut left = vec![(path.to_owned(), metadata)];
        while let Some((path, metadata)) = left.pop() {
            if visit(&path, &metadata) && metadata.is_dir() {
                let entries = self.read_dir(&path).map_err(|code| fail(code, &path))?;
                left.extend(
                    entries.into_iter().rev().map(|entry| (path::join(&path, &entry.name), entry.metadata)),
                );
            }
        }
        Ok(())
    }

    /// How much the tree holds: as it counts itself, or else by a walk over all of it.
    fn measure(&self) -> Result<Usage, Error> {
        if let Some(usage) = self.usage() {
            return Ok(usage);
        }
        let mut usage = Usage::default();
        let mut seen = std::collections::HashSet::new();
        self.walk("/", &mut |path, metadata| {
            usage.files += u64::from(path != "/");
            if !metadata.is_dir() && (metadata.links < 2 || seen.insert(metadata.inode)) {
                usage.bytes = usage.bytes.saturating_add(metadata.size);
            }
            true
        })?;
        Ok(usage)
    }

    /// Copies `path` and all below it to `target` of another tree, links as links. Names that
    /// exist there are replaced, directories merged.
    fn copy_tree(&self, path: &str, other: &dyn FileSystem, target: &str) -> Result<(), Error> {
        let mut paths = Vec::new();
        self.walk(path, &mut |path, metadata| {
            paths.push((path.to_owned(), *metadata));
            true
        })?;
        for (source, metadata) in paths {
            let rest = path::below(&source, path).unwrap_or("/");
            let to = path::join(target, rest.trim_start_matches('/'));
            let to = if to.len() > 1 { to.trim_end_matches('/') } else { &to };
            crate::copy::entry(self, &source, &metadata, other, to)
                .map_err(|code| code.at("copy_tree", &source))?;
        }
        Ok(())
    }
}

impl<T: FileSystem + ?Sized> FileSystemExt for T {}
