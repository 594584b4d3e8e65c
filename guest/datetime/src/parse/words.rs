//! The words of dates: months, days, zones, units.

use super::lex::{Token, Unit};
use crate::format::{DAYS, MONTHS};

const HOUR: i64 = 3600;

/// Words with one meaning, in capitals.
const WORDS: &[(&str, Token)] = &[
    ("AM", Token::Meridian { pm: false }),
    ("A.M.", Token::Meridian { pm: false }),
    ("PM", Token::Meridian { pm: true }),
    ("P.M.", Token::Meridian { pm: true }),
    ("SEPT", Token::Month(9)),
    ("TUES", Token::Day(2)),
    ("WEDNES", Token::Day(3)),
    ("THUR", Token::Day(4)),
    ("THURS", Token::Day(4)),
    ("DST", Token::Dst),
    ("TOMORROW", Token::DayShift(1)),
    ("YESTERDAY", Token::DayShift(-1)),
    ("TODAY", Token::DayShift(0)),
    ("NOW", Token::DayShift(0)),
    ("LAST", Token::Ordinal(-1)),
    ("THIS", Token::Ordinal(0)),
    ("NEXT", Token::Ordinal(1)),
    ("FIRST", Token::Ordinal(1)),
    ("THIRD", Token::Ordinal(3)),
    ("FOURTH", Token::Ordinal(4)),
    ("FIFTH", Token::Ordinal(5)),
    ("SIXTH", Token::Ordinal(6)),
    ("SEVENTH", Token::Ordinal(7)),
    ("EIGHTH", Token::Ordinal(8)),
    ("NINTH", Token::Ordinal(9)),
    ("TENTH", Token::Ordinal(10)),
    ("ELEVENTH", Token::Ordinal(11)),
    ("TWELFTH", Token::Ordinal(12)),
    ("AGO", Token::Ago(-1)),
    ("HENCE", Token::Ago(1)),
];

/// Units; each may end in `S`.
const UNITS: &[(&str, Unit, i64)] = &[
    ("YEAR", Unit::Year, 1),
    ("MONTH", Unit::Month, 1),
    ("FORTNIGHT", Unit::Day, 14),
    ("WEEK", Unit::Day, 7),
    ("DAY", Unit::Day, 1),
    ("HOUR", Unit::Hour, 1),
    ("MINUTE", Unit::Minute, 1),
    ("MIN", Unit::Minute, 1),
    ("SECOND", Unit::Second, 1),
    ("SEC", Unit::Second, 1),
];

/// Zones: their standard offset in minutes, and whether the name is that of summer.
const ZONES: &[(&str, i64, bool)] = &[
    ("GMT", 0, false),
    ("UT", 0, false),
    ("UTC", 0, false),
    ("WET", 0, false),
    ("WEST", 0, true),
    ("BST", 0, true),
    ("ART", -180, false),
    ("BRT", -180, false),
    ("BRST", -180, true),
    ("NST", -210, false),
    ("NDT", -210, true),
    ("AST", -240, false),
    ("ADT", -240, true),
    ("CLT", -240, false),
    ("CLST", -240, true),
    ("EST", -300, false),
    ("EDT", -300, true),
    ("CST", -360, false),
    ("CDT", -360, true),
    ("MST", -420, false),
    ("MDT", -420, true),
    ("PST", -480, false),
    ("PDT", -480, true),
    ("AKST", -540, false),
    ("AKDT", -540, true),
    ("HST", -600, false),
    ("HAST", -600, false),
    ("HADT", -600, true),
    ("SST", -720, false),
    ("WAT", 60, false),
    ("CET", 60, false),
    ("CEST", 60, true),
    ("MET", 60, false),
    ("MEZ", 60, false),
    ("MEST", 60, true),
    ("MESZ", 60, true),
    ("EET", 120, false),
    ("EEST", 120, true),
    ("CAT", 120, false),
    ("SAST", 120, false),
    ("EAT", 180, false),
    ("MSK", 180, false),
    ("MSD", 180, true),
    ("IST", 330, false),
    ("SGT", 480, false),
    ("KST", 540, false),
    ("JST", 540, false),
    ("GST", 600, false),
    ("NZST", 720, false),
    ("NZDT", 720, true),
];

