//! `vfs`: the guest's `fs` and `file` are file systems and files of `bashwit-vfs`. Paths and
//! bytes are read where they lie in the guest's memory.

use crate::bindings::vfs::{self, ErrorCode};
use crate::state::{OpenFile, State, Tree};
use bashwit_vfs::{File, FileKind, FileSystem, OpenFlags, ReadOnlyFs};
use std::sync::Arc;
use wasmtime::component::{Linker, LinkerInstance, Resource, ResourceType, WasmList, WasmStr};
use wasmtime::{Result, StoreContextMut, bail};

type Store<'a> = StoreContextMut<'a, State>;
type Answer<T> = Result<(Result<T, ErrorCode>,)>;

pub fn link(linker: &mut Linker<State>) -> Result<()> {
    let mut vfs = linker.instance("bashwit:shell/vfs@0.1.0")?;
    vfs.resource("fs", ResourceType::host::<Tree>(), |mut store, number| {
        store.data_mut().trees.remove(number);
        Ok(())
    })?;
    vfs.resource("file", ResourceType::host::<OpenFile>(), |mut store, number| {
        store.data_mut().files.remove(number);
        Ok(())
    })?;
    files(&mut vfs)?;
    contents(&mut vfs)?;
    names(&mut vfs)?;
    attributes(&mut vfs)?;
    capabilities(&mut vfs)
}

/// The file system behind a handle. A handle that names nothing is a bug of the guest.
pub(super) fn tree<'a>(store: &'a Store<'_>, fs: &Resource<Tree>) -> Result<&'a Arc<dyn FileSystem>> {
    match store.data().trees.get(fs.rep()) {
        Some(tree) => Ok(tree),
        None => bail!("no such file system"),
    }
}

fn file<'a>(store: &'a Store<'_>, file: &Resource<OpenFile>) -> Result<&'a Arc<dyn File>> {
    match store.data().files.get(file.rep()) {
        Some(file) => Ok(file),
        None => bail!("no such file"),
    }
}

fn answer<T, U: From<T>>(result: bashwit_vfs::Result<T>) -> Answer<U> {
    Ok((result.map(U::from).map_err(ErrorCode::from),))
}

/// Links a method of `fs` that takes a path.
fn on_path<T, U>(
    vfs: &mut LinkerInstance<'_, State>,
    name: &str,
    call: impl Fn(&dyn FileSystem, &str) -> bashwit_vfs::Result<T> + Send + Sync + 'static,
) -> Result<()>
where
    U: From<T> + wasmtime::component::Lower + Send + Sync + 'static,
{
    vfs.func_wrap(name, move |store: Store<'_>, (fs, path): (Resource<Tree>, WasmStr)| {
        answer::<T, U>(call(&**tree(&store, &fs)?, &path.to_str(&store)?))
    })
}

/// Links a method of `fs` that takes two paths.
fn on_paths(
    vfs: &mut LinkerInstance<'_, State>,
    name: &str,
    call: impl Fn(&dyn FileSystem, &str, &str) -> bashwit_vfs::Result<()> + Send + Sync + 'static,
) -> Result<()> {
    vfs.func_wrap(name, move |store: Store<'_>, (fs, one, two): (Resource<Tree>, WasmStr, WasmStr)| {
        answer::<(), ()>(call(&**tree(&store, &fs)?, &one.to_str(&store)?, &two.to_str(&store)?))
    })
}

/// Links a method of `fs` that takes a path and permission bits.
fn on_mode(
    vfs: &mut LinkerInstance<'_, State>,
    name: &str,
    call: impl Fn(&dyn FileSystem, &str, u32) -> bashwit_vfs::Result<()> + Send + Sync + 'static,
) -> Result<()> {
    vfs.func_wrap(name, move |store: Store<'_>, (fs, path, mode): (Resource<Tree>, WasmStr, u32)| {
        answer::<(), ()>(call(&**tree(&store, &fs)?, &path.to_str(&store)?, mode))
    })
}

/// Links a method of `fs` that takes a path and bytes.
fn on_bytes(
    vfs: &mut LinkerInstance<'_, State>,
    name: &str,
    call: impl Fn(&dyn FileSystem, &str, &[u8]) -> bashwit_vfs::Result<()> + Send + Sync + 'static,
) -> Result<()> {
    vfs.func_wrap(
        name,
        move |store: Store<'_>, (fs, path, bytes): (Resource<Tree>, WasmStr, WasmList<u8>)| {
            let bytes = bytes.as_le_slice(&store);
            answer::<(), ()>(call(&**tree(&store, &fs)?, &path.to_str(&store)?, bytes))
        },
    )
}

