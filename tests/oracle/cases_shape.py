"""docs/format/document.md, "Shape": every sentence, by hand."""

from cases import Case, quoted, same, taken

DEEP_20 = "[" * 20 + "]" * 20
DEEP_21 = "[" * 21 + "]" * 21
LEAF = "x" * (32_000 - len("event.event.a="))  # the longest that can be held under `a`

BYTES = (
    Case("@timestamp is first, all else in its order and spelling",
         ' {"z" : 1.50 ,\t"a":[ -0, 1e400,12345678901234567890.10 ], $T,"b":"\\u00e9\\/"} \r',
         '{$F,"z":1.50,"a":[-0,1e400,12345678901234567890.10],$T,"b":"é/"}'),
    Case("a line with nothing but a time", "{$T}", "{$F,$T}"),
    same("no member of the platform's is taken out by its name",
         '"event_name":"n","timestamp":"x","host":"h","context":{},"label":null'),
)

EVENT = (
    same("an event that is an object", '"event":{"a":[{"b":null}],"c":1.0}'),
    same("an empty object", '"event":{}'),
    same("an event that is null", '"event":null'),
    Case("a string that holds an object",
         r'{$T,"event":"{\"b\" : 1.50,\"a\":\"\\u00e9\"}","x":1}',
         '{$F,$T,"event":{"b":1.50,"a":"é"},"x":1}'),
    Case("with white space around it", r'{$T,"event":" \n{}\t\r "}', '{$F,$T,"event":{}}'),
    Case("spelled in escapes", r'{$T,"ev\u0065nt":"\u007b\u0022a\u0022:1}"}',
         '{$F,$T,"event":{"a":1}}'),
    Case("a string that holds two objects", r'{$T,"event":"{}{}"}', r'{$F,$T,"event_text":"{}{}"}'),
    Case("a cut object", r'{$T,"event":"{\"a\":"}', r'{$F,$T,"event_text":"{\"a\":"}'),
    Case("an object with a comma too many", r'{$T,"event":"{\"a\":1,}"}',
         r'{$F,$T,"event_text":"{\"a\":1,}"}'),
    Case("a list", r'{$T,"event":"[{}]"}', r'{$F,$T,"event_text":"[{}]"}'),
    Case("a string in a string", r'{$T,"event":"\"{}\""}', r'{$F,$T,"event_text":"\"{}\""}'),
    Case("NaN is no JSON", r'{$T,"event":"{\"a\":NaN}"}', r'{$F,$T,"event_text":"{\"a\":NaN}"}'),
    Case("a raw line end in a string is no JSON", r'{$T,"event":"{\"a\":\"\n\"}"}',
         r'{$F,$T,"event_text":"{\"a\":\"\n\"}"}'),
    Case("other space is no JSON space", r'{$T,"event":"\u00a0{}"}', r'{$F,$T,"event_text":"\u00a0{}"}'),
    Case("a form", '{$T,"event":"input_i4x=choice_2&x=%5B"}', '{$F,$T,"event_text":"input_i4x=choice_2&x=%5B"}'),
    Case("an empty string", '{$T,"event":""}', '{$F,$T,"event_text":""}'),
    Case("a string whose object has a key twice", r'{$T,"event":"{\"a\":1,\"a\":2}"}',
         r'{$F,$T,"event_text":"{\"a\":1,\"a\":2}"}'),
    Case("a string whose object is 20 deep", '{$T,"event":' + quoted('{"a":' + DEEP_20[1:-1] + "}") + "}",
         '{$F,$T,"event":{"a":' + DEEP_20[1:-1] + "}}"),
    Case("a string whose object is 21 deep", '{$T,"event":' + quoted('{"a":' + DEEP_20 + "}") + "}",
         '{$F,$T,"event_text":' + quoted('{"a":' + DEEP_20 + "}") + "}"),
    taken("a list", '"event":[]'),
    taken("a list of objects", '"event":[{"a":1}]'),
    taken("a number", '"event":1.50'),
    taken("true", '"event":true'),
    taken("false", '"event":false'),
    taken("an object with a key twice", '"event":{"a":1,"a":2}'),
    taken("a key twice far below", '"event":{"x":[{"a":1,"\\u0061":2}]}'),
    taken("a NUL in a key", r'"event":{"\u0000":1}'),
)

