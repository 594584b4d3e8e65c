//! Tokens of a program.

/// What a token is. Names and numbers carry their meaning, other tokens their spelling.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// The end of the program.
    End,
    Newline,
    Number(f64),
    /// A string with its escapes carried out.
    Text(Vec<u8>),
    Name(Vec<u8>),
    /// A name with an opening parenthesis right behind it.
    Call(Vec<u8>),
    /// A keyword or the name of a function of the language.
    Word(&'static str),
    /// An operator or a piece of punctuation.
    Sign(&'static str),
}

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Where, in the program text.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

const KEYWORDS: &[&str] = &[
    "BEGIN", "END", "break", "case", "continue", "default", "delete", "do", "else", "exit", "for", "func",
    "function", "getline", "if", "in", "next", "nextfile", "print", "printf", "return", "switch", "while",
];

/// The functions of the language.
pub(super) const FUNCTIONS: &[&str] = &[
    "and", "asort", "asorti", "atan2", "close", "compl", "cos", "exp", "fflush", "gensub", "gsub", "index",
    "int", "length", "log", "lshift", "match", "mktime", "or", "rand", "rshift", "sin", "split", "sprintf",
    "sqrt", "srand", "strftime", "strtonum", "sub", "substr", "system", "systime", "tolower", "toupper",
    "xor",
];

/// Longest first.
const SIGNS: &[&str] = &[
    "**=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "**", "==", "!=", "<=", ">=", ">>",
    "!~", "{", "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", ">", "<", "|", "?", ":",
    "~", "$", "=",
];

/// A place in the program text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexer<'a> {
    pub text: &'a [u8],
    pub at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a [u8]) -> Self {
        Lexer { text, at: 0 }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips blanks, comments and continued lines.
    fn skip_blanks(&mut self) {
        loop {
            match self.peek(0) {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\\' if self.peek(1) == b'\n' => self.at += 2,
                b'\\' if self.peek(1) == b'\r' && self.peek(2) == b'\n' => self.at += 3,
                b'#' => {
                    let rest = self.rest();
                    self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    /// The next token and where it begins.
    pub fn next(&mut self) -> Result<(Token, usize), SyntaxError> {
        self.skip_blanks();
        let start = self.at;
        let Some(&byte) = self.text.get(start) else { return Ok((Token::End, start)) };
        let token = match byte {
            b'\n' => {
                self.at += 1;
                Token::Newline
            }
            b'"' => self.string()?,
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_ascii_digit() => self.number(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.name(),
            _ => {
                let rest = self.rest();
                let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(sign.as_bytes())) else {
                    return Err(SyntaxError { at: start, message: invalid(rest) });
                };
                self.at += sign.len();
                Token::Sign(match *sign {
                    "**" => "^",
                    "**=" => "^=",
                    sign => sign,
                })
            }
        };
        Ok((token, start))
    }

    fn name(&mut self) -> Token {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let name = rest.get(..length).unwrap_or_default();
        self.at += length;
        let word = KEYWORDS.iter().chain(FUNCTIONS).find(|word| word.as_bytes() == name);
        match word {
            Some(&"func") => Token::Word("function"),
            Some(word) => Token::Word(word),
            None if self.peek(0) == b'(' => Token::Call(name.to_vec()),
            None => Token::Name(name.to_vec()),
        }
    }

    fn number(&mut self) -> Token {
        let rest = self.rest();
        if let [b'0', b'x' | b'X', digit, ..] = rest
            && digit.is_ascii_hexdigit()
        {
            let digits = rest.iter().skip(2).take_while(|byte| byte.is_ascii_hexdigit());
            let (mut value, mut length) = (0.0, 2);
            for digit in digits {
                value = value * 16.0 + f64::from(char::from(*digit).to_digit(16).unwrap_or(0));
                length += 1;
            }
            self.at += length;
            return Token::Number(value);
        }
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let whole = rest.get(..digits).unwrap_or_default();
        let octal = digits > 1
            && whole.first() == Some(&b'0')
            && whole.iter().all(|byte| matches!(byte, b'0'..=b'7'));
        if octal && !matches!(rest.get(digits), Some(b'.' | b'e' | b'E')) {
            self.at += digits;
            return Token::Number(super::number::with_base(whole));
        }
        let (value, length) = super::number::prefix(rest);
        self.at += length.max(1);
        Token::Number(value)
    }

    fn string(&mut self) -> Result<Token, SyntaxError> {
        let start = self.at;
        self.at += 1;
        let mut length = 0;
        let rest = self.rest();
        loop {
            match rest.get(length) {
                Some(b'"') => break,
                Some(b'\\') if length + 1 < rest.len() => length += 2,
                None | Some(b'\n' | b'\\') => {
                    return Err(SyntaxError { at: start, message: "unterminated string".into() });
                }
                Some(_) => length += 1,
            }
        }
        self.at += length + 1;
        Ok(Token::Text(unescape(rest.get(..length).unwrap_or_default())))
    }

    /// The regular expression that begins behind the slash at `start`.
    pub fn regex(&mut self, start: usize) -> Result<Vec<u8>, SyntaxError> {
        self.at = start + 1;
        let mut regex = Vec::new();
        // How far into a bracket expression: 0 outside, 1 where a `]` is still literal.
        let mut bracket = 0;
        loop {
            let byte = self.peek(0);
            if self.at >= self.text.len() || byte == b'\n' {
                return Err(SyntaxError { at: start + 1, message: "unterminated regexp".into() });
            }
            self.at += 1;
            match byte {
                b'/' if bracket == 0 => return Ok(regex),
                b'\\' => {
                    let next = self.peek(0);
                    if self.at >= self.text.len() {
                        continue;
                    }
                    self.at += 1;
                    match next {
                        b'/' => regex.push(b'/'),
                        b'\n' => {}
                        next => regex.extend([b'\\', next]),
                    }
                    bracket = if bracket > 0 { 2 } else { 0 };
                    continue;
                }
                b'[' if bracket == 0 => {
                    bracket = 1;
                    regex.push(byte);
                    if self.peek(0) == b'^' {
                        regex.push(b'^');
                        self.at += 1;
                    }
                    continue;
                }
                b'[' if matches!(self.peek(0), b':' | b'.' | b'=') => {
                    let (kind, rest) = (self.peek(0), self.rest());
                    let close = memchr::memmem::find(rest.get(1..).unwrap_or_default(), &[kind, b']']);
                    regex.push(byte);
                    if let Some(close) = close.filter(|&close| close < 32) {
                        regex.extend_from_slice(rest.get(..close + 3).unwrap_or_default());
                        self.at += close + 3;
                    }
                }
                b']' if bracket > 1 => {
                    bracket = 0;
                    regex.push(byte);
                    continue;
                }
                byte => regex.push(byte),
            }
            bracket = if bracket > 0 { 2 } else { 0 };
        }
    }
}

fn invalid(rest: &[u8]) -> String {
    let shown = bstr::BStr::new(rest).to_string();
    format!("invalid char '{}' in expression", shown.chars().next().unwrap_or('?'))
}

/// The first escape in a string that means nothing.
pub(super) fn unknown_escape(text: &[u8]) -> Option<char> {
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        if byte == b'\\'
            && let Some(&next) = bytes.next()
            && !b"\n\\\"/abfnrtv01234567x".contains(&next)
        {
            return Some(char::from(next));
        }
    }
    None
}

/// Carries out the escapes of a string.
pub(super) fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            None => out.push(b'\\'),
            Some(b'\n') => {}
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(b'r') => out.push(b'\r'),
            Some(b'a') => out.push(7),
            Some(b'b') => out.push(8),
            Some(b'f') => out.push(12),
            Some(b'v') => out.push(11),
            Some(digit @ b'0'..=b'7') => {
                let mut code = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(digit) = bytes.next_if(|byte| matches!(byte, b'0'..=b'7')) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                }
                out.push((code & 0xff) as u8);
            }
            Some(b'x') => {
                let mut code = None;
                for _ in 0..2 {
                    let Some(digit) = bytes.next_if(u8::is_ascii_hexdigit) else { break };
                    let digit = char::from(digit).to_digit(16).unwrap_or(0);
                    code = Some(code.unwrap_or(0) * 16 + digit);
                }
                match code {
                    Some(code) => out.push((code & 0xff) as u8),
                    None => out.push(b'x'),
                }
            }
            Some(other) => out.push(other),
        }
    }
    out
}
