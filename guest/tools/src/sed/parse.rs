//! Scripts become commands.

use super::script::{Action, Address, Command, Expression, Script, Target};
use super::source::{Chunk, Refusal, Source};
use super::text;
use bashwit_pattern::regex::{Error, Flags, Regex, Syntax};
use std::rc::Rc;

/// How scripts are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect {
    pub extended: bool,
    pub posix: bool,
    pub sandbox: bool,
    pub utf8: bool,
    /// Lines end with newlines, which `M` is about.
    pub lines: bool,
}

/// Text that goes on in the next chunk, as after `-e 'a\'`.
struct Pending {
    command: usize,
    text: Vec<u8>,
}

pub(super) struct Parser {
    pub dialect: Dialect,
    pub script: Script,
    /// Open `{`s.
    blocks: Vec<(usize, Refusal)>,
    labels: Vec<(Vec<u8>, usize)>,
    jumps: Vec<(usize, Vec<u8>)>,
    pending: Option<Pending>,
}

/// Parses all chunks of a script.
pub(super) fn parse(chunks: &[Chunk], dialect: Dialect) -> Result<Script, Refusal> {
    let mut parser = Parser {
        dialect,
        script: Script::default(),
        blocks: Vec::new(),
        labels: Vec::new(),
        jumps: Vec::new(),
        pending: None,
    };
    let mut expression = 0;
    for (index, chunk) in chunks.iter().enumerate() {
        expression += usize::from(chunk.file.is_none());
        let mut source = Source::new(chunk, expression);
        if index == 0 {
            parser.first_line(chunk);
        }
        parser.chunk(&mut source)?;
    }
    if let Some(pending) = parser.pending.take() {
        parser.set_text(pending.command, pending.text);
    }
    if let Some((_, refusal)) = parser.blocks.pop() {
        return Err(refusal);
    }
    parser.link()?;
    parser.script.expressions = expression;
    Ok(parser.script)
}

impl Parser {
    /// `#n` at the very beginning, as GNU sed 4.9 takes it.
    fn first_line(&mut self, chunk: &Chunk) {
        let line = chunk.text.split(|&byte| byte == b'\n').next().unwrap_or_default();
        self.script.quiet = line.starts_with(b"#n");
    }

