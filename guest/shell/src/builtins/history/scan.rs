//! Where a command that goes on stands at the end of a line: in quotes, in a here-document, behind
//! which words. It tells what joins its lines in the history, and which quotes hold back `!`.

use std::collections::VecDeque;

/// What the grammar makes of a word or operator, as far as the history asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Newline,
    Word,
    Open,
    Close,
    Case,
    For,
    Function,
    /// What no `;` may follow.
    Opening,
    Other,
}

/// What text stands in, the innermost last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Quote(u8),
    /// `$'…'`.
    Ansi,
    /// `${…}` and `$[…]`, by what ends them.
    Braces(u8),
    /// `((…))`; behind `$` it counts as a quote.
    Arithmetic {
        parens: u32,
        quotes: bool,
    },
    /// `$(…)`, with the parentheses and `case` commands that are open in it.
    Commands {
        parens: u32,
        cases: u32,
    },
    /// `a=(…)`.
    List,
    /// `@(…)`.
    Pattern,
}

/// A here-document that is to be read.
#[derive(Debug)]
struct Document {
    end: Vec<u8>,
    /// `<<-`.
    tabs: bool,
}

/// A word that goes on behind a substitution.
#[derive(Debug)]
struct Outside {
    word: Vec<u8>,
    at_command: bool,
    before_in: bool,
    wants_end: Option<bool>,
    in_condition: bool,
}

/// The state of a command so far.
#[derive(Debug, Default)]
pub(super) struct Scan {
    contexts: Vec<Context>,
    /// The last three tokens, the newest last.
    tokens: [Option<Token>; 3],
    parens: u32,
    cases: u32,
    in_condition: bool,
    /// The word in the making: what of it could be a reserved word.
    word: Vec<u8>,
    has_word: bool,
    quoted: bool,
    /// A reserved word may stand here.
    at_command: bool,
    /// Behind the word of `for`, `select` and `case`, `in` is one.
    before_in: bool,
    /// The next word is the end of a here-document; `<<-`.
    wants_end: Option<bool>,
    documents: VecDeque<Document>,
    in_document: bool,
    /// What the substitutions that are open stand in.
    outside: Vec<Outside>,
    /// The next line is the first one of a here-document.
    pub first_of_document: bool,
    /// Something has been read that is neither blank nor a comment.
    pub has_begun: bool,
}

impl Scan {
    /// The state at the beginning of a command, which knows the last words of the one before.
    pub fn behind(before: Option<&Scan>) -> Self {
        let tokens = before.map_or([Some(Token::Newline); 3], |before| before.tokens);
        Scan { at_command: true, tokens, ..Scan::default() }
    }

    /// Whether the next line belongs to a here-document.
    pub fn in_document(&self) -> bool {
        self.in_document
    }

    /// Whether a here-document is still to come.
    fn has_documents(&self) -> bool {
        !self.documents.is_empty()
    }

    /// The quote that the next line begins in, or 0.
    pub fn quote(&self) -> u8 {
        let counts =
            |context: &Context| matches!(context, Context::Quote(_) | Context::Ansi) || is_quote(*context);
        match self.contexts.iter().rev().copied().find(counts) {
            Some(Context::Quote(byte)) if byte != b'`' => byte,
            Some(Context::Ansi) => b'\'',
            _ => 0,
        }
    }

    /// Whether the next line stands in quotes of any kind.
    pub fn is_quoted(&self) -> bool {
        self.contexts.iter().any(|context| is_quote(*context))
    }

