//! Pathname expansion.

use crate::state::options::{Options, Set, Shopt};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::vm::{Fault, Vm};
use bashwit_pattern::glob::{Options as GlobOptions, Pattern, PatternBuilder};

/// One part of a pattern between slashes.
enum Part {
    /// A name without wildcards.
    Name(Vec<u8>),
    /// A pattern for one name.
    Pattern(Box<Pattern>, bool),
    /// `**` under globstar.
    Star,
}

/// A field whose pathname expansion waits until all words of its command are there.
pub(crate) struct PendingField {
    at: usize,
    text: Vec<u8>,
    quoted: Vec<(u32, u32)>,
}

impl PendingField {
    /// Whether it stands before a place of the stack of fields.
    pub(crate) fn is_below(&self, height: usize) -> bool {
        self.at < height
    }
}

/// How deep `**` goes.
const MAX_DEPTH: usize = 256;

impl Vm {
    /// Lets the field in the making wait for its pathname expansion; it stands for itself so long.
    pub(crate) fn defer_pathname(&mut self) {
        let quoted = std::mem::take(&mut self.word.quoted);
        let at = self.fields.len();
        self.pending_fields.push(PendingField { at, text: self.word.text.clone(), quoted });
    }

    /// Expands the fields of the words at hand that wait for it.
    pub(crate) fn expand_pending(&mut self) -> Result<(), Fault> {
        self.defers_pathnames = false;
        let mark = self.marks.last().copied().unwrap_or_default();
        let from = self.arrays.last().map_or(mark, |array| array.fields_from.max(mark));
        let first = self.pending_fields.partition_point(|field| field.at < from);
        let pending = self.pending_fields.split_off(first);
        let Some(start) = pending.first().map(|field| field.at) else { return Ok(()) };
        let rest = self.fields.split_off(start.min(self.fields.len()));
        let mut pending = pending.into_iter().peekable();
        for (at, field) in (start..).zip(rest) {
            let Some(PendingField { text, quoted, .. }) = pending.next_if(|field| field.at == at) else {
                self.fields.push(field);
                continue;
            };
            (self.word.text, self.word.quoted) = (text, quoted);
            let expanded = self.expand_pathname()?;
            self.word.clear();
            if !expanded {
                self.fields.push(field);
            }
        }
        Ok(())
    }

    /// Expands the field in the making; false where it stands for itself.
    pub(crate) fn expand_pathname(&mut self) -> Result<bool, Fault> {
        let options = self.state.options;
        if options.has(Set::NoGlob) || self.plain_target {
            return Ok(false);
        }
        let parts = match self.glob_parts(options) {
            Some(parts) => parts,
            None => return Ok(false),
        };
        let mut found = self.glob(&parts, options);
        self.ignore_names(&mut found);
        if found.is_empty() {
            if options.shopt(Shopt::FailGlob) {
                let mut message = b"no match: ".to_vec();
                message.extend_from_slice(&self.word.text);
                self.report(&message);
                return Err(self.word_failure());
            }
            return Ok(options.shopt(Shopt::NullGlob));
        }
        found.sort();
        self.fields.extend(found.into_iter().map(Text::from));
        Ok(true)
    }

    fn glob_options(&self, options: Options) -> GlobOptions {
        GlobOptions {
            extglob: options.shopt(Shopt::ExtGlob),
            nocase: options.shopt(Shopt::NoCaseGlob),
            utf8: self.state.utf8,
            // Names have no slash: whether one could match does not matter.
            pathname: false,
            period: !options.shopt(Shopt::DotGlob),
        }
    }

    /// The parts of the word's pattern; `None` where nothing in it is a wildcard.
    fn glob_parts(&self, options: Options) -> Option<Vec<Part>> {
        let settings = self.glob_options(options);
        let mut parts = Vec::new();
        let mut any = false;
        let mut builder = PatternBuilder::new();
        let mut name = Vec::new();
        let mut star = false;
        let mut depth = 0usize;
        let mut flush = |builder: &mut PatternBuilder, name: &mut Vec<u8>, star: &mut bool, last: bool| {
            let pattern = std::mem::take(builder).build(settings);
            let is_star = std::mem::take(star) && name == b"**" && options.shopt(Shopt::GlobStar);
            let text = std::mem::take(name);
            if is_star {
                any = true;
                // `**/**` is one of them.
                if !matches!(parts.last(), Some(Part::Star)) {
                    parts.push(Part::Star);
                }
            } else if pattern.has_wildcards() {
                any = true;
                let dot = text.first() == Some(&b'.');
                parts.push(Part::Pattern(Box::new(pattern), dot));
            } else {
                // Behind what was found several slashes are one.
                let name = pattern.as_literal().map_or(text, <[u8]>::to_vec);
                let behind = matches!(parts.last(), Some(Part::Pattern(..) | Part::Star));
                if last || !behind || !name.is_empty() {
                    parts.push(Part::Name(name));
                }
            }
        };
        for (bytes, quoted) in self.word.pieces() {
            let mut from = 0;
            for (at, &byte) in bytes.iter().enumerate() {
                if !quoted && settings.extglob {
                    // A slash inside an extended pattern does not part it.
                    match byte {
                        b'(' => depth += 1,
                        b')' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                }
                if byte == b'/' && depth == 0 {
                    push(&mut builder, &bytes[from..at], quoted);
                    star |= !quoted && at > from;
                    name.extend_from_slice(&bytes[from..at]);
                    flush(&mut builder, &mut name, &mut star, false);
                    from = at + 1;
                }
            }
            star |= !quoted;
            push(&mut builder, &bytes[from..], quoted);
            name.extend_from_slice(&bytes[from..]);
        }
        flush(&mut builder, &mut name, &mut star, true);
        (any || self.has_brackets()).then_some(parts)
    }

    /// Whether the word has brackets that bash takes for a pattern, though they be none, as `[]`.
    fn has_brackets(&self) -> bool {
        let mut open = false;
        self.word.pieces().filter(|(_, quoted)| !quoted).any(|(bytes, _)| {
            bytes.iter().any(|&byte| {
                open |= byte == b'[';
                open && byte == b']'
            })
        })
    }

    fn glob(&self, parts: &[Part], options: Options) -> Vec<Vec<u8>> {
        let mut paths: Vec<Vec<u8>> = vec![Vec::new()];
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            let mut next = Vec::new();
            for path in &paths {
                match part {
                    Part::Name(name) => self.glob_name(path, name, last, &mut next),
                    Part::Pattern(pattern, dot) => {
                        self.glob_pattern(path, pattern, *dot, last, options, &mut next);
                    }
                    Part::Star => {
                        // A directory that was found is shown as such, one that is written as it is.
                        let found = parts[..at].iter().any(|part| !matches!(part, Part::Name(_)));
                        self.glob_star(path, last, found, options, &mut next);
                    }
                }
            }
            paths = next;
            if paths.is_empty() {
                break;
            }
        }
        paths
    }

