//! Descriptors, open files and devices.

use super::{Machine, ended, rest, spawn};
use crate::{Errno, ExitStatus, FdEntry, Files, MAX_FD, OpenFlags, io};

fn entry(file: &std::rc::Rc<crate::OpenFile>) -> Option<FdEntry> {
    Some(FdEntry { file: file.clone(), close_on_exec: false })
}

#[test]
fn duplicates_share_an_offset_and_a_second_open_has_its_own() {
    Machine::new().succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        let file = files.create(b"f").await.unwrap();
        root.change_fds(|fds| fds.set(5, entry(&file)) && fds.set(6, entry(&file)));
        io::write_all(&root.file(5).unwrap(), b"one ").await.unwrap();
        io::write_all(&root.file(6).unwrap(), b"two").await.unwrap();
        assert_eq!(rest(&files.open_read(b"f").await.unwrap()).await, b"one two");
        let again = files.open(b"f", OpenFlags::WRITE, 0).await.unwrap();
        io::write_all(&again, b"ONE").await.unwrap();
        assert_eq!(files.read_file(b"f").unwrap(), b"ONE two");
        assert!(again.same_file(&file));
    });
}

#[test]
fn a_child_has_a_table_of_its_own() {
    Machine::new().succeed(|kernel, root| async move {
        let child = spawn(&kernel, &root, |own| async move {
            own.change_fds(|fds| fds.set(1, None));
            assert_eq!(own.file(1).unwrap_err(), Errno::EBADF);
            ExitStatus::SUCCESS
        });
        assert_eq!(ended(&kernel, &child).await, ExitStatus::SUCCESS);
        assert!(root.file(1).is_ok());
    });
}

#[test]
fn numbers_have_an_end() {
    Machine::new().succeed(|kernel, root| async move {
        let (file, _) = kernel.capture();
        root.change_fds(|fds| {
            assert!(fds.set(MAX_FD, entry(&file)));
            assert!(!fds.set(MAX_FD + 1, entry(&file)));
            assert_eq!(fds.free_from(MAX_FD), None);
            assert_eq!(fds.free_from(0), Some(3));
            fds.set(7, Some(FdEntry { file: file.clone(), close_on_exec: true }));
            assert!(fds.has_close_on_exec());
            fds.close_on_exec();
            assert_eq!(fds.open_fds().collect::<Vec<_>>(), [0, 1, 2, MAX_FD]);
        });
    });
}

#[test]
fn what_was_read_ahead_gives_way_to_what_is_written() {
    Machine::new().succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        let writer = files.create(b"f").await.unwrap();
        io::write_all(&writer, b"old old old").await.unwrap();
        let reader = files.open_read(b"f").await.unwrap();
        let mut bytes = Vec::new();
        io::read(&reader, &mut bytes, 4).await.unwrap();
        writer.seek(4).unwrap();
        io::write_all(&writer, b"new").await.unwrap();
        assert_eq!(rest(&reader).await, b"new old");
        // The end is no end for ever.
        io::write_all(&files.open(b"f", OpenFlags::WRITE | OpenFlags::APPEND, 0).await.unwrap(), b"!")
            .await
            .unwrap();
        assert_eq!(rest(&reader).await, b"!");
    });
}

#[test]
fn directions_and_kinds_count() {
    Machine::new().succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        let writer = files.create(b"f").await.unwrap();
        assert_eq!(writer.try_read(&mut Vec::new(), 1), Err(Errno::EBADF));
        let reader = files.open_read(b"f").await.unwrap();
        assert_eq!(reader.try_write(b"x"), Err(Errno::EBADF));
        let directory = files.open_read(b"/tmp").await.unwrap();
        assert_eq!(directory.try_read(&mut Vec::new(), 1), Err(Errno::EISDIR));
        assert_eq!(files.create(b"/tmp").await.unwrap_err(), Errno::EISDIR);
        assert_eq!(files.create(b"f/").await.unwrap_err(), Errno::EISDIR);
        assert_eq!(files.open_read(b"f/").await.unwrap_err(), Errno::ENOTDIR);
        let (reader, _writer) = kernel.pipe();
        assert_eq!(reader.seek(0), Err(Errno::ESPIPE));
    });
}

#[test]
fn devices() {
    Machine::with_input(b"typed").succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        let both = OpenFlags::READ | OpenFlags::WRITE;
        let null = files.open(b"/dev/null", both, 0).await.unwrap();
        io::write_all(&null, b"gone").await.unwrap();
        assert!(rest(&null).await.is_empty());
        let full = files.open(b"/dev/full", both, 0).await.unwrap();
        assert_eq!(io::write_all(&full, b"x").await, Err(Errno::ENOSPC));
        let mut bytes = Vec::new();
        io::read(&files.open_read(b"/dev/zero").await.unwrap(), &mut bytes, 5).await.unwrap();
        assert_eq!(bytes, [0; 5]);
        io::read(&files.open_read(b"/dev/urandom").await.unwrap(), &mut bytes, 64).await.unwrap();
        assert!(bytes[5..].iter().any(|&byte| byte != 0));
        assert_eq!(files.open_read(b"/dev/tty").await.unwrap_err(), Errno::ENXIO);
        assert_eq!(files.open_read(b"/dev/fd/9").await.unwrap_err(), Errno::ENOENT);
        assert_eq!(rest(&files.open_read(b"/dev/stdin").await.unwrap()).await, b"typed");
        files.symbolic_link(b"/dev/null", b"link").unwrap();
        assert!(rest(&files.open_read(b"link").await.unwrap()).await.is_empty());
    });
}

#[test]
fn a_removed_file_stays_while_it_is_open() {
    Machine::new().succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        let file = files.create(b"f").await.unwrap();
        let reader = files.open_read(b"f").await.unwrap();
        files.remove_file(b"f").unwrap();
        io::write_all(&file, b"still").await.unwrap();
        assert_eq!(rest(&reader).await, b"still");
        assert!(!files.exists(b"f"));
    });
}
