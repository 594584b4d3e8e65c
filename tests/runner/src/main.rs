//! `bashwit-native`: the interpreter without WebAssembly, for quick tests and profilers.
//!
//! `bashwit-native [OPTIONS] FILE [ARGS]`, `… -c TEXT [NAME ARGS]`, or a script on standard
//! input. The files are a fresh memory tree and what `--mount` and `--overlay` add to it.

mod options;

use bashwit_kernel::testing::NativeSystem;
use bashwit_kernel::{Kernel, ProgramTable};
use bashwit_shell::session::Input;
use bashwit_shell::{Session, SessionOptions};
use bashwit_vfs::{ErrorCode, FileSystem, Layout, MountFs, OverlayFs, RealDirFs};
use options::{Access, Mount, Options};
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(error) => return fail(2, &error),
    };
    let mut operands = options.operands.clone();
    let input = match (&options.command, operands.first()) {
        (Some(text), _) => Input::Command(text.as_bytes().into()),
        (None, Some(file)) => match std::fs::read(file) {
            Ok(text) => Input::Script(text.into()),
            Err(error) => return fail(127, &format!("{file}: {error}")),
        },
        (None, None) => Input::Stdin,
    };
    if operands.is_empty() {
        operands.push("bash".to_owned());
    }
    let table = ProgramTable::new(vec![bashwit_shell::PROGRAMS, bashwit_tools::PROGRAMS]);
    let files = match files(&table, &options.mounts) {
        Ok(files) => files,
        Err(error) => return fail(1, &error),
    };
    let kernel = Kernel::new(Rc::new(NativeSystem::real(files)), table);
    let mut env: Vec<(String, String)> = [
        ("HOME", "/home/user"),
        ("PATH", "/usr/local/bin:/bin:/usr/bin"),
        ("USER", "user"),
        ("LANG", "C.UTF-8"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    env.extend(options.env);
    let options = SessionOptions {
        env,
        cwd: options.cwd.unwrap_or_else(|| "/home/user".to_owned()),
        args: operands,
        ..SessionOptions::default()
    };
    ExitCode::from(run(&mut Session::new(kernel, &options), input))
}

fn run(session: &mut Session, input: Input) -> u8 {
    match session.run(input) {
        Ok(outcome) => {
            let status = session.finish().unwrap_or(outcome.status);
            let _ = session.settle(None);
            status
        }
        Err(stop) => {
            eprintln!("bashwit-native: stopped: {stop:?}");
            124
        }
    }
}

fn fail(status: u8, message: &str) -> ExitCode {
    eprintln!("bashwit-native: {message}");
    ExitCode::from(status)
}

/// The tree that the script finds.
fn files(table: &ProgramTable, mounts: &[Mount]) -> Result<Arc<dyn FileSystem>, String> {
    let layout = Layout::new().commands(table.iter().map(|program| program.name)).build();
    let root = Arc::new(layout.map_err(|error| error.to_string())?);
    if mounts.is_empty() {
        return Ok(root);
    }
    let tree = MountFs::new(root);
    for mount in mounts {
        let text = |code: ErrorCode| code.at("mount", &mount.host.to_string_lossy()).to_string();
        let directory: Arc<dyn FileSystem> = match mount.access {
            Access::Read => Arc::new(RealDirFs::open_read_only(&mount.host).map_err(text)?),
            _ => Arc::new(RealDirFs::open(&mount.host).map_err(text)?),
        };
        let directory = match mount.access {
            Access::Overlay => Arc::new(OverlayFs::new(directory)),
            _ => directory,
        };
        tree.mount(&mount.guest, directory).map_err(text)?;
    }
    Ok(Arc::new(tree))
}
