//! Random operations, for comparing two file systems: both must give the same results.

use bashwit_vfs::{ErrorCode, File, FileSystem, FileSystemExt, OpenFlags};
use proptest::prelude::*;
use std::sync::Arc;

/// How many files a run can have open at a time.
const SLOTS: usize = 3;

/// One call.
#[derive(Debug, Clone)]
pub enum Op {
    Read(String),
    Write(String, Vec<u8>),
    Append(String, Vec<u8>),
    Stat(String),
    StatLink(String),
    ReadDir(String),
    CreateDir(String),
    CreateFifo(String),
    RemoveFile(String),
    RemoveDir(String),
    RemoveAll(String),
    Rename(String, String),
    Copy(String, String),
    HardLink(String, String),
    SymbolicLink(String, String),
    ReadLink(String),
    Canonicalize(String),
    SetMode(String, u32),
    SetTimes(String, i64),
    Open(usize, String, OpenFlags),
    ReadAt(usize, u64, u32),
    WriteAt(usize, u64, Vec<u8>),
    AppendTo(usize, Vec<u8>),
    SetSize(usize, u64),
    FileMetadata(usize),
    Close(usize),
}

fn path() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "dd"]), 1..4)
            .prop_map(|parts| format!("/{}", parts.join("/"))),
        1 => Just("/".to_owned()),
    ]
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        path(),
        prop::sample::select(vec![
            "a", "b/c", "../a", "..", ".", "a/..", "../../b", "c/", "/", "b//./c", "/a/../b"
        ])
        .prop_map(str::to_owned),
    ]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(b"xyz\n".to_vec()), 0..6)
}

fn flags() -> impl Strategy<Value = OpenFlags> {
    (1u8..128).prop_map(|bits| OpenFlags::from_bits(bits).unwrap_or_default()).prop_filter(
        "a mode of access, and none that systems differ about",
        |how| {
            let writes = how.contains(OpenFlags::WRITE) && !how.contains(OpenFlags::APPEND);
            let exclusive = how.contains(OpenFlags::EXCLUSIVE);
            (how.reads() || how.writes())
                && (!how.contains(OpenFlags::TRUNCATE) || writes)
                && (!exclusive || how.contains(OpenFlags::CREATE))
        },
    )
}

/// Random calls. `handles`: open files too.
pub fn op(handles: bool) -> BoxedStrategy<Op> {
    let names = prop_oneof![
        path().prop_map(Op::Read),
        (path(), bytes()).prop_map(|(path, bytes)| Op::Write(path, bytes)),
        (path(), bytes()).prop_map(|(path, bytes)| Op::Append(path, bytes)),
        path().prop_map(Op::Stat),
        path().prop_map(Op::StatLink),
        path().prop_map(Op::ReadDir),
        path().prop_map(Op::CreateDir),
        path().prop_map(Op::CreateDir),
        path().prop_map(Op::CreateFifo),
        path().prop_map(Op::RemoveFile),
        path().prop_map(Op::RemoveDir),
        path().prop_map(Op::RemoveAll),
        (path(), path()).prop_map(|(one, two)| Op::Rename(one, two)),
        (path(), path()).prop_map(|(one, two)| Op::Rename(one, two)),
        (path(), path()).prop_map(|(one, two)| Op::Copy(one, two)),
        (path(), path()).prop_map(|(one, two)| Op::HardLink(one, two)),
        (target(), path()).prop_map(|(target, path)| Op::SymbolicLink(target, path)),
        path().prop_map(Op::ReadLink),
        path().prop_map(Op::Canonicalize),
        (path(), prop::sample::select(vec![0o700, 0o755, 0o740, 0o1777]))
            .prop_map(|(path, mode)| Op::SetMode(path, mode)),
        (path(), 0i64..5).prop_map(|(path, time)| Op::SetTimes(path, time)),
    ];
    if !handles {
        return names.boxed();
    }
    let slot = || 0..SLOTS;
    let open = prop_oneof![
        2 => (slot(), path(), flags()).prop_map(|(slot, path, how)| Op::Open(slot, path, how)),
        1 => (slot(), 0u64..12, 0u32..12).prop_map(|(slot, offset, max)| Op::ReadAt(slot, offset, max)),
        1 => (slot(), 0u64..12, bytes()).prop_map(|(slot, offset, bytes)| Op::WriteAt(slot, offset, bytes)),
        1 => (slot(), bytes()).prop_map(|(slot, bytes)| Op::AppendTo(slot, bytes)),
        1 => (slot(), 0u64..12).prop_map(|(slot, size)| Op::SetSize(slot, size)),
        1 => slot().prop_map(Op::FileMetadata),
        1 => slot().prop_map(Op::Close),
    ];
    prop_oneof![2 => names, 1 => open].boxed()
}

