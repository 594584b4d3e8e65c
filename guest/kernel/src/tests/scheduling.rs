//! Who runs when: sleepers, processes in the background, orphans, work that cannot wait.

use super::{Machine, ended, forever, spawn};
use crate::{ExitStatus, Kernel, Signal, Stop};
use std::cell::RefCell;
use std::rc::Rc;

const MILLISECOND: u64 = 1_000_000;

async fn sleep(kernel: &Kernel, milliseconds: u64) {
    kernel.sleep_until(kernel.system().monotonic() + milliseconds * MILLISECOND).await;
}

#[test]
fn sleepers_wake_in_the_order_of_their_times() {
    Machine::new().succeed(|kernel, root| async move {
        let order = Rc::new(RefCell::new(Vec::new()));
        let children = [15, 1, 8].map(|time| {
            let (kernel, order) = (kernel.clone(), order.clone());
            spawn(&kernel.clone(), &root, move |_| async move {
                sleep(&kernel, time).await;
                order.borrow_mut().push(time);
                ExitStatus::SUCCESS
            })
        });
        for child in &children {
            ended(&kernel, child).await;
        }
        assert_eq!(*order.borrow(), [1, 8, 15]);
    });
}

#[test]
fn nothing_can_happen_any_more() {
    let machine = Machine::new();
    let stopped = machine.run(|kernel, root| async move {
        let (reader, _writer) = kernel.pipe();
        let child = spawn(&kernel, &root, |_| async move {
            super::rest(&reader).await;
            ExitStatus::SUCCESS
        });
        ended(&kernel, &child).await
    });
    assert_eq!(stopped, Err(Stop::Deadlock));
    assert_eq!(machine.kernel.background_count(), 0);
    machine.succeed(|_, _| async {});
}

#[test]
fn the_background_goes_on_in_the_next_run_or_when_settled() {
    let machine = Machine::new();
    let child = Rc::new(RefCell::new(None));
    machine.succeed(|kernel, root| {
        *child.borrow_mut() = Some(spawn(&kernel.clone(), &root, |own| async move {
            sleep(&kernel, 5).await;
            crate::io::write_all(&own.file(1).unwrap(), b"late").await.unwrap();
            ExitStatus::Exited(4)
        }));
        async {}
    });
    assert_eq!(machine.kernel.background_count(), 1);
    assert_eq!(machine.kernel.settle(Some(0)), Ok(1));
    assert_eq!(machine.system.take_output().0, b"");
    assert_eq!(machine.kernel.settle(None), Ok(0));
    assert_eq!(machine.system.take_output().0, b"late");
    let child = child.take().unwrap();
    machine.succeed(|kernel, _| async move {
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Exited(4));
    });
}

#[test]
fn who_waits_for_nothing_is_left_when_settled() {
    let machine = Machine::new();
    machine.succeed(|kernel, root| {
        spawn(&kernel, &root, |_| forever());
        async {}
    });
    assert_eq!(machine.kernel.settle(None), Ok(1));
}

#[test]
fn orphans_leave_the_table_by_themselves() {
    Machine::new().succeed(|kernel, root| async move {
        let child = spawn(&kernel, &root, {
            let kernel = kernel.clone();
            |own| async move {
                for late in [false, true] {
                    let kernel = kernel.clone();
                    spawn(&kernel.clone(), &own, move |_| async move {
                        if late {
                            sleep(&kernel, 2).await;
                        }
                        ExitStatus::SUCCESS
                    });
                }
                kernel.yield_now().await;
                ExitStatus::SUCCESS
            }
        });
        ended(&kernel, &child).await;
        sleep(&kernel, 5).await;
        kernel.yield_now().await;
        let left: Vec<_> = kernel.processes().iter().map(|process| process.pid).collect();
        assert_eq!(left, [root.pid]);
    });
}

#[test]
fn work_that_cannot_wait_lets_others_run() {
    Machine::new().succeed(|kernel, root| async move {
        let child = spawn(&kernel, &root, {
            let kernel = kernel.clone();
            |_| async move {
                sleep(&kernel, 1).await;
                ExitStatus::Exited(5)
            }
        });
        let status = kernel.run_others(|| match child.state() {
            crate::State::Ended(status) => Some(status),
            _ => None,
        });
        assert_eq!(status, Some(ExitStatus::Exited(5)));
        assert_eq!(kernel.current(), root.pid);
        // Nobody else can go on.
        assert_eq!(kernel.run_others(|| None::<()>), None);
    });
}

#[test]
fn it_nests_only_so_deep() {
    fn nest(kernel: &Kernel, root: &Rc<crate::Process>, left: u32) -> ExitStatus {
        let (inner, own) = (kernel.clone(), root.clone());
        let child = spawn(kernel, root, move |_| async move {
            if left == 0 { 0.into() } else { nest(&inner, &own, left - 1) }
        });
        let status = kernel.run_others(|| match child.state() {
            crate::State::Ended(status) => Some(status),
            _ => None,
        });
        status.unwrap_or(ExitStatus::Exited(99))
    }
    Machine::new().succeed(|kernel, root| async move {
        assert_eq!(nest(&kernel, &root, 10), ExitStatus::SUCCESS);
        assert_eq!(nest(&kernel, &root, 1000), ExitStatus::Exited(99));
        kernel.kill_all();
    });
}

#[test]
fn a_parent_may_end_a_child_that_never_ran() {
    Machine::new().succeed(|kernel, root| async move {
        let child = spawn(&kernel, &root, |_| async { panic!("it ran") });
        kernel.signal(child.pid, Signal::KILL);
        assert_eq!(ended(&kernel, &child).await, ExitStatus::Signaled(Signal::KILL));
    });
}