/// What a word means.
pub(super) fn find(word: &[u8], local: &dyn Fn(&[u8]) -> Option<bool>) -> Option<Token> {
    let word = word.to_ascii_uppercase();
    let meridian = |token: &Token| matches!(token, Token::Meridian { .. });
    if let Some((_, token)) = WORDS.iter().find(|(name, token)| name.as_bytes() == word && meridian(token)) {
        return Some(*token);
    }
    if let Some(token) = name(&word).or_else(|| zone(&word, local)) {
        return Some(token);
    }
    if let Some((_, token)) = WORDS.iter().find(|(name, _)| name.as_bytes() == word) {
        return Some(*token);
    }
    let singular = word.strip_suffix(b"S");
    let unit = |(name, ..): &&(&str, Unit, i64)| name.as_bytes() == word || Some(name.as_bytes()) == singular;
    if let Some((_, unit, count)) = UNITS.iter().find(unit) {
        return Some(Token::Unit(*unit, *count));
    }
    if let [letter] = *word {
        return military(letter);
    }
    let bare: Vec<u8> = word.iter().copied().filter(|&byte| byte != b'.').collect();
    if bare.len() < word.len() { zone(&bare, local) } else { None }
}

/// A month or a day, whole or by its first three letters.
fn name(word: &[u8]) -> Option<Token> {
    let short = word.len() == 3 || word.len() == 4 && word.ends_with(b".");
    let matches = |name: &&str| match word.get(..3) {
        Some(letters) if short => name.as_bytes()[..3].eq_ignore_ascii_case(letters),
        _ => name.as_bytes().eq_ignore_ascii_case(word),
    };
    if let Some(month) = MONTHS.iter().position(&matches) {
        return Some(Token::Month(month as i64 + 1));
    }
    DAYS.iter().position(matches).map(|day| Token::Day(day as i64))
}

fn zone(word: &[u8], local: &dyn Fn(&[u8]) -> Option<bool>) -> Option<Token> {
    let known = ZONES.iter().find(|(name, ..)| name.as_bytes() == word);
    if let Some((_, 0, false)) = known
        && word != b"WET"
    {
        return Some(Token::Zone(0));
    }
    if let Some(dst) = local(word) {
        return Some(Token::LocalZone { dst });
    }
    known.map(|&(_, minutes, dst)| if dst { Token::DayZone(minutes * 60) } else { Token::Zone(minutes * 60) })
}

/// The letters of military zones; `J` is none.
fn military(letter: u8) -> Option<Token> {
    let hours = match letter {
        b'A'..=b'I' => i64::from(letter - b'A') + 1,
        b'K'..=b'M' => i64::from(letter - b'K') + 10,
        b'T' => return Some(Token::T),
        b'N'..=b'Y' => -i64::from(letter - b'N') - 1,
        b'Z' => 0,
        _ => return None,
    };
    Some(Token::Zone(hours * HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let rows: &[(&str, Option<Token>)] = &[
            ("sep", Some(Token::Month(9))),
            ("Sept", Some(Token::Month(9))),
            ("sep.", Some(Token::Month(9))),
            ("septe", None),
            ("thurs", Some(Token::Day(4))),
            ("weeks", Some(Token::Unit(Unit::Day, 7))),
            ("a.m.", Some(Token::Meridian { pm: false })),
            ("e.s.t.", Some(Token::Zone(-18_000))),
            ("edt", Some(Token::DayZone(-18_000))),
            ("z", Some(Token::Zone(0))),
            ("j", None),
            ("t", Some(Token::T)),
            ("y", Some(Token::Zone(-43_200))),
            ("xst", Some(Token::LocalZone { dst: false })),
        ];
        for (word, want) in rows {
            let local = |name: &[u8]| (name == b"XST").then_some(false);
            assert_eq!(find(word.as_bytes(), &local), *want, "{word}");
        }
    }
}
