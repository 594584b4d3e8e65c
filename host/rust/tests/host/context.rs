//! What a builtin can do through its context.

use crate::{out, run};
use bashwit::{Builtin, Files, Shell};
use std::io::Write;
use std::sync::{Arc, Mutex};

#[test]
fn the_call_is_described() {
    let shell = Shell::builder()
        .builtin_sync("show", |ctx| {
            let env = ctx.env();
            writeln!(ctx.stdout(), "{} {:?} {:?}", ctx.cwd(), env.get("A"), env.get("B"))?;
            writeln!(ctx.stderr(), "{}", ctx.name())?;
            Ok(0)
        })
        .build()
        .unwrap();
    let output = run(&shell, "cd /tmp; export A=1; B=2; show; B=3 show");
    assert_eq!(output.stdout_text(), "/tmp Some(\"1\") None\n/tmp Some(\"1\") Some(\"3\")\n");
    assert_eq!(output.stderr_text(), "show\nshow\n");
}

#[test]
fn files_are_live_on_all_sides() {
    let shell = Shell::builder()
        .builtin_sync("double", |ctx| {
            let text = ctx.fs().read_to_string(ctx.arg(0)?)?;
            ctx.fs().write_file(ctx.arg(1)?, format!("{text}{text}"))?;
            Ok(0)
        })
        .build()
        .unwrap();
    shell.fs().write_file("/home/user/a", "1").unwrap();
    assert_eq!(out(&shell, "echo 2 >> a; double a b; cat b"), "12\n12\n");
    assert_eq!(shell.fs().read_file("/home/user/b").unwrap(), b"12\n12\n");
}

#[test]
fn a_handle_ends_with_its_call_unless_it_is_persisted() {
    let kept: Arc<Mutex<Vec<Files>>> = Arc::default();
    let keep = Arc::clone(&kept);
    let shell = Shell::builder()
        .file("/home/user/f", "text")
        .builtin_sync("keep", move |ctx| {
            let open = ctx.fs().open("f", bashwit::vfs::OpenFlags::READ)?;
            assert_eq!(open.read_at(1, 2)?, b"ex");
            let fs = ctx.fs();
            keep.lock().unwrap().extend([fs.clone(), fs.read_only(), fs.subtree("/home")?, fs.persist()]);
            Ok(0)
        })
        .build()
        .unwrap();
    run(&shell, "cd /; keep 2>/dev/null; cd /home/user; keep");
    let kept = kept.lock().unwrap();
    let code = |files: &Files, path: &str| files.read_file(path).map_err(|error| error.code.errno());
    let found: Vec<_> = kept.iter().map(|files| code(files, "/home/user/f")).collect();
    let ended = Err("EBADF");
    // The first call fails at `open`, before it keeps anything.
    assert_eq!(found, [ended.clone(), ended.clone(), ended, Ok(b"text".to_vec())]);
    assert_eq!(kept.last().unwrap().read_file("f").unwrap(), b"text");
}

#[test]
fn policies_hold() {
    let probe = |ctx: bashwit::SyncContext| {
        let read = ctx.fs().read_to_string(ctx.arg(0)?);
        let write = ctx.fs().write_file("new", "x");
        let show = |error: &bashwit::vfs::Error| error.code.errno();
        writeln!(
            ctx.stdout(),
            "{} {:?} {:?}",
            ctx.cwd(),
            read.as_ref().map_err(show),
            write.as_ref().map_err(show)
        )?;
        Ok(0)
    };
    let shell = Shell::builder()
        .file("/data/in/f", "f")
        .add_builtin(Builtin::sync("reader", probe).read_only())
        .add_builtin(Builtin::sync("inside", probe).subtree("/data"))
        .add_builtin(Builtin::sync("both", probe).subtree("/data/in").read_only())
        .add_builtin(Builtin::sync("nowhere", probe).subtree("/missing"))
        .build()
        .unwrap();
    assert_eq!(out(&shell, "cd /data/in; reader f"), "/data/in Ok(\"f\") Err(\"EROFS\")\n");
    assert_eq!(
        out(&shell, "inside f; inside /in/f; inside ../../data/in/f"),
        ["/in Ok(\"f\") Ok(())\n", "/in Ok(\"f\") Ok(())\n", "/in Err(\"ENOENT\") Ok(())\n",].concat()
    );
    assert_eq!(
        out(&shell, "cd /; inside /in/f; both f; [ -e /data/new ] && echo new"),
        ["/ Ok(\"f\") Ok(())\n", "/ Ok(\"f\") Err(\"EROFS\")\n", "new\n",].concat()
    );
    let output = run(&shell, "nowhere f");
    assert_eq!(
        (output.status, &*output.stderr_text()),
        (1, "nowhere: /missing: No such file or directory\n")
    );
}