    /// Resolves labels.
    fn link(&mut self) -> Result<(), Refusal> {
        let end = self.script.commands.len();
        for (command, label) in std::mem::take(&mut self.jumps) {
            let target = if label.is_empty() {
                end
            } else {
                match self.labels.iter().find(|(name, _)| *name == label) {
                    Some((_, target)) => *target,
                    None => {
                        let message = [b"can't find label for jump to `", &label[..], b"'"].concat();
                        return Err(Refusal { message, status: 4 });
                    }
                }
            };
            if let Some(command) = self.script.commands.get_mut(command) {
                match &mut command.action {
                    Action::Branch(to) | Action::BranchIf(to) | Action::BranchUnless(to) => *to = target,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn chunk(&mut self, source: &mut Source<'_>) -> Result<(), Refusal> {
        if let Some(pending) = self.pending.take() {
            self.read_text(source, pending.command, pending.text);
        }
        loop {
            let mut byte = source.next();
            while matches!(byte, Some(b';' | b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)) {
                byte = source.next();
            }
            if byte.is_none() {
                return Ok(());
            }
            self.command(source, byte)?;
        }
    }

    fn command(&mut self, source: &mut Source<'_>, mut byte: Option<u8>) -> Result<(), Refusal> {
        let first = self.address(source, byte)?;
        let mut second = None;
        if first.is_some() {
            byte = source.next_nonblank();
            if matches!(first, Some(Address::Plus(_) | Address::Multiple(_))) {
                source.back(byte);
                return Err(source.refuse("invalid usage of +N or ~N as first address"));
            }
            if byte == Some(b',') {
                let next = source.next_nonblank();
                second = self.address(source, next)?;
                if second.is_none() {
                    return Err(source.refuse("unexpected `,'"));
                }
                byte = source.next_nonblank();
            }
            let from_start = match &second {
                None => byte == Some(b'r'),
                Some(second) => matches!(second, Address::Regex(_)) && !self.dialect.posix,
            };
            if matches!(first, Some(Address::Line(0))) && !from_start {
                return Err(source.refuse("invalid usage of line address 0"));
            }
        }
        let negated = byte == Some(b'!');
        if negated {
            byte = source.next_nonblank();
            if byte == Some(b'!') {
                return Err(source.refuse("multiple `!'s"));
            }
        }
        let Some(name) = byte else { return Err(source.refuse("missing command")) };
        self.action(source, name, Command { first, second, negated, action: Action::Nothing })
    }

    /// Reads an address that begins with `byte`, if one does.
    fn address(&mut self, source: &mut Source<'_>, byte: Option<u8>) -> Result<Option<Address>, Refusal> {
        Ok(Some(match byte {
            Some(b'/') => self.regex_address(source, b'/')?,
            Some(b'\\') => {
                let delimiter = source.next();
                match delimiter {
                    Some(delimiter) => self.regex_address(source, delimiter)?,
                    None => return Err(source.refuse("unexpected `,'")),
                }
            }
            Some(digit @ b'0'..=b'9') => {
                let first = source.number(digit);
                let next = source.next_nonblank();
                if next == Some(b'~') && !self.dialect.posix {
                    match optional_number(source) {
                        Some(step) if step > 0 => Address::Step { first, step },
                        _ => Address::Line(first),
                    }
                } else {
                    source.back(next);
                    Address::Line(first)
                }
            }
            Some(b'+') if !self.dialect.posix => Address::Plus(optional_number(source).unwrap_or(0)),
            Some(b'~') if !self.dialect.posix => Address::Multiple(optional_number(source).unwrap_or(0)),
            Some(b'$') => Address::Last,
            _ => return Ok(None),
        }))
    }

    fn regex_address(&mut self, source: &mut Source<'_>, delimiter: u8) -> Result<Address, Refusal> {
        let Some(pattern) = text::delimited(source, delimiter, true) else {
            return Err(source.refuse("unterminated address regex"));
        };
        let mut flags = self.flags();
        loop {
            let byte = source.next_nonblank();
            match byte {
                Some(b'I') if !self.dialect.posix => flags.icase = true,
                Some(b'M') if !self.dialect.posix => flags.newline = true,
                _ => {
                    source.back(byte);
                    return Ok(Address::Regex(self.regex(source, &pattern, flags)?));
                }
            }
        }
    }

    pub(super) fn flags(&self) -> Flags {
        Flags { utf8: self.dialect.utf8, ..Flags::default() }
    }

    /// Compiles an expression; an empty one means the last.
    pub(super) fn regex(
        &self,
        source: &Source<'_>,
        pattern: &[u8],
        flags: Flags,
    ) -> Result<Option<Rc<Expression>>, Refusal> {
        if pattern.is_empty() {
            if flags.icase || flags.newline {
                return Err(source.refuse("cannot specify modifiers on empty regexp"));
            }
            return Ok(None);
        }
        let mut pattern = text::unescape(pattern);
        if self.dialect.posix && !self.dialect.extended {
            pattern = text::without_extensions(&pattern);
        }
        let flags = Flags { newline: flags.newline && self.dialect.lines, ..flags };
        let syntax = if self.dialect.extended { Syntax::SedExtended } else { Syntax::Basic };
        match Regex::new(&pattern, syntax, flags) {
            Ok(regex) => Ok(Some(Rc::new(Expression { regex, text: pattern, syntax, flags }))),
            Err(error @ Error::ClassSyntax) => {
                Err(Refusal { message: error.message().as_bytes().to_vec(), status: 4 })
            }
            Err(error) => Err(source.refuse(error.message())),
        }
    }

    fn push(&mut self, mut command: Command, action: Action) {
        command.action = action;
        self.script.commands.push(command);
    }

    /// Reads the arguments of a command and adds it.
    fn action(&mut self, source: &mut Source<'_>, name: u8, command: Command) -> Result<(), Refusal> {
        let one_address: &[u8] = if self.dialect.posix { b"ai=lqr" } else { b"qQ" };
        if command.second.is_some() && one_address.contains(&name) {
            return Err(source.refuse("command only uses one address"));
        }
        if self.dialect.posix && b"TQeFLRvWz".contains(&name) {
            return Err(unknown(source, name));
        }
        let simple = match name {
            b'=' => Action::LineNumber,
            b'd' => Action::Delete,
            b'D' => Action::DeleteFirst,
            b'F' => Action::FileName,
            b'g' => Action::Get,
            b'G' => Action::GetAppend,
            b'h' => Action::Hold,
            b'H' => Action::HoldAppend,
            b'n' => Action::Next,
            b'N' => Action::NextAppend,
            b'p' => Action::Print,
            b'P' => Action::PrintFirst,
            b'x' => Action::Exchange,
            b'z' => Action::Zap,
            _ => return self.complex(source, name, command),
        };
        end_of_command(source)?;
        self.push(command, simple);
        Ok(())
    }

    fn complex(&mut self, source: &mut Source<'_>, name: u8, command: Command) -> Result<(), Refusal> {
        match name {
            b'#' => {
                if command.first.is_some() {
                    return Err(source.refuse("comments don't accept any addresses"));
                }
                source.rest_of_line();
            }
            b'v' => self.version(source)?,
            b'{' => {
                self.blocks.push((self.script.commands.len(), source.refuse_block()));
                self.push(command, Action::Block(0));
            }
            b'}' => self.close_block(source, command)?,
            b':' => {
                if command.first.is_some() {
                    return Err(source.refuse(": doesn't want any addresses"));
                }
                let label = read_label(source, false);
                if label.is_empty() {
                    return Err(source.refuse("\":\" lacks a label"));
                }
                self.labels.push((label, self.script.commands.len()));
            }
            b'a' | b'i' | b'c' => self.text_command(source, name, command)?,
            b'b' | b't' | b'T' => {
                let label = read_label(source, true);
                self.jumps.push((self.script.commands.len(), label));
                let action = match name {
                    b'b' => Action::Branch(0),
                    b't' => Action::BranchIf(0),
                    _ => Action::BranchUnless(0),
                };
                self.push(command, action);
            }
            b'l' | b'q' | b'Q' | b'L' => self.number_command(source, name, command)?,
            b'e' | b'r' | b'R' | b'w' | b'W' => self.file_command(source, name, command)?,
            b's' => {
                let substitution = self.substitution(source)?;
                self.push(command, Action::Substitute(Box::new(substitution)));
            }
            b'y' => {
                let map = text::transliteration(source, self.dialect.utf8)?;
                end_of_command(source)?;
                self.push(command, Action::Transliterate(Box::new(map)));
            }
            _ => {
                return Err(unknown(source, name));
            }
        }
        Ok(())
    }

    /// `v VERSION`: this is sed 4.9.
    fn version(&mut self, source: &mut Source<'_>) -> Result<(), Refusal> {
        let label = read_label(source, true);
        let mut numbers = label.split(|&byte| byte == b'.').map(|part| {
            part.iter().fold(0u32, |n, digit| n.saturating_mul(10).saturating_add(u32::from(digit & 15)))
        });
        let wanted = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        if wanted > (4, 9) {
            return Err(source.refuse("expected newer version of sed"));
        }
        Ok(())
    }

    fn close_block(&mut self, source: &mut Source<'_>, command: Command) -> Result<(), Refusal> {
        let Some((open, _)) = self.blocks.pop() else { return Err(source.refuse("unexpected `}'")) };
        if command.first.is_some() {
            return Err(source.refuse("`}' doesn't want any addresses"));
        }
        end_of_command(source)?;
        self.push(command, Action::Nothing);
        let end = self.script.commands.len();
        if let Some(Command { action: Action::Block(to), .. }) = self.script.commands.get_mut(open) {
            *to = end;
        }
        Ok(())
    }

    fn number_command(&mut self, source: &mut Source<'_>, name: u8, command: Command) -> Result<(), Refusal> {
        let byte = source.next_nonblank();
        let number = match byte {
            Some(digit @ b'0'..=b'9') if !self.dialect.posix => Some(source.number(digit)),
            _ => {
                source.back(byte);
                None
            }
        };
        end_of_command(source)?;
        let status = (number.unwrap_or(0) & 0xff) as u8;
        let action = match name {
            b'q' => Action::Quit(status),
            b'Q' => Action::QuitSilently(status),
            _ => Action::List(number.map(|number| usize::try_from(number).unwrap_or(0))),
        };
        self.push(command, action);
        Ok(())
    }

    fn file_command(&mut self, source: &mut Source<'_>, name: u8, command: Command) -> Result<(), Refusal> {
        if self.dialect.sandbox {
            return Err(source.refuse("e/r/w commands disabled in sandbox mode"));
        }
        let blank = source.next_nonblank();
        source.back(blank);
        let argument = source.rest_of_line();
        if argument.is_empty() && name != b'e' {
            return Err(source.refuse("missing filename in r/R/w/W commands"));
        }
        let action = match name {
            b'e' => Action::Execute(argument.into()),
            b'r' => Action::ReadFile(argument.into()),
            b'R' => Action::ReadLine(intern(&mut self.script.lines, argument)),
            b'w' => Action::Write(self.target(argument)),
            _ => Action::WriteFirst(self.target(argument)),
        };
        self.push(command, action);
        Ok(())
    }

    pub(super) fn target(&mut self, name: &[u8]) -> Target {
        match name {
            b"/dev/stdout" => Target::Stdout,
            b"/dev/stderr" => Target::Stderr,
            _ => Target::File(intern(&mut self.script.outputs, name)),
        }
    }

    /// `a`, `i` and `c`: with a text on the same line (GNU) or behind a backslash and a newline.
    fn text_command(&mut self, source: &mut Source<'_>, name: u8, command: Command) -> Result<(), Refusal> {
        let Some(byte) = source.next_nonblank() else {
            return Err(source.refuse("expected \\ after `a', `c' or `i'"));
        };
        let empty: Rc<[u8]> = Rc::new([]);
        let index = self.script.commands.len();
        self.push(
            command,
            match name {
                b'a' => Action::Append(empty),
                b'i' => Action::Insert(empty),
                _ => Action::Change(empty),
            },
        );
        if byte == b'\\' {
            match source.next() {
                None => {
                    self.pending = Some(Pending { command: index, text: Vec::new() });
                    return Ok(());
                }
                Some(b'\n') => {}
                other => source.back(other),
            }
        } else {
            if self.dialect.posix {
                return Err(source.refuse("expected \\ after `a', `c' or `i'"));
            }
            source.back(Some(byte));
        }
        self.read_text(source, index, Vec::new());
        Ok(())
    }

    /// Reads a text up to a newline without backslash.
    fn read_text(&mut self, source: &mut Source<'_>, command: usize, mut text: Vec<u8>) {
        while let Some(byte) = source.next() {
            match byte {
                b'\n' => break,
                b'\\' => match source.next() {
                    Some(b'\n') => text.push(b'\n'),
                    Some(escaped) => text::escape_in_text(source, escaped, &mut text),
                    None => {
                        text.push(b'\n');
                        self.pending = Some(Pending { command, text });
                        return;
                    }
                },
                _ => text.push(byte),
            }
        }
        text.push(b'\n');
        self.set_text(command, text);
    }

    fn set_text(&mut self, command: usize, text: Vec<u8>) {
        if let Some(command) = self.script.commands.get_mut(command) {
            match &mut command.action {
                Action::Append(to) | Action::Insert(to) | Action::Change(to) => *to = text.into(),
                _ => {}
            }
        }
    }
}

fn unknown(source: &Source<'_>, name: u8) -> Refusal {
    source.refuse([b"unknown command: `".as_slice(), &[name], b"'"].concat())
}

/// The index of a name in a list, added if it is new.
fn intern(names: &mut Vec<Vec<u8>>, name: &[u8]) -> usize {
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_vec());
        names.len() - 1
    })
}

fn optional_number(source: &mut Source<'_>) -> Option<u64> {
    match source.next_nonblank() {
        Some(digit @ b'0'..=b'9') => Some(source.number(digit)),
        other => {
            source.back(other);
            None
        }
    }
}

/// A label: it ends at a blank or a semicolon, in a jump also at a brace.
fn read_label(source: &mut Source<'_>, jump: bool) -> Vec<u8> {
    let mut label = Vec::new();
    let mut byte = source.next_nonblank();
    while let Some(letter) = byte {
        if letter.is_ascii_whitespace() || letter == b';' || letter == b'}' && jump {
            source.back(byte);
            break;
        }
        label.push(letter);
        byte = source.next();
    }
    label
}

/// Nothing but blanks may follow a command before a newline, `;`, `}` or a comment.
pub(super) fn end_of_command(source: &mut Source<'_>) -> Result<(), Refusal> {
    let byte = source.next_nonblank();
    match byte {
        None | Some(b'\n' | b';') => Ok(()),
        Some(b'}' | b'#') => {
            source.back(byte);
            Ok(())
        }
        Some(b'\r') if matches!(source.peek(), None | Some(b'\n')) => Ok(()),
        Some(_) => Err(source.refuse("extra characters after command")),
    }
}
