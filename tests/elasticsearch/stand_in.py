"""A stand-in for Elasticsearch of Python's standard library, over http or TLS, for what no test node can be.

`asked` of the server holds what it was asked; `say` says how it answers.
"""

import contextlib
import gzip
import http.server
import json
import threading

from loading import Case


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as Elasticsearch does."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        body = body.decode()
        self.server.asked.append((self.command, self.path, self.headers, body))
        status, answer = self.server.say(self.command, self.path, body)
        data = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        if self.server.trailer:
            self.send_header("Transfer-Encoding", "chunked")
            data = b"%x\r\n%s\r\n0\r\n%s\r\n\r\n" % (len(data), data, self.server.trailer)
        else:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = answer

    def log_message(self, *_):
        pass


class StandIn(http.server.ThreadingHTTPServer):
    """Speaks TLS to whoever comes while it has a `context`."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.say, self.headers, self.context = [], say, {}, None
        self.trailer = b""  # a header behind each answer's body, which then comes in chunks

    def finish_request(self, request, client_address):
        """In the connection's own thread: a handshake keeps nobody else waiting."""
        if not self.context:
            return super().finish_request(request, client_address)
        with self.context.wrap_socket(request, server_side=True) as secured:
            return super().finish_request(secured, client_address)

    def shutdown_request(self, request):
        with contextlib.suppress(OSError):  # TLS took the socket over
            super().shutdown_request(request)

    def handle_error(self, request, client_address):
        pass


taken = []  # how many records each bulk request held


def say(method, path, body):
    if path.startswith("/_bulk"):
        size = body.count("\n") // 2
        taken.append(size)
        return 200, {"errors": False, "items": [{"create": {"status": 201}}] * size}
    if "_simulate_index" in path:
        return 200, {"template": {"mappings": {"_meta": {"made_by": "funload"}}}}
    if "_search" in path:
        return 200, {"hits": {"total": {"value": sum(taken)}}}
    return 200, {"acknowledged": True}


class NoServer:
    def forget(self, _):
        pass


class StandInCase(Case):
    server = NoServer()

    def setUp(self):
        super().setUp()
        self.stand_in = StandIn()
        self.server = NoServer()
        self.server.url = f"http://127.0.0.1:{self.stand_in.server_port}"
        threading.Thread(target=self.stand_in.serve_forever, daemon=True).start()
        self.addCleanup(self.stand_in.server_close)
        self.addCleanup(self.stand_in.shutdown)

    def secret(self, text):
        file = self.folder / "secret"
        file.write_text(text)
        return str(file)

    def bulk_bodies(self):
        return [body for _, path, _, body in self.stand_in.asked if path.startswith("/_bulk")]
