"""How the tools under test run: what a test of memory has to know."""

import os

IS_EMULATED = os.environ.get("FUN_EMULATED") == "1"  # the process is the emulator's


def is_sanitized(path):
    """True for a program built with AddressSanitizer: it keeps freed memory, and its mlock does nothing."""
    with open(path, "rb") as file:
        return b"__asan_init" in file.read()
