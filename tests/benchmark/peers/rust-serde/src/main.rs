//! The job with serde_json's Value: what most Rust programmers would write first.

use job::{action, may_hold_json, Action, Pseudonyms};
use serde_json::{Map, Value};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All of these return whether they changed anything.
fn edit_value(value: &mut Value, top: bool, names: &mut Pseudonyms) -> bool {
    match value {
        Value::Object(members) => edit_object(members, top, names),
        Value::Array(items) => items.iter_mut().fold(false, |changed, item| {
            edit_value(item, false, names) | changed
        }),
        Value::String(text) if may_hold_json(text) => {
            let Ok(mut inner) = serde_json::from_str::<Value>(text) else {
                return false;
            };
            let changed = edit_value(&mut inner, false, names);
            if changed {
                *text = inner.to_string();
            }
            changed
        }
        _ => false,
    }
}

fn edit_object(members: &mut Map<String, Value>, top: bool, names: &mut Pseudonyms) -> bool {
    let mut changed = false;
    members.retain(|key, value| {
        let keep = match action(key, top) {
            Action::Keep => {
                changed |= edit_value(value, false, names);
                true
            }
            Action::Drop => false,
            Action::Pseudonym => {
                changed = true;
                edit_username(value, names)
            }
        };
        changed |= !keep;
        keep
    });
    changed
}

/// Returns false when the value is of a type that a name cannot have: drop it.
fn edit_username(value: &mut Value, names: &mut Pseudonyms) -> bool {
    match value {
        Value::String(name) => {
            if !name.is_empty() {
                *name = names.of(name).to_owned();
            }
            true
        }
        Value::Array(items) => {
            items.retain_mut(|item| edit_username(item, names));
            true
        }
        other => other.is_null(),
    }
}

fn main() {
    let mut names = Pseudonyms::from_arguments();
    job::for_each_line(|line, out| match serde_json::from_slice::<Value>(line) {
        Ok(mut value) if value.is_object() => {
            edit_value(&mut value, true, &mut names);
            serde_json::to_writer(out, &value).is_ok()
        }
        _ => false,
    });
}
