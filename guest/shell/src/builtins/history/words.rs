//! The words of a line of the history: quotes keep blanks inside, operators stand alone.

/// A blank, or the end of a line.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}

/// The words of a line, as places in it. A comment ends them.
pub(super) fn places(line: &[u8], comment: u8) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        while line.get(at).is_some_and(|&byte| is_blank(byte)) {
            at += 1;
        }
        match line.get(at) {
            None => return found,
            Some(&byte) if byte == comment && comment != 0 => return found,
            Some(_) => {}
        }
        let end = word_end(line, at).max(at + 1).min(line.len());
        found.push(at..end);
        at = end;
    }
}

/// Where the word that begins at a place ends.
pub(super) fn word_end(line: &[u8], start: usize) -> usize {
    let at = |place: usize| line.get(place).copied().unwrap_or(0);
    let digits =
        |from: usize| from + line[from.min(line.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut place = start;
    if matches!(at(place), b'(' | b')') {
        return place + 1;
    }
    let number = digits(place);
    if number > place {
        if !matches!(at(number), b'<' | b'>') {
            return rest_of_word(line, number, 0);
        }
        // A descriptor belongs to its redirection.
        place = number;
    }
    let (first, second) = (at(place), at(place + 1));
    if b"<>;&|".contains(&first) {
        return match (first, second) {
            (b'<', b'<') if matches!(at(place + 2), b'-' | b'<') => place + 3,
            _ if first == second => place + 2,
            (b'<' | b'>', b'&') => {
                let end = digits(place + 2);
                end + usize::from(at(end) == b'-')
            }
            (b'&', b'>') | (b'>', b'|') => place + 2,
            (b'<' | b'>', b'(') => rest_of_word(line, place + 2, 1),
            _ => place + 1,
        };
    }
    rest_of_word(line, place, 0)
}

/// The end of a word from within it; `nested` parentheses of a substitution are open.
fn rest_of_word(line: &[u8], from: usize, mut nested: u32) -> usize {
    let mut quote = 0;
    let mut at = from;
    while let Some(&byte) = line.get(at) {
        let next = line.get(at + 1).copied().unwrap_or(0);
        if byte == b'\\' && quote != b'\'' && (quote != b'"' || b"\\`\"$\n".contains(&next)) {
            at += 2;
            continue;
        }
        match byte {
            b'(' if nested > 0 => nested += 1,
            b')' if nested > 0 => nested -= 1,
            _ if nested > 0 => {}
            _ if quote != 0 => quote = if byte == quote { 0 } else { quote },
            b'<' | b'>' | b'$' | b'!' | b'@' | b'?' | b'+' | b'*' if next == b'(' => {
                nested = 1;
                at += 1;
            }
            b' ' | b'\t' | b'\n' | b';' | b'&' | b'(' | b')' | b'|' | b'<' | b'>' => break,
            b'\'' | b'"' | b'`' => quote = byte,
            _ => {}
        }
        at += 1;
    }
    at.min(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits() {
        for (line, words) in [
            ("echo a|cat;b&&c", &["echo", "a", "|", "cat", ";", "b", "&&", "c"][..]),
            ("x 2>&1 >/dev/null <<-E <<<y", &["x", "2>&1", ">", "/dev/null", "<<-", "E", "<<<", "y"]),
            ("a \"b c\" 'd'e $(f g) <(h i) `j k`", &["a", "\"b c\"", "'d'e", "$(f g)", "<(h i)", "`j k`"]),
            ("12 3x a\\ b # c", &["12", "3x", "a\\ b"]),
        ] {
            let found: Vec<_> = places(line.as_bytes(), b'#').into_iter().map(|place| &line[place]).collect();
            assert_eq!(found, words, "{line}");
        }
    }
}