#[test]
fn a_link_does_not_lead_out_of_a_subtree() {
    let shell = Shell::builder()
        .file("/secret", "s")
        .file("/data/f", "f")
        .add_builtin(
            Builtin::sync("look", |ctx| {
                ctx.write(ctx.fs().read_file(ctx.arg(0)?)?);
                Ok(0)
            })
            .subtree("/data"),
        )
        .build()
        .unwrap();
    shell.fs().symlink("/secret", "/data/absolute").unwrap();
    shell.fs().symlink("../secret", "/data/relative").unwrap();
    shell.fs().symlink("f", "/data/good").unwrap();
    assert_eq!(out(&shell, "look good"), "f");
    for path in ["absolute", "relative", "/secret"] {
        assert_eq!(run(&shell, &format!("look {path}")).status, 1, "{path}");
    }
}

#[test]
fn scripts_run_in_the_shell_of_the_caller() {
    let shell = Shell::builder()
        .builtin("each", |ctx| async move {
            for arg in ctx.args() {
                let output = ctx.run_with_input(format!("visit {arg}"), "from stdin").await;
                ctx.write(output.stdout);
                ctx.write_error(output.stderr);
                ctx.write(format!("={}\n", output.status));
            }
            Ok(0)
        })
        .build()
        .unwrap();
    let output =
        run(&shell, "n=1; visit() { echo \"$1 $n\"; cat; echo err >&2; n=2; return 4; }; each a b; echo $n");
    assert_eq!(output.stdout_text(), "a 1\nfrom stdin=4\nb 1\nfrom stdin=4\n1\n");
    assert_eq!(output.stderr_text(), "err\nerr\n");
}

#[test]
fn the_shadowed_command_can_be_reached() {
    let shell = Shell::builder()
        .builtin("cat", |ctx| async move {
            ctx.write("mine:");
            ctx.write(ctx.run("cat /home/user/f").await.stdout);
            Ok(0)
        })
        .file("f", "text\n")
        .build()
        .unwrap();
    assert_eq!(out(&shell, "cat"), "mine:text\n");
}

#[test]
fn variables_can_be_set() {
    let shell = Shell::builder()
        .builtin_sync("fetch", |ctx| {
            ctx.set_variable("REPLY", "first\nsecond");
            ctx.set_variable("BYTES", b"\xff".as_slice());
            Ok(0)
        })
        .build()
        .unwrap();
    assert_eq!(run(&shell, "fetch; printf '%s|%s' \"$REPLY\" \"$BYTES\"").stdout, b"first\nsecond|\xff");
    assert_eq!(shell.variable("REPLY").unwrap().unwrap(), b"first\nsecond");
}

#[test]
fn tasks_and_combinators_may_use_the_streams() {
    let shell = Shell::builder()
        .builtin("tasks", |ctx| async move {
            let mut stdin = ctx.stdin();
            let read = tokio::spawn(async move { stdin.read_to_end().await });
            let (one, two) = tokio::join!(ctx.run("echo one"), ctx.run("echo two"));
            ctx.write(one.stdout);
            ctx.write(two.stdout);
            ctx.write(read.await.map_err(|_| "the task failed")?);
            Ok(0)
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "printf input | tasks"), "one\ntwo\ninput");
}

#[test]
fn standard_input_is_an_async_reader() {
    use tokio::io::AsyncReadExt;
    let shell = Shell::builder()
        .builtin("bytes", |ctx| async move {
            let mut stdin = ctx.stdin();
            let mut three = [0; 3];
            stdin.read_exact(&mut three).await?;
            let rest = stdin.read_to_end().await;
            ctx.write(format!("{three:?} {}", rest.len()));
            Ok(0)
        })
        .build()
        .unwrap();
    assert_eq!(out(&shell, "printf abcdef | bytes"), "[97, 98, 99] 3");
}
