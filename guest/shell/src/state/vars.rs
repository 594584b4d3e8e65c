//! The table of variables, with dynamic scope by shallow binding: a slot holds the binding
//! that is visible now, a scope remembers what it hides.

use super::symbol::Symbol;
use super::text::Text;
use super::value::{Attrs, Scalar, Value, Variable};
use std::rc::Rc;

/// What kind of scope hides bindings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    /// A function call: `local` makes variables here.
    Function,
    /// Assignments before a command.
    Temporary,
}

/// Bindings that are hidden until the scope ends.
#[derive(Debug, Clone)]
struct Scope {
    kind: ScopeKind,
    saved: Vec<(Symbol, Option<Variable>)>,
    /// Which of them an assignment before a command has bound, and no `local` since.
    temporary: Vec<Symbol>,
    /// Those of an assignment before a command, whatever came after it.
    assigned: Vec<Symbol>,
    /// Which of these outlive the scope: `export` and `readonly` have said so.
    outliving: Vec<Symbol>,
    /// All of them become ordinary assignments at its end.
    kept: bool,
}

/// The variables of a shell process. A clone shares everything until one side writes.
#[derive(Debug, Clone, Default)]
pub struct Vars {
    slots: Rc<Vec<Option<Variable>>>,
    scopes: Rc<Vec<Scope>>,
    /// Global variables that a local reference to their own name leads to: each has a slot of its
    /// own while it is hidden.
    twins: Rc<Vec<(Symbol, Symbol)>>,
    /// Grows when an exported variable may have changed.
    exports: u64,
}

impl Vars {
    /// The visible binding.
    pub fn get(&self, symbol: Symbol) -> Option<&Variable> {
        self.slots.get(symbol.0 as usize)?.as_ref()
    }

    /// The attributes of the visible binding, or those that one would have from the start.
    pub fn attributes(&self, symbol: Symbol) -> Attrs {
        self.get(symbol).map_or_else(|| super::symbol::known::attributes(symbol), |variable| variable.attrs)
    }

    fn slot(&mut self, symbol: Symbol) -> &mut Option<Variable> {
        let slots = Rc::make_mut(&mut self.slots);
        let index = symbol.0 as usize;
        if index >= slots.len() {
            slots.resize_with((index + 1).next_multiple_of(64), || None);
        }
        &mut slots[index]
    }

    /// The visible binding, to change it; an unset one is made where there is none.
    pub fn get_mut(&mut self, symbol: Symbol) -> &mut Variable {
        let exported = self.get(symbol).is_some_and(|variable| variable.attrs.has(Attrs::EXPORT));
        if exported {
            self.exports += 1;
        }
        self.slot(symbol).get_or_insert_with(|| Variable {
            value: Value::Unset,
            attrs: super::symbol::known::attributes(symbol),
        })
    }

    /// Notes that the set of exported variables has changed.
    pub fn touch_exports(&mut self) {
        self.exports += 1;
    }

    /// A number that changes with the exported variables.
    pub fn exports_version(&self) -> u64 {
        self.exports
    }

    /// Sets a scalar where nothing stands in the way; false: the caller looks at attributes.
    #[inline]
    pub fn assign_plain(&mut self, symbol: Symbol, value: Scalar) -> Option<Scalar> {
        let slots = Rc::make_mut(&mut self.slots);
        match slots.get_mut(symbol.0 as usize) {
            Some(Some(variable)) => {
                if variable.attrs.any(Attrs::ON_ASSIGN | Attrs::ARRAY | Attrs::ASSOC | Attrs::EXPORT)
                    || matches!(variable.value, Value::Array(_) | Value::Assoc(_))
                {
                    return Some(value);
                }
                variable.value = Value::Scalar(value);
                None
            }
            _ => Some(value),
        }
    }

