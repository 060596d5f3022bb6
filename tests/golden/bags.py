"""Makes release directories from docs/format, with the standard library and `openssl`: a maker of its own,
so that what funanon writes and what funaudit, funkey and funload read is not held against itself.
"""

import base64
import gzip
import hashlib
import json
import os
import shutil
import subprocess

from session import ROOT, command

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1"
STATEMENTS = "release.intoto.jsonl"
LISTS = ("manifest-sha256.txt", "tagmanifest-sha256.txt")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def digests():
    """What `funaudit --version` says: {"policy standard": hex, …, "rules": hex}."""
    said = subprocess.run([command("funaudit"), "--version"], capture_output=True, check=True).stdout.decode()
    return dict(line.split(" sha256:") for line in said.splitlines() if " sha256:" in line)


def write(folder, name, data):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def read(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def names(folder):
    """All files below, as paths from the folder."""
    return sorted(os.path.relpath(os.path.join(at, name), folder)
                  for at, _, files in os.walk(folder) for name in files)


def content(folder):
    """Everything that is there."""
    return {name: read(folder, name) for name in names(folder)}


def list_again(folder, kinds=LISTS):
    """Makes the lists of digests anew."""
    for kind in kinds:
        listed = [name for name in names(folder)
                  if name.startswith("data/") == (kind == LISTS[0]) and name not in (LISTS[1], STATEMENTS)]
        write(folder, kind, "".join(f"{sha256(read(folder, name))}  {name}\n" for name in listed).encode())


def make(folder, files, policy="standard", policy_toml=None, policy_digest=None, release="2015-spring"):
    """A bag with `files` ({name: lines}), packed, in data/.  A policy is built in, or a text and its digest."""
    known = digests()
    if policy_toml is None:
        policy_toml = read(ROOT, f"policies/{policy}.toml")
        policy_digest = known["policy " + policy]
    info = {"Bag-Software-Agent": "bags.py", "Fun-Policy": policy, "Fun-Policy-Digest": policy_digest,
            "Fun-Rules-Digest": known["rules"], "Fun-Key-Id": "0" * 16,
            **({"Fun-Release-Name": release} if release else {"Fun-Linkable": "yes"})}
    for name, lines in files.items():
        write(folder, f"data/{name}.ndjson.gz", gzip.compress(lines, mtime=0))
    write(folder, "bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    write(folder, "bag-info.txt", "".join(f"{label}: {value}\n" for label, value in info.items()).encode())
    write(folder, "policy.toml", policy_toml)
    write(folder, "README.md", b"# Invented data\n")
    write(folder, "load/bulk.sh", b"#!/bin/sh\n")
    list_again(folder)
    return folder


def copy(folder, to):
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(folder, to, symlinks=True)


# -- signatures, by openssl

def openssl(*arguments, stdin=None):
    return subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=True).stdout


def make_pair(path):
    """An Ed25519 pair: path (PKCS#8) and path.pub (SPKI)."""
    openssl("genpkey", "-algorithm", "ed25519", "-out", path)
    os.chmod(path, 0o600)
    openssl("pkey", "-in", path, "-pubout", "-out", path + ".pub")
    return path


def key_id(path):
    return sha256(openssl("pkey", "-pubin", "-in", path + ".pub", "-outform", "DER"))


def pae(payload, payload_type=PAYLOAD_TYPE):
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def signature(key, message):
    path = key + ".message"  # pkeyutl signs no pipe with Ed25519
    with open(path, "wb") as file:
        file.write(message)
    made = openssl("pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", path)
    os.remove(path)
    return made


def envelope(payload, *keys, payload_type=PAYLOAD_TYPE):
    """A line of release.intoto.jsonl."""
    signatures = [{"keyid": key_id(key), "sig": base64.b64encode(signature(key, pae(payload, payload_type))).decode()}
                  for key in keys]
    return json.dumps({"payload": base64.b64encode(payload).decode(), "payloadType": payload_type,
                       "signatures": signatures}).encode() + b"\n"


def statement(folder, result="PASSED", policy=None, rules=None):
    """What an audit of the bag attests, as far as trust asks for it."""
    known = digests()
    stated = dict(line.split(": ", 1) for line in read(folder, "bag-info.txt").decode().splitlines())
    return {"_type": STATEMENT_TYPE,
            "subject": [{"name": name, "digest": {"sha256": sha256(read(folder, name))}}
                        for name in names(folder) if name.startswith("data/")],
            "predicateType": PREDICATE_TYPE,
            "predicate": {"result": result, "configuration": [
                {"name": "policy", "digest": {"sha256": policy or stated["Fun-Policy-Digest"]}},
                {"name": "rules", "digest": {"sha256": rules or known["rules"]}}]}}


def sign(folder, key, **what):
    """Appends an envelope."""
    line = envelope(json.dumps(statement(folder, **what)).encode(), key)
    old = read(folder, STATEMENTS) if STATEMENTS in names(folder) else b""
    write(folder, STATEMENTS, old + line)
    return folder


def envelopes(folder):
    return [json.loads(line) for line in read(folder, STATEMENTS).splitlines()]


def payload(line):
    return json.loads(base64.b64decode(line["payload"]))
