//! Reads the grammar.
//!
//! A rule is a line with its name and a colon, then lines with a weight and a template. In a
//! template `«name»` stands for a text of a rule, `«name?»` for one or nothing, `«name*»` for up to
//! two and `«name+»` for one to three of them with blanks between, `⏎` for a new line, `⏏` for
//! the end of a command, `«name:»` for the body of a here-document and `«name()»` for the list in
//! a substitution.

/// How often a part stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Once.
    One,
    /// Once or not at all.
    Maybe,
    /// Up to two.
    Any,
    /// One to three.
    Some,
    /// The body of a here-document.
    Body,
    /// The list in a substitution.
    Enclosed,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// A new line.
    NewLine,
    /// The end of a command.
    End,
    /// A text of the rule with this index.
    Rule(usize, Times),
}

/// One way to make a text of a rule.
#[derive(Debug)]
pub struct Alternative {
    /// How likely it is.
    pub weight: usize,
    /// What it is made of.
    pub pieces: Vec<Piece>,
    /// How deep its tree is at least.
    pub height: usize,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// The ways to make a text.
    pub alternatives: Vec<Alternative>,
    /// The least height of them.
    pub height: usize,
}

/// All rules.
#[derive(Debug)]
pub struct Grammar {
    /// By index.
    pub rules: Vec<Rule>,
}

impl Grammar {
    /// The grammar of this crate.
    ///
    /// # Panics
    /// Where `grammar.txt` is wrong: tests see it.
    pub fn shell() -> Self {
        Self::parse(include_str!("grammar.txt")).unwrap_or_else(|wrong| panic!("grammar.txt: {wrong}"))
    }

    /// Reads a grammar.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lines = || text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let names: Vec<&str> = lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.strip_suffix(':').ok_or(format!("`{line}' has no colon")))
            .collect::<Result<_, _>>()?;
        let mut rules: Vec<Rule> = Vec::new();
        for line in lines() {
            let Some(line) = line.strip_prefix("  ") else {
                let name = line.trim_end_matches(':').to_owned();
                rules.push(Rule { name, alternatives: Vec::new(), height: usize::MAX });
                continue;
            };
            let (weight, template) = line.trim_start().split_once(' ').unwrap_or((line.trim_start(), ""));
            let weight = weight.parse().map_err(|_| format!("`{line}' has no weight"))?;
            let pieces = pieces(template, &names)?;
            let rule = rules.last_mut().ok_or("no rule yet")?;
            rule.alternatives.push(Alternative { weight, pieces, height: usize::MAX });
        }
        let mut grammar = Self { rules };
        grammar.measure();
        match grammar.rules.iter().find(|rule| rule.height == usize::MAX) {
            Some(rule) => Err(format!("`{}' never ends", rule.name)),
            None => Ok(grammar),
        }
    }

    /// The index of a rule.
    pub fn rule(&self, name: &str) -> Option<usize> {
        self.rules.iter().position(|rule| rule.name == name)
    }

    fn measure(&mut self) {
        loop {
            let heights: Vec<usize> = self.rules.iter().map(|rule| rule.height).collect();
            for rule in &mut self.rules {
                for alternative in &mut rule.alternatives {
                    let parts = alternative.pieces.iter().map(|piece| match piece {
                        Piece::Rule(index, _) => heights[*index],
                        _ => 0,
                    });
                    alternative.height = parts.max().unwrap_or(0).saturating_add(1);
                    rule.height = rule.height.min(alternative.height);
                }
            }
            if self.rules.iter().map(|rule| rule.height).eq(heights) {
                return;
            }
        }
    }
}

fn pieces(template: &str, names: &[&str]) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['«', '⏎', '⏏']) {
        if at > 0 {
            pieces.push(Piece::Text(rest[..at].to_owned()));
        }
        let special = rest[at..].chars().next().unwrap_or_default();
        rest = &rest[at + special.len_utf8()..];
        match special {
            '⏎' => pieces.push(Piece::NewLine),
            '⏏' => pieces.push(Piece::End),
            _ => {
                let (inside, after) = rest.split_once('»').ok_or(format!("`{template}' is not closed"))?;
                rest = after;
                let endings = [
                    ("?", Times::Maybe),
                    ("*", Times::Any),
                    ("+", Times::Some),
                    (":", Times::Body),
                    ("()", Times::Enclosed),
                    ("", Times::One),
                ];
                let found = endings.iter().find_map(|&(end, times)| Some((inside.strip_suffix(end)?, times)));
                let (name, times) = found.unwrap_or((inside, Times::One));
                let index = names.iter().position(|&known| known == name);
                pieces.push(Piece::Rule(index.ok_or(format!("no rule `{name}'"))?, times));
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}
