//! `bashwit-native`: the interpreter without WebAssembly, for quick tests and profilers.
//!
//! `bashwit-native FILE [ARGS]`, `bashwit-native -c TEXT [NAME ARGS]`, or a script on standard
//! input. The files are a fresh memory tree.

use bashwit_kernel::testing::NativeSystem;
use bashwit_kernel::{Kernel, ProgramTable};
use bashwit_shell::session::Input;
use bashwit_shell::{Session, SessionOptions};
use bashwit_vfs::Layout;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (name, input) = match args.next().as_deref() {
        Some("-c") => {
            let text = args.next().unwrap_or_default();
            (args.next().unwrap_or_else(|| "bash".to_owned()), Input::Command(text.into_bytes().into()))
        }
        Some(file) => match std::fs::read(file) {
            Ok(text) => (file.to_owned(), Input::Script(text.into())),
            Err(error) => {
                eprintln!("bashwit-native: {file}: {error}");
                return ExitCode::from(127);
            }
        },
        None => ("bash".to_owned(), Input::Stdin),
    };
    let table = ProgramTable::new(vec![bashwit_shell::PROGRAMS, bashwit_tools::PROGRAMS]);
    let layout = Layout::new().commands(table.iter().map(|program| program.name)).build();
    let files = match layout {
        Ok(files) => files,
        Err(error) => {
            eprintln!("bashwit-native: {error}");
            return ExitCode::FAILURE;
        }
    };
    let kernel = Kernel::new(Rc::new(NativeSystem::real(Arc::new(files))), table);
    let options = SessionOptions {
        env: [
            ("HOME", "/home/user"),
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
            ("USER", "user"),
            ("LANG", "C.UTF-8"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec(),
        cwd: "/home/user".to_owned(),
        args: std::iter::once(name).chain(args).collect(),
        ..SessionOptions::default()
    };
    let mut session = Session::new(kernel, &options);
    let status = match session.run(input) {
        Ok(outcome) => {
            let status = session.finish().unwrap_or(outcome.status);
            let _ = session.settle(None);
            status
        }
        Err(stop) => {
            eprintln!("bashwit-native: stopped: {stop:?}");
            124
        }
    };
    ExitCode::from(status)
}
