//! `caller [expr]`: where the running function was called.

use super::{invalid_number, usage_status};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::Synopsis;

const USAGE: &str = "caller [expr]";

const CALLER: Synopsis =
    Synopsis::builtin("caller", &[USAGE], "Return the context of the current subroutine call.", &[]);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let names: Vec<Text> = vm.call_rows().into_iter().map(|row| row.name).collect();
    let (lines, sources) = (vm.call_lines(), vm.source_names());
    let help = args.get(1).is_some_and(|arg| &**arg == b"--help");
    if sources.is_empty() && !help {
        return Ok(Done::Status(1));
    }
    let mut parsed = CALLER.parse(&args[1..]);
    if let Err(stop) = parsed.next_option() {
        return Ok(Done::Status(vm.report_stop(&stop)));
    }
    let operand = parsed.into_operands().first().map(|word| Text::from(*word));
    let Some(word) = operand else {
        let null = Text::from(b"NULL");
        let line = lines.first().unwrap_or(&null);
        let source = sources.get(1).unwrap_or(&null);
        let out = [&line[..], b" ", source, b"\n"].concat();
        return Ok(Done::Status(super::write_out(vm, b"caller", &out)));
    };
    let Some(number) = super::number(&word) else {
        vm.report_builtin(b"caller", invalid_number(&word));
        return Ok(Done::Status(usage_status(vm, "caller", USAGE)));
    };
    let at = usize::try_from(number).unwrap_or(usize::MAX - 1);
    let row = (|| Some((lines.get(at)?, names.get(at.checked_add(1)?)?, sources.get(at.checked_add(1)?)?)))();
    let Some((line, name, source)) = row else { return Ok(Done::Status(1)) };
    let out = [&line[..], b" ", name, b" ", source, b"\n"].concat();
    Ok(Done::Status(super::write_out(vm, b"caller", &out)))
}