    /// What joins the next line to those before, where they become one.
    pub fn separator(&self, line: &[u8], after_document_line: bool) -> Separator {
        use Token as T;
        if self.is_quoted() {
            return Separator::Newline;
        }
        if self.in_document {
            return if after_document_line || self.first_of_document {
                Separator::Newline
            } else {
                Separator::Nothing
            };
        }
        if self.contexts.contains(&Context::List) {
            return Separator::Blank;
        }
        let [older, before, last] = self.tokens;
        match (older, before) {
            (Some(T::Open), Some(T::Close)) => return Separator::Blank,
            (_, Some(T::Close)) if self.cases > 0 => return Separator::Blank,
            (_, Some(T::Close)) => return Separator::Semicolon,
            (Some(T::Function), Some(T::Word)) => return Separator::Blank,
            _ => {}
        }
        if last == Some(T::Newline) && memchr::memmem::find(line, b"<<").is_some() {
            return Separator::DocumentLine;
        }
        if self.has_documents() {
            return Separator::Newline;
        }
        match (older, before) {
            (Some(T::For), Some(T::Word)) => {
                let goes_on = line.trim_ascii_start().starts_with(b"in");
                return if goes_on { Separator::Blank } else { Separator::BareSemicolon };
            }
            (Some(T::Case), Some(T::Word)) if self.before_in => return Separator::Blank,
            (_, Some(T::Newline | T::Open | T::Close | T::Case | T::Opening)) => return Separator::Blank,
            _ => {}
        }
        if line.trim_ascii().is_empty() && last != Some(T::Newline) {
            return Separator::Nothing;
        }
        Separator::Semicolon
    }

    /// Reads a line on.
    pub fn line(&mut self, line: &[u8]) {
        if self.in_document {
            return self.document_line(line);
        }
        let mut at = 0;
        while at < line.len() {
            at +=
                self.step(&line[at..], at.checked_sub(1).and_then(|before| line.get(before)).copied()).max(1);
        }
    }

    fn document_line(&mut self, line: &[u8]) {
        self.first_of_document = false;
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let Some(document) = self.documents.front() else {
            self.in_document = false;
            return;
        };
        let text = if document.tabs {
            let tabs = text.iter().take_while(|&&byte| byte == b'\t').count();
            &text[tabs..]
        } else {
            text
        };
        if text == document.end {
            self.documents.pop_front();
            self.in_document = self.has_documents();
        }
    }

    /// Takes what stands at the beginning of the rest of a line; gives its length.
    fn step(&mut self, rest: &[u8], before: Option<u8>) -> usize {
        let byte = rest[0];
        let Some(context) = self.contexts.last().copied() else {
            return self.command_text(rest, before);
        };
        match context {
            Context::Quote(quote) => {
                if byte == b'\\' && quote != b'\'' {
                    return 2;
                }
                if byte == quote {
                    self.contexts.pop();
                    return 1;
                }
                if quote == b'"' { self.expansion(rest) } else { 1 }
            }
            Context::Ansi => {
                if byte == b'\'' {
                    self.contexts.pop();
                }
                if byte == b'\\' { 2 } else { 1 }
            }
            Context::Braces(end) if byte == end => self.leave(),
            Context::Arithmetic { parens, quotes } => match byte {
                b'(' => self.replace(Context::Arithmetic { parens: parens + 1, quotes }),
                b')' if parens > 0 => self.replace(Context::Arithmetic { parens: parens - 1, quotes }),
                b')' => self.leave() + usize::from(rest.get(1) == Some(&b')')),
                _ => self.quoting(rest),
            },
            Context::Commands { .. } => self.command_text(rest, before),
            Context::List | Context::Pattern if byte == b')' => self.leave(),
            Context::List if byte == b'#' && before.is_none_or(|byte| byte.is_ascii_whitespace()) => {
                to_line_end(rest)
            }
            Context::Pattern if byte == b'(' => self.enter(Context::Pattern, 1),
            Context::Braces(_) | Context::List | Context::Pattern => self.quoting(rest),
        }
    }

    fn enter(&mut self, context: Context, length: usize) -> usize {
        self.contexts.push(context);
        length
    }

    fn enter_commands(&mut self) -> usize {
        self.outside.push(Outside {
            word: std::mem::take(&mut self.word),
            at_command: std::mem::replace(&mut self.at_command, true),
            before_in: std::mem::take(&mut self.before_in),
            wants_end: self.wants_end.take(),
            in_condition: std::mem::take(&mut self.in_condition),
        });
        self.has_word = false;
        self.quoted = false;
        self.enter(Context::Commands { parens: 0, cases: 0 }, 2)
    }

