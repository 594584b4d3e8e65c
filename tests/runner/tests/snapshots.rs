//! What a snapshot keeps beside variables: the stack of directories, completion
//! specifications, builtins that are turned off.

use bashwit_kernel::testing::NativeSystem;
use bashwit_kernel::{Kernel, ProgramTable};
use bashwit_shell::session::Input;
use bashwit_shell::{Session, SessionOptions};
use bashwit_vfs::Layout;
use std::rc::Rc;
use std::sync::Arc;

fn session() -> (Session, Rc<NativeSystem>) {
    let table = ProgramTable::new(vec![bashwit_shell::PROGRAMS, bashwit_tools::PROGRAMS]);
    let files = Layout::new().commands(table.iter().map(|program| program.name)).build().expect("a layout");
    let system = Rc::new(NativeSystem::captured(Arc::new(files), b""));
    let options = SessionOptions { cwd: "/".to_owned(), ..SessionOptions::default() };
    (Session::new(Kernel::new(system.clone(), table), &options), system)
}

fn output(session: &mut Session, system: &NativeSystem, text: &str) -> String {
    session.run(Input::Command(text.as_bytes().into())).expect("a run that ends");
    String::from_utf8_lossy(&system.take_output().0).into_owned()
}

#[test]
fn keeps_what_builtins_have_set() {
    let (mut first, system) = session();
    output(
        &mut first,
        &system,
        "pushd -n /usr; pushd -n '/a b'; complete -W 'x y' cmd; enable -n test enable",
    );
    let state = first.snapshot();
    let (mut second, system) = session();
    output(&mut second, &system, "pushd -n /gone; complete -W z gone");
    second.restore(&state).expect("a snapshot that can be read");
    let shown = output(&mut second, &system, "dirs -p; complete -p; builtin enable; type -t test");
    assert_eq!(shown, "/\n/a b\n/usr\ncomplete -W 'x y' cmd\nfile\n");
}
