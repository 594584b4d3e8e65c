//! Asynchronous runs: side by side, dropped in the middle, on one thread.

use crate::out;
use bashwit::{Error, Shell};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn napper() -> Shell {
    Shell::builder()
        .builtin("nap", |_| async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            Ok(0)
        })
        .build()
        .unwrap()
}

#[tokio::test(flavor = "current_thread")]
async fn shells_wait_side_by_side_on_one_thread() {
    let shells: Vec<Shell> = (0..20).map(|_| napper()).collect();
    let start = Instant::now();
    let runs: Vec<_> = shells.iter().map(|shell| tokio::spawn(shell.run_async("nap; echo done"))).collect();
    for run in runs {
        assert_eq!(run.await.unwrap().unwrap().stdout_text(), "done\n");
    }
    assert!(start.elapsed() < Duration::from_millis(1500), "{:?}", start.elapsed());
}

#[tokio::test(flavor = "current_thread")]
async fn a_dropped_run_leaves_a_usable_shell() {
    struct Count(Arc<AtomicUsize>);
    impl Drop for Count {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let drops = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&drops);
    let shell = Shell::builder()
        .builtin("forever", move |_| {
            let count = Count(Arc::clone(&counter));
            async move {
                std::future::pending::<()>().await;
                drop(count);
                Ok(0)
            }
        })
        .build()
        .unwrap();
    shell.run_async("x=1; f() { echo kept; }").await.unwrap();
    let run = shell.run_async("echo data > file; x=2; forever");
    assert!(tokio::time::timeout(Duration::from_millis(50), run).await.is_err());
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    let output = shell.run_async("f; echo $x; cat file").await.unwrap();
    assert_eq!(output.stdout_text(), "kept\n1\ndata\n");
}

#[tokio::test(flavor = "current_thread")]
async fn a_dropped_shell_in_flight_neither_panics_nor_hangs() {
    let shell = napper();
    let run = tokio::spawn(shell.run_async("nap; nap"));
    tokio::time::sleep(Duration::from_millis(20)).await;
    drop(shell);
    run.abort();
    assert!(run.await.unwrap_err().is_cancelled());
}

#[tokio::test(flavor = "current_thread")]
async fn a_busy_script_lets_other_tasks_run() {
    let shell = Shell::builder()
        .limits(bashwit::Limits::default().deadline(Duration::from_millis(600)))
        .build()
        .unwrap();
    let run = tokio::spawn(shell.run_async("while :; do :; done"));
    let mut ticks = 0;
    while !run.is_finished() {
        tokio::time::sleep(Duration::from_millis(5)).await;
        ticks += 1;
    }
    assert!(matches!(run.await.unwrap(), Err(Error::Stopped { .. })));
    // One that never yields leaves room for a single tick, a loaded machine for few.
    assert!(ticks >= 2, "{ticks}");
}

#[tokio::test(flavor = "current_thread")]
async fn one_shell_tells_a_second_caller_that_it_is_busy() {
    let shell = napper();
    let (first, second) = tokio::join!(shell.run_async("nap; echo first"), shell.run_async("echo second"));
    assert_eq!(first.unwrap().stdout_text(), "first\n");
    assert!(matches!(second, Err(Error::Busy)));
}

#[tokio::test]
async fn runs_may_move_between_threads() {
    let shell = napper();
    for _ in 0..3 {
        let again = shell.clone();
        let output =
            tokio::spawn(async move { again.run_async("nap; echo $((1 + 1))").await }).await.unwrap();
        assert_eq!(output.unwrap().stdout_text(), "2\n");
    }
    let blocking = shell.clone();
    let text = tokio::task::spawn_blocking(move || out(&blocking, "nap; echo on")).await.unwrap();
    assert_eq!(text, "on\n");
}