/// A file system under test with its open files.
pub struct Subject {
    pub fs: Arc<dyn FileSystem>,
    files: [Option<Arc<dyn File>>; SLOTS],
    /// Whether link counts are compared: an overlay breaks lower hard links.
    pub links: bool,
}

impl Subject {
    pub fn new(fs: Arc<dyn FileSystem>) -> Subject {
        Subject { fs, files: Default::default(), links: true }
    }

    fn metadata(&self, metadata: &bashwit_vfs::Metadata) -> String {
        // File systems count directories as they like.
        let (size, links) = if metadata.is_dir() { (0, 0) } else { (metadata.size, metadata.links) };
        let links = if self.links { links } else { 0 };
        format!(
            "{:?} {size} {:o} {links}",
            metadata.kind,
            if metadata.is_symlink() { 0 } else { metadata.mode }
        )
    }

    /// Does one call and says what came of it.
    pub fn apply(&mut self, op: &Op) -> Result<String, ErrorCode> {
        let fs = Arc::clone(&self.fs);
        let done = |()| String::new();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        match op {
            Op::Read(path) => fs.read_file(path).map(text),
            Op::Write(path, bytes) => fs.write_file(path, bytes).map(done),
            Op::Append(path, bytes) => fs.append_file(path, bytes).map(done),
            Op::Stat(path) => fs.stat(path).map(|metadata| self.metadata(&metadata)),
            Op::StatLink(path) => fs.stat_link(path).map(|metadata| self.metadata(&metadata)),
            Op::ReadDir(path) => fs.read_dir(path).map(|entries| {
                let line = |entry: &bashwit_vfs::DirEntry| {
                    format!("{} {}", entry.name, self.metadata(&entry.metadata))
                };
                entries.iter().map(line).collect::<Vec<_>>().join("\n")
            }),
            Op::CreateDir(path) => fs.create_dir(path, 0o755).map(done),
            Op::CreateFifo(path) => fs.create_fifo(path, 0o600).map(done),
            Op::RemoveFile(path) => fs.remove_file(path).map(done),
            Op::RemoveDir(path) => fs.remove_dir(path).map(done),
            Op::RemoveAll(path) => fs.remove_all(path).map(done).map_err(|error| error.code),
            Op::Rename(source, target) => fs.rename(source, target).map(done),
            Op::Copy(source, target) => fs.copy_file(source, target).map(done),
            Op::HardLink(existing, new) => fs.hard_link(existing, new).map(done),
            Op::SymbolicLink(target, path) => fs.symbolic_link(target, path).map(done),
            Op::ReadLink(path) => fs.read_link(path),
            Op::Canonicalize(path) => fs.canonicalize(path),
            Op::SetMode(path, mode) => fs.set_mode(path, *mode).map(done),
            Op::SetTimes(path, seconds) => {
                let time = bashwit_vfs::Datetime { seconds: *seconds, nanoseconds: 0 };
                fs.set_times(path, Some(time), Some(time)).map(done)
            }
            Op::Open(slot, path, how) => {
                let file = fs.open(path, *how, 0o640)?;
                self.files[*slot] = Some(file);
                Ok(String::new())
            }
            Op::Close(slot) => {
                self.files[*slot] = None;
                Ok(String::new())
            }
            Op::ReadAt(slot, offset, max) => self.file(*slot)?.read_at(*offset, *max).map(text),
            Op::WriteAt(slot, offset, bytes) => self.file(*slot)?.write_at(*offset, bytes).map(done),
            Op::AppendTo(slot, bytes) => self.file(*slot)?.append(bytes).map(|size| size.to_string()),
            Op::SetSize(slot, size) => self.file(*slot)?.set_size(*size).map(done),
            Op::FileMetadata(slot) => self.file(*slot)?.metadata().map(|metadata| self.metadata(&metadata)),
        }
    }

    fn file(&self, slot: usize) -> Result<Arc<dyn File>, ErrorCode> {
        self.files[slot].clone().ok_or(ErrorCode::BadDescriptor)
    }
}

/// Asserts that both do the same all along.
pub fn compare(mut one: Subject, mut two: Subject, ops: &[Op]) {
    for (step, op) in ops.iter().enumerate() {
        assert_eq!(one.apply(op), two.apply(op), "step {step}: {op:?} of {ops:#?}");
    }
    assert_eq!(super::dump(&*one.fs), super::dump(&*two.fs), "after {ops:#?}");
}
