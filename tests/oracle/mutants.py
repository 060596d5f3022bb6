"""Makes broken (and oddly right) lines out of good ones, the same each time.

    mutants.py --seed N --count N FILE

Source: design 3 ("grammar, not a parser's taste").  Decision: one mutation a
line, sometimes two, each aimed at something that parsers judge differently;
many mutants stay valid on purpose.  Output is one mutant a line and no mutant
holds an LF, so that accept.py and funanon see the same lines.
"""

import argparse
import random
import re
import sys

from lines import lines_of

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*|'
                    rb"true|false|null|[{}\[\]:,]")
_STRINGS, _MARKS, _SCALARS = b'"', b"{}[]:,", b"-0123456789tfn"  # begin so

CONSTANTS = (b"NaN", b"Infinity", b"-Infinity", b"nan", b"True", b"None",
             b"undefined", b"nul", b"trueX", b"TRUE", b"''", b"'a'")
NUMBERS = (b"01", b"-01", b"1.", b".5", b"+1", b"1e", b"1e+", b"-", b"--1",
           b"0x10", b"1_000", b"1.2.3", b"1e5.5", b"00", b"1 2", b"1f",
           b"\xd9\xa1", b"1\xd9\xa1", b"-Infinity1",
           b"-0", b"0e0", b"1E400", b"-1.0E-2", b"1e+05", b"0.0",
           b"1234567890123456789012345", b"9" * 5000)
