//! How runs are kept in bounds, and what is left after one that was not.

use crate::{out, run};
use bashwit::{Error, Limits, Shell, Stopped};
use std::time::{Duration, Instant};

fn stopped(shell: &Shell, script: &str) -> (Stopped, String) {
    match shell.run(script) {
        Err(Error::Stopped { reason, output }) => (reason, output.stdout_text().into_owned()),
        other => panic!("{script}: {other:?}"),
    }
}

#[test]
fn each_bound_ends_the_run_and_leaves_the_session() {
    let endless = "echo start; x=2; while :; do :; done";
    let none = Limits::default();
    for (limits, script, reason, stdout) in [
        (none.clone().max_commands(100), endless, Stopped::Commands, "start\n"),
        (none.clone().max_loop_iterations(100), endless, Stopped::Loops, "start\n"),
        (none.clone().deadline(Duration::from_millis(50)), endless, Stopped::Deadline, "start\n"),
        (none.clone().max_source_bytes(10), "echo far too long", Stopped::Source, ""),
    ] {
        let shell = Shell::builder().limits(limits).build().unwrap();
        run(&shell, "x=1 y=3");
        assert_eq!(stopped(&shell, script), (reason, stdout.to_owned()), "{reason}");
        run(&shell, ">kept");
        assert_eq!(out(&shell, "echo $y"), "3\n", "{reason}");
        assert!(shell.fs().exists("/home/user/kept"));
    }
    let shell = Shell::builder().limits(none.max_output_bytes(1000)).build().unwrap();
    let (reason, stdout) = stopped(&shell, "while :; do echo x; done");
    assert_eq!(reason, Stopped::Output);
    assert!(stdout.len() <= 1000, "{}", stdout.len());
    assert_eq!(stopped(&shell, "echo a; x=$(while :; do echo x; done)"), (Stopped::Output, "a\n".to_owned()));
    assert_eq!(out(&shell, "echo on"), "on\n");
}

#[test]
fn values_that_refer_to_each_other_are_errors() {
    let shell = Shell::builder().build().unwrap();
    for script in [
        "x='a[$((x))]'; echo $((x))",
        "declare -n r='a[$((r))]'; echo $r",
        "declare -n q='a[q]'; q=4",
        "declare -A m; y='m[$((y))]'; echo $((y))",
        "z='((((((((((((z))))))))))))'; echo $((z))",
    ] {
        let output = shell.run(script).unwrap();
        let errors = output.stderr_text();
        assert!(errors.contains("too deeply") || errors.contains("recursion level"), "{script}: {errors}");
    }
    assert_eq!(out(&shell, "echo on"), "on\n");
}

#[test]
fn a_deadline_ends_a_wait_too() {
    let limits = Limits::default().deadline(Duration::from_millis(60));
    let shell = Shell::builder()
        .limits(limits)
        .builtin("forever", |_| async { std::future::pending().await })
        .build()
        .unwrap();
    for script in ["forever", "echo x | forever | cat"] {
        let start = Instant::now();
        assert_eq!(stopped(&shell, script).0, Stopped::Deadline, "{script}");
        assert!(start.elapsed() < Duration::from_secs(2), "{script}");
    }
    assert_eq!(out(&shell, "echo on"), "on\n");
}

#[test]
fn memory_is_bounded() {
    let shell = Shell::builder().limits(Limits::default().max_memory(32usize << 20)).build().unwrap();
    run(&shell, "f() { echo kept; }; x=1");
    let error = shell.run("echo data > file; x=0123456789; while :; do x=$x$x; done").unwrap_err();
    assert!(matches!(error, Error::Memory { limit, .. } if limit == 32 << 20), "{error}");
    assert_eq!(out(&shell, "f; echo $x; cat file"), "kept\n1\ndata\n");
}

#[test]
fn a_kill_ends_a_busy_and_a_waiting_run() {
    let shell =
        Shell::builder().builtin("forever", |_| async { std::future::pending().await }).build().unwrap();
    for script in ["x=2; while :; do :; done", "forever"] {
        run(&shell, "x=1");
        let interrupter = shell.interrupter();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            interrupter.kill();
        });
        let start = Instant::now();
        assert_eq!(stopped(&shell, script).0, Stopped::Interrupted);
        assert!(start.elapsed() < Duration::from_secs(2));
        killer.join().unwrap();
        assert_eq!(out(&shell, "echo on"), "on\n");
    }
}

#[test]
fn an_interrupt_reaches_traps() {
    let shell = Shell::new().unwrap();
    for (script, expected, status) in [
        ("trap 'echo caught; exit 5' INT; while :; do :; done", "caught\n", 5),
        ("trap - INT; while :; do :; done; echo not reached", "", 130),
    ] {
        let interrupter = shell.interrupter();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            interrupter.interrupt();
        });
        match shell.run(script) {
            Ok(output) => assert_eq!((&*output.stdout_text(), output.status), (expected, status), "{script}"),
            Err(error) => panic!("{script}: {error}"),
        }
        thread.join().unwrap();
    }
}

#[test]
fn an_interrupt_leaves_an_interactive_session() {
    let shell = Shell::builder().interactive(true).build().unwrap();
    for script in ["sleep 100; echo not reached", "while :; do :; done; echo not reached"] {
        let interrupter = shell.interrupter();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            interrupter.interrupt();
        });
        let output = shell.run(format!("x=kept; {script}")).unwrap();
        thread.join().unwrap();
        assert_eq!((&*output.stdout_text(), output.status, output.exited), ("", 130, false), "{script}");
    }
    assert_eq!(shell.run("echo $? $x").unwrap().stdout_text(), "130 kept\n");
}

#[test]
fn an_interrupt_of_an_idle_shell_is_forgotten() {
    let shell = Shell::new().unwrap();
    shell.interrupter().interrupt();
    shell.interrupter().kill();
    assert_eq!(out(&shell, "echo on"), "on\n");
}

#[test]
fn limits_can_be_changed() {
    let shell = Shell::new().unwrap();
    assert_eq!(out(&shell, "for i in 1 2 3; do echo $i; done"), "1\n2\n3\n");
    shell.set_limits(&Limits::default().max_loop_iterations(2)).unwrap();
    assert_eq!(stopped(&shell, "for i in 1 2 3; do echo $i; done").0, Stopped::Loops);
    shell.set_limits(&Limits::default()).unwrap();
    assert_eq!(out(&shell, "for i in 1 2 3; do echo $i; done"), "1\n2\n3\n");
}

#[test]
fn the_file_system_has_a_quota() {
    let mut limits = Limits::default();
    limits.files.bytes = 5000;
    let shell = Shell::builder().limits(limits).build().unwrap();
    let output =
        run(&shell, "x=0123456789; for i in 1 2 3 4 5 6 7 8 9 10; do x=$x$x; done; echo $x > big; echo $?");
    assert_eq!(output.stdout_text(), "1\n");
    assert!(output.stderr_text().contains("Disk quota exceeded"), "{}", output.stderr_text());
}
