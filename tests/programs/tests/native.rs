//! The drivers, run without WebAssembly.

#![cfg(unix)]

use bashwit_kernel::testing::NativeSystem;
use bashwit_kernel::{Kernel, ProgramTable};
use bashwit_programs::{Case, Outcome};
use bashwit_shell::session::Input;
use bashwit_shell::{Session, SessionOptions};
use bashwit_vfs::Layout;
use std::rc::Rc;
use std::sync::Arc;

#[test]
fn programs_do_what_they_do_in_bash() {
    let count = bashwit_programs::compare("bashwit", run);
    let count = count.unwrap_or_else(|wrong| panic!("\n{wrong}"));
    println!("{count} drivers");
}

fn run(case: &Case) -> Outcome {
    let table = ProgramTable::new(vec![bashwit_shell::PROGRAMS, bashwit_tools::PROGRAMS]);
    let files = Layout::new().commands(table.iter().map(|program| program.name)).build().expect("a layout");
    case.fill(&files).expect("what the driver needs");
    let system = Rc::new(NativeSystem::captured(Arc::new(files), b""));
    let options =
        SessionOptions { env: case.env(), cwd: case.home(), args: vec![case.file()], ..Default::default() };
    let mut session = Session::new(Kernel::new(system.clone(), table), &options);
    let outcome = session.run(Input::Script(case.script.as_slice().into())).expect("a run that ends");
    let status = session.finish().expect("an end");
    session.settle(None).expect("background processes that end");
    let (stdout, stderr) = system.take_output();
    Outcome { stdout, stderr, status: i32::from(if outcome.exited { outcome.status } else { status }) }
}
