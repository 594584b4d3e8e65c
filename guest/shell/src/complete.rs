//! Completion for hosts with a line editor: command names and paths.

use crate::builtins;
use crate::session::Session;

impl Session {
    /// Words that could stand at the cursor (a byte offset), sorted.
    pub fn complete(&self, line: &str, cursor: usize) -> Vec<String> {
        let before = line.get(..cursor).unwrap_or(line);
        let start = before.rfind([' ', '\t', ';', '|', '&', '(', '<', '>', '=', '`']).map_or(0, |at| at + 1);
        let word = &before[start..];
        let head = before[..start].trim_end();
        let is_command = head.is_empty() || head.ends_with([';', '|', '&', '(', '`']);
        let mut found =
            if is_command && !word.contains('/') { self.command_names(word) } else { self.paths(word) };
        if is_command && found.is_empty() {
            found = self.paths(word);
        }
        found.sort();
        found.dedup();
        found
    }

    fn command_names(&self, prefix: &str) -> Vec<String> {
        let vm = self.vm().borrow();
        let names = builtins::BUILTINS.iter().map(|builtin| builtin.name.to_owned());
        let programs = self.kernel().programs();
        let programs: Vec<String> = programs.iter().map(|program| program.name.to_owned()).collect();
        let hosts = self.kernel().host_commands().into_iter().map(|info| info.name);
        let functions = vm.state.functions.values();
        let functions = functions.map(|function| String::from_utf8_lossy(&function.def.name).into_owned());
        let aliases = vm.state.aliases.keys().map(|name| String::from_utf8_lossy(name).into_owned());
        names
            .chain(programs)
            .chain(hosts)
            .chain(functions)
            .chain(aliases)
            .filter(|name| name.starts_with(prefix))
            .collect()
    }

    fn paths(&self, word: &str) -> Vec<String> {
        let (directory, prefix) =
            word.rsplit_once('/').map_or(("", word), |(directory, prefix)| (directory, prefix));
        let vm = self.vm().borrow();
        let shown = if word.contains('/') { format!("{directory}/") } else { String::new() };
        let home = vm.state.vars.text(crate::state::symbol::known::HOME);
        let home = home.map(|home| String::from_utf8_lossy(&home).into_owned()).unwrap_or_default();
        let place = match shown.strip_prefix("~/") {
            Some(rest) => format!("{home}/{rest}"),
            None if shown.is_empty() => ".".to_owned(),
            None => shown.clone(),
        };
        let Ok(entries) = vm.files().read_dir(place.as_bytes()) else { return Vec::new() };
        entries
            .into_iter()
            .filter(|entry| {
                entry.name.starts_with(prefix) && (prefix.starts_with('.') || !entry.name.starts_with('.'))
            })
            .map(|entry| format!("{shown}{}{}", entry.name, if entry.metadata.is_dir() { "/" } else { "" }))
            .collect()
    }
}
