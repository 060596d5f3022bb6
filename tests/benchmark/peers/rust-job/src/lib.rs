//! What the Rust peers share: the keys, the pseudonyms and the line loop.
//!
//! The job is that of `funanon --policy seed`; see ../../README.md for its words.

use hashbrown::HashMap;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::io::{Read, Write};
use std::mem::ManuallyDrop;
use std::os::fd::FromRawFd;

/// What becomes of a member, by its decoded key.
#[derive(Clone, Copy, PartialEq)]
pub enum Action {
    Keep,
    Drop,
    Pseudonym,
}

/// `top`: the member stands in the line's own object, where `name` is the event's name.
#[inline]
pub fn action(key: &str, top: bool) -> Action {
    match key.as_bytes() {
        b"username" => Action::Pseudonym,
        b"name" if top => Action::Keep,
        b"email" | b"mail" | b"address" | b"mailing_address" | b"name" | b"full_name"
        | b"first_name" | b"last_name" | b"phone" | b"phone_number" | b"city"
        | b"year_of_birth" | b"gender" => Action::Drop,
        bytes if bytes.starts_with(b"password") => Action::Drop,
        _ => Action::Keep,
    }
}

/// Whether a string may hold a JSON object or array: its first byte that is not white space.
#[inline]
pub fn may_hold_json(text: &str) -> bool {
    let first = text
        .bytes()
        .find(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    matches!(first, Some(b'{' | b'['))
}

/// Names to pseudonyms, remembered: a log holds few learners many times.
pub struct Pseudonyms {
    keyed: Hmac<Sha256>,
    known: HashMap<Box<str>, [u8; 64]>,
}

impl Pseudonyms {
    const CAP: usize = 1 << 16; // a hostile log holds a new name on every line

    /// Reads the secret: the bytes of the file that argv\[1\] names, less one final newline.
    pub fn from_arguments() -> Self {
        let path = std::env::args_os()
            .nth(1)
            .expect("usage: PEER KEYFILE < LOG");
        let mut secret = std::fs::read(path).expect("the key file cannot be read");
        if secret.last() == Some(&b'\n') {
            secret.pop();
        }
        let keyed = Hmac::new_from_slice(&secret).expect("HMAC takes any key");
        Pseudonyms {
            keyed,
            known: HashMap::new(),
        }
    }

    #[inline]
    pub fn of(&mut self, name: &str) -> &str {
        if !self.known.contains_key(name) {
            if self.known.len() >= Self::CAP {
                self.known.clear();
            }
            let mut mac = self.keyed.clone();
            mac.update(name.as_bytes());
            let mut text = [0; 64];
            hex::encode_to_slice(mac.finalize().into_bytes(), &mut text).unwrap();
            self.known.insert(name.into(), text);
        }
        std::str::from_utf8(&self.known[name]).unwrap()
    }
}

const BLOCK: usize = 256 << 10;

/// Hands each line of standard input, from its first `{` on, to `edit`, which appends what
/// becomes of it to the buffer and returns true, or returns false: the line is rejected.
pub fn for_each_line(mut edit: impl FnMut(&mut [u8], &mut Vec<u8>) -> bool) {
    // Not std::io::stdin(): its own buffer would be one copy more.
    let mut input = ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(0) });
    let mut output = ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(1) });
    let mut block = vec![0; 2 * BLOCK];
    let mut out = Vec::with_capacity(2 * BLOCK);
    let (mut filled, mut rejected) = (0, 0u64);
    loop {
        if block.len() - filled < BLOCK {
            block.resize(2 * block.len(), 0);
        }
        let got = input
            .read(&mut block[filled..])
            .expect("reading standard input");
        if got == 0 && filled > 0 {
            block[filled] = b'\n'; // there is room: BLOCK bytes at least
            filled += 1;
        }
        let mut begin = 0;
        let searched = filled;
        filled += got;
        let mut from = if got == 0 { 0 } else { searched };
        while let Some(at) = memchr::memchr(b'\n', &block[from..filled]) {
            let line = &mut block[begin..from + at];
            begin = from + at + 1;
            from = begin;
            if let Some(brace) = memchr::memchr(b'{', line) {
                let keep = out.len();
                if edit(&mut line[brace..], &mut out) {
                    out.push(b'\n');
                } else {
                    out.truncate(keep);
                    rejected += 1;
                }
            }
            if out.len() >= BLOCK {
                output.write_all(&out).expect("writing standard output");
                out.clear();
            }
        }
        block.copy_within(begin..filled, 0);
        filled -= begin;
        if got == 0 {
            break;
        }
    }
    output.write_all(&out).expect("writing standard output");
    if rejected > 0 {
        eprintln!("peer: {rejected} lines rejected");
    }
}
