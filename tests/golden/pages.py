"""What a page of documentation says: sections, code, commands with their flags, links."""

import re
import shlex

TOOLS = ("funkey", "funanon", "funaudit", "funload", "funquery")
SEPARATOR = re.compile(r"[|&;<>()`]+")


def _blocks(text):
    """Yields (is code, lines) of a page: code is indented by four spaces behind an empty line, or fenced."""
    lines, code, fenced, before = [], False, False, ""
    for line in text.splitlines():
        if line.startswith("```"):
            yield code, lines
            lines, fenced, code, before = [], not fenced, not fenced, ""
            continue
        if not fenced and line.strip():
            now = line.startswith("    ") and (code or not before)
            if now != code:
                yield code, lines
                lines, code = [], now
        lines.append(line if fenced else line[4:] if code else line)
        before = line.strip()
    yield code, lines


def prose(text):
    """The page without its code blocks."""
    return "\n".join("\n".join(lines) for code, lines in _blocks(text) if not code)


def sections(text):
    """The depth of each heading, in order: 1, 2, 2, 3 …"""
    return [len(found) for found in re.findall(r"^(#+) ", prose(text), re.M)]


def anchors(text):
    """The fragments that headings answer to, as GitHub makes them."""
    seen, found = {}, set()
    for title in re.findall(r"^#+ (.*)$", prose(text), re.M):
        title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", title).replace(" ", "-")
        again = seen[slug] = seen.get(slug, -1) + 1
        found.add(f"{slug}-{again}" if again else slug)
    return found


def links(text):
    """Targets of links, as written; not those of code."""
    words = re.sub(r"(`+)[^`].*?\1", "", prose(text), flags=re.S)
    return re.findall(r"\]\(([^()\s]+)\)", words)


def raw_code(text):
    """Lines of code blocks as they stand."""
    return [line for code, lines in _blocks(text) if code for line in lines]


def _without_comment(line):
    return re.sub(r"(^|\s)#(\s.*|$)", "", line).rstrip()


def code_lines(text):
    """Lines of code blocks without comments; one that is continued by a backslash is one line."""
    joined = "\n".join("\n".join(map(_without_comment, lines)) for code, lines in _blocks(text) if code)
    lines = re.sub(r"\\\n\s*", "", joined).splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def code_spans(text):
    """What stands between backticks in prose, each on one line."""
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose(text))]


def _words(piece):
    try:
        return shlex.split(piece)
    except ValueError:  # an apostrophe of a sentence
        return piece.split()


def commands(line):
    """Yields (command, flags) for each of our tools that `line` runs: ("funkey pseudonym", ["--key"])."""
    for piece in SEPARATOR.split(line):
        words = [word.rsplit("/", 1)[-1] if "/" in word else word for word in _words(piece)]
        for place, word in enumerate(words):
            if word in TOOLS:
                rest = words[place + 1:]
                if word == "funkey" and rest and re.fullmatch(r"[a-z]+", rest[0]):
                    word = f"funkey {rest[0]}"
                yield word, [flag_of(each) for each in rest if flag_of(each)]
                break


def flag_of(word):
    """`--max-rejects` of "--max-rejects=1%,", "-j" of "-j0"; None of what is no flag."""
    found = re.match(r"(--[a-z][a-z0-9-]*[a-z0-9]|-[a-zA-Z])(?=$|[=,.:0-9\[…])", word)
    return found and found.group(1)


def named(text):
    """All (command, flags) of a page's code."""
    return [each for line in [*code_lines(text), *code_spans(text)] for each in commands(line)]


def bare_flags(text):
    """Flags that stand in prose without their command: `--policy`, `--key FILE`."""
    return {flag_of(span.split()[0]) for span in code_spans(text) if re.match(r"--[a-z]", span)} - {None}
