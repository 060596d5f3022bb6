"""Judges the envelopes of a release with nothing of ours: securesystemslib and in-toto-attestation (PyPI).

    python envelope_judge.py DIR KEY.pub…

Runs in the environment of tests/golden/validators.  Prints the results that the keys' statements have; ends with 1,
and one line, when an envelope is by none of them, does not hold, is no test result, or is about other files.
"""

import hashlib
import json
import os
import sys

from google.protobuf import json_format
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

PAYLOAD_TYPE = "application/vnd.in-toto+json"
TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1"


def load_key(path):
    from cryptography.hazmat.primitives import serialization
    with open(path, "rb") as file:
        key = serialization.load_pem_public_key(file.read())
    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return SSlibKey.from_crypto(key, keyid=hashlib.sha256(spki).hexdigest())


def data_files(folder):
    """{path: sha256} of all that lies in data/."""
    found = {}
    for at, _, names in os.walk(os.path.join(folder, "data")):
        for name in names:
            with open(os.path.join(at, name), "rb") as file:
                path = os.path.relpath(os.path.join(at, name), folder)
                found[path] = hashlib.sha256(file.read()).hexdigest()
    return found


def judge(line, folder, keys):
    envelope = Envelope.from_dict(json.loads(line))
    envelope.verify(keys, 1)
    if envelope.payload_type != PAYLOAD_TYPE:
        raise ValueError("no in-toto payload")
    statement = json_format.Parse(envelope.payload, statement_pb2.Statement())  # refuses what it does not know
    Statement.copy_from_pb(statement).validate()
    if statement.predicate_type != TEST_RESULT:
        raise ValueError("no test result")
    predicate = json_format.ParseDict(json_format.MessageToDict(statement.predicate), test_result_pb2.TestResult())
    for descriptor in predicate.configuration:
        ResourceDescriptor.copy_from_pb(descriptor).validate()
    if {each.name: each.digest["sha256"] for each in statement.subject} != data_files(folder):
        raise ValueError("about other files")
    return predicate.result


def main():
    folder, keys = sys.argv[1], [load_key(path) for path in sys.argv[2:]]
    with open(os.path.join(folder, "release.intoto.jsonl"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    try:
        print(" ".join(judge(line, folder, keys) for line in lines))
    except Exception as error:  # whatever a validator raises is a no
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