    /// Appends to a plain string in place; false where that is not possible.
    #[inline]
    pub fn append_plain(&mut self, symbol: Symbol, more: &[u8]) -> bool {
        let slots = Rc::make_mut(&mut self.slots);
        if let Some(Some(Variable { value: Value::Scalar(Scalar::Text(text)), attrs })) =
            slots.get_mut(symbol.0 as usize)
            && !attrs.any(Attrs::ON_ASSIGN | Attrs::EXPORT)
        {
            text.push(more);
            return true;
        }
        false
    }

    /// Replaces the visible binding.
    pub fn set(&mut self, symbol: Symbol, variable: Option<Variable>) {
        self.exports += 1;
        *self.slot(symbol) = variable;
    }

    /// Opens a scope.
    pub fn push_scope(&mut self, kind: ScopeKind) {
        Rc::make_mut(&mut self.scopes).push(Scope {
            kind,
            saved: Vec::new(),
            temporary: Vec::new(),
            assigned: Vec::new(),
            outliving: Vec::new(),
            kept: false,
        });
    }

    /// Ends the innermost scope; true where a hooked variable came back.
    pub fn pop_scope(&mut self) -> bool {
        let Some(scope) = Rc::make_mut(&mut self.scopes).pop() else { return false };
        let mut hooked = false;
        for (symbol, variable) in scope.saved.into_iter().rev() {
            let variable = self.reunite(symbol).unwrap_or(variable);
            let is_hooked = |v: &Option<Variable>| v.as_ref().is_some_and(|v| v.attrs.has(Attrs::HOOKED));
            let is_exported = |v: &Option<Variable>| v.as_ref().is_some_and(|v| v.attrs.has(Attrs::EXPORT));
            if scope.outliving.contains(&symbol) {
                self.pass_down(symbol, variable);
                continue;
            }
            if scope.kept && scope.assigned.contains(&symbol) {
                self.settle(symbol, variable);
                continue;
            }
            let slot = self.slot(symbol);
            hooked |= is_hooked(slot) || is_hooked(&variable);
            let exports = is_exported(slot) || is_exported(&variable);
            *slot = variable;
            self.exports += u64::from(exports);
        }
        hooked
    }

    /// Lets the assignments of the innermost scope stay when it ends, as those before a special
    /// builtin do in POSIX mode.
    pub fn keep_scope(&mut self) {
        if let Some(scope) = Rc::make_mut(&mut self.scopes).last_mut() {
            scope.kept = true;
        }
    }

    /// Gives the value of a binding to the one that it hid, which is exported from then on.
    fn settle(&mut self, symbol: Symbol, hidden: Option<Variable>) {
        let attrs = hidden.map_or(Attrs::NONE, |hidden| hidden.attrs);
        if let Some(variable) = self.slot(symbol) {
            variable.attrs = attrs | Attrs::EXPORT;
        }
        self.exports += 1;
    }

    /// Makes a binding that outlives its scope one of the scope below.
    fn pass_down(&mut self, symbol: Symbol, hidden: Option<Variable>) {
        if let Some(scope) = Rc::make_mut(&mut self.scopes).last_mut() {
            scope.outliving.push(symbol);
            if !scope.saved.iter().any(|(known, _)| *known == symbol) {
                scope.saved.push((symbol, hidden));
            }
        }
    }

    /// `export` or `readonly` names a variable that an assignment before a function's call has
    /// bound: it stays when that ends.
    pub fn keep_assigned(&mut self, symbol: Symbol) {
        let holds = |scope: &Scope| scope.saved.iter().any(|(known, _)| *known == symbol);
        let Some(at) = self.scopes.iter().rposition(holds) else { return };
        if !self.scopes[at].assigned.contains(&symbol) {
            return;
        }
        let scope = &mut Rc::make_mut(&mut self.scopes)[at];
        if scope.kind == ScopeKind::Function && !scope.outliving.contains(&symbol) {
            scope.outliving.push(symbol);
        }
    }