    fn leave_commands(&mut self) {
        self.contexts.pop();
        if let Some(outside) = self.outside.pop() {
            self.word = outside.word;
            self.at_command = outside.at_command;
            self.before_in = outside.before_in;
            self.wants_end = outside.wants_end;
            self.in_condition = outside.in_condition;
        }
        self.has_word = true;
        self.quoted = true;
    }

    fn leave(&mut self) -> usize {
        self.contexts.pop();
        1
    }

    fn replace(&mut self, context: Context) -> usize {
        if let Some(last) = self.contexts.last_mut() {
            *last = context;
        }
        1
    }

    /// Quotes and expansions of a word.
    fn quoting(&mut self, rest: &[u8]) -> usize {
        match rest {
            [b'\\', ..] => 2,
            [quote @ (b'\'' | b'"' | b'`'), ..] => self.enter(Context::Quote(*quote), 1),
            [b'$', b'\'', ..] => self.enter(Context::Ansi, 2),
            _ => self.expansion(rest),
        }
    }

    fn expansion(&mut self, rest: &[u8]) -> usize {
        match rest {
            [b'$', b'{', ..] => self.enter(Context::Braces(b'}'), 2),
            [b'$', b'[', ..] => self.enter(Context::Braces(b']'), 2),
            [b'$', b'(', b'(', ..] => self.enter(Context::Arithmetic { parens: 0, quotes: true }, 3),
            [b'$', b'(', ..] => self.enter_commands(),
            [b'`', ..] => self.enter(Context::Quote(b'`'), 1),
            _ => 1,
        }
    }

    /// Words and operators.
    fn command_text(&mut self, rest: &[u8], before: Option<u8>) -> usize {
        let byte = rest[0];
        match rest {
            [b'\\', b'\n', ..] => return 2,
            [b'#', ..] if !self.has_word => return to_line_end(rest),
            [b' ' | b'\t', ..] => {
                self.end_word();
                return 1;
            }
            [b'\n', ..] => {
                self.end_word();
                self.token(Token::Newline);
                self.at_command = true;
                self.in_document = self.has_documents();
                self.first_of_document = self.in_document;
                return 1;
            }
            _ => self.has_begun = true,
        }
        match rest {
            [b'<' | b'>', b'(', ..] => {
                return self.enter_commands();
            }
            [b'(', ..] if self.has_word && matches!(before, Some(b'@' | b'?' | b'*' | b'+' | b'!')) => {
                return self.enter(Context::Pattern, 1);
            }
            [b'(', ..] if self.has_word && before == Some(b'=') => return self.enter(Context::List, 1),
            [b'(', b'(', ..] if !self.has_word && (self.at_command || self.tokens[2] == Some(Token::For)) => {
                self.at_command = true;
                return self.enter(Context::Arithmetic { parens: 0, quotes: false }, 2);
            }
            _ if b";&|<>()".contains(&byte) => return self.operator(rest),
            _ => {}
        }
        let depth = self.outside.len();
        let length = self.quoting(rest);
        if self.outside.len() > depth {
            return length;
        }
        let plain = length == 1 && !matches!(byte, b'\'' | b'"' | b'`');
        self.has_word = true;
        self.quoted |= !plain;
        let text = match (plain, byte) {
            (true, _) => &rest[..1],
            (_, b'\\') => rest.get(1..2).unwrap_or_default(),
            _ => b"",
        };
        // Only the end of a here-document may be longer than a reserved word.
        if self.word.len() < 16 || self.wants_end.is_some() {
            self.word.extend_from_slice(text);
        }
        length
    }

