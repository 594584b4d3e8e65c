//! `select`: the menu, the question, the answer.

use super::{Fault, Vm, Wait};
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use crate::state::value::Scalar;
use std::rc::Rc;
use std::task::Poll;

/// The width that the menu is laid out for where `COLUMNS` is not set.
const WIDTH: usize = 80;

impl Vm {
    /// Shows the menu and waits for an answer.
    pub(crate) fn select_next(&mut self, name: Symbol, end: u32) -> Result<(), Fault> {
        let Some(list) = self.lists.last_mut() else { return Ok(()) };
        let menu = list.menu.clone().unwrap_or_default();
        if menu.is_empty() {
            self.pc = end as usize;
            return Ok(());
        }
        if std::mem::replace(&mut list.show_menu, false) {
            let width = self.variable(known::COLUMNS).and_then(|text| crate::builtins::number(&text));
            let width = width.and_then(|width| usize::try_from(width).ok()).filter(|width| *width > 0);
            let text = layout(&menu, width.unwrap_or(WIDTH));
            let _ = self.write(2, &text);
        }
        let prompt = self.variable(known::PS3).unwrap_or_else(|| Text::from(b"#? "));
        let _ = self.write(2, &prompt);
        self.wait = Some(Box::new(Answer { name, end, menu, line: Vec::new() }));
        Ok(())
    }
}

/// Waits for a line of standard input.
struct Answer {
    name: Symbol,
    end: u32,
    menu: Rc<Vec<Text>>,
    line: Vec<u8>,
}

impl Wait for Answer {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let Ok(file) = vm.process.file(0) else {
            vm.pc = self.end as usize;
            vm.state.status = 1;
            return Poll::Ready(Ok(()));
        };
        loop {
            match file.try_read_line(256, &mut self.line) {
                Ok(None) => return Poll::Pending,
                Ok(Some(0)) | Err(_) => {
                    let _ = vm.write(1, b"\n");
                    vm.pc = self.end as usize;
                    vm.assign(known::REPLY, Scalar::Text(unescaped(&self.line)), false)?;
                    if let Some(super::Block::Loop { status, .. }) = vm.blocks.last_mut() {
                        *status = 1;
                    }
                    return Poll::Ready(Ok(()));
                }
                // A backslash joins the line with the next.
                Ok(Some(_)) if is_continued(&self.line) => self.line.truncate(self.line.len() - 2),
                Ok(Some(_)) if self.line.ends_with(b"\n") => break,
                Ok(Some(_)) => {}
            }
        }
        self.line.pop();
        let reply = unescaped(&self.line);
        if reply.is_empty() {
            // An empty answer shows the menu again.
            if let Some(list) = vm.lists.last_mut() {
                list.show_menu = true;
            }
            vm.pc -= 1;
            return Poll::Ready(Ok(()));
        }
        let choice = crate::builtins::number(&reply).and_then(|number| usize::try_from(number - 1).ok());
        let item = choice.and_then(|at| self.menu.get(at).cloned()).unwrap_or_default();
        if let Err(fault) = vm.assign(known::REPLY, Scalar::Text(reply), false) {
            return Poll::Ready(Err(fault));
        }
        vm.gave_up = false;
        let result = vm.assign(self.name, Scalar::Text(item), false);
        Poll::Ready(vm.end_loop_of_readonly(result, self.end))
    }
}

/// Whether a line ends with a backslash of its own.
fn is_continued(line: &[u8]) -> bool {
    let Some(line) = line.strip_suffix(b"\n") else { return false };
    line.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// A line as `read` without `-r` takes it.
fn unescaped(line: &[u8]) -> Text {
    let mut text = Vec::with_capacity(line.len());
    let mut bytes = line.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\\' => text.extend(bytes.next()),
            _ => text.push(byte),
        }
    }
    text.into()
}

/// The menu in columns, numbered downwards, as bash lays it out: with tabs where they fit.
fn layout(items: &[Text], width: usize) -> Vec<u8> {
    let chars = |item: &Text| String::from_utf8_lossy(item).chars().count();
    let digits = items.len().to_string().len();
    let cell = items.iter().map(chars).max().unwrap_or(0) + digits + 4;
    let columns = (width / cell).max(1);
    let rows = items.len().div_ceil(columns).max(1);
    let columns = items.len().div_ceil(rows);
    let rows = if rows == 1 { columns } else { rows };
    let mut out = Vec::new();
    for row in 0..rows {
        let (mut at, mut from) = (row, 0);
        while let Some(item) = items.get(at) {
            let digits = if from == 0 { rows.to_string().len() } else { digits };
            out.extend_from_slice(format!("{:digits$}) ", at + 1).as_bytes());
            out.extend_from_slice(item);
            at += rows;
            if at < items.len() {
                indent(from + digits + 2 + chars(item), from + cell, &mut out);
                from += cell;
            }
        }
        out.push(b'\n');
    }
    out
}

fn indent(mut from: usize, to: usize, out: &mut Vec<u8>) {
    while from < to {
        let stop = from - from % 8 + 8;
        if stop <= to {
            out.push(b'\t');
            from = stop;
        } else {
            out.push(b' ');
            from += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_items_stand_below_one_another() {
        let items = [Text::from(b"a"), Text::from(b"b")];
        assert_eq!(layout(&items, 80), b"1) a\n2) b\n");
    }
}
