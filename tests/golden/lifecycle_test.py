"""Holds the lifecycle policies of docs/lifecycle to the form that servers want, and to each other.

No test server has ILM or ISM.  Source: the two servers' documents of these bodies.
"""

import json
import pathlib
import re
import unittest

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "lifecycle"
AGE = re.compile(r"[1-9]\d*d$")
# phase or state -> what it may do; nothing that makes an index read-only, so that records can be taken out
ILM_ACTIONS = {"hot": {"rollover"}, "warm": {"forcemerge"}, "delete": {"delete"}}
ISM_ACTIONS = {"hot": {"rollover"}, "warm": {"force_merge"}, "delete": {"delete"}}


def policy(name):
    body = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert list(body) == ["policy"], name
    return body["policy"]


def ilm(kind):
    """Phases of a policy, and the age at which each begins."""
    phases = policy(f"ilm-{kind}.json")["phases"]
    return phases, {name: phase.get("min_age") for name, phase in phases.items()}


def ism(kind):
    """States of a policy by name, and the age at which each begins."""
    states = {state["name"]: state for state in policy(f"ism-{kind}.json")["states"]}
    ages = {"hot": None}
    for state in states.values():
        for transition in state["transitions"]:
            (age,) = transition["conditions"].values()
            ages[transition["state_name"]] = age
    return states, ages


class Lifecycle(unittest.TestCase):
    def test_the_page_names_each_file_and_there_is_no_other(self):
        names = set(re.findall(r"\(lifecycle/([a-z-]+\.json)\)", (DOCS / "lifecycle.md").read_text(encoding="utf-8")))
        self.assertEqual(names, {file.name for file in FOLDER.iterdir()})
        self.assertEqual(len(names), 4)

    def test_ilm_has_phases_and_actions_that_it_knows(self):
        for kind in ("days", "stream"):
            phases, ages = ilm(kind)
            self.assertEqual(set(phases), set(ILM_ACTIONS))
            for name, phase in phases.items():
                self.assertLessEqual(set(phase), {"min_age", "actions"})
                self.assertLessEqual(set(phase["actions"]), ILM_ACTIONS[name])
            for name in ("warm", "delete"):
                self.assertRegex(ages[name], AGE)
            self.assertEqual(phases["delete"]["actions"], {"delete": {}})

    def test_ism_has_states_that_follow_each_other_to_the_end(self):
        for kind in ("days", "stream"):
            states, ages = ism(kind)
            body = policy(f"ism-{kind}.json")
            self.assertLessEqual(set(body), {"description", "default_state", "states", "ism_template"})
            self.assertEqual(set(states), set(ISM_ACTIONS))
            way, at = [], body["default_state"]
            while at:
                way.append(at)
                self.assertLessEqual({key for action in states[at]["actions"] for key in action}, ISM_ACTIONS[at])
                following = states[at]["transitions"]
                at = following[0]["state_name"] if following else None
            self.assertEqual(way, ["hot", "warm", "delete"])
            self.assertEqual(states["delete"]["actions"], [{"delete": {}}])
            for name in ("warm", "delete"):
                self.assertRegex(ages[name], AGE)

    def test_both_servers_do_the_same_at_the_same_age(self):
        for kind in ("days", "stream"):
            self.assertEqual(ilm(kind)[1], ism(kind)[1])
        ours = ilm("stream")[0]["hot"]["actions"]["rollover"]
        theirs = ism("stream")[0]["hot"]["actions"][0]["rollover"]
        self.assertEqual((ours["max_age"], ours["max_primary_shard_size"]),
                         (theirs["min_index_age"], theirs["min_primary_shard_size"]))

    def test_only_a_stream_rolls_over(self):
        self.assertEqual(ilm("days")[0]["hot"]["actions"], {})
        self.assertEqual(ism("days")[0]["hot"]["actions"], [])

    def test_days_are_those_of_the_usual_prefix(self):
        (template,) = policy("ism-days.json")["ism_template"]
        self.assertEqual(template["index_patterns"], ["logstash-trackinglogs-*"])


if __name__ == "__main__":
    unittest.main()