/// The methods of `file`.
fn files(vfs: &mut LinkerInstance<'_, State>) -> Result<()> {
    vfs.func_wrap(
        "[method]file.read-at",
        |store: Store<'_>, (this, offset, max): (Resource<OpenFile>, u64, u32)| {
            answer::<_, Vec<u8>>(file(&store, &this)?.read_at(offset, max))
        },
    )?;
    vfs.func_wrap(
        "[method]file.write-at",
        |store: Store<'_>, (this, offset, bytes): (Resource<OpenFile>, u64, WasmList<u8>)| {
            answer::<_, ()>(file(&store, &this)?.write_at(offset, bytes.as_le_slice(&store)))
        },
    )?;
    vfs.func_wrap(
        "[method]file.append",
        |store: Store<'_>, (this, bytes): (Resource<OpenFile>, WasmList<u8>)| {
            answer::<_, u64>(file(&store, &this)?.append(bytes.as_le_slice(&store)))
        },
    )?;
    vfs.func_wrap("[method]file.metadata", |store: Store<'_>, (this,): (Resource<OpenFile>,)| {
        answer::<_, vfs::Metadata>(file(&store, &this)?.metadata())
    })?;
    vfs.func_wrap("[method]file.set-size", |store: Store<'_>, (this, size): (Resource<OpenFile>, u64)| {
        answer::<_, ()>(file(&store, &this)?.set_size(size))
    })
}

/// Opening, and whole files.
fn contents(vfs: &mut LinkerInstance<'_, State>) -> Result<()> {
    vfs.func_wrap(
        "[method]fs.open",
        |mut store: Store<'_>, (fs, path, how, mode): (Resource<Tree>, WasmStr, vfs::OpenFlags, u32)| {
            let opened = tree(&store, &fs)?.open(&path.to_str(&store)?, how.into(), mode);
            Ok((match opened {
                // The tree's devices are for embedders; the guest has its own.
                Ok(file) if is_device(&*file) => Err(ErrorCode::Unsupported),
                Ok(file) => match store.data_mut().files.insert(file) {
                    Some(number) => Ok(Resource::<OpenFile>::new_own(number)),
                    None => Err(ErrorCode::InsufficientSpace),
                },
                Err(code) => Err(code.into()),
            },))
        },
    )?;
    on_path::<_, Arc<Vec<u8>>>(vfs, "[method]fs.read-file", |fs, path| fs.read_file_shared(path))?;
    on_bytes(vfs, "[method]fs.write-file", |fs, path, bytes| fs.write_file(path, bytes))?;
    on_bytes(vfs, "[method]fs.append-file", |fs, path, bytes| fs.append_file(path, bytes))?;
    on_paths(vfs, "[method]fs.copy-file", |fs, source, target| fs.copy_file(source, target))
}

fn is_device(file: &dyn File) -> bool {
    file.metadata().is_ok_and(|metadata| metadata.kind == FileKind::CharacterDevice)
}

/// What makes, removes and moves names.
fn names(vfs: &mut LinkerInstance<'_, State>) -> Result<()> {
    vfs.func_wrap("[method]fs.read-dir", |store: Store<'_>, (fs, path): (Resource<Tree>, WasmStr)| {
        let entries = tree(&store, &fs)?.read_dir(&path.to_str(&store)?);
        let entries = entries.map(|list| list.into_iter().map(vfs::DirEntry::from).collect::<Vec<_>>());
        answer::<_, Vec<vfs::DirEntry>>(entries)
    })?;
    on_path::<_, String>(vfs, "[method]fs.list-names", |fs, path| fs.list_names(path))?;
    on_mode(vfs, "[method]fs.create-dir", |fs, path, mode| fs.create_dir(path, mode))?;
    on_mode(vfs, "[method]fs.create-fifo", |fs, path, mode| fs.create_fifo(path, mode))?;
    on_path::<_, ()>(vfs, "[method]fs.remove-file", |fs, path| fs.remove_file(path))?;
    on_path::<_, ()>(vfs, "[method]fs.remove-dir", |fs, path| fs.remove_dir(path))?;
    on_paths(vfs, "[method]fs.rename", |fs, source, target| fs.rename(source, target))?;
    on_paths(vfs, "[method]fs.hard-link", |fs, existing, new| fs.hard_link(existing, new))?;
    on_paths(vfs, "[method]fs.symbolic-link", |fs, target, path| fs.symbolic_link(target, path))?;
    on_path::<_, String>(vfs, "[method]fs.read-link", |fs, path| fs.read_link(path))?;
    on_path::<_, String>(vfs, "[method]fs.canonicalize", |fs, path| fs.canonicalize(path))
}

/// Metadata.
fn attributes(vfs: &mut LinkerInstance<'_, State>) -> Result<()> {
    on_path::<_, vfs::Metadata>(vfs, "[method]fs.stat", |fs, path| fs.stat(path))?;
    on_path::<_, vfs::Metadata>(vfs, "[method]fs.stat-link", |fs, path| fs.stat_link(path))?;
    on_mode(vfs, "[method]fs.set-mode", |fs, path, mode| fs.set_mode(path, mode))?;
    vfs.func_wrap(
        "[method]fs.set-times",
        |store: Store<'_>,
         (fs, path, accessed, modified): (
            Resource<Tree>,
            WasmStr,
            Option<vfs::Datetime>,
            Option<vfs::Datetime>,
        )| {
            let [accessed, modified] = [accessed, modified].map(|time| time.map(Into::into));
            answer::<_, ()>(tree(&store, &fs)?.set_times(&path.to_str(&store)?, accessed, modified))
        },
    )
}

