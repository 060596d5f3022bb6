//! The job with simd-json's borrowed DOM: parse, edit the tree, print it.

use job::{action, may_hold_json, Action, Pseudonyms};
use simd_json::borrowed::{to_value_with_buffers, Object, Value};
use simd_json::{prelude::*, Buffers};
use std::borrow::Cow;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Buffers for the strings of one depth; the parser writes into its input.
#[derive(Default)]
struct Layer {
    text: Vec<u8>,
    buffers: Buffers,
}

struct Editor {
    names: Pseudonyms,
    spare: Vec<Layer>,
}

impl Editor {
    /// All of these return whether they changed anything.
    fn value(&mut self, value: &mut Value<'_>, top: bool) -> bool {
        match value {
            Value::Object(members) => self.object(members, top),
            Value::Array(items) => items
                .iter_mut()
                .fold(false, |changed, item| self.value(item, false) | changed),
            Value::String(text) if may_hold_json(text) => match self.text(text) {
                Some(edited) => {
                    *text = Cow::Owned(edited);
                    true
                }
                None => false,
            },
            _ => false,
        }
    }

    fn object(&mut self, members: &mut Object<'_>, top: bool) -> bool {
        let mut changed = false;
        members.retain(|key, value| {
            let keep = match action(key, top) {
                Action::Keep => {
                    changed |= self.value(value, false);
                    true
                }
                Action::Drop => false,
                Action::Pseudonym => {
                    changed = true;
                    self.username(value)
                }
            };
            changed |= !keep;
            keep
        });
        changed
    }

    /// Returns false when the value is of a type that a name cannot have: drop it.
    fn username(&mut self, value: &mut Value<'_>) -> bool {
        match value {
            Value::String(name) => {
                if !name.is_empty() {
                    *name = Cow::Owned(self.names.of(name).to_owned());
                }
                true
            }
            Value::Array(items) => {
                items.retain_mut(|item| self.username(item));
                true
            }
            other => other.is_null(),
        }
    }

    /// The text of a string that holds JSON, edited; None when it needs no change.
    fn text(&mut self, text: &str) -> Option<String> {
        let mut layer = self.spare.pop().unwrap_or_default();
        layer.text.clear();
        layer.text.extend_from_slice(text.as_bytes());
        let edited = match to_value_with_buffers(&mut layer.text, &mut layer.buffers) {
            Ok(mut value) => self.value(&mut value, false).then(|| value.encode()),
            Err(_) => None,
        };
        self.spare.push(layer);
        edited
    }
}

fn main() {
    let mut editor = Editor {
        names: Pseudonyms::from_arguments(),
        spare: Vec::new(),
    };
    let mut buffers = Buffers::new(64 << 10);
    job::for_each_line(
        |line, out| match to_value_with_buffers(line, &mut buffers) {
            Ok(mut value) if value.is_object() => {
                editor.value(&mut value, true);
                value.write(out).is_ok()
            }
            _ => false,
        },
    );
}
