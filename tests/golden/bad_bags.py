"""Releases that nobody may trust: one change each to a bag that an audit has signed.

A row is (what it is, change, words of the sentence).  A change gets the folder of the bag and the files of two
key pairs: one that is trusted, one that nobody knows.
"""

import base64
import json
import os
import socket

import bags

KEY = b"FUNKEY-SECRET-1\nAAAA\n"
PEOPLE = b"username,email,name\nada,ada@example.org,Ada\n"
RAW = b'{"username":"ada","email":"ada@example.org","event_type":"one"}\n'


def adds(name, data, listed=False):
    def change(bag, _trusted, _stranger):
        bags.write(bag, name, data)
        if listed:
            bags.list_again(bag)
    return change


def edits(name, old, new, lists=()):
    def change(bag, _trusted, _stranger):
        data = bags.read(bag, name)
        assert old in data
        bags.write(bag, name, data.replace(old, new, 1))
        bags.list_again(bag, lists)
    return change


def flips(name, lists=()):
    def change(bag, _trusted, _stranger):
        data = bytearray(bags.read(bag, name))
        data[-1] ^= 1
        bags.write(bag, name, bytes(data))
        bags.list_again(bag, lists)
    return change


def removes(name):
    return lambda bag, _trusted, _stranger: os.remove(os.path.join(bag, name))


def takes_out(*names):
    """Papers, and their lines in the list of tags, which nobody has signed."""
    def change(bag, _trusted, _stranger):
        for name in names:
            os.remove(os.path.join(bag, name))
            if "/" in name:
                os.rmdir(os.path.join(bag, os.path.dirname(name)))
        bags.list_again(bag, bags.LISTS[1:])
    return change


def becomes_link(name):
    """To what it was, outside of the bag."""
    def change(bag, _trusted, _stranger):
        outside = bag + ".outside"
        os.rename(os.path.join(bag, name), outside)
        os.symlink(outside, os.path.join(bag, name))
    return change


def becomes_pipe(name):
    def change(bag, _trusted, _stranger):
        os.remove(os.path.join(bag, name))
        os.mkfifo(os.path.join(bag, name))
    return change


def adds_socket(bag, _trusted, _stranger):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.join(bag, "data/socket"))


def lists_file(kind, path):
    """A line more, of a file that has this content."""
    def change(bag, _trusted, _stranger):
        bags.write(bag, kind, bags.read(bag, kind) + f"{bags.sha256(KEY)}  {path}\n".encode())
        if kind == bags.LISTS[0]:
            bags.list_again(bag, bags.LISTS[1:])
    return change


EXTRA = "none of its lists names"
CHANGED = "is not the (file|one) whose digest"
NO_SUCH_NAME = "a file that releases do not have"
NOT_IN_BAG = "line 2: it names a file that cannot be in the bag"
SPECIAL = "a link or a special file"

