"""docs/compose.yaml: a compose file by its schema, with nothing open but to this machine and nothing unpinned.

There is no Docker here to start it with.
"""

import copy
import json
import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

from session import HERE, ROOT, main  # noqa: E402

FILE = os.path.join(ROOT, "docs", "compose.yaml")
PROFILES = {"elasticsearch": {"elasticsearch", "kibana"}, "opensearch": {"opensearch", "opensearch-dashboards"}}
NODE = os.path.join(ROOT, "tests", "elasticsearch", "software.sh")


def faults(compose):
    """What a careful reader would object to."""
    found = []
    for name, service in compose["services"].items():
        found += [f"{name}: {port} is open to others" for port in service["ports"] if not port.startswith("127.0.0.1:")]
        if not re.search(r":\d+\.\d+\.\d+$", service["image"]):
            found.append(f"{name}: any version")
        if service.get("privileged") or service.get("cap_drop") != ["ALL"] or "network_mode" in service:
            found.append(f"{name}: may do too much")
        if len(service.get("profiles", [])) != 1:
            found.append(f"{name}: is of no profile")
        found += [f"{name}: waits for {other} of another profile" for other in service.get("depends_on", {})
                  if compose["services"][other]["profiles"] != service["profiles"]]
        named = [volume.split(":")[0] for volume in service.get("volumes", [])]
        found += [f"{name}: no volume {volume}" for volume in named if volume not in compose["volumes"]]
    return found


class Compose(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        done = subprocess.run([os.path.join(HERE, "validators")], check=True, capture_output=True, text=True)
        cls.bin = os.path.join(done.stdout.strip(), "bin")
        read = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)"
        with open(FILE, "rb") as file:
            ran = subprocess.run([os.path.join(cls.bin, "python3"), "-c", read], stdin=file, check=True, capture_output=True)
        cls.compose = json.loads(ran.stdout)

    def is_valid(self, compose):
        return subprocess.run([os.path.join(self.bin, "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "-"],
                              input=json.dumps(compose), capture_output=True, text=True)

    def test_is_as_the_schema_says(self):
        done = self.is_valid(self.compose)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_has_two_profiles_closed_to_others(self):
        profiles = {}
        for name, service in self.compose["services"].items():
            profiles.setdefault(service["profiles"][0], set()).add(name)
        self.assertEqual(profiles, PROFILES)
        self.assertEqual(faults(self.compose), [])

    def test_has_the_versions_that_the_loader_is_tested_with(self):
        with open(NODE, encoding="utf-8") as file:
            tested = set(re.findall(r"\b\d+\.\d+\.\d+\b", file.read()))
        for name, service in self.compose["services"].items():
            self.assertIn(service["image"].rsplit(":", 1)[1], tested, name)

    def test_a_fault_is_seen(self):
        for name, change in (("kibana", {"imgae": "x"}), ("kibana", {"ports": "5601"}), ("opensearch", {"profiles": 3})):
            some = copy.deepcopy(self.compose)
            some["services"][name].update(change)
            self.assertNotEqual(self.is_valid(some).returncode, 0, change)
        for name, change in (("kibana", {"ports": ["5601:5601"]}), ("kibana", {"image": "kibana:latest"}),
                             ("opensearch", {"privileged": True}), ("opensearch", {"profiles": []}),
                             ("opensearch-dashboards", {"depends_on": {"elasticsearch": {}}}),
                             ("elasticsearch", {"volumes": ["other:/x"]})):
            some = copy.deepcopy(self.compose)
            some["services"][name].update(change)
            self.assertNotEqual(faults(some), [], change)


if __name__ == "__main__":
    main()
