"""Yelp's detect-secrets, all its default plugins and filters, line by line as it scans a file."""

import ready_texts

# Its scan_line also reports what it found too little random; of a file it does not.
from detect_secrets.core.scan import _process_line_based_plugins as scan_lines
from detect_secrets.settings import default_settings


def main():
    def is_flagged(text):
        return any(True for _ in scan_lines(list(enumerate(text.splitlines(), 1)), "text"))

    with default_settings():
        ready_texts.scan(is_flagged)


main()