    /// How many scopes are open.
    pub fn depth(&self) -> usize {
        self.scopes.len()
    }

    /// Whether a function is running.
    pub fn in_function(&self) -> bool {
        self.scopes.iter().any(|scope| scope.kind == ScopeKind::Function)
    }

    /// How many functions run inside one another, those around a subshell too.
    pub fn function_depth(&self) -> usize {
        self.scopes.iter().filter(|scope| scope.kind == ScopeKind::Function).count()
    }

    fn function_scope(&self) -> Option<usize> {
        self.scopes.iter().rposition(|scope| scope.kind == ScopeKind::Function)
    }

    /// Whether the variable is local to the running function.
    pub fn is_local(&self, symbol: Symbol) -> bool {
        self.function_scope()
            .is_some_and(|at| self.scopes[at].saved.iter().any(|(known, _)| *known == symbol))
    }

    /// Hides the visible binding in the scope of the running function (`local`). Gives the attributes
    /// of what was visible; `None` where it is local already or no function runs.
    pub fn make_local(&mut self, symbol: Symbol) -> Option<Attrs> {
        let at = self.function_scope()?;
        if let Some(hidden) = self.adopt_temporary(at + 1, symbol) {
            if !self.is_local(symbol) {
                Rc::make_mut(&mut self.scopes)[at].saved.push((symbol, hidden));
            }
            return None;
        }
        if self.is_local(symbol) {
            if self.scopes[at].temporary.contains(&symbol) {
                Rc::make_mut(&mut self.scopes)[at].temporary.retain(|known| *known != symbol);
            }
            return None;
        }
        let attrs = match self.get(symbol) {
            Some(old) => old.attrs & (Attrs::HOOKED | Attrs::EXPORT),
            None => super::symbol::known::attributes(symbol),
        };
        let visible = self.slot(symbol).replace(Variable { value: Value::Unset, attrs });
        let old = visible.as_ref().map_or(Attrs::NONE, |visible| visible.attrs);
        Rc::make_mut(&mut self.scopes)[at].saved.push((symbol, visible));
        Some(old)
    }

    /// What the local variable of the running function hides.
    pub fn hidden_by_local(&self, symbol: Symbol) -> Option<&Variable> {
        let scope = &self.scopes[self.function_scope()?];
        scope.saved.iter().find(|(known, _)| *known == symbol)?.1.as_ref()
    }

    /// Lets the binding that an assignment before the running command made (`x=1 local x`) stay
    /// when the command ends. Gives what it hides; `None` where there is no such binding in the
    /// scopes from `lowest` up.
    fn adopt_temporary(&mut self, lowest: usize, symbol: Symbol) -> Option<Option<Variable>> {
        let at = (lowest..self.scopes.len()).rev().find(|&at| self.scopes[at].temporary.contains(&symbol))?;
        let scope = &mut Rc::make_mut(&mut self.scopes)[at];
        scope.temporary.retain(|known| *known != symbol);
        let row = scope.saved.iter().position(|(known, _)| *known == symbol)?;
        Some(scope.saved.remove(row).1)
    }

    /// Takes away the binding that an assignment before the running command made (`x=1 export x`);
    /// gives it, and what it hid, which is visible again.
    pub fn take_temporary(&mut self, symbol: Symbol) -> Option<(Option<Variable>, Option<Variable>)> {
        if self.scopes.last()?.kind != ScopeKind::Temporary {
            return None;
        }
        let hidden = self.adopt_temporary(self.scopes.len() - 1, symbol)?;
        let bound = self.get(symbol).cloned();
        self.set(symbol, hidden.clone());
        Some((bound, hidden))
    }