# Refused by every command.
FOLDERS = [
    ("a data file that was tampered with", flips("data/a.ndjson.gz"), CHANGED),
    ("a manifest that was tampered with", edits("manifest-sha256.txt", b"  data/a", b"  data/c"), CHANGED),
    ("a data file and its manifest", flips("data/a.ndjson.gz", bags.LISTS[:1]), CHANGED),
    ("another policy beside it", edits("policy.toml", b"drop", b"keep"), CHANGED),
    ("another release name", edits("bag-info.txt", b"2015-spring", b"2015-autumn"), CHANGED),
    ("a report that was tampered with", flips("audit/report.json"), CHANGED),
    ("a key file in the bag", adds("fun.key", KEY), EXTRA),
    ("a key file in data/", adds("data/fun.key", KEY), EXTRA),
    ("an identities file in the bag", adds("people.csv", PEOPLE), EXTRA),
    ("a raw log in data/", adds("data/raw.ndjson", RAW), EXTRA),
    ("a raw log in a folder of its own", adds("data/2015/raw.ndjson", RAW), EXTRA),
    ("a hidden file", adds(".key", KEY), EXTRA),
    ("a key file that the lists name", adds("fun.key", KEY, True), NO_SUCH_NAME),
    ("a key file in load/ that the lists name", adds("load/fun.key", KEY, True), NO_SUCH_NAME),
    ("a key file in data/ that the lists name", adds("data/fun.key", KEY, True), NO_SUCH_NAME),
    ("an identities file that the lists name", adds("audit/people.csv", PEOPLE, True), NO_SUCH_NAME),
    ("a data file that is missing", removes("data/a.ndjson.gz"), "lacks 1 of the files"),
    ("a manifest that is missing", removes("manifest-sha256.txt"), "has no manifest-sha256.txt"),
    ("a list of tags that is missing", removes("tagmanifest-sha256.txt"), "has no tagmanifest-sha256.txt"),
    ("a link in place of a data file", becomes_link("data/a.ndjson.gz"), SPECIAL),
    ("a link in place of data/", becomes_link("data"), SPECIAL),
    ("a link in place of a list", becomes_link("manifest-sha256.txt"), SPECIAL),
    ("a link in place of the envelopes", becomes_link("release.intoto.jsonl"), SPECIAL),
    ("a link more", lambda bag, *_: os.symlink("/dev/null", os.path.join(bag, "data/link.ndjson")), SPECIAL),
    ("a pipe in place of a data file", becomes_pipe("data/a.ndjson.gz"), SPECIAL),
    ("a pipe in place of a list", becomes_pipe("tagmanifest-sha256.txt"), SPECIAL),
    ("a socket", adds_socket, SPECIAL),
    ("../ in the manifest", edits("manifest-sha256.txt", b"  data/b", b"  data/../b", bags.LISTS[1:]), NOT_IN_BAG),
    ("../ at its begin", edits("manifest-sha256.txt", b"  data/b", b"  ../b", bags.LISTS[1:]), NOT_IN_BAG),
    ("an absolute path", edits("manifest-sha256.txt", b"  data/b", b"  /data/b", bags.LISTS[1:]), NOT_IN_BAG),
    ("../ in the list of tags", lists_file("tagmanifest-sha256.txt", "load/../../fun.key"), "cannot be in the bag"),
    ("a file twice in the manifest", lists_file("manifest-sha256.txt", "data/a.ndjson.gz"), "a second time"),
    ("a list that was cut", lambda bag, *_: bags.write(
        bag, "tagmanifest-sha256.txt", bags.read(bag, "tagmanifest-sha256.txt")[:-1]), "has no end"),
    ("another BagIt", edits("bagit.txt", b"1.0", b"0.97", bags.LISTS[1:]), "does not declare BagIt 1.0"),
]


def changes_envelope(change, line=-1):
    def apply(bag, _trusted, _stranger):
        lines = bags.envelopes(bag)
        change(lines[line])
        bags.write(bag, bags.STATEMENTS, b"".join(json.dumps(each).encode() + b"\n" for each in lines))
    return apply


def changes_payload(old, new):
    def change(envelope):
        data = base64.b64decode(envelope["payload"])
        assert old in data
        envelope["payload"] = base64.b64encode(data.replace(old, new, 1)).decode()
    return changes_envelope(change)


def flips_signature(envelope):
    data = bytearray(base64.b64decode(envelope["signatures"][0]["sig"]))
    data[0] ^= 1
    envelope["signatures"][0]["sig"] = base64.b64encode(data).decode()


def only(**what):
    """Nothing but a statement by the trusted key."""
    def change(bag, trusted, _stranger):
        os.remove(os.path.join(bag, bags.STATEMENTS))
        bags.sign(bag, trusted, **what)
    return change


def only_changed(edit, payload_type=bags.PAYLOAD_TYPE):
    def change(bag, trusted, _stranger):
        stated = bags.statement(bag)
        edit(stated)
        data = json.dumps(stated).encode()
        bags.write(bag, bags.STATEMENTS, bags.envelope(data, trusted, payload_type=payload_type))
    return change


def by_stranger(bag, _trusted, stranger):
    os.remove(os.path.join(bag, bags.STATEMENTS))
    bags.sign(bag, stranger)


def in_the_name_of(bag, trusted, stranger):
    by_stranger(bag, trusted, stranger)
    changes_envelope(lambda each: each["signatures"][0].update(keyid=bags.key_id(trusted)))(bag, trusted, stranger)


def failed_under(**hint):
    """FAILED by the trusted key behind its PASSED; the hint at the key, which nobody has signed, says this."""
    def change(bag, trusted, stranger):
        bags.sign(bag, trusted, result="FAILED")
        lines = bags.envelopes(bag)
        del lines[-1]["signatures"][0]["keyid"]
        lines[-1]["signatures"][0].update(hint)
        bags.write(bag, bags.STATEMENTS, b"".join(json.dumps(each).encode() + b"\n" for each in lines))
    return change


def adds_signatures(count, payload=b"{}"):
    """An envelope more, with so many signatures that are none."""
    def change(bag, _trusted, _stranger):
        line = {"payload": base64.b64encode(payload).decode(), "payloadType": bags.PAYLOAD_TYPE,
                "signatures": [{"sig": base64.b64encode(bytes(64)).decode()}] * count}
        bags.write(bag, bags.STATEMENTS, bags.read(bag, bags.STATEMENTS) + json.dumps(line).encode() + b"\n")
    return change


