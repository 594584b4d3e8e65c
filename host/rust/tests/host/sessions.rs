//! What lives from run to run, and how a session comes back after it has died.

use crate::{out, run};
use bashwit::{Engine, Error, Limits, Script, Shell};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

#[test]
fn state_is_kept() {
    let shell = Shell::new().unwrap();
    run(&shell, "x=1; f() { echo \"f $x\"; }; cd /tmp; set -u; alias a=b");
    assert_eq!(out(&shell, "f; pwd; x=2; f"), "f 1\n/tmp\nf 2\n");
    assert_eq!(shell.cwd().unwrap(), "/tmp");
    let output = run(&shell, "exit 4");
    assert_eq!((output.status, output.exited), (4, true));
    assert_eq!(out(&shell, "f"), "f 2\n");
}

#[test]
fn nothing_of_the_host_gets_in() {
    // The test runs with a PATH, a HOME and a directory of its own.
    let shell = Shell::new().unwrap();
    assert_eq!(
        out(&shell, "echo $HOME $PATH $USER; pwd"),
        "/home/user /usr/local/bin:/bin:/usr/bin user\n/home/user\n"
    );
    assert_eq!(out(&shell, "echo [$CARGO_MANIFEST_DIR]; [ -e /proc ] || echo none"), "[]\nnone\n");
}

#[test]
fn settings_reach_the_script() {
    let shell = Shell::builder()
        .user("ann")
        .hostname("box")
        .env("GREETING", "hi")
        .env("PATH", "/bin")
        .args(["script", "one", "two words"])
        .file("notes", "n")
        .file("/srv/x/y", "z")
        .cwd("/srv")
        .set_option("nounset")
        .build()
        .unwrap();
    assert_eq!(out(&shell, "echo $USER $HOSTNAME $GREETING $PATH $HOME"), "ann box hi /bin /home/ann\n");
    assert_eq!(out(&shell, "echo $0 $# \"$2\"; pwd; cat notes x/y"), "script 2 two words\n/srv\nnz");
    assert_ne!(run(&shell, "echo $nope; echo reached").status, 0);
    shell.set_args(["other", "3"]).unwrap();
    assert_eq!(out(&shell, "echo $0 $1"), "other 3\n");
    let clean = Shell::builder().clean_env().env("ONLY", "1").build().unwrap();
    assert_eq!(out(&clean, "echo $ONLY [$HOME]"), "1 []\n");
}

#[test]
fn wrong_settings_are_errors() {
    for (builder, setting) in [
        (Shell::builder().cwd("/nowhere"), "working directory"),
        (Shell::builder().cwd("relative"), "working directory"),
        (Shell::builder().file("/f", "").cwd("/f"), "working directory"),
        (Shell::builder().user("a/b"), "user"),
        (Shell::builder().hostname(""), "host name"),
        (Shell::builder().env("A=B", "c"), "environment variable"),
        (Shell::builder().env("A", "\0"), "environment variable"),
    ] {
        match builder.build().unwrap_err() {
            Error::Setting { setting: found, .. } => assert_eq!(found, setting),
            other => panic!("{setting}: {other}"),
        }
    }
}

#[test]
fn variables_from_outside() {
    let shell = Shell::new().unwrap();
    shell.set_variable("greeting", "hello\n", false).unwrap();
    assert_eq!(out(&shell, "echo \"[$greeting]\""), "[hello\n]\n");
    assert_eq!(shell.variable("greeting").unwrap().unwrap(), b"hello\n");
    assert_eq!(shell.variable("missing").unwrap(), None);
    assert!(matches!(shell.set_variable("a-b", "x", false), Err(Error::Variable(_))));
}

