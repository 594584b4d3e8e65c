//! What a shell lists instead of running it: the texts to translate (`-D`), the commands printed
//! anew (`--pretty-print`).

use crate::invocation::{Invocation, Translatables};
use crate::startup::Input;
use crate::vm::Vm;
use bashwit_kernel::{Context, ExitStatus};
use bashwit_syntax::{ParseOptions, Parser, SyntaxError, Translatable, print};
use std::rc::Rc;

/// Lists what the invocation asks for.
pub(super) async fn main(context: &Context, vm: &Vm, input: Input, invocation: &Invocation) -> ExitStatus {
    let (name, label, text): (_, &[u8], Rc<[u8]>) = match input {
        Input::Script(path, text) => (path.to_vec(), b"", text),
        Input::Command(text) => (b"-c".to_vec(), b"-c: ", text),
        Input::Stdin => {
            let mut text = Vec::new();
            if let Ok(file) = context.file(0) {
                // What cannot be read has ended.
                let _ = bashwit_kernel::io::read_to_end(&file, &mut text).await;
            }
            (b"stdin".to_vec(), b"", text.into())
        }
    };
    let options = vm.parse_options();
    let (out, error) = match invocation.translatables {
        Some(kind) => translatables(&text, &options, kind, &name),
        None => printed(&text, &options),
    };
    if context.write_all(1, &out).await.is_err() {
        return ExitStatus::Exited(1);
    }
    let Some(error) = error else { return ExitStatus::SUCCESS };
    for message in &error.messages {
        let line = format!("line {}: ", message.line);
        let text = [&vm.state.name, &b": "[..], label, line.as_bytes(), &message.text, b"\n"].concat();
        let _ = context.write_all(2, &text).await;
    }
    ExitStatus::Exited(if invocation.translatables.is_some() { 2 } else { 1 })
}

/// The commands as bash prints them; an empty line for those without.
fn printed(text: &[u8], options: &ParseOptions) -> (Vec<u8>, Option<SyntaxError>) {
    let mut parser = Parser::new(text, 1);
    let mut out = Vec::new();
    loop {
        let from = parser.position();
        if begins_empty(text.get(from..).unwrap_or_default()) {
            out.push(b'\n');
        }
        match parser.next_command(options, &()) {
            Ok(Some(list)) => {
                out.extend(print::posix_list(&list));
                out.push(b'\n');
            }
            Ok(None) => return (out, None),
            Err(error) => return (out, Some(error)),
        }
    }
}

/// Whether a line without a command comes next, or the end.
fn begins_empty(rest: &[u8]) -> bool {
    let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_start();
    line.is_empty() || line.starts_with(b"#")
}

fn translatables(
    text: &[u8],
    options: &ParseOptions,
    kind: Translatables,
    name: &[u8],
) -> (Vec<u8>, Option<SyntaxError>) {
    let mut parser = Parser::new(text, 1);
    let mut out = Vec::new();
    loop {
        let parsed = parser.next_command(options, &());
        for found in parser.take_translatables() {
            match kind {
                Translatables::Plain => out.extend([b"\"", &found.text[..], b"\"\n"].concat()),
                Translatables::Catalogue => out.extend(entry(&found, name)),
            }
        }
        match parsed {
            Ok(Some(_)) => {}
            Ok(None) => return (out, None),
            Err(error) => return (out, Some(error)),
        }
    }
}

/// An entry of a message catalogue.
fn entry(found: &Translatable, name: &[u8]) -> Vec<u8> {
    let mut out = [b"#: ", name, format!(":{}\nmsgid ", found.line).as_bytes()].concat();
    if found.text.contains(&b'\n') {
        out.extend_from_slice(b"\"\"\n");
    }
    out.push(b'"');
    let mut bytes = found.text.iter().peekable();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' if bytes.peek().is_some() => out.extend_from_slice(b"\\n\"\n\""),
            b'\n' => out.extend_from_slice(b"\\n"),
            _ => out.push(byte),
        }
    }
    out.extend_from_slice(b"\"\nmsgstr \"\"\n");
    out
}
