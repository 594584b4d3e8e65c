//! What single steps cost: a new shell, a run, a call of the host from a script.
//!
//! `cargo bench -p bashwit`. The loops run inside the guest; subtract the figure of the empty
//! loop from those of the others.

use bashwit::{Engine, Shell, ShellBuilder};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn engine() -> Engine {
    Engine::shared().expect("the engine starts")
}

fn with_builtins(builder: ShellBuilder) -> Shell {
    let shell = builder
        .file("/f", vec![b'x'; 100])
        .builtin_sync("plain", |_| Ok(0))
        .builtin("future", |_| async { Ok(0) })
        .builtin_sync("writer", |ctx| {
            ctx.write("x\n");
            Ok(0)
        })
        .builtin_sync("reader", |ctx| {
            black_box(ctx.fs().read_file("/f")?);
            Ok(0)
        })
        .build();
    shell.expect("the shell starts")
}

fn shells(criterion: &mut Criterion) {
    let engine = engine();
    criterion.bench_function("new shell and first echo", |bencher| {
        bencher.iter(|| {
            let shell = engine.shell().build().expect("the shell starts");
            shell.run("echo hi").expect("it runs")
        });
    });
    let shell = engine.shell().build().expect("the shell starts");
    criterion.bench_function("warm run of echo", |bencher| {
        bencher.iter(|| shell.run("echo hi").expect("it runs"));
    });
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    criterion.bench_function("warm run of echo, asynchronous", |bencher| {
        bencher.iter(|| runtime.block_on(shell.run_async("echo hi")).expect("it runs"));
    });
}

fn loops(criterion: &mut Criterion) {
    let shell = with_builtins(engine().shell());
    let mut group = criterion.benchmark_group("in a loop of the script");
    for (name, command) in [
        ("nothing", ":"),
        ("stat", "[[ -e /f ]]"),
        ("builtin", "plain a b"),
        ("asynchronous builtin", "future a b"),
        ("builtin with output", "writer > /dev/null"),
        ("builtin that reads 100 bytes", "reader"),
    ] {
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter_custom(|rounds| {
                let script = format!("for ((i = 0; i < {rounds}; i++)); do {command}; done");
                let start = Instant::now();
                shell.run(script).expect("it runs");
                start.elapsed()
            });
        });
    }
    group.finish();
}

/// `ctx.fs` alone, measured inside one call of a builtin.
fn files(criterion: &mut Criterion) {
    let (send, receive) = std::sync::mpsc::channel();
    let shell = engine()
        .shell()
        .file("/f", vec![b'x'; 100])
        .builtin_sync("measure", move |ctx| {
            let rounds: u64 = ctx.arg(0)?.parse()?;
            let start = Instant::now();
            for _ in 0..rounds {
                black_box(ctx.fs().read_file("/f")?);
            }
            send.send(start.elapsed()).map_err(|_| "nobody listens")?;
            Ok(0)
        })
        .build()
        .expect("the shell starts");
    criterion.bench_function("ctx.fs reads 100 bytes", |bencher| {
        bencher.iter_custom(|rounds| {
            shell.run(format!("measure {rounds}")).expect("it runs");
            receive.recv().expect("it was measured")
        });
    });
}

/// Not a time: prints what idle shells hold.
fn memory(_: &mut Criterion) {
    let Some(before) = resident() else { return };
    let shells: Vec<Shell> = (0..200)
        .map(|_| {
            let shell = engine().shell().build().expect("the shell starts");
            shell.run("echo hi").expect("it runs");
            shell
        })
        .collect();
    let after = resident().unwrap_or(before);
    println!("an idle shell holds {} KiB", after.saturating_sub(before) / shells.len() / 1024);
}

/// Bytes of memory that this process shares with no file, where the system tells: the code and
/// the first image of the guest's memory are mapped from a file, once for all shells.
fn resident() -> Option<usize> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let mut pages = text.split(' ').skip(1).map(str::parse::<usize>);
    let (resident, shared) = (pages.next()?.ok()?, pages.next()?.ok()?);
    Some(resident.saturating_sub(shared) * 4096)
}

criterion_group! {
    name = benches;
    config = Criterion::default().measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(300));
    targets = shells, loops, files, memory
}
criterion_main!(benches);
