//! Builtins of each kind, from blocking and asynchronous runs.

use crate::{out, run};
use bashwit::{Builtin, Builtins, Error, Shell, ShellBuilder};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Both kinds, doing the same.
fn pair() -> ShellBuilder {
    Shell::builder()
        .builtin_sync("plain", |ctx| {
            ctx.write(format!("{} {:?}\n", ctx.name(), ctx.args()));
            Ok(3)
        })
        .builtin("waiting", |ctx| async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            ctx.write(format!("{} {:?}\n", ctx.name(), ctx.args()));
            Ok(3)
        })
}

const PAIR: &str = "plain 'a b' ''; waiting x; echo $?";
const PAIR_OUTPUT: &str = "plain [\"a b\", \"\"]\nwaiting [\"x\"]\n3\n";

#[test]
fn both_kinds_from_a_blocking_run() {
    assert_eq!(out(&pair().build().unwrap(), PAIR), PAIR_OUTPUT);
}

#[tokio::test(flavor = "current_thread")]
async fn both_kinds_from_an_asynchronous_run() {
    let shell = pair().build().unwrap();
    assert_eq!(shell.run_async(PAIR).await.unwrap().stdout_text(), PAIR_OUTPUT);
}

#[tokio::test(flavor = "current_thread")]
async fn a_blocking_run_works_inside_a_runtime() {
    // The only thread of the runtime is taken: the builtin's timer must run elsewhere.
    assert_eq!(out(&pair().build().unwrap(), PAIR), PAIR_OUTPUT);
}

