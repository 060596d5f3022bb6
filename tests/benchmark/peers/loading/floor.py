#!/usr/bin/env python3
"""Sends ready bodies over two keep-alive connections, and does nothing else: the floor of any loader.

    floor.py URL FOLDER     the files of FOLDER, as `funload --dry-run -o FOLDER` wrote them
"""

import http.client
import os
import queue
import sys
import threading
import urllib.parse

PATH = "/_bulk?filter_path=errors"


def send(address, bodies, wrong):
    connection = http.client.HTTPConnection(address)
    while True:
        try:
            path = bodies.get_nowait()
        except queue.Empty:
            return
        with open(path, "rb") as file:
            connection.putrequest("POST", PATH)
            connection.putheader("Content-Type", "application/x-ndjson")
            connection.putheader("Content-Length", str(os.path.getsize(path)))
            connection.endheaders()
            connection.sock.sendfile(file)  # the kernel copies
        answer = connection.getresponse()
        if answer.read() != b'{"errors":false}' or answer.status != 200:
            wrong.append(answer.status)
            return


def main():
    url, folder = sys.argv[1:]
    bodies, wrong = queue.SimpleQueue(), []
    for name in sorted(os.listdir(folder)):
        bodies.put(os.path.join(folder, name))
    threads = [threading.Thread(target=send, args=(urllib.parse.urlsplit(url).netloc, bodies, wrong))
               for _ in range(2)]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
