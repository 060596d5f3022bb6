"""A real node with TLS and users: who gets in, and what is said to who does not.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_security    (here; needs openssl; about a minute)

The node is its own (FUN_ES_TLS_HOME, FUN_ES_TLS_PORT), because it speaks TLS.  It has users and
service tokens, but API keys cannot be made: of those only a wrong one is tried.
"""

import base64
import hashlib
import json
import os
import pathlib
import ssl
import subprocess
import tempfile
import time
import unittest
import urllib.request

from certificates import Certificate
from loading import BIN, CANARY, VERSION, Case, Server, event, log, node

CACHE = "/var/cache" if os.geteuid() == 0 else os.environ.get(
    "XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
HOME = pathlib.Path(os.environ.get("FUN_ES_TLS_HOME", CACHE + "/fun-elasticsearch-tls-test"))
AT = ["--home", str(HOME)]
PASSWORD = CANARY + "-password"
ACCOUNT = "elastic/fleet-server/t"  # the server's own: it may search a few indices, not ours
TOKEN = base64.b64encode(b"\0\1\0\1" + f"{ACCOUNT}:{PASSWORD}".encode()).decode()
SETTINGS = ["security.enabled=true"]
if not VERSION.startswith("7."):  # which knows no such thing
    SETTINGS.append("security.autoconfiguration.enabled=false")
for layer in ("http", "transport"):
    SETTINGS += [f"security.{layer}.ssl.{name}" for name in (
        "enabled=true", "key=node.key", "certificate=node.pem", "certificate_authorities=ca.pem")]
# `loader` has what the hint to a 403 names, and nothing else.
ROLES = """
loader:
  cluster: [manage_index_templates]
  indices: [{names: ["fl-*"], privileges: [create_index, create_doc, read, maintenance]}]
elsewhere:
  cluster: [manage_index_templates]
  indices: [{names: ["other-*"], privileges: [create_index, create_doc]}]
"""
USERS = {"owner": "superuser", "loader": "loader", "stranger": "elsewhere", "nobody": "",
         "leaver": "loader"}


class SecureServer(Server):
    """Asked as one of the users."""

    def __init__(self, url, user="owner"):
        super().__init__(url)
        self.user = user

    def send(self, path, data, method="POST"):
        login = base64.b64encode(f"{self.user}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(
            self.url + path, data, method=method,
            headers={"Content-Type": "application/json", "Authorization": "Basic " + login})
        context = ssl.create_default_context(cafile=CA.pem)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                             urllib.request.HTTPSHandler(context=context))
        with opener.open(request, timeout=60) as answer:
            return json.loads(answer.read())


def setUpModule():
    global CA, OTHER_CA
    node("wipe", *AT)
    unittest.addModuleCleanup(node, "wipe", *AT)
    folder = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(folder.cleanup)
    CA = Certificate(pathlib.Path(folder.name), "ca", is_authority=True)
    OTHER_CA = Certificate(pathlib.Path(folder.name), "other", is_authority=True)
    leaf = Certificate(pathlib.Path(folder.name), "node", by=CA)
    put("ca.pem", CA.pem.read_text())
    put("node.pem", leaf.followed_by(CA).read_text())
    put("node.key", leaf.key.read_text())
    put_users()
    settings = [word for setting in SETTINGS for word in ("--set", "xpack." + setting)]
    url = node("start", *AT, "--port", os.environ.get("FUN_ES_TLS_PORT", "9296"), *settings,
               "--set", "resource.reload.interval.high=1s")
    Case.server = SecureServer(url)
    put("roles.yml", ROLES)  # the start puts the software's own there
    wait_for_roles()


def put(name, text):
    (HOME / "config").mkdir(parents=True, exist_ok=True)
    (HOME / "config" / name).write_text(text)


def hashed(secret):
    """As the server's own programs write it, each of which would take a Java to start."""
    salt = os.urandom(32)
    derived = hashlib.pbkdf2_hmac("sha512", secret.encode(), salt, 1000, 32)
    encode = lambda data: base64.b64encode(data).decode()
    return f"{{PBKDF2}}1000${encode(salt)}${encode(derived)}"


def put_users():
    put("users", "".join(f"{user}:{hashed(PASSWORD)}\n" for user in USERS))
    put("users_roles", "".join(f"{role}:{user}\n" for user, role in USERS.items() if role))
    put("service_tokens", f"{ACCOUNT}:{hashed(PASSWORD)}\n")


def wait_for_roles():
    end = time.monotonic() + 30
    wanted = {"cluster": ["manage_index_templates"]}
    asked = SecureServer(Case.server.url, "stranger")
    while not asked.ask("POST", "/_security/user/_has_privileges", wanted)["has_all_requested"]:
        if time.monotonic() > end:
            raise TimeoutError("the node does not read its roles")
        time.sleep(0.2)


