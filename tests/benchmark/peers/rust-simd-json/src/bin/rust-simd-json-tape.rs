//! The job with simd-json's tape: no tree, the flat token list is printed with the edits.
//! Less usual than the DOM, and what the fastest honest use of the crate looks like.

use job::{action, may_hold_json, Action, Pseudonyms};
use simd_json::{fill_tape, Buffers, Node, StaticNode, Tape};
use value_trait::generator::{BaseGenerator, WriterGenerator};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Layer {
    text: Vec<u8>,
    out: Vec<u8>,
    buffers: Buffers,
    tape: Tape<'static>,
}

struct Editor {
    names: Pseudonyms,
    spare: Vec<Layer>,
    changed: bool, // of the innermost text that is being edited
}

/// How many nodes the value at the head of `nodes` takes.
fn length(nodes: &[Node<'_>]) -> usize {
    match nodes[0] {
        Node::Object { count, .. } | Node::Array { count, .. } => count + 1,
        _ => 1,
    }
}

fn write_string(text: &str, out: &mut Vec<u8>) {
    WriterGenerator::new(out).write_string(text).unwrap();
}

fn write_static(value: StaticNode, out: &mut Vec<u8>) {
    match value {
        StaticNode::Null => out.extend_from_slice(b"null"),
        StaticNode::Bool(true) => out.extend_from_slice(b"true"),
        StaticNode::Bool(false) => out.extend_from_slice(b"false"),
        StaticNode::I64(number) => WriterGenerator::new(out).write_int(number).unwrap(),
        StaticNode::U64(number) => WriterGenerator::new(out).write_int(number).unwrap(),
        StaticNode::F64(number) => WriterGenerator::new(out).write_float(number).unwrap(),
    }
}

impl Editor {
    fn value(&mut self, nodes: &[Node<'_>], top: bool, out: &mut Vec<u8>) {
        match nodes[0] {
            Node::Object { len, .. } => self.object(&nodes[1..], len, top, out),
            Node::Array { len, .. } => {
                out.push(b'[');
                let mut at = 1;
                for index in 0..len {
                    if index > 0 {
                        out.push(b',');
                    }
                    self.value(&nodes[at..], false, out);
                    at += length(&nodes[at..]);
                }
                out.push(b']');
            }
            Node::String(text) if may_hold_json(text) => self.text(text, out),
            Node::String(text) => write_string(text, out),
            Node::Static(value) => write_static(value, out),
        }
    }

    fn object(&mut self, nodes: &[Node<'_>], len: usize, top: bool, out: &mut Vec<u8>) {
        let (mut at, mut separator) = (0, b'{');
        for _ in 0..len {
            let Node::String(key) = nodes[at] else {
                unreachable!()
            };
            let value = &nodes[at + 1..];
            at += 1 + length(value);
            let action = action(key, top);
            self.changed |= action != Action::Keep;
            if action == Action::Drop || (action == Action::Pseudonym && !is_name(&value[0])) {
                continue;
            }
            out.push(separator);
            separator = b',';
            write_string(key, out);
            out.push(b':');
            match action {
                Action::Pseudonym => self.username(value, out),
                _ => self.value(value, false, out),
            }
        }
        if separator == b'{' {
            out.push(b'{');
        }
        out.push(b'}');
    }

    fn username(&mut self, nodes: &[Node<'_>], out: &mut Vec<u8>) {
        match nodes[0] {
            Node::String("") => out.extend_from_slice(b"\"\""),
            Node::String(name) => {
                out.push(b'"');
                out.extend_from_slice(self.names.of(name).as_bytes());
                out.push(b'"');
            }
            Node::Array { len, .. } => {
                let (mut at, mut separator) = (1, b'[');
                for _ in 0..len {
                    if is_name(&nodes[at]) {
                        out.push(separator);
                        separator = b',';
                        self.username(&nodes[at..], out);
                    }
                    at += length(&nodes[at..]);
                }
                if separator == b'[' {
                    out.push(b'[');
                }
                out.push(b']');
            }
            _ => out.extend_from_slice(b"null"),
        }
    }

    /// A string that holds JSON: edited in a layer of its own, printed as a string again.
    fn text(&mut self, text: &str, out: &mut Vec<u8>) {
        let mut layer = self.spare.pop().unwrap_or_else(|| Layer {
            text: Vec::new(),
            out: Vec::new(),
            buffers: Buffers::default(),
            tape: Tape(Vec::new()),
        });
        layer.text.clear();
        layer.text.extend_from_slice(text.as_bytes());
        layer.out.clear();
        let mut tape = layer.tape.reset();
        let outer = std::mem::replace(&mut self.changed, false);
        if fill_tape(&mut layer.text, &mut layer.buffers, &mut tape).is_ok() {
            self.value(&tape.0, false, &mut layer.out);
        }
        layer.tape = tape.reset();
        let edited = std::str::from_utf8(&layer.out).unwrap();
        write_string(if self.changed { edited } else { text }, out);
        self.changed |= outer;
        self.spare.push(layer);
    }
}

/// Whether a username may have this type; others are dropped.
fn is_name(node: &Node<'_>) -> bool {
    matches!(
        node,
        Node::String(_) | Node::Array { .. } | Node::Static(StaticNode::Null)
    )
}

fn main() {
    let mut editor = Editor {
        names: Pseudonyms::from_arguments(),
        spare: Vec::new(),
        changed: false,
    };
    let mut buffers = Buffers::new(64 << 10);
    let mut spare = Tape(Vec::new());
    job::for_each_line(|line, out| {
        let mut tape = std::mem::replace(&mut spare, Tape(Vec::new())).reset();
        let good = fill_tape(line, &mut buffers, &mut tape).is_ok()
            && matches!(tape.0[0], Node::Object { .. });
        if good {
            editor.value(&tape.0, true, out);
        }
        spare = tape.reset();
        good
    });
}
