//! Scripts that do not behave: each is stopped, and the files and the session are still there.
//!
//! `cargo run --release -p bashwit --example limits`

use bashwit::{Error, Limits, Shell, Stopped};
use std::time::Duration;

fn main() -> Result<(), Error> {
    let limits = Limits::default().deadline(Duration::from_millis(200)).max_memory(64usize << 20);
    let shell = Shell::builder().limits(limits).build()?;
    shell.run("greet() { echo \"still here: $(cat work.txt)\"; }")?;

    match shell.run("echo begun | tee work.txt; while :; do :; done") {
        Err(Error::Stopped { reason: Stopped::Deadline, output }) => {
            println!("a busy loop was stopped after it wrote: {}", output.stdout_text().trim_end());
        }
        other => panic!("not stopped: {other:?}"),
    }

    match shell.run("x=0123456789; while :; do x=$x$x; done") {
        Err(error @ (Error::Memory { .. } | Error::Stopped { .. })) => println!("a greedy one: {error}"),
        other => panic!("not stopped: {other:?}"),
    }

    // From another thread, at any time.
    let interrupter = shell.interrupter();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(50));
        interrupter.kill();
    });
    match shell.run("while :; do :; done") {
        Err(Error::Stopped { reason, .. }) => println!("killed from outside: {reason}"),
        other => panic!("not stopped: {other:?}"),
    }
    drop(thread.join());

    let output = shell.run("greet")?;
    print!("{}", output.stdout_text());
    assert_eq!(output.stdout, b"still here: begun\n");
    Ok(())
}
