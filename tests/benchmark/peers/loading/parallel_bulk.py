#!/usr/bin/env python3
"""Loads documents by elasticsearch-py's parallel_bulk, with the settings that suit it best.

    parallel_bulk.py URL PREFIX FILE     a document a line; the day of its @timestamp names the index
"""

import json
import sys

from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk


def actions(prefix, path):
    with open(path, "rb") as file:
        for line in file:
            document = json.loads(line)
            day = document["@timestamp"][:10].replace("-", ".")
            yield {"_op_type": "create", "_index": prefix + day, "_source": document}


def main():
    url, prefix, path = sys.argv[1:]
    client = Elasticsearch(url, request_timeout=120)
    done = parallel_bulk(client, actions(prefix, path), thread_count=2, queue_size=2, chunk_size=4000,
                         max_chunk_bytes=5 * 2**20)  # fmt: skip
    sys.exit(0 if all(is_good for is_good, _ in done) else 1)


if __name__ == "__main__":
    main()
