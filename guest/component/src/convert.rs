//! Types of the contract and types of the kernel, both ways.

use crate::bindings::bashwit::shell::{builtins, vfs};
use bashwit_kernel::{
    Datetime, DirEntry, Errno, FileKind, HostCommand, HostCommandInfo, HostEvent, HostNews, Metadata,
    OpenFlags,
};

pub fn errno(code: vfs::ErrorCode) -> Errno {
    use vfs::ErrorCode as Code;
    match code {
        Code::Access => Errno::EACCES,
        Code::BadDescriptor => Errno::EBADF,
        Code::Busy => Errno::EBUSY,
        Code::CrossDevice => Errno::EXDEV,
        Code::Exist => Errno::EEXIST,
        Code::FileTooLarge => Errno::EFBIG,
        Code::IllegalByteSequence => Errno::EILSEQ,
        Code::InsufficientSpace => Errno::ENOSPC,
        Code::Interrupted => Errno::EINTR,
        Code::Invalid => Errno::EINVAL,
        Code::Io => Errno::EIO,
        Code::IsDirectory => Errno::EISDIR,
        Code::Loop => Errno::ELOOP,
        Code::NameTooLong => Errno::ENAMETOOLONG,
        Code::NoEntry => Errno::ENOENT,
        Code::NotDirectory => Errno::ENOTDIR,
        Code::NotEmpty => Errno::ENOTEMPTY,
        Code::NotPermitted => Errno::EPERM,
        Code::Overflow => Errno::EOVERFLOW,
        Code::Quota => Errno::EDQUOT,
        Code::ReadOnly => Errno::EROFS,
        Code::TooManyLinks => Errno::EMLINK,
        Code::Unsupported => Errno::ENOTSUP,
    }
}

pub fn datetime(time: vfs::Datetime) -> Datetime {
    Datetime { seconds: time.seconds, nanoseconds: time.nanoseconds }
}

pub fn to_datetime(time: Datetime) -> vfs::Datetime {
    vfs::Datetime { seconds: time.seconds, nanoseconds: time.nanoseconds }
}

pub fn metadata(from: vfs::Metadata) -> Metadata {
    Metadata {
        kind: match from.kind {
            vfs::FileKind::Regular => FileKind::Regular,
            vfs::FileKind::Directory => FileKind::Directory,
            vfs::FileKind::SymbolicLink => FileKind::SymbolicLink,
            vfs::FileKind::Fifo => FileKind::Fifo,
            vfs::FileKind::CharacterDevice => FileKind::CharacterDevice,
        },
        size: from.size,
        mode: from.mode,
        inode: from.inode,
        links: from.links,
        modified: datetime(from.modified),
        accessed: datetime(from.accessed),
        changed: datetime(from.changed),
    }
}

pub fn dir_entry(entry: vfs::DirEntry) -> DirEntry {
    DirEntry { name: entry.name, metadata: metadata(entry.metadata) }
}

pub fn open_flags(how: OpenFlags) -> vfs::OpenFlags {
    // The bits of both are in the order of the WIT.
    vfs::OpenFlags::from_bits_truncate(how.bits())
}

pub fn command(what: HostCommand) -> builtins::Command {
    let HostCommand { name, args, env, cwd, has_stdin } = what;
    builtins::Command { name, args, env: env.to_vec(), cwd, has_stdin }
}

pub fn info(info: builtins::Info) -> HostCommandInfo {
    HostCommandInfo { name: info.name, summary: info.summary, usage: info.usage }
}

pub fn event(event: builtins::Event) -> HostEvent {
    match event {
        builtins::Event::Stdout(bytes) => HostEvent::Stdout(bytes),
        builtins::Event::Stderr(bytes) => HostEvent::Stderr(bytes),
        builtins::Event::WantInput => HostEvent::WantInput,
        builtins::Event::Run(request) => HostEvent::Run(request.script, request.stdin),
        builtins::Event::Assign(assignment) => HostEvent::Assign(assignment.name, assignment.value),
        builtins::Event::Pending => HostEvent::Pending,
        builtins::Event::Exited(status) => HostEvent::Exited(status),
    }
}

pub fn news(news: HostNews) -> builtins::News {
    match news {
        HostNews::Nothing => builtins::News::Nothing,
        HostNews::Input(bytes) => builtins::News::Input(bytes),
        HostNews::EndOfInput => builtins::News::EndOfInput,
        HostNews::Finished(result) => builtins::News::Finished(builtins::RunResult {
            stdout: result.stdout,
            stderr: result.stderr,
            status: result.status,
        }),
    }
}
