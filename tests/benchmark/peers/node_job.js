#!/usr/bin/env node
// The job with JSON.parse and JSON.stringify, as fast as plain Node allows.  Usage: node_job.js KEYFILE < LOG
//
// JavaScript has one kind of number: an integer above 2^53 or 1e400 comes out as another.  It stays so: that is what
// this program does, and the check of the answers says whether the log holds such numbers.

"use strict";
const crypto = require("node:crypto");
const fs = require("node:fs");

const DROPPED = new Set(
  ("email mail address mailing_address name full_name first_name last_name phone phone_number" +
    " city year_of_birth gender").split(" "),
);
const KEEP = 0, DROP = 1, PSEUDONYM = 2;
const CAP = 1 << 16; // of what is remembered: a hostile log holds a new name on every line
const BLOCK = 1 << 20;
const NEWLINE = 10;

let secret = fs.readFileSync(process.argv[2]);
if (secret.length > 0 && secret[secret.length - 1] === NEWLINE) secret = secret.subarray(0, -1);
const key = crypto.createSecretKey(secret);
const actions = new Map();
const pseudonyms = new Map();

function remember(map, name, value) {
  if (map.size >= CAP) map.clear();
  map.set(name, value);
  return value;
}

function action(name) {
  const known = actions.get(name);
  if (known !== undefined) return known;
  const dropped = DROPPED.has(name) || name.startsWith("password");
  return remember(actions, name, dropped ? DROP : name === "username" ? PSEUDONYM : KEEP);
}

function pseudonym(name) {
  const known = pseudonyms.get(name);
  if (known !== undefined) return known;
  return remember(pseudonyms, name, crypto.createHmac("sha256", key).update(name).digest("hex"));
}

// Returns undefined when no name can have this type: it is dropped.
function username(value) {
  if (typeof value === "string") return value === "" ? value : pseudonym(value);
  if (value === null) return value;
  return Array.isArray(value) ? value.map(username).filter((name) => name !== undefined) : undefined;
}

function mayHoldJson(text) {
  for (let i = 0; i < text.length; ++i) {
    const c = text.charCodeAt(i);
    if (c === 0x7b || c === 0x5b) return true;
    if (c !== 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d) return false;
  }
  return false;
}

// The text, edited if it holds an object or array; else the very same string.
function editText(text) {
  let inner;
  try {
    inner = JSON.parse(text);
  } catch {
    return text;
  }
  return edit(inner, false) ? JSON.stringify(inner) : text;
}

// Edits an object or array in place; returns whether anything in it changed.
function edit(holder, top) {
  const isObject = !Array.isArray(holder);
  let changed = false;
  for (const name of isObject ? Object.keys(holder) : holder.keys()) {
    const value = holder[name];
    const what = isObject ? action(name) : KEEP;
    if (what === KEEP || (top && name === "name")) {
      if (typeof value === "string") {
        if (!mayHoldJson(value)) continue;
        const text = editText(value);
        if (text === value) continue;
        holder[name] = text;
        changed = true;
      } else if (value !== null && typeof value === "object") {
        changed = edit(value, false) || changed;
      }
      continue;
    }
    const fresh = what === DROP ? undefined : username(value);
    holder[name] = fresh; // JSON.stringify leaves undefined out, much faster than delete
    changed = true;
  }
  return changed;
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

// Returns what becomes of the line, with a newline; "" when it has no object; null: rejected.
function editLine(line) {
  const begin = line.indexOf("{");
  if (begin < 0) return "";
  try {
    const event = JSON.parse(begin > 0 ? line.slice(begin) : line);
    if (!isObject(event)) return null;
    edit(event, true);
    return JSON.stringify(event) + "\n";
  } catch {
    return null;
  }
}

function write(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(1, bytes, at);
}

function main() {
  let rejected = 0;
  let rest = []; // the pieces of a line that no block has ended yet
  const handle = (text) => {
    let out = "";
    for (const line of text.split("\n")) {
      const edited = editLine(line);
      if (edited === null) ++rejected;
      else out += edited;
    }
    write(out);
  };
  for (;;) {
    const block = Buffer.allocUnsafe(BLOCK);
    const got = fs.readSync(0, block);
    if (got === 0) break;
    const end = block.subarray(0, got).lastIndexOf(NEWLINE);
    if (end < 0) {
      rest.push(block.subarray(0, got));
      continue;
    }
    handle(Buffer.concat([...rest, block.subarray(0, end)]).toString());
    rest = [block.subarray(end + 1, got)];
  }
  handle(Buffer.concat(rest).toString());
  if (rejected > 0) console.error(`peer: ${rejected} lines rejected`);
}

main();
