//! FIFOs in the tree: who waits for whom.

use super::{Machine, ended, rest, spawn};
use crate::{Errno, ExitStatus, Files, OpenFlags, Opened, io};

#[test]
fn each_side_waits_for_the_other() {
    for reader_first in [true, false] {
        Machine::new().succeed(|kernel, root| async move {
            Files::new(&kernel, &root).create_fifo(b"f", 0o666).unwrap();
            let (mine, its) = match reader_first {
                true => (OpenFlags::WRITE, OpenFlags::READ),
                false => (OpenFlags::READ, OpenFlags::WRITE),
            };
            let child = spawn(&kernel, &root, {
                let kernel = kernel.clone();
                |own| async move {
                    let file = Files::new(&kernel, &own).open(b"f", its, 0).await.unwrap();
                    if reader_first {
                        assert_eq!(rest(&file).await, b"through");
                    } else {
                        io::write_all(&file, b"through").await.unwrap();
                    }
                    ExitStatus::SUCCESS
                }
            });
            kernel.yield_now().await;
            assert!(!child.has_ended());
            let file = Files::new(&kernel, &root).open(b"f", mine, 0).await.unwrap();
            if reader_first {
                io::write_all(&file, b"through").await.unwrap();
            } else {
                assert_eq!(rest(&file).await, b"through");
            }
            drop(file);
            assert_eq!(ended(&kernel, &child).await, ExitStatus::SUCCESS);
        });
    }
}

#[test]
fn open_for_both_waits_for_nobody() {
    Machine::new().succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        files.create_fifo(b"f", 0o666).unwrap();
        let both = files.open(b"f", OpenFlags::READ | OpenFlags::WRITE, 0).await.unwrap();
        io::write_all(&both, b"kept").await.unwrap();
        // What is in it outlives its name.
        files.remove_file(b"f").unwrap();
        let mut bytes = Vec::new();
        io::read(&both, &mut bytes, 100).await.unwrap();
        assert_eq!(bytes, b"kept");
    });
}

#[test]
fn nothing_is_left_when_all_have_closed_it() {
    Machine::new().succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        files.create_fifo(b"f", 0o666).unwrap();
        let both = files.open(b"f", OpenFlags::READ | OpenFlags::WRITE, 0).await.unwrap();
        io::write_all(&both, b"lost").await.unwrap();
        drop(both);
        assert!(matches!(files.try_open(b"f", OpenFlags::READ, 0), Ok(Opened::Fifo(_))));
    });
}

#[test]
fn modes_count() {
    Machine::new().succeed(|kernel, root| async move {
        let files = Files::new(&kernel, &root);
        files.create_fifo(b"f", 0o400).unwrap();
        assert_eq!(files.try_open(b"f", OpenFlags::WRITE, 0).unwrap_err(), Errno::EACCES);
        assert_eq!(files.create_fifo(b"f", 0o600), Err(Errno::EEXIST));
    });
}