    /// Hides the visible binding in the innermost scope and puts another there.
    pub fn bind_temporary(&mut self, symbol: Symbol, variable: Variable) {
        let visible = self.get(symbol).cloned();
        if let Some(scope) = Rc::make_mut(&mut self.scopes).last_mut()
            && !scope.saved.iter().any(|(known, _)| *known == symbol)
        {
            scope.saved.push((symbol, visible));
            scope.temporary.push(symbol);
            scope.assigned.push(symbol);
        }
        self.set(symbol, Some(variable));
    }

    /// The names that the running function has made local.
    pub fn locals(&self) -> Vec<Symbol> {
        let Some(at) = self.function_scope() else { return Vec::new() };
        let scope = &self.scopes[at];
        let names = scope.saved.iter().map(|(symbol, _)| *symbol);
        names.filter(|symbol| !scope.temporary.contains(symbol)).collect()
    }

    /// Whether a scope hides the global binding.
    pub fn is_hidden(&self, symbol: Symbol) -> bool {
        self.scopes.iter().any(|scope| scope.saved.iter().any(|(known, _)| *known == symbol))
    }

    /// The symbol under which the hidden global binding can be reached too; `None` where nothing
    /// hides it.
    pub fn global_twin(&mut self, symbol: Symbol, twin: impl FnOnce() -> Symbol) -> Option<Symbol> {
        if let Some((_, twin)) = self.twins.iter().find(|(known, _)| *known == symbol) {
            return Some(*twin);
        }
        if !self.is_hidden(symbol) {
            return None;
        }
        let global = self.global_mut(symbol).take();
        let twin = twin();
        self.set(twin, global);
        Rc::make_mut(&mut self.twins).push((symbol, twin));
        Some(twin)
    }

    /// The global binding that a twin holds, once no scope hides it any more.
    fn reunite(&mut self, symbol: Symbol) -> Option<Option<Variable>> {
        if self.twins.is_empty() || self.is_hidden(symbol) {
            return None;
        }
        let at = self.twins.iter().position(|(known, _)| *known == symbol)?;
        let (_, twin) = Rc::make_mut(&mut self.twins).remove(at);
        Some(self.slot(twin).take())
    }

    /// The exported variables that scopes hide, the innermost first.
    pub fn hidden_exports(&self) -> impl Iterator<Item = (Symbol, Text)> {
        let saved = self.scopes.iter().rev().flat_map(|scope| &scope.saved);
        let saved = saved.map(|(symbol, variable)| (symbol, variable.as_ref()));
        let twins = self.twins.iter().map(|(symbol, twin)| (symbol, self.get(*twin)));
        saved.chain(twins).filter_map(|(symbol, variable)| match variable? {
            Variable { value: Value::Scalar(scalar), attrs } if attrs.has(Attrs::EXPORT) => {
                Some((*symbol, scalar.to_text()))
            }
            _ => None,
        })
    }

    /// How many bindings the visible one hides.
    pub fn hides(&self, symbol: Symbol) -> usize {
        self.scopes.iter().flat_map(|scope| &scope.saved).filter(|(known, _)| *known == symbol).count()
    }

    /// The global binding, whatever hides it.
    pub fn global(&self, symbol: Symbol) -> Option<&Variable> {
        if let Some((_, twin)) = self.twins.iter().find(|(known, _)| *known == symbol) {
            return self.get(*twin);
        }
        let hidden = self.scopes.iter().flat_map(|scope| &scope.saved).find(|(known, _)| *known == symbol);
        match hidden {
            Some((_, variable)) => variable.as_ref(),
            None => self.get(symbol),
        }
    }

    /// The global binding, to change it, whatever hides it.
    pub fn global_mut(&mut self, symbol: Symbol) -> &mut Option<Variable> {
        self.exports += 1;
        if let Some(&(_, twin)) = self.twins.iter().find(|(known, _)| *known == symbol) {
            return self.slot(twin);
        }
        let hidden =
            self.scopes.iter().position(|scope| scope.saved.iter().any(|(known, _)| *known == symbol));
        match hidden {
            Some(at) => {
                let saved = &mut Rc::make_mut(&mut self.scopes)[at].saved;
                let row = saved.iter().position(|(known, _)| *known == symbol).unwrap_or_default();
                &mut saved[row].1
            }
            None => self.slot(symbol),
        }
    }