LEAVES = (
    same("a leaf of 32,000 bytes", '"event":{"a":"' + LEAF + '"}'),
    taken("one of a byte more", '"event":{"a":"x' + LEAF + '"}'),
    same("in bytes of UTF-8", '"event":{"a":["","' + "é" * (len(LEAF) // 2) + '"]}'),
    taken("and a byte more", '"event":{"a":["","x' + "é" * (len(LEAF) // 2) + '"]}'),
    taken("as its text spells it", r'"event":{"a":"\u0078' + LEAF[5:] + '"}'),
    same("keys as they read", r'"event":{"\u0061":"' + LEAF + '"}'),
    taken("a longer key", '"event":{"ab":"' + LEAF + '"}'),
    taken("a key more", '"event":{"a":{"b":"' + LEAF[1:] + '"}}'),
    same("keys on the way", '"event":{"a":{"b":"' + LEAF[2:] + '"},"c":"' + LEAF + '"}'),
    Case("of a string that holds an object", '{$T,"event":' + quoted('{"a":"' + LEAF + '"}') + "}",
         '{$F,$T,"event":{"a":"' + LEAF + '"}}'),
    Case("of such a one with a byte more", '{$T,"event":' + quoted('{"a":"x' + LEAF + '"}') + "}",
         '{$F,$T,"event_text":' + quoted('{"a":"x' + LEAF + '"}') + "}"),
    same("a long member that is no event", '"label":{"a":"' + LEAF * 2 + '"}'),
    same("a long text", '"event":{},"agent":"' + LEAF * 2 + '"'),
)

UNINDEXED = (
    Case("unindexed keeps order and spelling, and the space between name and value",
         r'{"_b" : [1, 2.50],$T,"":"\u00e9","ok":1,"type":{"k" :1}}',
         r'{$F,"unindexed":"{\"_b\" : [1, 2.50],\"\":\"\\u00e9\",\"type\":{\"k\" :1}}",$T,"ok":1}'),
    Case("a name is spelled as it was", r'{$T,"\u0074ype":1}',
         r'{$F,"unindexed":"{\"\\u0074ype\":1}",$T}'),
    Case("everything but the time", '{$T,"event":1,"_":2}',
         r'{$F,"unindexed":"{\"event\":1,\"_\":2}",$T}'),
)

NAMES = (
    taken("an empty name", '"":1'),
    taken("a name of the server's own", '"_id":"x"'),
    taken("a low line first", '"_a":{}'),
    taken("a dash first", '"-a":1'),
    taken("a blank first", '" a":1'),
    taken("a letter of more than ASCII first", '"é":1'),
    same("these further on", '"a_":1,"A-":2,"0 a":3,"zé":4,"9":5'),
    same("a first letter that is spelled in an escape", r'"\u0061":1'),
    same("a name of 512 bytes", '"ab' + "é" * 255 + '":1'),
    taken("a name of 513 bytes", '"a' + "é" * 256 + '":1'),
    same("counted decoded", '"' + r"\u0061" * 512 + '":1'),
    taken("a dot", '"a.b":1'),
    taken("a dot at the end", '"a.":1'),
    taken("a dot alone", '".":1'),
    taken("a dot below a member's name", '"context.user_id":{}'),
    taken("a NUL", r'"a\u0000":1'),
    taken("@timestamp", '"@timestamp":"2001-01-01T00:00:00Z"'),
    taken("@version", '"@version":"2"'),
    taken("type", '"type":"x"'),
    taken("event_text", '"event_text":"x"'),
    taken("event_problem_graded", '"event_problem_graded":["x"]'),
    taken("event_problem", '"event_problem":{"grade":1}'),
    taken("event_seq", '"event_seq":{}'),
    taken("event_video", '"event_video":null'),
    taken("geoip", '"geoip":{"country_code2":"FR"}'),
    taken("hour_of_day", '"hour_of_day":1'),
    taken("hour_of_day_local", '"hour_of_day_local":1'),
    taken("university", '"university":"u"'),
    taken("course_number", '"course_number":"u"'),
    taken("course_run", '"course_run":"u"'),
    taken("release", '"release":"r"'),
    taken("policy_digest", '"policy_digest":"r"'),
    taken("unindexed", '"unindexed":"{}"'),
)

TWICE = (
    Case("the last of three stays", '{"a":1,$T,"a":2,"\\u0061":3}',
         r'{$F,"unindexed":"{\"a\":1,\"a\":2}",$T,"a":3}'),
    Case("a last one that cannot be held brings no other back", '{$T,"a":1,"a":{"x":1,"x":2}}',
         r'{$F,"unindexed":"{\"a\":1,\"a\":{\"x\":1,\"x\":2}}",$T}'),
    Case("event twice", '{$T,"event":{"a":1},"event":"x"}',
         r'{$F,"unindexed":"{\"event\":{\"a\":1}}",$T,"event_text":"x"}'),
    Case("the last time counts", '{"time":"2001-01-01T00:00:00Z",$T}',
         r'{$F,"unindexed":"{\"time\":\"2001-01-01T00:00:00Z\"}",$T}'),
)

VALUES = (
    taken("a key twice", '"x":{"a":1,"a":1}'),
    taken("compared decoded", r'"x":[{"a":1,"\u0061":1}]'),
    same("the same key in two objects", '"x":[{"a":1},{"a":1}],"y":{"a":{"a":1}}'),
    same("brackets 20 deep", f'"x":{DEEP_20}'),
    taken("brackets 21 deep", f'"x":{DEEP_21}'),
    same("brackets in a string", '"x":"' + "[" * 300 + '"'),
    same("a key of 8,000 bytes", '"x":{"' + "é" * 4000 + '":1}'),
    taken("a key of 8,001 bytes", '"x":{"' + "é" * 4000 + 'a":1}'),
    taken("a NUL in a key", r'"x":[{"a\u0000b":1}]'),
    same("a NUL in a value", r'"x":{"a":"\u0000"}'),
    same("a number of 500 characters", '"x":[-1.' + "5" * 497 + "]"),
    taken("a number of 501 characters", '"x":[-1.' + "5" * 498 + "]"),
    same("a key of any other kind", '"x":{"":1,"_id":2,"..":3,"type":4}'),
)

TYPED = tuple(
    taken(f"{name} {what}", f'"{name}":{value}')
    for name in ("accept_language", "agent", "event_source", "event_type", "host", "ip", "name", "page",
                 "referer", "session")
    for what, value in (("an object", '{"a":1}'), ("a list in a list", "[[1]]"),
                        ("an object in a list", '["a",{}]'))
) + (
    same("a list of words", '"agent":["a",1,true,null,-2.50],"event_type":[]'),
    same("words of every kind", '"agent":1,"host":true,"page":null,"session":"","referer":false,"ip":1e2'),
    same("a list of learners", f'"username":["{"ab" * 32}","{"cd" * 32}"]'),
    same("other members of any shape", '"module":[[{"a":[]}]],"event_name":{"a":1}'),
    Case("a time that is an object", '{"time":{"a":1},"timestamp":"2015-02-02T00:30:00.864078+00:00"}',
         r'{$F,"unindexed":"{\"time\":{\"a\":1}}","timestamp":"2015-02-02T00:30:00.864078+00:00"}'),
)

CONTEXT = (
    same("null", '"context":null'),
    same("an object", '"context":{"a":{"b":[[]]},"path":["x"],"type":1,"org_id":null}'),
    taken("a string", '"context":"{}"'),
    taken("a list", '"context":[{}]'),
    taken("a number", '"context":1'),
    taken("true", '"context":true'),
    taken("an empty name", '"context":{"":1}'),
    taken("a name of the server's own", '"context":{"_id":1}'),
    taken("a name with a dot", '"context":{"a.b":1}'),
    taken("a NUL in a name", r'"context":{"a\u0000":1}'),
    taken("a long name", '"context":{"' + "a" * 513 + '":1}'),
    same("any name further below", '"context":{"module":{"":1,"_id":2,"a.b":3}}'),
    taken("a key twice", '"context":{"a":1,"a":2}'),
    taken("course_id is an object", '"context":{"course_id":{}}'),
    taken("org_id is an object", '"context":{"org_id":{}}'),
    taken("path is a list of lists", '"context":{"path":[[]]}'),
    taken("user_id is an object", '"context":{"user_id":{"a":1}}'),
    Case("context twice", '{$T,"context":{"a":1},"context":{"b":1}}',
         r'{$F,"unindexed":"{\"context\":{\"a\":1}}",$T,"context":{"b":1}}'),
)

CASES = BYTES + EVENT + LEAVES + UNINDEXED + NAMES + TWICE + VALUES + TYPED + CONTEXT
