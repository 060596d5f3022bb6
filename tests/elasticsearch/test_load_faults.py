"""Breaks a real Elasticsearch in the middle of a load and counts what is there in the end.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_load_faults    (here; about 5 min)

The node is its own (FUN_ES_FAULT_HOME, FUN_ES_FAULT_PORT), because it is killed.  It takes
bodies of 2 MB at most, has one thread for writing and room for one more request.
"""

import os
import subprocess
import unittest

from loading import Case, Server, event, log, node

CACHE = "/var/cache" if os.geteuid() == 0 else os.environ.get(
    "XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
HOME = os.environ.get("FUN_ES_FAULT_HOME", CACHE + "/fun-elasticsearch-load-test")
AT = ["--home", HOME]
SETTINGS = ["thread_pool.write.size=1", "thread_pool.write.queue_size=1",
            "http.max_content_length=2mb"]


def start():
    port = os.environ.get("FUN_ES_FAULT_PORT", "9298")
    settings = [word for setting in SETTINGS for word in ("--set", setting)]
    return node("start", *AT, "--port", port, *settings)


def setUpModule():
    node("wipe", *AT)
    Case.server = Server(start())


def tearDownModule():
    node("wipe", *AT)


class Faults(Case):
    def block(self, name, value):
        for index in self.server.indices(self.prefix):
            self.server.ask("PUT", f"/{index}/_settings", {"index.blocks." + name: value})

    def feed(self, numbers, *flags):
        """Starts a load and feeds it from a file, so that it reads as fast as it can."""
        file = self.folder / "log"
        file.write_bytes(log(*[event(n) for n in numbers]))
        return self.start(*flags, str(file), stdin=subprocess.DEVNULL)

    def test_a_node_killed_in_the_middle_ends_with_an_exact_count(self):
        process = self.feed(range(12_000), "--batch-bytes", "100000")
        self.until(lambda: self.server.count(self.prefix) > 2_000)
        node("kill", *AT)
        self.assertIsNone(process.poll(), "the load was over before the node was killed")
        start()
        words = self.wait(process)
        self.assertIn("trying again", words)
        self.assertIn("the server takes records again", words)
        self.assertIn("read 12000 = indexed", words)
        self.assertEqual(self.server.count(self.prefix), 12_000)

    def test_a_node_that_stays_away_is_6_and_the_rest_can_be_loaded_later(self):
        process = self.feed(range(9_000), "--batch-bytes", "100000", "--give-up", "3")
        self.until(lambda: self.server.count(self.prefix) > 1_000)
        node("kill", *AT)
        words = self.wait(process, code=6)
        self.assertIn("the server has taken nothing for", words)
        self.assertIn(" + unanswered ", words)
        start()
        words = self.load(log(*[event(n) for n in range(9_000)]))
        self.assertRegex(words, r"already_there [1-9]")
        self.assertEqual(self.server.count(self.prefix), 9_000)

    def test_a_full_queue_loses_nothing(self):
        rejected = lambda: self.server.ask("GET", "/_nodes/stats/thread_pool")["nodes"]
        before = [n["thread_pool"]["write"]["rejected"] for n in rejected().values()]
        processes = [self.feed(range(9_000), "--batch-bytes", "100000", "--concurrency", "8")]
        lines = log(*[event(n) for n in range(9_000, 18_000)])
        self.load(lines, "--batch-bytes", "100000", "--concurrency", "8")
        self.wait(processes[0])
        self.assertEqual(self.server.count(self.prefix), 18_000)
        after = [n["thread_pool"]["write"]["rejected"] for n in rejected().values()]
        self.assertGreater(after, before, "the server never turned a request away")

    def test_a_body_over_the_limit_is_halved(self):
        lines = [event(n, agent="x" * 2_000) for n in range(3_000)]
        huge = event(3_000, agent="x" * 2_100_000)
        words = self.load(log(*lines, huge, event(3_001)),
                          "--dead-letter", str(self.folder / "dead"), code=1)
        self.assertIn("indexed 3001 ", words)
        self.assertIn("dead-lettered by: too-large 1", words)
        self.assertEqual((self.folder / "dead").read_bytes(), log(huge))
        self.assertEqual(self.server.count(self.prefix), 3_001)

    def test_a_full_disk_pauses_the_load_until_the_block_is_lifted(self):
        self.load(log(*[event(n) for n in range(3)]))
        self.block("read_only_allow_delete", True)
        process = self.feed(range(3, 5_000), "--batch-bytes", "100000")
        line = process.stderr.readline()
        self.assertIn(b"paused: the server's disk is full (flood stage, "
                      b"429 cluster_block_exception)", line)
        self.assertEqual(self.server.count(self.prefix), 3)
        self.block("read_only_allow_delete", None)
        self.assertIn("the server takes records again", self.wait(process))
        self.assertEqual(self.server.count(self.prefix), 5_000)

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

    def test_a_signal_ends_the_load_with_what_was_read_settled(self):
        process = self.feed(range(30_000), "--batch-bytes", "100000")
        self.until(lambda: self.server.count(self.prefix) > 1_000)
        self.interrupt(process)
        words = self.wait(process, code=4)
        self.assertIn("stopped by a signal behind ", words)
        self.assertNotIn("unanswered", words)
        read = int(words.split("read ")[1].split()[0])
        self.assertEqual(self.server.count(self.prefix), read)
        self.assertLess(read, 30_000)


if __name__ == "__main__":
    unittest.main()