    /// A part without wildcards: it only has to exist, which matters at the end.
    fn glob_name(&self, path: &[u8], name: &[u8], last: bool, next: &mut Vec<Vec<u8>>) {
        if path.is_empty() && name.is_empty() && last {
            return;
        }
        let mut full = path.to_vec();
        full.extend_from_slice(name);
        if !last {
            full.push(b'/');
        }
        let files = self.files();
        let exists = if last && !name.is_empty() {
            files.stat_link(&full).is_ok()
        } else {
            full == b"/" || files.exists(&full)
        };
        if exists {
            next.push(full);
        }
    }

    fn glob_pattern(
        &self,
        path: &[u8],
        pattern: &Pattern,
        dot: bool,
        last: bool,
        options: Options,
        next: &mut Vec<Vec<u8>>,
    ) {
        let add = |name: &[u8], next: &mut Vec<Vec<u8>>| {
            let mut full = path.to_vec();
            full.extend_from_slice(name);
            if !last {
                full.push(b'/');
            }
            next.push(full);
        };
        if dot && !options.shopt(Shopt::GlobSkipDots) {
            for name in [&b"."[..], b".."] {
                if pattern.is_match(name) {
                    add(name, next);
                }
            }
        }
        let files = self.files();
        let names = files.list_names(directory(path)).unwrap_or_default();
        for name in names.as_bytes().split(|&byte| byte == b'/').filter(|name| !name.is_empty()) {
            if !pattern.is_match(name) {
                continue;
            }
            let leads_on = || files.stat(&[path, name].concat()).is_ok_and(|metadata| metadata.is_dir());
            if last || leads_on() {
                add(name, next);
            }
        }
    }

    /// `**`: the directory itself and every one below it (and, at the end, every file); links
    /// are not followed.
    fn glob_star(&self, path: &[u8], last: bool, found: bool, options: Options, next: &mut Vec<Vec<u8>>) {
        let hidden = options.shopt(Shopt::DotGlob);
        if !last || !path.is_empty() {
            let shown = if last && found { path.strip_suffix(b"/").unwrap_or(path) } else { path };
            next.push(shown.to_vec());
        }
        let mut stack = vec![(path.to_vec(), 0usize)];
        while let Some((above, depth)) = stack.pop() {
            for entry in self.files().read_dir(directory(&above)).unwrap_or_default() {
                if entry.name.starts_with('.') && !hidden {
                    continue;
                }
                let is_dir = entry.metadata.is_dir();
                if !is_dir && !last {
                    continue;
                }
                let mut full = above.clone();
                full.extend_from_slice(entry.name.as_bytes());
                let mut below = full.clone();
                below.push(b'/');
                next.push(if last { full } else { below.clone() });
                if is_dir && depth < MAX_DEPTH {
                    stack.push((below, depth + 1));
                }
            }
        }
    }

    /// `GLOBIGNORE`.
    fn ignore_names(&mut self, found: &mut Vec<Vec<u8>>) {
        let Some(ignore) = self.variable(known::GLOBIGNORE).filter(|value| !value.is_empty()) else { return };
        // Here whole paths are met.
        let settings = GlobOptions { pathname: true, period: false, ..self.glob_options(self.state.options) };
        // A star at the end of a pattern goes on behind slashes, other than elsewhere.
        let patterns: Vec<(Pattern, bool)> = ignore
            .split(|&byte| byte == b':')
            .map(|text| {
                let stem = without_stars(text);
                (Pattern::parse(stem, settings), stem.len() < text.len())
            })
            .collect();
        let is_ignored = |name: &[u8]| {
            patterns.iter().any(|(pattern, open)| match open {
                true => pattern.shortest_prefix(name).is_some(),
                false => pattern.is_match(name),
            })
        };
        found.retain(|name| !matches!(name.as_slice(), b"." | b"..") && !is_ignored(name));
    }
}

/// A pattern without the stars at its end.
fn without_stars(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|&byte| byte != b'*').map_or(0, |at| at + 1);
    let escaped = text[..end].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
    &text[..(end + usize::from(escaped)).min(text.len())]
}

/// The directory that a path so far names.
fn directory(path: &[u8]) -> &[u8] {
    if path.is_empty() { b"." } else { path }
}

fn push(builder: &mut PatternBuilder, bytes: &[u8], quoted: bool) {
    if quoted { builder.push_literal(bytes) } else { builder.push_active(bytes) }
}
