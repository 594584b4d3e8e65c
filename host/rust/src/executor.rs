//! Runs futures on the calling thread, inside and outside of tokio, and finds the runtime
//! that the futures of builtins need for timers and sockets.

use crate::control::Control;
use std::cell::Cell;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Instant;
use tokio::runtime::{Builder, Handle, Runtime};

/// Parks a thread until a future can go on.
struct Parker {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for Parker {
    fn wake(self: Arc<Parker>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Parker>) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            self.thread.unpark();
        }
    }
}

thread_local! {
    static PARKER: Cell<Option<(Arc<Parker>, Waker)>> = const { Cell::new(None) };
}

/// Drives a future to its end on this thread. Other than tokio's it may be called anywhere:
/// it enters no runtime. Where the future waits in `builtins.wait`, `control` knows until when.
pub(crate) fn block_on<F: Future>(control: Option<&Control>, future: F) -> F::Output {
    // A call inside this one (a builtin that uses another shell) finds none and makes its own,
    // or it would swallow what wakes this one.
    let (parker, waker) = PARKER.take().unwrap_or_else(|| {
        let parker = Arc::new(Parker { thread: std::thread::current(), woken: AtomicBool::new(false) });
        let waker = Waker::from(Arc::clone(&parker));
        (parker, waker)
    });
    let mut future = pin!(future);
    let output = loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            break output;
        }
        let until = control.and_then(Control::until);
        while !parker.woken.swap(false, Ordering::AcqRel) {
            match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => std::thread::park(),
                Some(rest) if rest.is_zero() => break,
                Some(rest) => std::thread::park_timeout(rest),
            }
        }
    };
    PARKER.set(Some((parker, waker)));
    output
}

/// Gives the other tasks of the thread a turn. The wake-up comes from another thread: after one
/// of its own, tokio would take this task up again before it looks at its timers, and tokio's
/// `yield_now` never wakes where something else than tokio drives the task on its thread.
pub(crate) async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut paused, true) {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        match background() {
            Some(runtime) => drop(runtime.spawn(async move { waker.wake() })),
            None => waker.wake(),
        }
        Poll::Pending
    })
    .await;
}

/// A runtime with one thread for the futures of blocking calls, made when first needed.
pub(crate) fn background() -> Option<&'static Handle> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread().worker_threads(1).thread_name("bashwit").enable_all().build().ok()
    });
    runtime.as_ref().map(Runtime::handle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use std::time::Duration;

    #[test]
    fn a_nested_call_does_not_swallow_the_wake_up_of_the_outer() {
        let mut step = 0;
        let result = block_on(
            None,
            poll_fn(|context| {
                step += 1;
                if step == 1 {
                    context.waker().wake_by_ref();
                    block_on(None, async {
                        let mut polls = 0;
                        poll_fn(|inner| {
                            polls += 1;
                            inner.waker().wake_by_ref();
                            if polls < 3 { Poll::Pending } else { Poll::Ready(()) }
                        })
                        .await;
                    });
                    return Poll::Pending;
                }
                Poll::Ready(step)
            }),
        );
        assert_eq!(result, 2);
    }

    #[test]
    fn it_wakes_at_the_time_that_the_control_tells() {
        let control = Control::default();
        let start = Instant::now();
        let until = start + Duration::from_millis(20);
        block_on(
            Some(&control),
            poll_fn(|context| {
                control.sleep(context.waker(), Some(until));
                if Instant::now() >= until { Poll::Ready(()) } else { Poll::Pending }
            }),
        );
        assert!(start.elapsed() >= Duration::from_millis(20));
    }

    #[tokio::test(flavor = "current_thread")]
    async fn it_may_be_called_inside_tokio() {
        assert_eq!(block_on(None, async { 7 }), 7);
    }
}