#[test]
fn snapshots_carry_a_session_to_another_shell() {
    let shell = Shell::new().unwrap();
    run(&shell, "x=1; f() { echo \"f $x\"; }; cd /tmp; a=(1 2 3); declare -A m=([k]=v)");
    let state = shell.snapshot().unwrap();
    run(&shell, "x=2; unset -f f");
    shell.restore(&state).unwrap();
    assert_eq!(out(&shell, "f; pwd"), "f 1\n/tmp\n");
    let other = Shell::builder().snapshot(state).build().unwrap();
    assert_eq!(out(&other, "f; pwd; echo ${a[1]} ${m[k]}"), "f 1\n/tmp\n2 v\n");
    assert!(matches!(shell.restore(b"nonsense"), Err(Error::Snapshot(_))));
    assert_eq!(out(&shell, "f"), "f 1\n");
}

#[test]
fn a_panic_of_the_embedder_does_not_end_the_shell() {
    let shell = Shell::new().unwrap();
    run(&shell, "x=1");
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let sink = bashwit::Sink::call(|_| panic!("on purpose"));
        drop(shell.run(Script::new("x=2; echo boom").stdout(sink)));
    }));
    assert!(caught.is_err());
    assert_eq!(out(&shell, "echo $x"), "1\n");
}

#[test]
fn a_call_from_another_thread_is_told_that_the_shell_is_busy() {
    let started = Arc::new(Barrier::new(2));
    let go_on = Arc::new(AtomicBool::new(false));
    let (meet, gate) = (Arc::clone(&started), Arc::clone(&go_on));
    let shell = Shell::builder()
        .builtin("hold", move |_| {
            let (meet, gate) = (Arc::clone(&meet), Arc::clone(&gate));
            async move {
                meet.wait();
                while !gate.load(Ordering::Acquire) {
                    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
                }
                Ok(0)
            }
        })
        .build()
        .unwrap();
    let other = shell.clone();
    let thread = std::thread::spawn(move || other.run("hold; echo done").unwrap().stdout);
    started.wait();
    assert!(matches!(shell.run("echo no"), Err(Error::Busy)));
    assert!(matches!(shell.cwd(), Err(Error::Busy)));
    go_on.store(true, Ordering::Release);
    assert_eq!(thread.join().unwrap(), b"done\n");
    assert_eq!(out(&shell, "echo free"), "free\n");
}

