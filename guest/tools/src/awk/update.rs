//! The machine: setting variables, fields and elements.

use super::ast::Arithmetic;
use super::code::{Keep, Place};
use super::machine::{Fatal, Machine, calculate};
use super::number;
use super::record::Separator;
use super::symbols;
use super::value::{NumberFormat, Value};
use std::rc::Rc;

fn plain_number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => *number,
        value => value.as_text().map_or(0.0, number::parse),
    }
}

impl Machine<'_> {
    /// Stores what is on the stack, below what the place needs.
    pub fn store(&mut self, place: Place, index: u32) -> Result<(), Fatal> {
        match place {
            Place::Global => {
                let value = self.pop();
                if let Some(slot) = self.globals.get_mut(index as usize) {
                    *slot = value;
                }
            }
            Place::Local => {
                let value = self.pop();
                if let Some(slot) = self.local(index) {
                    *slot = value;
                }
            }
            Place::Special => {
                let value = self.pop();
                self.set_special(index, value)?;
            }
            Place::Field => {
                let number = self.pop_number();
                let value = self.pop();
                self.set_field(number, value)?;
            }
            Place::Element => {
                let (key, value) = (self.pop(), self.pop());
                let at = self.array_at(index);
                let mut buffer = Vec::new();
                let key = self.record.key(&key, &mut buffer);
                if let Some(array) = self.arrays.get_mut(at) {
                    *array.entry(key) = value;
                }
            }
        }
        Ok(())
    }

    fn set_field(&mut self, number: f64, value: Value) -> Result<(), Fatal> {
        let index = self.field_index(number)?;
        if index == 0 {
            match value {
                Value::Long(text) | Value::InputLong(text) => match Rc::try_unwrap(text) {
                    Ok(text) => self.record.set_owned(text),
                    Err(text) => self.record.set(&text),
                },
                value => {
                    let mut text = Vec::new();
                    self.record.push(&value, &mut text);
                    self.record.set_owned(text);
                }
            }
        } else {
            self.record.set_field(index as usize, value);
        }
        Ok(())
    }

    /// Changes a number where it is stored; gives the old and the new one.
    fn change(
        &mut self,
        place: Place,
        index: u32,
        change: impl Fn(f64) -> Result<f64, Fatal>,
    ) -> Result<(f64, f64), Fatal> {
        let slot = match place {
            Place::Global => self.globals.get_mut(index as usize),
            Place::Local => self.local(index),
            Place::Element => {
                let key = self.pop();
                let at = self.array_at(index);
                let mut buffer = Vec::new();
                let key = self.record.key(&key, &mut buffer);
                self.arrays.get_mut(at).map(|array| array.entry(key))
            }
            Place::Special => {
                let old = self.special(index);
                let new = change(old)?;
                self.set_special(index, Value::Number(new))?;
                return Ok((old, new));
            }
            Place::Field => {
                let number = self.pop_number();
                let field = self.field_index(number)?;
                self.record.prepare(field);
                let old = self.record.number(&Value::Field(field));
                let new = change(old)?;
                self.set_field(number, Value::Number(new))?;
                return Ok((old, new));
            }
        };
        let Some(slot) = slot else { return Ok((0.0, change(0.0)?)) };
        let old = plain_number(slot);
        let new = change(old)?;
        *slot = Value::Number(new);
        Ok((old, new))
    }

    /// `x += y`: the right side is below what the place needs.
    pub fn update(
        &mut self,
        operator: Arithmetic,
        place: Place,
        keep: bool,
        index: u32,
    ) -> Result<(), Fatal> {
        if place == Place::Global && !keep && operator == Arithmetic::Add {
            // Sums are what programs mostly make.
            let right = self.pop_number();
            if let Some(slot) = self.globals.get_mut(index as usize) {
                *slot = Value::Number(plain_number(slot) + right);
            }
            return Ok(());
        }
        let needs = matches!(place, Place::Field | Place::Element);
        let on_top = if needs { Some(self.pop()) } else { None };
        let right = self.pop_number();
        self.stack.extend(on_top);
        let (_, new) = self.change(place, index, |old| calculate(operator, old, right))?;
        if keep {
            self.push_number(new);
        }
        Ok(())
    }

    /// `x++` and its like.
    pub fn step(&mut self, up: bool, place: Place, keep: Keep, index: u32) -> Result<(), Fatal> {
        let by = if up { 1.0 } else { -1.0 };
        if keep == Keep::Nothing
            && place == Place::Global
            && let Some(Value::Number(number)) = self.globals.get_mut(index as usize)
        {
            *number += by;
            return Ok(());
        }
        let (old, new) = self.change(place, index, |old| Ok(old + by))?;
        match keep {
            Keep::Nothing => {}
            Keep::Old => self.push_number(old),
            Keep::New => self.push_number(new),
        }
        Ok(())
    }

    /// `x = x y`, where it is stored: a text that grows is not copied each time.
    pub fn append(&mut self, place: Place, index: u32) {
        let value = self.pop();
        let slot = match place {
            Place::Local => self.local(index),
            _ => self.globals.get_mut(index as usize),
        };
        let old = slot.map(std::mem::take).unwrap_or_default();
        let new = match old {
            Value::Long(mut text) | Value::InputLong(mut text) => {
                self.record.push(&value, Rc::make_mut(&mut text));
                Value::Long(text)
            }
            old => {
                let mut text = Vec::new();
                self.record.push(&old, &mut text);
                self.record.push(&value, &mut text);
                Value::owned(text)
            }
        };
        let slot = match place {
            Place::Local => self.local(index),
            _ => self.globals.get_mut(index as usize),
        };
        if let Some(slot) = slot {
            *slot = new;
        }
    }

    /// A special variable as a number.
    fn special(&mut self, index: u32) -> f64 {
        match index {
            symbols::NF => self.record.count() as f64,
            symbols::NR => self.nr,
            symbols::FNR => self.fnr,
            _ => self.globals.get(index as usize).map_or(0.0, plain_number),
        }
    }

    /// Sets a variable that means something.
    pub fn set_special(&mut self, index: u32, value: Value) -> Result<(), Fatal> {
        let number = self.record.number(&value);
        let mut text = Vec::new();
        self.record.push(&value, &mut text);
        match index {
            symbols::NF => {
                let count = if number < 0.0 { Err(b"NF set to negative value".to_vec()) } else { Ok(number) };
                let count = self.field_index(count?)?;
                self.record.set_count(count as usize);
            }
            symbols::NR => self.nr = number.trunc(),
            symbols::FNR => self.fnr = number.trunc(),
            symbols::FS => {
                self.record.find_all();
                self.record.separator = self.separator(&text)?;
            }
            symbols::OFS => {
                // A record that is to be written anew is written with the old one.
                self.record.prepare(0);
                self.record.ofs = text;
            }
            symbols::ORS => self.ors = text,
            symbols::RS => {
                self.record.find_all();
                self.record.paragraphs = text.is_empty();
                self.input.separator = match text.as_slice() {
                    [] => super::input::Ending::Paragraph,
                    [byte] => super::input::Ending::Byte(*byte),
                    text => super::input::Ending::Regex(self.cache.get(text)?),
                };
            }
            symbols::SUBSEP => self.subsep = text,
            symbols::CONVFMT => self.record.convfmt = NumberFormat::new(&text),
            symbols::OFMT => self.ofmt = NumberFormat::new(&text),
            symbols::IGNORECASE => self.cache.set_icase(self.record.truth(&value)),
            _ => {}
        }
        if let Some(slot) = self.globals.get_mut(index as usize) {
            *slot = value;
        }
        Ok(())
    }

    /// What a value of `FS` (or the third argument of `split`) means.
    pub fn separator(&mut self, text: &[u8]) -> Result<Separator, Fatal> {
        Ok(match text {
            b" " => Separator::Blank,
            b"" => Separator::Characters,
            // A single character stands for itself.
            b"\\" => Separator::Byte(b'\\'),
            [byte] if !self.cache.icase => Separator::Byte(*byte),
            text => Separator::Regex(self.cache.get(text)?),
        })
    }

    /// `VAR=VALUE` from outside.
    pub fn assign(&mut self, name: &[u8], text: &[u8]) -> Result<(), Fatal> {
        let Some(at) = self.code.names.iter().position(|known| known == name) else { return Ok(()) };
        let value = Value::input(&super::lexer::unescape(text));
        let at = at as u32;
        if at < symbols::SPECIAL {
            return self.set_special(at, value);
        }
        if let Some(slot) = self.globals.get_mut(at as usize) {
            *slot = value;
        }
        Ok(())
    }
}
