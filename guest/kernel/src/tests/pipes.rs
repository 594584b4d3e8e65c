//! Pipes: order, ends, bounds, SIGPIPE.

use super::{Machine, ended, rest, spawn};
use crate::{Errno, ExitStatus, PIPE_BUF, PIPE_CAPACITY, Signal, io};
use std::cell::Cell;
use std::rc::Rc;

#[test]
fn bytes_arrive_in_order_and_end_with_the_last_writer() {
    Machine::new().succeed(|kernel, root| async move {
        let (reader, writer) = kernel.pipe();
        let second = writer.clone();
        let one = spawn(&kernel, &root, |_| async move {
            io::write_all(&writer, b"one ").await.unwrap();
            ExitStatus::SUCCESS
        });
        let two = spawn(&kernel, &root, {
            let (kernel, one) = (kernel.clone(), one.clone());
            |_| async move {
                kernel.wait_ended(&one).await;
                io::write_all(&second, b"two").await.unwrap();
                ExitStatus::SUCCESS
            }
        });
        assert_eq!(rest(&reader).await, b"one two");
        assert_eq!(ended(&kernel, &one).await, ExitStatus::SUCCESS);
        assert_eq!(ended(&kernel, &two).await, ExitStatus::SUCCESS);
    });
}

#[test]
fn a_writer_waits_where_nobody_reads() {
    Machine::new().succeed(|kernel, root| async move {
        let (reader, writer) = kernel.pipe();
        let written = Rc::new(Cell::new(0));
        let total = 20 * PIPE_CAPACITY;
        let child = spawn(&kernel, &root, {
            let written = written.clone();
            |_| async move {
                while written.get() < total {
                    io::write_all(&writer, &[b'x'; 1000]).await.unwrap();
                    written.set(written.get() + 1000);
                }
                ExitStatus::SUCCESS
            }
        });
        let mut read = 0;
        let mut bytes = Vec::new();
        loop {
            for _ in 0..5 {
                kernel.yield_now().await;
            }
            assert!(written.get() <= read + PIPE_CAPACITY, "{} bytes are on their way", written.get() - read);
            bytes.clear();
            match io::read(&reader, &mut bytes, 3000).await.unwrap() {
                0 => break,
                count => read += count,
            }
        }
        assert_eq!(read, written.get());
        assert_eq!(ended(&kernel, &child).await, ExitStatus::SUCCESS);
    });
}

#[test]
fn small_writes_are_not_torn() {
    Machine::new().succeed(|kernel, _| async move {
        let (reader, writer) = kernel.pipe();
        io::write_all(&writer, &vec![b'x'; PIPE_CAPACITY - 10]).await.unwrap();
        assert_eq!(writer.try_write(&[b'y'; PIPE_BUF]), Ok(None));
        // A large one takes the room that there is.
        assert_eq!(writer.try_write(&[b'z'; PIPE_BUF + 1]), Ok(Some(10)));
        let mut bytes = Vec::new();
        while bytes.len() < PIPE_BUF {
            let left = PIPE_BUF - bytes.len();
            io::read(&reader, &mut bytes, left).await.unwrap();
        }
        assert_eq!(writer.try_write(&[b'y'; PIPE_BUF]), Ok(Some(PIPE_BUF)));
    });
}

#[test]
fn a_writer_without_reader_gets_sigpipe() {
    Machine::new().succeed(|kernel, root| async move {
        // One that waits for room when the reader goes.
        let (reader, writer) = kernel.pipe();
        let child = spawn(&kernel, &root, |_| async move {
            loop {
                if io::write_all(&writer, &[0; 9999]).await.is_err() {
                    return ExitStatus::FAILURE;
                }
            }
        });
        kernel.yield_now().await;
        drop(reader);
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Signaled(Signal::PIPE));
        assert_eq!(ExitStatus::Signaled(Signal::PIPE).code(), 141);
    });
}

#[test]
fn who_ignores_or_catches_sigpipe_gets_an_error() {
    for caught in [false, true] {
        Machine::new().succeed(|kernel, root| async move {
            let (reader, writer) = kernel.pipe();
            drop(reader);
            let child = spawn(&kernel, &root, |own| async move {
                let mask = if caught { &own.caught } else { &own.ignored };
                mask.set(Signal::PIPE.bit());
                assert_eq!(io::write_all(&writer, b"x").await, Err(Errno::EPIPE));
                assert_eq!(own.take_pending(), caught.then_some(Signal::PIPE));
                ExitStatus::Exited(7)
            });
            assert_eq!(ended(&kernel, &child).await, ExitStatus::Exited(7));
        });
    }
}

#[test]
fn readers_of_one_pipe_share_its_bytes() {
    Machine::new().succeed(|kernel, root| async move {
        let (reader, writer) = kernel.pipe();
        let sum = Rc::new(Cell::new(0));
        let readers = [(); 3].map(|()| {
            let (reader, sum) = (reader.clone(), sum.clone());
            spawn(&kernel, &root, |_| async move {
                let mut bytes = Vec::new();
                while io::read(&reader, &mut bytes, 7).await.unwrap() > 0 {}
                sum.set(sum.get() + bytes.iter().map(|&byte| u32::from(byte)).sum::<u32>());
                ExitStatus::SUCCESS
            })
        });
        for byte in 1..=100 {
            io::write_all(&writer, &[byte]).await.unwrap();
            kernel.yield_now().await;
        }
        drop(writer);
        for reader in &readers {
            ended(&kernel, reader).await;
        }
        assert_eq!(sum.get(), 5050);
    });
}

#[test]
fn a_capture_is_closed_by_its_last_writer() {
    Machine::new().succeed(|kernel, root| async move {
        let (file, text) = kernel.capture();
        let child = spawn(&kernel, &root, |_| async move {
            io::write_all(&file, b"said").await.unwrap();
            ExitStatus::SUCCESS
        });
        assert!(!text.wait_closed(&kernel));
        ended(&kernel, &child).await;
        assert!(text.is_closed());
        assert_eq!(text.take(), b"said");
    });
}