#[test]
fn many_shells_on_many_threads() {
    let engine = Engine::shared().unwrap();
    let threads: Vec<_> = (0..8)
        .map(|number| {
            let engine = engine.clone();
            std::thread::spawn(move || {
                for round in 0..20 {
                    let shell = engine.shell().env("N", format!("{number}.{round}")).build().unwrap();
                    let text = out(&shell, "echo $N > f; cat f | tr . -");
                    assert_eq!(text, format!("{number}-{round}\n"));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

#[test]
fn shells_may_share_files() {
    let tree: Arc<dyn bashwit::vfs::FileSystem> = Arc::new(bashwit::vfs::Layout::new().build().unwrap());
    let [one, two] = [0, 1].map(|_| Shell::builder().fs(Arc::clone(&tree)).build().unwrap());
    run(&one, "echo shared > f");
    assert_eq!(out(&two, "cat f"), "shared\n");
}

#[test]
fn trees_can_be_mounted() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("host"), "from the host\n").unwrap();
    let real = bashwit::vfs::RealDirFs::open(folder.path()).unwrap();
    let shell = Shell::builder().mount("/mnt/real", Arc::new(real)).build().unwrap();
    assert_eq!(out(&shell, "cat /mnt/real/host; echo back > /mnt/real/guest"), "from the host\n");
    assert_eq!(std::fs::read(folder.path().join("guest")).unwrap(), b"back\n");
}

#[test]
fn background_processes_go_on_until_they_are_settled() {
    let shell = Shell::builder()
        .builtin("nap", |ctx| async move {
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
            ctx.write("woke\n");
            Ok(0)
        })
        .build()
        .unwrap();
    let output = run(&shell, "nap & echo first");
    assert_eq!((&*output.stdout_text(), output.background), ("first\n", 1));
    let rest = shell.settle(None).unwrap();
    assert_eq!((&*rest.stdout_text(), rest.background), ("woke\n", 0));
}

#[test]
fn the_end_runs_the_exit_trap() {
    let shell = Shell::new().unwrap();
    run(&shell, "trap 'echo bye $x' EXIT; x=1");
    let output = shell.finish().unwrap();
    assert_eq!(output.stdout_text(), "bye 1\n");
}

#[test]
fn scripts_are_checked_without_running() {
    let engine = Engine::shared().unwrap();
    assert_eq!(engine.check("echo hi; for i in 1; do echo; done").unwrap(), Ok(()));
    let error = engine.check("echo\nfor i in 1; do").unwrap().unwrap_err();
    assert!(error.incomplete, "{error}");
    let error = engine.check("echo )").unwrap().unwrap_err();
    assert!(!error.incomplete && error.line == 1, "{error}");
    for (text, incomplete) in [
        ("cat <<X\na\n", true),
        ("cat <<X\na\nX\n", false),
        ("x=$(cat <<X\na\n", true),
        ("echo a \\\n", true),
        ("echo a \\\nb\n", false),
        ("# a \\\n", false),
        ("echo 'a\n", true),
        ("echo a |\n", true),
        ("echo a &&\n\n", true),
    ] {
        let error = engine.check(text).unwrap().err();
        assert_eq!(error.is_some_and(|error| error.incomplete), incomplete, "{text:?}");
    }
}

#[test]
fn interactive_sessions_expand_the_history_and_show_no_lines() {
    let shell = Shell::builder().interactive(true).build().unwrap();
    run(&shell, "echo one two");
    let output = run(&shell, "echo \"again: !e:2!\" $!");
    assert_eq!(output.stdout_text(), "again: two!\n");
    assert_eq!(output.stderr_text(), "echo \"again: two!\" $!\n");
    let output = run(&shell, "!echo:1:s/again/x/:p");
    assert_eq!((&*output.stdout_text(), &*output.stderr_text()), ("", "\"x: two!\"\n"));
    let output = run(&shell, "false; !nope");
    assert_eq!(output.stderr_text(), "bash: !nope: event not found\n");
    let output = run(&shell, "echo )");
    assert_eq!(output.stderr_text(), "bash: syntax error near unexpected token `)'\n");
    run(&shell, "set +H");
    assert_eq!(run(&shell, "echo !!").stdout_text(), "!!\n");
    // A script has no history.
    assert_eq!(run(&Shell::new().unwrap(), "echo a; echo !!").stdout_text(), "a\n!!\n");
}

#[test]
fn words_are_completed() {
    let shell = Shell::builder().file("alpha", "").file("alpine", "").build().unwrap();
    assert_eq!(shell.complete("cat al", 6).unwrap(), ["alpha", "alpine"]);
}

#[test]
fn a_seed_makes_random_numbers_the_same() {
    let roll = |seed| out(&Shell::builder().seed(seed).build().unwrap(), "echo $RANDOM $RANDOM");
    assert_eq!(roll(1), roll(1));
    assert_ne!(roll(1), roll(2));
}

#[test]
fn more_shells_live_at_once_than_the_pool_holds() {
    let engine = Engine::shared().unwrap();
    let shells: Vec<Shell> =
        (0..1010).map(|number| engine.shell().env("NUMBER", number.to_string()).build().unwrap()).collect();
    for (number, shell) in shells.iter().enumerate() {
        assert_eq!(out(shell, "x=$NUMBER; echo $x"), format!("{number}\n"));
    }
    // The last one stands outside of the pool; it can be ended from outside as the others.
    let last = shells.last().unwrap();
    last.set_limits(&Limits::default().deadline(Duration::from_millis(100))).unwrap();
    assert!(matches!(last.run("while :; do :; done"), Err(Error::Stopped { .. })));
    assert_eq!(out(last, "echo $x"), "1009\n");
}

#[test]
fn a_slot_of_the_pool_keeps_nothing_of_its_last_shell() {
    let engine = Engine::shared().unwrap();
    for _ in 0..50 {
        let shell = engine.shell().build().unwrap();
        assert_eq!(out(&shell, "echo [$secret]; secret=word$RANDOM; export secret; f() { :; }"), "[]\n");
        assert_eq!(out(&shell, "x=$(printf '%070000d' 1); echo ${#x}"), "70000\n");
    }
}
