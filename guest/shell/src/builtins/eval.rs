//! `eval [arg ...]`: runs its arguments as a command.

use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    let mut rest = &args[1..];
    if let Some((first, more)) = rest.split_first() {
        if &**first == b"--" {
            rest = more;
        } else if first.len() > 1 && first[0] == b'-' {
            let mut message = first[..2].to_vec();
            message.extend_from_slice(b": invalid option");
            vm.report_builtin(b"eval", message);
            let _ = vm.write(2, b"eval: usage: eval [arg ...]\n");
            return Ok(Done::Status(2));
        }
    }
    let words: Vec<&[u8]> = rest.iter().map(|word| &**word).collect();
    let text = words.join(&b' ');
    if text.iter().all(u8::is_ascii_whitespace) {
        return Ok(Done::Status(0));
    }
    vm.eval(text.into())?;
    Ok(Done::Frame)
}
