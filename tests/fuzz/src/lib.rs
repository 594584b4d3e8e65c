//! What the targets share: a shell on a memory file system with every limit set.

use bashwit_kernel::testing::NativeSystem;
use bashwit_kernel::{Kernel, Limits, ProgramTable};
use bashwit_shell::session::Input;
use bashwit_shell::{Session, SessionOptions};
use bashwit_vfs::Layout;
use std::rc::Rc;
use std::sync::Arc;

/// Bytes that a run may write.
const OUTPUT: u64 = 1 << 16;

/// Runs a script that finds the variables set, with all tools beside the shell.
///
/// # Panics
/// Where a limit is passed by more than one command may pass it: a find.
pub fn shell(script: &[u8], variables: &[(&str, &[u8])]) {
    let table = ProgramTable::new(vec![bashwit_shell::PROGRAMS, bashwit_tools::PROGRAMS]);
    let layout = Layout::new().commands(table.iter().map(|program| program.name));
    let files = layout.build().expect("the standard layout can be built");
    let system = Rc::new(NativeSystem::timeless(Arc::new(files), b"one two\nthree\n"));
    let kernel = Kernel::new(system.clone(), table);
    kernel.set_limits(Limits {
        max_commands: Some(500),
        max_loop_iterations: Some(500),
        max_depth: Some(50),
        max_output_bytes: Some(OUTPUT),
        max_source_bytes: Some(1 << 16),
        max_processes: Some(20),
        // Thirty looks at the clock, which goes on with each.
        deadline_ns: Some(30_000_000),
    });
    let options = SessionOptions {
        env: [("HOME", "/home/user"), ("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("TZ", "UTC")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        cwd: "/home/user".to_owned(),
        args: ["fuzz", "one", "two  three", "*"].map(str::to_owned).to_vec(),
        ..SessionOptions::default()
    };
    let mut session = Session::new(kernel.clone(), &options);
    for (name, value) in variables {
        session.set_variable(name, value, false).expect("the variable can be set");
    }
    if session.run(Input::Script(script.into())).is_ok() {
        let _ = session.finish();
    }
    let _ = session.settle(Some(0));
    drop(session);
    kernel.shut_down();
    let (stdout, stderr) = system.take_output();
    // The EXIT trap is a run of its own.
    let written = stdout.len() as u64 + stderr.len() as u64;
    assert!(written <= 2 * OUTPUT, "{written} bytes were written");
}
