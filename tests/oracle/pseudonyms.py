"""Pseudonyms and key files, by hand from the documents.

Source: design 1 (username: HMAC-SHA256 with the secret itself), 4 (key file,
domains), 5 (the message is the decoded value's UTF-8 bytes; a lone surrogate
goes in as its three WTF-8 bytes).  Decision: HKDF (RFC 5869) is written out
with hmac, so that nothing but Python's hmac is trusted.
"""

import base64
import binascii
import hashlib
import hmac
import re

import policy_facts as facts

HEX_64 = re.compile(r"[0-9a-f]{64}")
_KEY_MARK = b"FUNKEY-SECRET-1"
MAX_RAW_KEY = 4096


class KeyRefused(Exception):
    """The key file does not parse, or is raw where raw is not allowed."""


def hkdf_sha256(secret, info, length=32, salt=b""):
    """RFC 5869, extract and expand; an empty salt is 32 zero bytes."""
    extracted = hmac.new(salt or bytes(32), secret, hashlib.sha256).digest()
    block, output, counter = b"", b"", 1
    while len(output) < length:
        block = hmac.new(extracted, block + info + bytes([counter]),
                         hashlib.sha256).digest()
        output += block
        counter += 1
    return output[:length]


def read_key(content, allow_raw):
    """Returns the secret that a key file's bytes hold; raises KeyRefused."""
    if b"FUNKEY-" in content or b"-----BEGIN" in content:
        return _read_funkey(content)
    if len(content) > MAX_RAW_KEY:
        raise KeyRefused("key file over 4 KiB")
    if not allow_raw:
        raise KeyRefused("raw key file; say --allow-raw-key")
    return content[:-1] if content.endswith(b"\n") else content


def _read_funkey(content):
    lines = [line for line in content.replace(b"\r\n", b"\n").split(b"\n")
             if line and not line.startswith(b"#")]
    words = b" ".join(lines).split()
    if len(words) != 2 or words[0] != _KEY_MARK:
        raise KeyRefused("not a FUNKEY-SECRET-1 file")
    try:
        secret = base64.b64decode(words[1], validate=True)
    except binascii.Error:
        secret = b""
    if len(secret) != 32:
        raise KeyRefused("FUNKEY-SECRET-1 without base64 of 32 bytes")
    return secret


class Pseudonyms:
    """pseudonym(domain, value) under one secret; remembers what it made."""

    def __init__(self, secret, release=None):
        if release is not None:
            info = facts.RELEASE_INFO + release.encode("utf-8")
            secret = hkdf_sha256(secret, info)
        self._secret = secret
        self._keys = {"username": secret}
        self._made = {}

    def pseudonym(self, domain, value):
        made = self._made.get((domain, value))
        if made is None:
            if domain not in self._keys:
                info = facts.DOMAIN_INFO + domain.encode("ascii")
                self._keys[domain] = hkdf_sha256(self._secret, info)
            message = value.encode("utf-8", "surrogatepass")
            made = hmac.new(self._keys[domain], message,
                            hashlib.sha256).hexdigest()
            if len(self._made) < 200_000:  # bounded: logs can be hostile
                self._made[(domain, value)] = made
        return made
