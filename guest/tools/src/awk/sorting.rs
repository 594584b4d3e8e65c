//! The machine: `asort`, `asorti`, and the order of `for (k in a)`.

use super::array::{Array, Key, key_text};
use super::machine::{Fatal, Machine};
use super::record::Record;
use super::symbols::PROCINFO;
use super::value::Value;
use std::cmp::Ordering;

/// What things are sorted by: `@ind_str_asc` and its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Order {
    by_value: bool,
    /// How they are compared: `n`umbers, `s`trings or `t`ypes.
    how: u8,
    descending: bool,
}

impl Order {
    fn parse(text: &[u8]) -> Option<Self> {
        let rest = text.strip_prefix(b"@")?;
        let mut words = rest.split(|&byte| byte == b'_');
        let by_value = match words.next()? {
            b"ind" => false,
            b"val" => true,
            _ => return None,
        };
        let how = match words.next()? {
            b"num" => b'n',
            b"str" => b's',
            b"type" => b't',
            _ => return None,
        };
        let descending = match words.next()? {
            b"asc" => false,
            b"desc" => true,
            _ => return None,
        };
        Some(Order { by_value, how, descending })
    }

    fn compare(self, record: &Record, a: &(Value, Value), b: &(Value, Value)) -> Ordering {
        let (left, right) = if self.by_value { (&a.1, &b.1) } else { (&a.0, &b.0) };
        let result = match self.how {
            b's' => texts(record, left, right),
            b'n' => numbers(record, left, right).then_with(|| texts(record, left, right)),
            _ => typed(record, left, right),
        };
        let result = result.then_with(|| texts(record, &a.0, &b.0));
        if self.descending { result.reverse() } else { result }
    }
}

fn texts(record: &Record, left: &Value, right: &Value) -> Ordering {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    record.text(left, &mut a).cmp(record.text(right, &mut b))
}

fn numbers(record: &Record, left: &Value, right: &Value) -> Ordering {
    record.number(left).total_cmp(&record.number(right))
}

/// Numbers before texts.
fn typed(record: &Record, left: &Value, right: &Value) -> Ordering {
    match (record.numeric(left), record.numeric(right)) {
        (Some(left), Some(right)) => left.total_cmp(&right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => texts(record, left, right),
    }
}

/// Keys as texts, with their elements.
fn pairs(array: &Array) -> Vec<(Value, Value)> {
    array.iter().map(|(key, value)| (key_text(key), value.clone())).collect()
}

impl Machine<'_> {
    /// The keys of an array, in the order to go through.
    pub fn sorted_keys(&mut self, array: u32) -> Vec<Value> {
        let wanted = self.arrays.get(PROCINFO as usize).and_then(|info| info.get(Key::Text(b"sorted_in")));
        let order = wanted.and_then(Value::as_text).and_then(Order::parse);
        let at = self.array_at(array);
        let Some(array) = self.arrays.get(at) else { return Vec::new() };
        let Some(order) = order else { return array.keys() };
        let mut pairs = pairs(array);
        pairs.sort_by(|a, b| order.compare(&self.record, a, b));
        pairs.into_iter().map(|(key, _)| key).collect()
    }

    /// `asort(SOURCE [, TARGET [, ORDER]])`, and `asorti`.
    pub fn asort(&mut self, count: usize, by_key: bool) -> Result<(), Fatal> {
        let start = self.stack.len().saturating_sub(count);
        let mut buffer = Vec::new();
        let wanted = self.stack.get(start + 2).map(|value| self.record.text(value, &mut buffer));
        let order = match wanted {
            Some(text) => Order::parse(text).ok_or_else(|| {
                let name = if by_key { "asorti" } else { "asort" };
                [format!("{name}: sort comparison function `").as_bytes(), text, b"' is not defined"].concat()
            })?,
            None if by_key => Order { by_value: false, how: b's', descending: false },
            None => Order { by_value: true, how: b't', descending: false },
        };
        let array = |at: usize| match self.stack.get(at) {
            Some(Value::Array(at)) => Some(*at as usize),
            _ => None,
        };
        let source = array(start).unwrap_or(usize::MAX);
        let target = array(start + 1).unwrap_or(source);
        let mut pairs = self.arrays.get(source).map(pairs).unwrap_or_default();
        pairs.sort_by(|a, b| order.compare(&self.record, a, b));
        let size = pairs.len();
        if let Some(target) = self.arrays.get_mut(target) {
            target.clear();
            for (at, (key, value)) in pairs.into_iter().enumerate() {
                *target.entry(Key::Integer(at as i64 + 1)) = if by_key { key } else { value };
            }
        }
        self.stack.truncate(start);
        self.push_number(size as f64);
        Ok(())
    }
}
