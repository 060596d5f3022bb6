"""What the scanners in Python share: texts from standard input, a NUL behind each; out come the CPU
seconds of the scanning alone and how many texts were flagged."""

import sys
import time


def scan(is_flagged):
    texts = sys.stdin.buffer.read().decode().split("\0")[:-1]
    begin = time.process_time()
    flagged = sum(map(is_flagged, texts))
    print(f"{time.process_time() - begin:.6f} {flagged}")