CONTROLS = tuple(bytes([code]) for code in range(0x20) if code != 0x0A) + (
    b"\x7f", b"\xc2\x80", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf")
ESCAPES = (b"\\x41", b"\\'", b"\\a", b"\\0", b"\\u12", b"\\u12G4", b"\\u 123",
           b"\\u+123", b"\\U00000041", b"\\u{41}", b"\\", b"\\\xc3\xa9",
           b"\\u0000", b"\\ud800", b"\\udc00\\ud800", b"\\ud83d\\ude00",
           b"\\/", b"\\b\\f\\n\\r\\t", b"\\u00E9", b"\\\\", b'\\"')
BYTES = (b"\xff", b"\xfe", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\xaf",
         b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\xaf",
         b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xc3", b"\xe2\x82",
         b"\xf0\x9f\x98", b"\x80", b"\xbf", b"\xc3\xa9", b"\xef\xbf\xbf",
         b"\xf0\x9f\x98\x80", b"\xf4\x8f\xbf\xbf")
SPACES = (b" ", b"\t", b"\r", b"  ", b"\x0b", b"\x0c", b"\xc2\xa0",
          b"\xe2\x80\x89", b"\xe3\x80\x80", b"/**/", b"//", b"#", b"\x00")
TAILS = (b"{}", b" {}", b"x", b",", b"}", b"]", b" \t\r", b"null", b'"', b"\x00",
         b"\xef\xbb\xbf", b"\x1a", b"//", b"\x0c", b"\xc2\xa0")
PREFIXES = (
    b"Feb  1 10:00:00 lms1 tracking[77]: ",
    b"Feb 11 10:00:00 lms1 [tracking] INFO [user 6] [logger.py:41] - ",
    b"2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 192.0.2.1] "
    b"logger.py:41 - ",
    b"2023-05-23 13:53:13,461 INFO 20 [tracking] [user None] [ip None] "
    b"logger.py:41 - ")
ALMOST_PREFIXES = (  # some are prefixes all the same
    b"Feb  1 10:00:00 lms1 - ", b"Feb  1 10:00:00 lms1  - ",
    b"Feb  1 10:00:00 lms1: ", b"Feb  1 10:00:00 lms1 : ",
    b"Feb  1 10:00:00 lms1\x1c x: ", b"Feb  1 10:00:00 lms1\x1fx y: ",
    b"Feb  1 10:00:00 lms1\xe3\x80\x80x y: ", b"Feb  1 10:00:00 \xe3\x80\x80 x: ",
    b"Feb  1 10:00:00 \x1d x - ", b"Feb  1 10:00:00 \x0b x - ",
    b"Feb \xd9\xa1 10:00:00 lms1 x: ", b"Feb  1 10:00:00 lms1 \x00: ",
    b"2023-05-23 13:53:13,461 INFO 20 [tracking] [user \x1c] [ip \xe3\x80\x80] "
    b"l\x1e\xe3\x80\x80.py:41 - ",
    b"2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 192.0.2.1] "
    b"l ogger.py:41 - ",
    b"2023-05-23 13:53:13,461 \xc3\x89 20 [tracking] [user 6] [ip ] l:4 - ")
HEADS = (b"\xef\xbb\xbf", b"x", b"{}", b",", b"[", b'"', b"\x0b", b"\xc2\xa0",
         b" ", b"\t", b"\r", b"\x00", b"null ", b"- ", b": ")


def _insert(line, place, piece):
    return line[:place] + piece + line[place:]


def _pick(line, chance, first=_STRINGS + _MARKS + _SCALARS):
    """Returns the match of some token that begins with one of `first`."""
    matches = [match for match in _TOKEN.finditer(line)
               if match.group()[:1] in first]
    return chance.choice(matches) if matches else None


def flip_byte(line, chance):
    place = chance.randrange(len(line))
    byte = bytes([line[place] ^ (1 << chance.randrange(8))])
    return line[:place] + byte + line[place + 1:]


def any_byte(line, chance):
    return _insert(line, chance.randrange(len(line) + 1),
                   bytes([chance.randrange(256)]))


def drop_byte(line, chance):
    place = chance.randrange(len(line))
    return line[:place] + line[place + 1:]


def cut(line, chance):
    place = chance.randrange(len(line))
    return line[:place] if chance.random() < 0.7 else line[place:]


def double_token(line, chance):
    match = _pick(line, chance)
    return _insert(line, match.end(), match.group()) if match else line


def swap_scalar(line, chance, pieces):
    match = _pick(line, chance, _SCALARS)
    if match is None:
        return line
    return line[:match.start()] + chance.choice(pieces) + line[match.end():]


def constant(line, chance):
    return swap_scalar(line, chance, CONSTANTS)


def number(line, chance):
    return swap_scalar(line, chance, NUMBERS)


def _inside_string(line, chance, pieces):
    match = _pick(line, chance, _STRINGS)
    if match is None:
        return line
    place = chance.randrange(match.start() + 1, match.end())
    return _insert(line, place, chance.choice(pieces))


def control(line, chance):
    return _inside_string(line, chance, CONTROLS)


def escape(line, chance):
    return _inside_string(line, chance, ESCAPES)


def bad_utf8(line, chance):
    return _inside_string(line, chance, BYTES)


def space(line, chance):
    match = _pick(line, chance)
    if match is None:
        return line
    place = chance.choice((match.start(), match.end()))
    return _insert(line, place, chance.choice(SPACES))


def move_mark(line, chance):
    match = _pick(line, chance, _MARKS)
    if match is None:
        return line
    rest = line[:match.start()] + line[match.end():]
    choice = chance.randrange(4)
    if choice == 0:  # gone
        return rest
    if choice == 1:  # another one in its place
        return _insert(rest, match.start(),
                       bytes([chance.choice(b"{}[]:,")]))
    if choice == 2:  # somewhere else
        return _insert(rest, chance.randrange(len(rest) + 1), match.group())
    return _insert(line, match.start(), b",")  # a comma too many


def extra(line, chance):
    if chance.random() < 0.2:
        return line + chance.choice((b"", b" ", b",")) + line
    return line + chance.choice(TAILS)


def wrap(line, chance):
    before, after = chance.choice(((b"[", b"]"), (b'{"a":', b"}"),
                                   (b"(", b")"), (b"", b";"), (b" ", b" ")))
    return before + line + after


def prefix(line, chance):
    head = chance.choice(PREFIXES)
    damage = chance.randrange(8)
    if damage == 1:
        head = drop_byte(head, chance)
    elif damage == 2:
        head = any_byte(head, chance)
    elif damage == 3:
        head = chance.choice(HEADS) + head
    elif damage == 4:
        head = head + chance.choice(PREFIXES)
    elif damage == 5:
        head = head + chance.choice(HEADS)
    elif damage == 6:
        head = chance.choice(HEADS)
    elif damage == 7:
        head = chance.choice(ALMOST_PREFIXES)
    return head + line


def nest(line, chance):
    depth = chance.choice((1, 2, 1000, 1022, 1023, 1024, 1025, 3000))
    inner = b"[" * depth + b"]" * depth
    if chance.random() < 0.3:
        inner = b'{"a":' * depth + b"1" + b"}" * depth
    if chance.random() < 0.2:
        inner = inner[:-1]
    return swap_scalar(line, chance, (inner,))


def keep(line, _chance):
    return line


def blank(_line, chance):
    return bytes(chance.choice(b" \t\r\x0b\x0c") for _ in range(
        chance.randrange(4)))


MUTATIONS = (flip_byte, flip_byte, any_byte, drop_byte, cut, double_token,
             constant, number, number, control, escape, escape, bad_utf8,
             space, move_mark, move_mark, extra, wrap, prefix, prefix, keep)
RARE = (nest, blank)  # long or dull: one in fifty


def mutate(line, chance):
    """Returns a mutant of `line`, without LF."""
    mutations = RARE if chance.random() < 0.02 else MUTATIONS
    line = chance.choice(mutations)(line or b"{}", chance)
    if line and chance.random() < 0.15:
        line = chance.choice(MUTATIONS)(line, chance)
    return line.replace(b"\n", b"\x0b")


def mutants(lines, seed, count):
    """Yields `count` mutants of `lines`, each a function of all arguments."""
    chance = random.Random(seed)
    for _ in range(count):
        yield mutate(chance.choice(lines), chance)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="mutants.py")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("file", metavar="FILE")
    options = parser.parse_args(arguments)
    lines = [line for _number, line, _ended in lines_of(options.file)]
    if not lines:
        print("mutants: nothing was read", file=sys.stderr)
        return 3
    for mutant in mutants(lines, options.seed, options.count):
        sys.stdout.buffer.write(mutant + b"\n")
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