/// Weaker handles to the same tree.
fn capabilities(vfs: &mut LinkerInstance<'_, State>) -> Result<()> {
    vfs.func_wrap("[method]fs.read-only", |mut store: Store<'_>, (fs,): (Resource<Tree>,)| {
        let view = Arc::new(ReadOnlyFs::new(Arc::clone(tree(&store, &fs)?)));
        match store.data_mut().trees.insert(view) {
            Some(number) => Ok((Resource::<Tree>::new_own(number),)),
            None => bail!("too many file system handles"),
        }
    })?;
    vfs.func_wrap("[method]fs.subtree", |mut store: Store<'_>, (fs, path): (Resource<Tree>, WasmStr)| {
        let view = bashwit_vfs::subtree(Arc::clone(tree(&store, &fs)?), &path.to_str(&store)?);
        Ok((match view {
            Ok(view) => match store.data_mut().trees.insert(view) {
                Some(number) => Ok(Resource::<Tree>::new_own(number)),
                None => Err(ErrorCode::InsufficientSpace),
            },
            Err(code) => Err(code.into()),
        },))
    })
}

impl From<vfs::OpenFlags> for OpenFlags {
    fn from(how: vfs::OpenFlags) -> OpenFlags {
        let pairs = [
            (vfs::OpenFlags::READ, OpenFlags::READ),
            (vfs::OpenFlags::WRITE, OpenFlags::WRITE),
            (vfs::OpenFlags::APPEND, OpenFlags::APPEND),
            (vfs::OpenFlags::CREATE, OpenFlags::CREATE),
            (vfs::OpenFlags::EXCLUSIVE, OpenFlags::EXCLUSIVE),
            (vfs::OpenFlags::TRUNCATE, OpenFlags::TRUNCATE),
            (vfs::OpenFlags::NO_FOLLOW, OpenFlags::NO_FOLLOW),
        ];
        let set = pairs.into_iter().filter(|(flag, _)| how.contains(*flag));
        set.fold(OpenFlags::NONE, |all, (_, flag)| all | flag)
    }
}

impl From<vfs::Datetime> for bashwit_vfs::Datetime {
    fn from(time: vfs::Datetime) -> bashwit_vfs::Datetime {
        bashwit_vfs::Datetime { seconds: time.seconds, nanoseconds: time.nanoseconds }
    }
}

impl From<bashwit_vfs::Datetime> for vfs::Datetime {
    fn from(time: bashwit_vfs::Datetime) -> vfs::Datetime {
        vfs::Datetime { seconds: time.seconds, nanoseconds: time.nanoseconds }
    }
}

impl From<bashwit_vfs::Metadata> for vfs::Metadata {
    fn from(metadata: bashwit_vfs::Metadata) -> vfs::Metadata {
        vfs::Metadata {
            kind: match metadata.kind {
                bashwit_vfs::FileKind::Regular => vfs::FileKind::Regular,
                bashwit_vfs::FileKind::Directory => vfs::FileKind::Directory,
                bashwit_vfs::FileKind::SymbolicLink => vfs::FileKind::SymbolicLink,
                bashwit_vfs::FileKind::Fifo => vfs::FileKind::Fifo,
                bashwit_vfs::FileKind::CharacterDevice => vfs::FileKind::CharacterDevice,
            },
            size: metadata.size,
            mode: metadata.mode,
            inode: metadata.inode,
            links: metadata.links,
            modified: metadata.modified.into(),
            accessed: metadata.accessed.into(),
            changed: metadata.changed.into(),
        }
    }
}

impl From<bashwit_vfs::DirEntry> for vfs::DirEntry {
    fn from(entry: bashwit_vfs::DirEntry) -> vfs::DirEntry {
        vfs::DirEntry { name: entry.name, metadata: entry.metadata.into() }
    }
}

macro_rules! codes {
    ($($name:ident)*) => {
        impl From<bashwit_vfs::ErrorCode> for ErrorCode {
            fn from(code: bashwit_vfs::ErrorCode) -> ErrorCode {
                match code { $(bashwit_vfs::ErrorCode::$name => ErrorCode::$name,)* }
            }
        }
    };
}

codes! {
    Access BadDescriptor Busy CrossDevice Exist FileTooLarge IllegalByteSequence InsufficientSpace
    Interrupted Invalid Io IsDirectory Loop NameTooLong NoEntry NotDirectory NotEmpty NotPermitted
    Overflow Quota ReadOnly TooManyLinks Unsupported
}