def cut(size):
    def change(bag, _trusted, _stranger):
        data = bags.read(bag, bags.STATEMENTS)
        bags.write(bag, bags.STATEMENTS, data[:size])
    return change


NO_ENVELOPE = r"release.intoto.jsonl, line \d: it is no whole signed envelope"
DOES_NOT_HOLD = "a signature in the name of key [0-9a-f]{16}… does not hold"

# Refused by those who trust.
SIGNATURES = [
    ("nobody's signature", removes(bags.STATEMENTS), "nobody has signed"),
    ("an empty file of envelopes", cut(0), "nobody has signed"),
    ("a payload that was changed", changes_payload(b"2015-spring", b"2015-autumn"), DOES_NOT_HOLD),
    ("a FAILED that was made PASSED", changes_payload(b"PASSED", b"FAILED"), DOES_NOT_HOLD),
    ("a signature that was changed", changes_envelope(flips_signature), DOES_NOT_HOLD),
    ("another payload type", changes_envelope(lambda each: each.update(payloadType="text/plain")), DOES_NOT_HOLD),
    ("another payload type, signed", only_changed(lambda each: None, "text/plain"), "no in-toto statement"),
    ("an envelope that was cut", cut(-40), NO_ENVELOPE),
    ("an envelope that was cut to its begin", cut(1), NO_ENVELOPE),
    ("something unsigned in the envelope", changes_envelope(lambda each: each.update(note="x")), NO_ENVELOPE),
    ("a line that is none", lambda bag, *_: bags.write(
        bag, bags.STATEMENTS, bags.read(bag, bags.STATEMENTS) + b"\n"), NO_ENVELOPE),
    ("an unknown signer", by_stranger, "none of the keys to be trusted has signed"),
    ("an unknown signer in a known name", in_the_name_of, DOES_NOT_HOLD),
    ("PASSED under another policy", only(policy="0" * 64), "under another policy than the release was made with"),
    ("PASSED by an unknown rule table", only(rules="0" * 64), "rule table that this version does not know"),
    ("FAILED alone", only(result="FAILED"), "says FAILED of these data files"),
    ("a FAILED beside a PASSED", lambda bag, trusted, _: bags.sign(bag, trusted, result="FAILED"),
     "says FAILED of these data files"),
    ("a FAILED beside a PASSED, by another key as it says", failed_under(keyid="0" * 64), "says FAILED"),
    ("a FAILED beside a PASSED, by no key as it says", failed_under(), "says FAILED"),
    ("more signatures than are tried", adds_signatures(1000), "more than 1000 signatures"),
    ("more signed bytes than are tried", adds_signatures(150, bytes(8 << 20)), "1 GiB of signed bytes"),
    ("WARNED", only(result="WARNED"), "says WARNED"),
    ("PASSED of one file only", only_changed(lambda each: each["subject"].pop()), "about other data files"),
    ("PASSED of another file", only_changed(lambda each: each["subject"][0]["digest"].update(sha256="0" * 64)),
     "about other data files"),
    ("PASSED under another name", only_changed(lambda each: each["subject"][0].update(name="data/x.ndjson.gz")),
     "about other data files"),
    ("PASSED, and a test that failed", only_changed(lambda each: each["predicate"].update(failedTests=["email"])),
     "lists tests that failed"),
    ("a statement of another version", only_changed(lambda each: each.update(_type="https://in-toto.io/Statement/v0.1")),
     "no in-toto statement"),
    ("a result that is none", only(result="passed"), "no in-toto statement"),
    ("a data file changed with all lists", flips("data/a.ndjson.gz", bags.LISTS), "about other data files"),
    ("a data file taken out of all lists", lambda bag, *_: (os.remove(os.path.join(bag, "data/b.ndjson.gz")),
                                                           bags.list_again(bag)), "about other data files"),
    ("a raw log put into all lists", adds("data/raw.ndjson", RAW, True), "about other data files"),
    ("another name with all lists", edits("bag-info.txt", b"2015-spring", b"2015-autumn", bags.LISTS),
     "bag-info.txt has changed since"),
    ("another command in load/ with all lists", edits("load/bulk.sh", b"sh\n", b"sh\nrm -r /\n", bags.LISTS),
     "load/bulk.sh has changed since"),
    ("a command in load/ that was not signed", adds("load/read_with_pandas.py", b"", True),
     "does not name load/read_with_pandas.py"),
    ("a paper taken out of its list", takes_out("README.md"), "it names README.md, which the release lacks"),
    ("the policy, a paper, taken out of its list", takes_out("policy.toml"), "it names policy.toml, which"),
    ("all papers taken out of their list", takes_out("README.md", "policy.toml", "load/bulk.sh"),
     "it names (README.md|load/bulk.sh|policy.toml), which"),
]
