//! Signals: what they do by default, caught, ignored, to groups and to parents.

use super::{Machine, ended, forever, spawn};
use crate::{ExitStatus, Signal, State};
use std::cell::Cell;
use std::rc::Rc;

#[test]
fn one_that_waits_is_killed_where_it_stands() {
    Machine::new().succeed(|kernel, root| async move {
        let (reader, writer) = kernel.pipe();
        let child = spawn(&kernel, &root, |_| async move {
            let _open = writer;
            forever().await
        });
        kernel.yield_now().await;
        assert!(kernel.signal(child.pid, Signal::TERM));
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Signaled(Signal::TERM));
        // What it had open is closed.
        assert!(super::rest(&reader).await.is_empty());
        assert!(!kernel.signal(child.pid, Signal::TERM), "it is gone");
    });
}

#[test]
fn a_caught_signal_wakes_and_stays_until_it_is_taken() {
    Machine::new().succeed(|kernel, root| async move {
        let child = spawn(&kernel, &root, |own| async move {
            own.caught.set(Signal::USR1.bit() | Signal::TERM.bit());
            let signals = std::future::poll_fn(|_| match own.take_pending() {
                Some(first) => std::task::Poll::Ready([Some(first), own.take_pending(), own.take_pending()]),
                None => std::task::Poll::Pending,
            });
            assert_eq!(signals.await, [Some(Signal::USR1), Some(Signal::TERM), None]);
            ExitStatus::Exited(3)
        });
        kernel.yield_now().await;
        kernel.signal(child.pid, Signal::TERM);
        kernel.signal(child.pid, Signal::USR1);
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Exited(3));
    });
}

#[test]
fn children_inherit_what_is_ignored_and_nothing_caught() {
    Machine::new().succeed(|kernel, root| async move {
        root.ignored.set(Signal::HUP.bit());
        root.caught.set(Signal::TERM.bit());
        let child = spawn(&kernel, &root, |_| forever());
        kernel.yield_now().await;
        kernel.signal(child.pid, Signal::HUP);
        assert_eq!(child.state(), State::Running);
        kernel.signal(child.pid, Signal::TERM);
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Signaled(Signal::TERM));
    });
}

#[test]
fn kill_cannot_be_kept_off() {
    Machine::new().succeed(|kernel, root| async move {
        let child = spawn(&kernel, &root, |own| async move {
            own.ignored.set(u64::MAX);
            own.caught.set(u64::MAX);
            forever().await
        });
        kernel.yield_now().await;
        kernel.signal(child.pid, Signal::KILL);
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Signaled(Signal::KILL));
    });
}

#[test]
fn a_stopped_process_waits_for_cont() {
    Machine::new().succeed(|kernel, root| async move {
        let rounds = Rc::new(Cell::new(0));
        let child = spawn(&kernel, &root, {
            let (kernel, rounds) = (kernel.clone(), rounds.clone());
            |_| async move {
                loop {
                    rounds.set(rounds.get() + 1);
                    kernel.yield_now().await;
                }
            }
        });
        kernel.yield_now().await;
        kernel.signal(child.pid, Signal::STOP);
        assert_eq!(kernel.wait_for(&child).await, State::Stopped);
        let before = rounds.get();
        for _ in 0..3 {
            kernel.yield_now().await;
        }
        assert_eq!(rounds.get(), before);
        kernel.signal(child.pid, Signal::CONT);
        kernel.yield_now().await;
        kernel.yield_now().await;
        assert!(rounds.get() > before);
        // A stopped one can be killed.
        kernel.signal(child.pid, Signal::STOP);
        kernel.signal(child.pid, Signal::INT);
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Signaled(Signal::INT));
    });
}

#[test]
fn a_group_gets_a_signal_together() {
    Machine::new().succeed(|kernel, root| async move {
        let [one, two, other] = [(); 3].map(|()| spawn(&kernel, &root, |_| forever()));
        one.group.set(one.pid);
        two.group.set(one.pid);
        kernel.yield_now().await;
        assert!(kernel.signal_group(one.pid, Signal::INT));
        assert_eq!(ended(&kernel, &one).await, ExitStatus::Signaled(Signal::INT));
        assert_eq!(ended(&kernel, &two).await, ExitStatus::Signaled(Signal::INT));
        assert_eq!(other.state(), State::Running);
        assert!(!kernel.signal_group(one.pid, Signal::INT), "nobody is left in it");
    });
}

#[test]
fn a_parent_that_catches_sigchld_hears_of_its_children() {
    Machine::new().succeed(|kernel, root| async move {
        root.caught.set(Signal::CHLD.bit());
        let child = spawn(&kernel, &root, |_| async { ExitStatus::Exited(9) });
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Exited(9));
        assert_eq!(root.take_pending(), Some(Signal::CHLD));
    });
}

#[test]
fn a_process_that_kills_itself_does_not_go_on() {
    let machine = Machine::new();
    let status = machine.run(|kernel, root| async move {
        kernel.signal(root.pid, Signal::TERM);
        ExitStatus::SUCCESS
    });
    assert_eq!(status, Ok(ExitStatus::Signaled(Signal::TERM)));
    // The session lives on.
    machine.succeed(|_, _| async {});
}
