//! Bounds of a run: each stops it, kills what runs, and leaves files and session alone.

use super::{Machine, forever, spawn};
use crate::{ExitStatus, Files, Limits, Stop, io};

#[test]
fn counters_stop_the_run() {
    let machine = Machine::new();
    machine.kernel.set_limits(Limits {
        max_commands: Some(3),
        max_loop_iterations: Some(10),
        max_source_bytes: Some(5),
        ..Limits::default()
    });
    let run = |count: fn(&crate::Kernel) -> bool| {
        machine.run(|kernel, root| async move {
            spawn(&kernel, &root, |_| forever());
            while count(&kernel) {}
            forever().await
        })
    };
    assert_eq!(run(|kernel| kernel.count_command()), Err(Stop::Commands));
    assert_eq!(run(|kernel| kernel.count_loop(4)), Err(Stop::Loops));
    assert_eq!(run(|kernel| kernel.check_source(6)), Err(Stop::Source));
    assert_eq!(machine.kernel.background_count(), 0);
    // Each run begins to count anew.
    machine.succeed(|kernel, _| async move {
        assert!(kernel.count_command() && kernel.count_loop(10) && kernel.check_source(5));
    });
}

#[test]
fn output_stops_before_it_is_too_much() {
    let machine = Machine::new();
    machine.kernel.set_limits(Limits { max_output_bytes: Some(10), ..Limits::default() });
    let stopped = machine.run(|kernel, root| async move {
        Files::new(&kernel, &root).create(b"kept").await.unwrap();
        loop {
            io::write_all(&root.file(1).unwrap(), b"1234").await.unwrap();
        }
    });
    assert_eq!(stopped, Err(Stop::Output));
    assert_eq!(machine.system.take_output().0, b"12341234");
    use bashwit_vfs::FileSystem;
    assert!(machine.files.stat("/home/user/kept").is_ok());
}

#[test]
fn one_capture_is_bounded_as_output_is() {
    let machine = Machine::new();
    machine.kernel.set_limits(Limits { max_output_bytes: Some(10), ..Limits::default() });
    let stopped = machine.run(|kernel, _| async move {
        for _ in 0..3 {
            let (file, kept) = kernel.capture();
            io::write_all(&file, b"12345678").await.unwrap();
            assert_eq!(kept.take().len(), 8);
        }
        let (file, _kept) = kernel.capture();
        loop {
            io::write_all(&file, b"1234").await.unwrap();
        }
    });
    assert_eq!(stopped, Err(Stop::Output));
}

#[test]
fn the_deadline_ends_the_busy_and_the_idle() {
    let machine = Machine::new();
    machine.kernel.set_limits(Limits { deadline_ns: Some(3_000_000), ..Limits::default() });
    let busy = machine.run(|kernel, _| async move {
        loop {
            kernel.yield_now().await;
        }
    });
    assert_eq!(busy, Err(Stop::Deadline));
    let idle = machine.run(|kernel, _| async move {
        kernel.sleep_until(u64::MAX - 1).await;
        ExitStatus::SUCCESS
    });
    assert_eq!(idle, Err(Stop::Deadline));
}

#[test]
fn processes_are_counted_while_they_live() {
    let machine = Machine::new();
    machine.kernel.set_limits(Limits { max_processes: Some(3), ..Limits::default() });
    machine.succeed(|kernel, root| async move {
        let mut children = Vec::new();
        while kernel.may_fork() {
            assert!(children.len() < 4);
            children.push(spawn(&kernel, &root, |_| forever()));
        }
        kernel.signal(children[0].pid, crate::Signal::KILL);
        assert!(kernel.may_fork());
    });
}