    fn operator(&mut self, rest: &[u8]) -> usize {
        self.end_word();
        let known: [&[u8]; 20] = [
            b";;&", b"<<<", b"<<-", b"&>>", b";;", b";&", b"&&", b"&>", b"||", b"|&", b"<<", b"<&", b"<>",
            b">>", b">|", b">&", b";", b"&", b"|", b"(",
        ];
        let found = known.into_iter().find(|known| rest.starts_with(known)).unwrap_or(&rest[..1]);
        let nested = self.contexts.last().copied();
        match found {
            b"(" => {
                self.count_parens(1);
                self.token(Token::Open);
            }
            b")" => {
                if let Some(Context::Commands { parens: 0, cases: 0 }) = nested {
                    self.leave_commands();
                    return 1;
                }
                self.count_parens(-1);
                self.token(Token::Close);
            }
            b"<<" | b"<<-" => {
                self.wants_end = Some(found == b"<<-");
                self.token(Token::Other);
                return found.len();
            }
            [b'<' | b'>', ..] | b"&>" | b"&>>" => {
                self.token(Token::Other);
                return found.len();
            }
            b"|&" => self.token(Token::Other),
            _ => self.token(Token::Opening),
        }
        self.at_command = true;
        found.len()
    }

    fn count_parens(&mut self, by: i32) {
        let parens = match self.contexts.last_mut() {
            Some(Context::Commands { parens, .. }) => parens,
            _ => &mut self.parens,
        };
        *parens = parens.saturating_add_signed(by);
    }

    fn count_cases(&mut self, by: i32) {
        let cases = match self.contexts.last_mut() {
            Some(Context::Commands { cases, .. }) => cases,
            _ => &mut self.cases,
        };
        *cases = cases.saturating_add_signed(by);
    }

    fn token(&mut self, token: Token) {
        if !self.in_condition {
            self.tokens = [self.tokens[1], self.tokens[2], Some(token)];
        }
    }

    fn end_word(&mut self) {
        if !std::mem::take(&mut self.has_word) {
            return;
        }
        let word = std::mem::take(&mut self.word);
        let quoted = std::mem::take(&mut self.quoted);
        if let Some(tabs) = self.wants_end.take() {
            self.documents.push_back(Document { end: word, tabs });
            return self.token(Token::Word);
        }
        if self.in_condition {
            if word == b"]]" {
                self.in_condition = false;
                self.token(Token::Other);
            }
            return;
        }
        let reserved = if quoted { &b""[..] } else { &word };
        let (token, goes_on) = match reserved {
            b"in"
                if self.before_in
                    && self.tokens[2] != Some(Token::Case)
                    && self.tokens[2] != Some(Token::For) =>
            {
                self.before_in = false;
                (Token::Opening, true)
            }
            _ if !self.at_command => (Token::Word, false),
            b"if" | b"then" | b"else" | b"do" | b"while" | b"until" | b"{" => (Token::Opening, true),
            b"elif" | b"fi" | b"done" | b"}" | b"!" | b"time" | b"coproc" => (Token::Other, true),
            b"esac" => {
                self.count_cases(-1);
                (Token::Other, true)
            }
            b"case" => {
                self.count_cases(1);
                self.before_in = true;
                (Token::Case, false)
            }
            b"for" | b"select" => {
                self.before_in = true;
                (if reserved == b"for" { Token::For } else { Token::Other }, false)
            }
            b"function" => (Token::Function, false),
            b"[[" => {
                self.token(Token::Other);
                self.in_condition = true;
                return;
            }
            _ => (Token::Word, false),
        };
        // `for x do`, and the body of `function f`.
        let named = matches!(self.tokens[2], Some(Token::For | Token::Function)) && token == Token::Word;
        self.token(token);
        self.at_command = goes_on || named;
    }
}

/// Counts as a quote for the lines of the history.
fn is_quote(context: Context) -> bool {
    match context {
        Context::Quote(_) | Context::Ansi | Context::Commands { .. } => true,
        Context::Arithmetic { quotes, .. } => quotes,
        Context::Braces(_) | Context::List | Context::Pattern => false,
    }
}

fn to_line_end(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// What joins two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Nothing,
    Blank,
    Newline,
    /// The line has a here-document.
    DocumentLine,
    Semicolon,
    BareSemicolon,
}

impl Separator {
    pub fn text(self) -> &'static [u8] {
        match self {
            Separator::Nothing => b"",
            Separator::Blank => b" ",
            Separator::Newline | Separator::DocumentLine => b"\n",
            Separator::Semicolon => b"; ",
            Separator::BareSemicolon => b";",
        }
    }
}