#[test]
fn both_kinds_without_tokio() {
    // A waker of no runtime, polled in a loop.
    let shell = pair().build().unwrap();
    let mut run = Box::pin(shell.run_async(PAIR));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let output = loop {
        match run.as_mut().poll(&mut context) {
            std::task::Poll::Ready(output) => break output.unwrap(),
            std::task::Poll::Pending => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    assert_eq!(output.stdout_text(), PAIR_OUTPUT);
}

#[test]
fn errors_become_messages() {
    let shell = Shell::builder()
        .builtin_sync("plain", |_| Err("it is broken".into()))
        .builtin_sync("status", |_| Err(bashwit::BuiltinError::new("no").status(7)))
        .builtin("file", |ctx| async move {
            ctx.fs().read_file("missing")?;
            Ok(0)
        })
        .builtin_sync("io", |_| {
            std::fs::read("/nonexistent/secret")?;
            Ok(0)
        })
        .builtin_sync("operand", |ctx| {
            ctx.arg(0)?;
            Ok(0)
        })
        .build()
        .unwrap();
    for (script, status, stderr) in [
        ("plain", 1, "plain: it is broken\n"),
        ("status", 7, "status: no\n"),
        ("file", 1, "file: /home/user/missing: No such file or directory\n"),
        ("io", 1, "io: entity not found\n"),
        ("operand", 2, "operand: missing operand\n"),
    ] {
        let output = run(&shell, script);
        assert_eq!((output.status, &*output.stderr_text()), (status, stderr), "{script}");
    }
}

#[test]
fn a_panic_ends_the_command_alone() {
    let shell = Shell::builder()
        .builtin_sync("plain", |_| panic!("on purpose"))
        .builtin("later", |ctx| async move {
            ctx.flush().await;
            tokio::task::yield_now().await;
            panic!("on purpose")
        })
        .build()
        .unwrap();
    for name in ["plain", "later"] {
        let output = run(&shell, &format!("x=1; {name}; echo $? $x"));
        assert_eq!(output.stdout_text(), "1 1\n");
        assert_eq!(output.stderr_text(), format!("{name}: internal error: the builtin panicked\n"));
    }
}

#[test]
fn they_stream_in_the_middle_of_a_pipeline() {
    let lines = Arc::new(AtomicU32::new(0));
    let seen = Arc::clone(&lines);
    let shell = Shell::builder()
        .builtin("shout", move |ctx| {
            let seen = Arc::clone(&seen);
            async move {
                let mut stdin = ctx.stdin();
                while let Some(mut line) = stdin.next_line().await {
                    seen.fetch_add(1, Ordering::Relaxed);
                    line.make_ascii_uppercase();
                    line.push(b'\n');
                    ctx.write(line);
                    ctx.flush().await;
                }
                Ok(0)
            }
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "printf 'a\\nb\\nc' | shout | tr A-Z x-za-w"), "x\ny\nz\n");
    // An endless producer ends when its reader has enough.
    assert_eq!(out(&shell, "while :; do echo y; done | shout | head -n 2"), "Y\nY\n");
    assert!(lines.load(Ordering::Relaxed) < 200_000);
}

#[test]
fn filters_get_all_of_their_input() {
    let shell = Shell::builder()
        .builtin_filter("backwards", |ctx, mut input| {
            input.reverse();
            ctx.write(input);
            Ok(0)
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "printf abc | backwards; backwards < /dev/null; backwards <<< xy"), "cba\nyx");
}

#[test]
fn input_that_is_not_read_stays() {
    let shell = Shell::builder()
        .builtin_sync("plain", |_| Ok(0))
        .builtin("one_chunk", |ctx| async move {
            ctx.flush().await;
            Ok(0)
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "printf 'a\\nb\\n' | { plain; one_chunk; cat; }"), "a\nb\n");
}

#[test]
fn they_run_side_by_side() {
    let shell = Shell::builder()
        .builtin("nap", |ctx| async move {
            ctx.write(format!("{} in\n", ctx.arg(0)?));
            ctx.flush().await;
            tokio::time::sleep(Duration::from_millis(150)).await;
            ctx.write(format!("{} out\n", ctx.arg(0)?));
            Ok(0)
        })
        .build()
        .unwrap();
    let start = Instant::now();
    assert_eq!(out(&shell, "nap a & nap b & wait"), "a in\nb in\na out\nb out\n");
    assert!(start.elapsed() < Duration::from_millis(290), "{:?}", start.elapsed());
}

#[test]
fn a_reader_that_goes_away_drops_the_command() {
    struct Tell(Arc<Mutex<Vec<&'static str>>>);
    impl Drop for Tell {
        fn drop(&mut self) {
            self.0.lock().unwrap().push("dropped");
        }
    }
    let events = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&events);
    let shell = Shell::builder()
        .builtin("endless", move |ctx| {
            let tell = Tell(Arc::clone(&log));
            async move {
                loop {
                    ctx.write("y\n");
                    ctx.flush().await;
                    if tell.0.lock().unwrap().len() > 1_000_000 {
                        return Ok(0);
                    }
                }
            }
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "endless | head -n 1"), "y\n");
    assert_eq!(*events.lock().unwrap(), ["dropped"]);
}

#[test]
fn they_come_and_go() {
    let shell = Shell::new().unwrap();
    assert_eq!(run(&shell, "extra").status, 127);
    shell
        .builtins()
        .add(Builtin::sync("extra", |ctx| {
            ctx.write("1");
            Ok(0)
        }))
        .unwrap();
    assert_eq!(out(&shell, "extra"), "1");
    shell
        .builtins()
        .add(Builtin::sync("extra", |ctx| {
            ctx.write("2");
            Ok(0)
        }))
        .unwrap();
    assert_eq!(out(&shell, "extra"), "2");
    assert!(shell.builtins().remove("extra") && !shell.builtins().remove("extra"));
    assert_eq!(run(&shell, "extra").status, 127);
}

#[test]
fn one_may_add_another_while_the_script_runs() {
    let builtins = Builtins::new();
    let handle = builtins.clone();
    let shell = Shell::builder()
        .builtins(&builtins)
        .builtin_sync("install", move |ctx| {
            let text = ctx.arg(1)?.to_owned();
            let builtin = Builtin::sync(ctx.arg(0)?, move |ctx| {
                ctx.write(&text);
                Ok(0)
            });
            handle.add(builtin).map_err(|error| error.to_string())?;
            Ok(0)
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "install one 1; one; install one 2; one"), "12");
    assert_eq!(builtins.names(), ["install", "one"]);
}

#[test]
fn a_wrong_name_is_an_error() {
    for name in ["", "a/b", "a b", "a\n"] {
        let error = Shell::builder().builtin_sync(name, |_| Ok(0)).build().unwrap_err();
        assert!(matches!(error, Error::Setting { setting: "builtin name", .. }), "{name:?}: {error}");
    }
}

#[test]
fn re_entrance_is_a_clear_error() {
    let shell = Shell::new().unwrap();
    let same = shell.clone();
    shell
        .builtins()
        .add(Builtin::sync("again", move |_| Err(same.run("echo no").unwrap_err().to_string().into())))
        .unwrap();
    let same = shell.clone();
    shell
        .builtins()
        .add(Builtin::new("await_again", move |_| {
            let same = same.clone();
            async move { Err(same.run_async("echo no").await.unwrap_err().to_string().into()) }
        }))
        .unwrap();
    for name in ["again", "await_again"] {
        let output = run(&shell, &format!("{name}; echo on"));
        assert!(output.stderr_text().contains("the shell is busy"), "{}", output.stderr_text());
        assert_eq!(output.stdout_text(), "on\n");
    }
}

#[test]
fn another_shell_may_run_inside() {
    let inner = Shell::builder()
        .builtin("tick", |_| async {
            tokio::time::sleep(Duration::from_millis(2)).await;
            Ok(0)
        })
        .build()
        .unwrap();
    let shell = Shell::builder()
        .builtin_sync("sub", move |ctx| {
            let output = inner.run(ctx.arg(0)?).map_err(|error| error.to_string())?;
            ctx.write(output.stdout);
            Ok(output.status)
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "sub 'tick; echo inner'; sub 'x=2; echo $x'; echo [$x]"), "inner\n2\n[]\n");
}
