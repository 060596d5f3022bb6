"""Reads every document of an index pattern back, in full.

    es.py --url URL --index PATTERN [--page N] [--refresh]
          [--user NAME --password-file FILE] [--ca-cert FILE]

Writes {"_id":...,"_index":...,"_source":...} lines; `_source` is the server's
own text, cut out and not reprinted, so numbers, duplicates and escapes stay.

Source: Elasticsearch's point in time with `_shard_doc` and search_after; a
server without it (OpenSearch) is read by scroll.  Decisions: a failed shard
or a time-out is a failure, never a short answer; errors name status and
error type only, because a server's reason carries data.
Exit: 0 all read, 3 no document, 6 the server.
"""

import argparse
import base64
import json
import re
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request

KEEP_ALIVE = "5m"
_SPACE = re.compile(r"[ \t\r\n]*")
_ANY = json.JSONDecoder(parse_int=str, parse_float=str, strict=False,
                        object_pairs_hook=list)


class ServerFailed(Exception):
    """The server's answer: status and error type."""

    def __init__(self, status, kind):
        super().__init__(f"server answered {status} {kind}")
        self.status = status


class Server:
    """One Elasticsearch or OpenSearch behind a URL."""

    def __init__(self, url, authorization=None, ca_cert=None, timeout=120):
        self._url, self._timeout = url.rstrip("/"), timeout
        self._headers = {"Content-Type": "application/json"}
        if authorization:
            self._headers["Authorization"] = authorization
        handlers = [urllib.request.ProxyHandler({})]
        if ca_cert:
            handlers.append(urllib.request.HTTPSHandler(
                context=ssl.create_default_context(cafile=ca_cert)))
        self._opener = urllib.request.build_opener(*handlers)

    def ask(self, method, path, body=None):
        """Returns the text of an answer of status 200; else ServerFailed."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data,
                                         self._headers, method=method)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            raise ServerFailed(error.code, _error_type(error)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise ServerFailed("nothing:", type(error).__name__) from None


def _error_type(error):
    try:
        kind = str(json.loads(error.read())["error"]["type"])
    except (ValueError, KeyError, TypeError, OSError):
        return "-"
    return kind if re.fullmatch(r"[a-z_]{1,60}", kind) else "-"


def parts(text, start):
    """Yields (key or None, begin, end) of the container at `start`.

    Only one level: each value is stepped over by `json`, at its speed.
    """
    is_object = text[start] == "{"
    place = _SPACE.match(text, start + 1).end()
    while text[place] not in "}]":
        key = None
        if is_object:
            key, place = _ANY.raw_decode(text, place)
            place = _SPACE.match(text, place).end() + 1  # the colon
            place = _SPACE.match(text, place).end()
        _value, end = _ANY.raw_decode(text, place)
        yield key, place, end
        place = _SPACE.match(text, end).end()
        if text[place] == ",":
            place = _SPACE.match(text, place + 1).end()


def members(text, start=0):
    """Returns {key: (begin, end)} of the object at `start`."""
    return {key: (begin, end) for key, begin, end in parts(text, start)}


def _value(text, spans, key, otherwise=None):
    return json.loads(text[slice(*spans[key])]) if key in spans else otherwise


def hits_of(answer):
    """Returns (hits, carry): dicts of source texts, and the answer's ids."""
    spans = members(answer)
    shards = _value(answer, spans, "_shards", {})
    if shards.get("failed") or _value(answer, spans, "timed_out"):
        raise ServerFailed(200, "shards_failed_or_timed_out")
    found = members(answer, spans["hits"][0])["hits"][0]
    hits = [{key: answer[slice(*span)]
             for key, span in members(answer, begin).items()}
            for _key, begin, _end in parts(answer, found)]
    carry = {key: _value(answer, spans, key)
             for key in ("pit_id", "_scroll_id") if key in spans}
    return hits, carry


def open_point_in_time(server, index):
    """Returns the id of a point in time, None where a server has none."""
    try:
        answer = server.ask("POST", f"/{index}/_pit?keep_alive={KEEP_ALIVE}")
    except ServerFailed as failure:
        if failure.status in (400, 405):  # no such interface
            return None
        raise
    return json.loads(answer)["id"]


def read_by_point_in_time(server, point, page):
    """Yields the hits of a point in time, page by page, and closes it."""
    body = {"size": page, "query": {"match_all": {}},
            "track_total_hits": False, "sort": [{"_shard_doc": "asc"}]}
    try:
        while True:
            body["pit"] = {"id": point, "keep_alive": KEEP_ALIVE}
            hits, carry = hits_of(server.ask("POST", "/_search", body))
            point = carry.get("pit_id", point)
            if not hits:
                return
            yield from hits
            body["search_after"] = json.loads(hits[-1]["sort"])
    finally:
        server.ask("DELETE", "/_pit", {"id": point})


def read_by_scroll(server, index, page):
    """Yields the hits of an index pattern, on servers without `_pit`."""
    path = f"/{index}/_search?scroll={KEEP_ALIVE}"
    answer = server.ask("POST", path, {"size": page, "sort": ["_doc"]})
    hits, carry = hits_of(answer)
    while hits:
        yield from hits
        answer = server.ask("POST", "/_search/scroll", {
            "scroll": KEEP_ALIVE, "scroll_id": carry["_scroll_id"]})
        hits, carry = hits_of(answer)
    server.ask("DELETE", "/_search/scroll",
               {"scroll_id": [carry["_scroll_id"]]})


def read_index(server, pattern, page=1000):
    """Yields the hits of an index pattern by whichever way the server has."""
    index = urllib.parse.quote(pattern, safe="*,-")
    point = open_point_in_time(server, index)
    if point is None:
        return read_by_scroll(server, index, page)
    return read_by_point_in_time(server, point, page)


def line_of(hit):
    """Returns a hit as one line; a line end in it is white space to JSON."""
    return "{" + ",".join(
        f'"{key}":' + hit.get(key, "null").replace("\n", " ")
        for key in ("_id", "_index", "_source")) + "}"


def _options(arguments):
    parser = argparse.ArgumentParser(prog="es.py")
    parser.add_argument("--url", required=True)
    parser.add_argument("--index", required=True, metavar="PATTERN")
    parser.add_argument("--page", type=int, default=1000)
    parser.add_argument("--refresh", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--password-file")
    parser.add_argument("--ca-cert")
    return parser.parse_args(arguments)


def main(arguments=None):
    options = _options(arguments)
    authorization, count = None, 0
    if options.user:
        with open(options.password_file, encoding="utf-8") as stream:
            login = f"{options.user}:{stream.read().rstrip(chr(10))}"
        authorization = "Basic " + base64.b64encode(login.encode()).decode()
    server = Server(options.url, authorization, options.ca_cert)
    try:
        if options.refresh:
            server.ask("POST", f"/{urllib.parse.quote(options.index, '*,-')}"
                               "/_refresh")
        for count, hit in enumerate(read_index(server, options.index,
                                               options.page), 1):
            sys.stdout.buffer.write(line_of(hit).encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    except ServerFailed as failure:
        print(f"es: {failure}", file=sys.stderr)
        return 6
    print(f"es: documents {count}", file=sys.stderr)
    return 0 if count else 3


if __name__ == "__main__":
    sys.exit(main())