    /// Unsets as bash does: a local of the running function stays local but unset; one of a
    /// caller goes away and what it hid is visible again, unless `keep_hidden` (localvar_unset).
    pub fn unset(&mut self, symbol: Symbol, keep_hidden: bool) {
        self.exports += 1;
        let at = self.scopes.iter().rposition(|scope| scope.saved.iter().any(|(known, _)| *known == symbol));
        let Some(at) = at else {
            *self.slot(symbol) = None;
            return;
        };
        let is_local =
            self.scopes[at].kind == ScopeKind::Function && !self.scopes[at].temporary.contains(&symbol);
        if is_local && (keep_hidden || self.function_scope() == Some(at)) {
            let mut attrs = super::symbol::known::attributes(symbol);
            // What came from an assignment before the call stays exported, once.
            if self.scopes[at].assigned.contains(&symbol) {
                attrs = attrs | self.attributes(symbol) & Attrs::EXPORT;
                Rc::make_mut(&mut self.scopes)[at].assigned.retain(|known| *known != symbol);
            }
            *self.slot(symbol) = Some(Variable { value: Value::Unset, attrs });
            return;
        }
        let saved = &mut Rc::make_mut(&mut self.scopes)[at].saved;
        if let Some(row) = saved.iter().position(|(known, _)| *known == symbol) {
            let (_, variable) = saved.remove(row);
            *self.slot(symbol) = self.reunite(symbol).unwrap_or(variable);
        }
    }

    /// Whether two tables are one and the same, untouched since one was cloned from the other.
    pub fn is_same(&self, other: &Vars) -> bool {
        Rc::ptr_eq(&self.slots, &other.slots) && Rc::ptr_eq(&self.scopes, &other.scopes)
    }

    /// All visible bindings.
    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &Variable)> {
        let all = self.slots.iter().enumerate();
        let all = all.filter_map(|(at, slot)| Some((Symbol(at as u32), slot.as_ref()?)));
        all.filter(|(symbol, _)| !self.twins.iter().any(|(_, twin)| twin == symbol))
    }

    /// The text of a plain variable, as `$name` gives it. Dynamic ones and namerefs are the
    /// caller's business.
    pub fn text(&self, symbol: Symbol) -> Option<Text> {
        self.get(symbol)?.first().map(Scalar::to_text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(vars: &Vars, symbol: Symbol) -> Option<Vec<u8>> {
        vars.text(symbol).map(Text::into_vec)
    }

    #[test]
    fn locals_hide_and_come_back() {
        let (mut vars, x) = (Vars::default(), Symbol(5));
        vars.set(x, Some(Variable::scalar("global")));
        vars.push_scope(ScopeKind::Function);
        vars.make_local(x);
        vars.set(x, Some(Variable::scalar("local")));
        vars.push_scope(ScopeKind::Function);
        vars.unset(x, false);
        assert_eq!(text(&vars, x).as_deref(), Some(&b"global"[..]), "a caller's local goes away");
        vars.pop_scope();
        vars.pop_scope();
        assert_eq!(text(&vars, x).as_deref(), Some(&b"global"[..]));
    }

    #[test]
    fn own_local_stays_unset() {
        let (mut vars, x) = (Vars::default(), Symbol(5));
        vars.set(x, Some(Variable::scalar("global")));
        vars.push_scope(ScopeKind::Function);
        vars.make_local(x);
        vars.unset(x, false);
        assert_eq!(text(&vars, x), None);
        *vars.global_mut(x) = Some(Variable::scalar("new"));
        vars.pop_scope();
        assert_eq!(text(&vars, x).as_deref(), Some(&b"new"[..]));
    }
}
