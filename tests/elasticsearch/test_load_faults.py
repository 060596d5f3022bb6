"""Breaks a real server in the middle of a load and counts what is there in the end.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_load_faults    (in this folder; see faults.py)

The node is its own (FUN_ES_FAULT_HOME, FUN_ES_FAULT_PORT), because it is killed.  It takes
bodies of 2 MB at most, has one thread for writing and room for one more request.
"""

import os
import subprocess
import time
import unittest

from faults import FULL, FaultCase, Proxy, in_rounds, skip_if_not_asked
from loading import CANARY, HERE, SERVER, Case, Server, event, log, node

CACHE = "/var/cache" if os.geteuid() == 0 else os.environ.get(
    "XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
HOME = os.environ.get("FUN_ES_FAULT_HOME", f"{CACHE}/fun-{SERVER}-load-test")
PORT = os.environ.get("FUN_ES_FAULT_PORT", "9298" if SERVER == "elasticsearch" else "9296")
AT = ["--home", HOME]
SETTINGS = ["thread_pool.write.size=1", "thread_pool.write.queue_size=1",
            "http.max_content_length=2mb",
            # With its disk thresholds off Elasticsearch lifts a flood-stage block when it next looks.
            "cluster.info.update.interval=24h"]
SMALL = ["--batch-bytes", "100000"]
# Of one day: three indices would fill the queue with every request.
PATIENT, HASTY = range(0, 12_000, 3), range(12_000, 24_000, 3)
# KB/s on each of two connections: a body of SMALL takes a second, a load of 2.3 MB twelve.
SLOW = ("bandwidth", "upstream", {"rate": 100})


def start():
    settings = [word for setting in SETTINGS for word in ("--set", setting)]
    return node("start", *AT, "--port", PORT, *settings)


def setUpModule():
    skip_if_not_asked()
    node("wipe", *AT)
    Case.server = Server(start())


def tearDownModule():
    node("wipe", *AT)


class Faults(FaultCase):
    @classmethod
    def setUpClass(cls):
        cls.proxy = Proxy(cls.server.url)
        cls.addClassCleanup(cls.proxy.vanish)

    def end_round(self):
        super().end_round()
        if subprocess.run([HERE / "node", "status", *AT], capture_output=True).returncode != 0:
            start()

    def block(self, name, value):
        for index in self.server.indices(self.prefix):
            self.server.ask("PUT", f"/{index}/_settings", {"index.blocks." + name: value})

    def has_any_of(self, numbers):
        self.server.ask("POST", f"/{self.prefix}*/_refresh")
        found = self.server.ask("GET", f"/{self.prefix}*/_count?q=n:%5B{numbers[0]}+TO+{numbers[-1]}%5D")
        return found["count"] > 0

    def rejected(self):
        """Requests that the server has turned away since it started."""
        nodes = self.server.ask("GET", "/_nodes/stats/thread_pool")["nodes"].values()
        return sum(one["thread_pool"]["write"]["rejected"] for one in nodes)

    @in_rounds
    def test_a_node_killed_at_any_moment_ends_with_an_exact_count(self):
        self.refuse_words()
        refused = [event(0, n=CANARY + str(n)) for n in range(3)]
        dead = self.folder / "dead"
        self.proxy.become(SLOW)  # however busy the machine is, neither is over before the kill
        flags = [*SMALL, "--url", self.proxy.url]
        patient = self.feed(PATIENT, *flags, "--dead-letter", str(dead), more=refused)
        hasty = self.feed(HASTY, *flags, "--give-up", "8")
        # One that has taken nothing yet is not told to be patient.
        self.until(lambda: all(self.has_any_of(numbers) for numbers in (PATIENT, HASTY)))
        time.sleep(self.random.uniform(0, 2))
        node("kill", *AT)
        self.assertIsNone(patient.poll(), "the load was over before the node was killed")
        self.proxy.become()
        words = self.wait(hasty, code=6)
        self.assertIn("the server has taken nothing for", words)
        self.assertGreater(self.counts(words)["unanswered"], 0)
        start()
        words = self.wait(patient, code=1)
        self.assertIn("trying again", words)
        self.assertIn("the server takes records again", words)
        counts = self.counts(words)
        self.assertEqual(counts["indexed"] + counts["already_there"], len(PATIENT))
        self.assertEqual(dead.read_bytes(), log(*refused))
        self.load(log(*[event(n) for n in HASTY]))
        self.assertEqual(self.numbers(), [*PATIENT, *HASTY])

    @in_rounds
    def test_a_full_queue_loses_nothing(self):
        before = self.rejected()
        flags = [*SMALL, "--concurrency", "8"]
        processes = [self.feed(range(2_000), *flags), self.feed(range(2_000, 4_000), *flags)]
        for process in processes:
            counts = self.counts(self.wait(process))
            self.assertEqual(counts["indexed"] + counts["already_there"], 2_000)
        self.assertEqual(self.numbers(), list(range(4_000)))
        self.assertGreater(self.rejected(), before, "the server never turned a request away")

    @in_rounds
    def test_a_body_over_the_limit_is_halved(self):
        lines = [event(n, agent="x" * 2_000) for n in range(1_500)]
        huge = event(1_500, agent="x" * 2_100_000)
        words = self.load(log(*lines, huge, event(1_501)),
                          "--dead-letter", str(self.folder / "dead"), code=1)
        self.assertIn("dead-lettered by: too-large 1", words)
        self.assertEqual((self.folder / "dead").read_bytes(), log(huge))
        self.assert_exact(words, [*range(1_500), 1_501], refused=1)

    @in_rounds
    def test_a_full_disk_pauses_the_load_until_the_block_is_lifted(self):
        self.load(log(*[event(n) for n in HASTY[:3]]))
        self.block("read_only_allow_delete", True)
        process = self.feed(HASTY, *SMALL)
        line = process.stderr.readline()
        self.assertIn(b"paused: the server's disk is full (flood stage, "
                      b"429 cluster_block_exception)", line)
        time.sleep(10 if FULL else 2)
        self.assertEqual(self.server.count(self.prefix), 3)
        self.block("read_only_allow_delete", None)
        words = self.wait(process)
        self.assertIn("the server takes records again", words)
        counts = self.assert_exact(words, HASTY)
        self.assertEqual(counts["already_there"], 3)

    def test_a_disk_that_stays_full_is_6(self):
        self.load(log(*[event(n) for n in range(3)]))
        self.block("read_only_allow_delete", True)
        words = self.load(log(*[event(n) for n in range(3, 9)]), "--give-up", "2", code=6)
        self.assertIn("429 cluster_block_exception", words)
        self.assertIn("free disk space", words)
        self.assertIn("unanswered 6", words)

    def test_an_index_closed_to_writers_stops_the_load(self):
        self.load(log(*[event(n) for n in range(3)]))
        self.block("write", True)
        words = self.load(log(*[event(n) for n in range(3, 9)]), code=6)
        self.assertIn("status 403 cluster_block_exception", words)
        self.assertIn("lift index.blocks.write", words)

    def test_too_many_shards_stop_the_load_and_make_no_dead_letters(self):
        self.server.ask("PUT", "/_cluster/settings",
                        {"persistent": {"cluster.max_shards_per_node": 1}})
        try:
            words = self.load(log(*[event(n) for n in range(9)]), code=6)
        finally:
            self.server.ask("PUT", "/_cluster/settings",
                            {"persistent": {"cluster.max_shards_per_node": None}})
        self.assertIn("validation_exception", words)
        self.assertIn("dead_lettered 0", words)

    @in_rounds
    def test_a_signal_at_any_moment_ends_the_load_with_what_was_read_settled(self):
        process = self.feed(range(30_000), *SMALL)
        self.until(lambda: self.server.count(self.prefix) > 0)
        time.sleep(self.random.uniform(0, 0.5))
        self.interrupt(process)
        words = self.wait(process, code=4)
        self.assertIn("stopped by a signal behind ", words)
        self.assertNotIn("unanswered", words)
        read = int(words.split("read ")[1].split()[0])
        self.assertEqual(self.server.count(self.prefix), read)
        self.assertLess(read, 30_000)


if __name__ == "__main__":
    unittest.main()