class Security(Case):
    def setUp(self):
        super().setUp()
        self.trust = ["--ca-cert", str(CA.pem)]

    def secret(self, text):
        file = self.folder / "secret"
        file.write_text(text + "\n")
        return str(file)

    def login(self, user, password=PASSWORD):
        return ["--user", user, "--password-file", self.secret(password)]

    def refused(self, *flags, code=6):
        """Loads one event in vain; returns what was said, by which no secret came out."""
        words = self.load(log(event(1)), *flags, code=code)
        self.assertIn("unanswered 1", words)
        return words

    def query(self, *flags, index=None):
        """What funquery finds, or the words of its failure; never a secret."""
        done = subprocess.run(
            [BIN / "funquery", "--url", self.server.url, "--index", index or self.prefix + "*",
             *flags, "-"], input='{"track_total_hits": true}', capture_output=True, text=True,
            timeout=60)
        self.assertNotIn(PASSWORD, done.stderr)
        self.assertIn(done.returncode, (0, 6), done.stderr)
        return done.stderr if done.returncode else json.loads(done.stdout)["hits"]["total"]["value"]

    def test_a_load_and_a_query_by_certificate_or_fingerprint(self):
        for n, trust in enumerate((self.trust, ["--ca-fingerprint", CA.fingerprint()])):
            self.load(log(*[event(10 * n + i) for i in range(7)]), *trust, *self.login("loader"))
            self.assertEqual(self.server.count(self.prefix), 7 * (n + 1))
            self.assertEqual(self.query(*trust, *self.login("loader")), 7 * (n + 1))

    def test_a_service_token_may_search_its_own_and_not_load(self):
        token = ["--token-file", self.secret(TOKEN)]
        words = self.refused(*self.trust, *token)
        self.assertIn("status 403, security_exception", words)
        self.assertNotIn(TOKEN, words)
        self.assertIn("status 403", self.query(*self.trust, *token, index=self.prefix + "x"))
        self.assertEqual(self.query(*self.trust, *token, index="metrics-fleet_server*"), 0)

    def test_without_a_name_the_ways_to_give_one_are_said(self):
        for words in (self.refused(*self.trust), self.query(*self.trust)):
            self.assertIn("status 401, security_exception", words)
            self.assertIn("--user NAME --password-file FILE, --api-key-file FILE or "
                          "--token-file FILE", words)

    def test_a_wrong_name_is_told_by_the_flag_that_gave_it(self):
        for flags, hint in (
                (self.login("loader", PASSWORD + "x"), "--user NAME --password-file FILE"),
                (self.login("unknown"), "--user NAME --password-file FILE"),
                (["--api-key-file", self.secret("id:" + CANARY)], "--api-key-file FILE with"),
                (["--api-key-file", self.secret(CANARY)], "--api-key-file FILE with"),
                (["--token-file", self.secret(CANARY)], "--token-file FILE with")):
            for words in (self.refused(*self.trust, *flags), self.query(*self.trust, *flags)):
                self.assertIn("status 401, security_exception", words)
                self.assertIn(hint, words)

    def test_a_name_without_rights_is_403_and_the_rights_are_named(self):
        for words in (self.refused(*self.trust, *self.login("nobody")),
                      self.query(*self.trust, *self.login("nobody"), index="fl-*")):
            self.assertIn("status 403, security_exception", words)
            self.assertIn("create_index, create_doc, read and maintenance", words)

    def test_a_name_that_may_not_write_stops_the_load_at_its_first_record(self):
        words = self.refused(*self.trust, *self.login("stranger"))
        self.assertIn("the server takes no records: status 403", words)
        self.assertIn("--user NAME --password-file FILE", words)
        self.assertIn("create_index, create_doc, read and maintenance", words)

    def test_a_user_who_goes_during_the_load_stops_it(self):
        login = [*self.trust, *self.login("leaver")]
        process = self.start("--flush-interval", "0.3", *login, stdin=subprocess.PIPE)
        process.stdin.write(log(event(1)))
        process.stdin.flush()
        self.until(lambda: self.server.count(self.prefix) == 1)
        for file in ("cmdline", "environ"):
            seen = pathlib.Path(f"/proc/{process.pid}/{file}").read_bytes()
            self.assertNotIn(CANARY.encode(), seen)
        users = (HOME / "config/users").read_text()
        put("users", "".join(x for x in users.splitlines(True) if not x.startswith("leaver:")))
        self.until(lambda: "status 401" in str(self.query(*login)))
        process.stdin.write(log(event(4)))  # of the same day, of which nothing is asked any more
        process.stdin.flush()
        words = self.wait(process, code=6)
        self.assertIn("refused to take a bulk request: status 401, security_exception", words)
        self.assertIn("--user NAME --password-file FILE", words)
        self.assertIn("indexed 1 ", words)
        self.assertIn("unanswered 1", words)

    def test_whom_nobody_trusts_gets_no_credential(self):
        login = self.login("loader")
        elsewhere = self.server.url.replace("127.0.0.1", "localhost")
        for flags, said, hint in (
                ([], "not trusted here", "--ca-cert FILE"),
                (["--ca-cert", str(OTHER_CA.pem)], "not trusted here", "--ca-cert FILE with"),
                (["--ca-fingerprint", OTHER_CA.fingerprint()], "has the fingerprint",
                 "--ca-fingerprint HEX as"),
                (["--url", elsewhere, *self.trust], "another name", "--url https://NAME:PORT"),
                (["--url", elsewhere, "--ca-fingerprint", CA.fingerprint()], "another name",
                 "--url https://NAME:PORT")):
            words = self.refused(*flags, *login)
            self.assertIn(said, words)
            self.assertIn(hint, words)

    def test_the_wrong_scheme_is_told_by_the_url_that_works(self):
        plain = self.server.url.replace("https:", "http:")
        words = self.refused("--url", plain, *self.login("loader"))
        self.assertIn(f"--url {self.server.url} --ca-cert FILE", words)


if __name__ == "__main__":
    unittest.main()
