"""Places in paths, queries and URLs that hold a person: routes, pairs, userinfo.

Source: tests/data/encodings.md, section 1.5; design 5.  Yields (kind, start,
end): `value` may become a mark or a pseudonym of what stood there, a domain the
same with the pseudonym of that domain, `gone` may be left out.
"""

import re

_COURSE = r"(?:course-v1:[^/\s]+|[^/\s]+/[^/\s]+/[^/\s]+)"
_ROUTES = re.compile("|".join((
    r"/u/([^/?#\s\"'<>]+)",
    r"/api/user/v\d/(?:accounts|preferences)/([^/?#\s\"'<>]+)",
    r"/notifier_api/v\d/users/([^/?#\s\"'<>]+)",
    r"/progress/([^/?#\s\"'<>]+)",
    r"/enrollment/([^,/?#\s\"'<>]+),",
    r"/profile_images/v\d/([^/?#\s\"'<>]+)",
    r"/users/([^/?#\s\"'<>]+)",
    r"/(?:user|users|learner|learners|student|students|account|accounts|profile|author|team_membership)/([^/?#\s\"'<>]+)",
    r"/password_reset_confirm/([^/?#\s\"'<>]+)",
    r"/(?:activate|unsubscribe|resubscribe|reset|confirm|token|invite|verify_email|email_confirm)/([^/?#\s\"'<>]+)",
    r"/(?:certificates|certificate)/(?:user/)?([^/?#\s\"'<>]+)",
)))
_PAIR = re.compile(r"(^|[?&;\s\"'])([^=&?#;\s\"'<>/]{1,80})=([^&#\s\"'<>]*)")
_USERINFO = re.compile(r"://([^/@\s?#\"'<>]+@)")
_FRAGMENT = re.compile(r"(?:https?://|^/|^\w+://)[^\s#\"'<>]*(#[^\s\"'<>]*)")
# Of a field of paths all is the path or URL, whatever it holds.
_FRAGMENT_OF_ALL = re.compile(r"(?:/|\w+://)[^#]*(#.*)\Z", re.DOTALL)
_BOOKMARK = re.compile(r"(?:^|[\s\"'/=])([^\s,\"'/]+),(?:i4x://|block-v1:|[^\s/,]+/[^\s/,]+/)")
_FILE_KEY = re.compile(r"(?:^|[\s\"'])(\d{1,12})/(?=" + _COURSE + r")")
# Keys of a query that are secrets or people wherever they stand.
SECRET_KEYS = frozenset("""access_token code samlresponse samlrequest sessionid session token id_token
    refresh_token state relaystate csrfmiddlewaretoken key hash sig signature auth ticket jwt
    client_secret activation_key api_key nonce oauth_token oauth_verifier uidb36 uidb64 password
    uid user username email user_id userid user_name student student_id learner mail name phone""".split())


def places(text, rules):
    """Yields (kind, start, end) of a decoded text; `rules` knows the keys."""
    for match in _ROUTES.finditer(text):
        yield ("value", *match.span(match.lastindex))
        piece = match.group(match.lastindex)
        if "-" in piece:  # uid-token
            yield ("value", match.end(match.lastindex) - len(piece.partition("-")[2]),
                   match.end(match.lastindex))
    for pattern in (_BOOKMARK, _FILE_KEY):
        for match in pattern.finditer(text):
            yield ("value", *match.span(1))
    for pattern in (_USERINFO, _FRAGMENT):
        for match in pattern.finditer(text):
            yield ("gone", *match.span(1))
            yield ("value", *match.span(1))
    if match := _FRAGMENT_OF_ALL.match(text):
        yield ("gone", *match.span(1))
    yield from _pairs(text, rules)


def _pairs(text, rules):
    for match in _PAIR.finditer(text):
        key = match.group(2)
        rule = rules.rule_of_key(key)
        action = rule.action if rule else None
        if action in ("drop", "pseudonym", "truncate-ip") or key.lower() in SECRET_KEYS:
            yield (rule.domain if rule and rule.domain else "value", *match.span(3))
            yield ("gone", *match.span(3))
        if action == "drop" or key.lower() in SECRET_KEYS:
            start, end = match.span(2)[0], match.end()
            yield ("gone", start, end + (text[end:end + 1] in ("&", ";")))
            yield ("gone", match.start(), end)
