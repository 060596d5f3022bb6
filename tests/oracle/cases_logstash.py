"""docs/format/document.md, "Logstash": every row, by hand."""

from cases import Case, quoted

LONG = "x" * 32_000


def course(says, name, parts=None):
    """A course id, as JSON text, and its three parts."""
    rest = '$T,"context":{"course_id":' + name + "}}"
    front = ('"university":"{}","course_number":"{}","course_run":"{}",'.format(*parts)
             if parts else "")
    return Case(says, "{" + rest, "{$F," + rest, "{$F," + front + rest)


def typed(says, kind, event, front):
    """An event's type and `event`, and what stands before both."""
    rest = f'$T,"event_type":"{kind}","event":{event}}}'
    return Case(says, "{" + rest, "{$F," + rest, "{$F," + front + ("," if front else "") + rest)


def answered(says, event, none, logstash, kind="problem_check"):
    """An event with answers; `none` and `logstash`: the members that stand for it."""
    head = f'"event_type":"{kind}"'
    return Case(says, "{$T," + head + ',"event":' + event + "}", "{$F,$T," + head + "," + none + "}",
                "{$F,$T," + head + ("," if logstash else "") + logstash + "}")


COURSE = (
    course("A/B/C", '"ENSCachan/20005S02/session02"', ("ENSCachan", "20005S02", "session02")),
    course("A+B+C", '"course-v1:UPSUD+42001S02+2015"', ("UPSUD", "42001S02", "2015")),
    course("spelled in escapes", r'"\u0061\/b\/\u00e9"', ("a", "b", "é")),
    course("quotes and backslashes", r'"a\"/b\\/c"', (r"a\"", r"b\\", "c")),
    course("two parts", '"a/b"'),
    course("four parts", '"a/b/c/d"'),
    course("no first part", '"/b/c"'),
    course("no middle part", '"a//c"'),
    course("no last part", '"a/b/"'),
    course("two parts of the new kind", '"course-v1:a+b"'),
    course("four parts of the new kind", '"course-v1:a+b+c+d"'),
    course("an empty part of the new kind", '"course-v1:a++c"'),
    course("no key", '"a+b+c"'),
    course("another key", '"library-v1:a+b+c"'),
    course("an empty id", '""'),
    course("null", "null"),
    course("a number", "5"),
    course("a list", '["a/b/c"]'),
    Case("no context", '{$T,"course_id":"a/b/c"}', '{$F,$T,"course_id":"a/b/c"}'),
)

USER = tuple(
    Case(f"user_id {value}", '{$T,"context":{"a":7,"user_id":' + value + ',"b":{"user_id":8}}}',
         '{$F,$T,"context":{"a":7,"user_id":' + value + ',"b":{"user_id":8}}}',
         '{$F,$T,"context":{"a":7,"user_id":' + text + ',"b":{"user_id":8}}}')
    for value, text in (("42", '"42"'), ("12345678901234567890123", '"12345678901234567890123"'),
                        ("-1.50e+3", '"-1.50e+3"'), ('"42"', '"42"'), ("null", "null"), ('""', '""'),
                        ("true", "true"), ("[42]", "[42]"))
) + (
    Case("a user_id of the line", '{$T,"user_id":42}', '{$F,$T,"user_id":42}'),
    Case("a context that cannot be held", '{$T,"context":{"user_id":42,"_":1}}',
         r'{$F,"unindexed":"{\"context\":{\"user_id\":42,\"_\":1}}",$T}'),
)

EVERY = ('"answer":1,"seed":{"answers":3},"answers":{"i":"x"},"correct_map":{},"input_state":2,'
         '"submission":[],"student_answers":null,')
LEFT = '"seed":{"answers":3},"input_state":2,"student_answers":null,'
STATE = '"state":{"correct_map":{},"seed":1,"input_state":{},"student_answers":{"i":"x"},"answers":4}'
STATE_LEFT = '"state":{"seed":1,"answers":4}'

ANSWERS = tuple(
    answered(f"the answers of {kind} leave", "{" + EVERY + STATE + "}", '"event":{' + EVERY + STATE + "}",
             '"event":{' + LEFT + STATE_LEFT + "}", kind)
    for kind in ("problem_check", "save_problem_success")
) + tuple(
    answered(f"those of {kind} stay", '{"answers":1,"state":{"input_state":2}}',
             '"event":{"answers":1,"state":{"input_state":2}}',
             '"event":{"answers":1,"state":{"input_state":2}}', kind)
    for kind in ("problem_check_fail", "problem_show", "Problem_check", "save_problem_fail", "problem_save")
) + (
    answered("in a string that holds an object", quoted("{" + EVERY + STATE + "}"),
             '"event":{' + EVERY + STATE + "}", '"event":{' + LEFT + STATE_LEFT + "}"),
    answered("spelled in escapes", r'{"\u0061nswers":1,"a":2,"st\u0061te":{"a":1,"input\u005fstate":1}}',
             '"event":{"answers":1,"a":2,"state":{"a":1,"input_state":1}}',
             '"event":{"a":2,"state":{"a":1}}'),
    answered("nothing but answers", '{"answers":1,"correct_map":2}', '"event":{"answers":1,"correct_map":2}',
             '"event":{}'),
    answered("nor from further below", '{"a":{"answers":1},"state":{"state":{"input_state":1}}}',
             '"event":{"a":{"answers":1},"state":{"state":{"input_state":1}}}',
             '"event":{"a":{"answers":1},"state":{"state":{"input_state":1}}}'),
    answered("a state that is a list", '{"state":[{"input_state":1}]}', '"event":{"state":[{"input_state":1}]}',
             '"event":{"state":[{"input_state":1}]}'),
    answered("a form's pairs", '"input_i4x=choice_2"', '"event_text":"input_i4x=choice_2"', ""),
    answered("a cut object", r'"{\"answers\":"', r'"event_text":"{\"answers\":"', ""),
    answered("null stays", "null", '"event":null', '"event":null'),
    Case("a list is left out", '{$T,"event_type":"problem_check","event":["a=b"]}',
         r'{$F,"unindexed":"{\"event\":[\"a=b\"]}",$T,"event_type":"problem_check"}',
         '{$F,$T,"event_type":"problem_check"}'),
    Case("a number is left out", '{$T,"event_type":"problem_check","event":5}',
         r'{$F,"unindexed":"{\"event\":5}",$T,"event_type":"problem_check"}',
         '{$F,$T,"event_type":"problem_check"}'),
    Case("only event_type tells", '{$T,"name":"problem_check","event":{"answers":1}}',
         '{$F,$T,"name":"problem_check","event":{"answers":1}}'),
)

# What cannot be held, and all but the last of several; asked after the answers have left.
ANSWERS_LEFT = (
    Case("a key twice among the answers", '{$T,"event_type":"problem_check","event":{"answers":{"a":1,"a":2},"b":1}}',
         r'{$F,"unindexed":"{\"event\":{\"answers\":{\"a\":1,\"a\":2},\"b\":1}}",$T,"event_type":"problem_check"}',
         '{$F,$T,"event_type":"problem_check","event":{"b":1}}'),
    Case("answers twice", '{$T,"event_type":"problem_check","event":{"answers":1,"b":1,"answers":2}}',
         r'{$F,"unindexed":"{\"event\":{\"answers\":1,\"b\":1,\"answers\":2}}",$T,"event_type":"problem_check"}',
         '{$F,$T,"event_type":"problem_check","event":{"b":1}}'),
    Case("another key twice", '{$T,"event_type":"problem_check","event":{"answers":1,"b":1,"b":2}}',
         r'{$F,"unindexed":"{\"event\":{\"answers\":1,\"b\":1,\"b\":2}}",$T,"event_type":"problem_check"}',
         '{$F,$T,"event_type":"problem_check"}'),
    Case("event twice", '{$T,"event":{"answers":1},"event_type":"problem_check","event":{"b":1}}',
         r'{$F,"unindexed":"{\"event\":{\"answers\":1}}",$T,"event_type":"problem_check","event":{"b":1}}',
         '{$F,$T,"event_type":"problem_check","event":{"b":1}}'),
)

ANSWERS_LEFT += (
    Case("a long answer", '{$T,"event_type":"problem_check","event":{"answers":"' + LONG + '","b":1}}',
         '{$F,"unindexed":' + quoted('{"event":{"answers":"' + LONG + '","b":1}}') +
         ',$T,"event_type":"problem_check"}',
         '{$F,$T,"event_type":"problem_check","event":{"b":1}}'),
    Case("a long text of another kind", '{$T,"event_type":"problem_check","event":{"answers":1,"b":"' + LONG + '"}}',
         '{$F,"unindexed":' + quoted('{"event":{"answers":1,"b":"' + LONG + '"}}') +
         ',$T,"event_type":"problem_check"}',
         '{$F,$T,"event_type":"problem_check"}'),
    answered("a string that cannot be held", r'"{\"answers\":1,\"b\":1,\"b\":2}"',
             r'"event_text":"{\"answers\":1,\"b\":1,\"b\":2}"', ""),
)

PAIRS = '["input_i4x=choice_2","<section>"]'
GRADED = tuple(
    Case(f"pairs by {name}", f'{{$T,"{name}":"problem_graded","event":{PAIRS}}}',
         '{$F,"unindexed":' + quoted('{"event":' + PAIRS + "}") + f',$T,"{name}":"problem_graded"}}',
         f'{{$F,$T,"{name}":"problem_graded","event_problem_graded":{PAIRS}}}')
    for name in ("event_type", "name", "event_name")
) + (
    Case("text", '{$T,"event":"a=b","name":"problem_graded"}', '{$F,$T,"event_text":"a=b","name":"problem_graded"}',
         '{$F,$T,"event_problem_graded":"a=b","name":"problem_graded"}'),
    Case("an object", '{$T,"event":{"a":1},"name":"problem_graded"}',
         '{$F,$T,"event":{"a":1},"name":"problem_graded"}'),
    Case("a string that holds an object", r'{$T,"event":"{\"a\":1}","name":"problem_graded"}',
         '{$F,$T,"event":{"a":1},"name":"problem_graded"}'),
    Case("null", '{$T,"event":null,"name":"problem_graded"}', '{$F,$T,"event":null,"name":"problem_graded"}'),
    Case("a string that holds no object that can be held",
         r'{$T,"event":"{\"a\":1,\"a\":2}","name":"problem_graded"}',
         r'{$F,$T,"event_text":"{\"a\":1,\"a\":2}","name":"problem_graded"}',
         r'{$F,$T,"event_problem_graded":"{\"a\":1,\"a\":2}","name":"problem_graded"}'),
    Case("a list with a number", '{$T,"event":["a",1],"name":"problem_graded"}',
         r'{$F,"unindexed":"{\"event\":[\"a\",1]}",$T,"name":"problem_graded"}'),
    Case("a number", '{$T,"event":1,"name":"problem_graded"}',
         r'{$F,"unindexed":"{\"event\":1}",$T,"name":"problem_graded"}'),
    Case("another name", '{$T,"event":"a=b","name":"problem_graded2"}',
         '{$F,$T,"event_text":"a=b","name":"problem_graded2"}'),
)

VIDEO = '{"code":"c","x":1,"duration":9e1,"id":"v","new_time":3.0,"old_time":2,"currentTime":1.50}'
PROBLEM = '{"problem_id":"p","success":"correct","attempts":3,"max_grade":2,"grade":1.0,"id":"no"}'
SEQ = '{"id":"s","new":2,"old":1}'
DERIVED = tuple(
    typed(f"video: {kind}", kind, VIDEO, '"event_video":{"currentTime":1.50,"old_time":2,"new_time":3.0,'
          '"duration":9e1,"id":"v","code":"c"}')
    for kind in ("load_video", "play_video", "pause_video", "stop_video", "seek_video", "speed_change_video",
                 "show_transcript", "hide_transcript", "edx.video.played", "edx.video.position.changed")
) + tuple(
    typed(f"problem: {kind}", kind, PROBLEM, '"event_problem":{"grade":1.0,"max_grade":2,"attempts":3,'
          '"success":"correct","problem_id":"p"}')
    for kind in ("problem_check", "problem_graded", "problem_show", "save_problem_success", "save_problem_fail",
                 "reset_problem", "reset_problem_fail", "edx.grades.problem.submitted")
) + tuple(
    typed(f"sequence: {kind}", kind, SEQ, '"event_seq":{"old":1,"new":2,"id":"s"}')
    for kind in ("seq_goto", "seq_next", "seq_prev", "edx.ui.lms.sequence.tab_selected")
) + tuple(
    typed(f"nothing: {kind}", kind, '{"id":"v","grade":1,"old":1,"currentTime":1}', "")
    for kind in ("play_video2", "Play_video", "edx.video", "problem", "seq_goto2", "save_problem",
                 "edx.grades.subsection.x", "page_close", "")
) + (
    Case("from a string that holds an object", r'{$T,"event_type":"play_video","event":"{\"currentTime\":1.50}"}',
         '{$F,$T,"event_type":"play_video","event":{"currentTime":1.50}}',
         '{$F,"event_video":{"currentTime":1.50},$T,"event_type":"play_video","event":{"currentTime":1.50}}'),
    typed("members of another kind", "play_video", '{"currentTime":"1.5","id":5,"code":{"a":1},"old_time":7}',
          '"event_video":{"old_time":7}'),
    typed("null, true and lists", "play_video", '{"currentTime":null,"id":null,"new_time":true,"old_time":[1]}', ""),
    typed("none of the members", "play_video", '{"a":1}', ""),
    typed("not from further below", "play_video", '{"a":{"currentTime":1}}', ""),
    typed("not from null", "play_video", "null", ""),
    Case("not from one that cannot be held", '{$T,"event_type":"seq_goto","event":{"old":1,"new":3,"old":2}}',
         r'{$F,"unindexed":"{\"event\":{\"old\":1,\"new\":3,\"old\":2}}",$T,"event_type":"seq_goto"}'),
    Case("not from a string of such a one", r'{$T,"event_type":"seq_goto","event":"{\"old\":1,\"old\":2}"}',
         r'{$F,$T,"event_type":"seq_goto","event_text":"{\"old\":1,\"old\":2}"}'),
    Case("the last of two events tells", '{$T,"event":{"old":1},"event_type":"seq_goto","event":{"new":2}}',
         r'{$F,"unindexed":"{\"event\":{\"old\":1}}",$T,"event_type":"seq_goto","event":{"new":2}}',
         r'{$F,"event_seq":{"new":2},"unindexed":"{\"event\":{\"old\":1}}",$T,"event_type":"seq_goto",'
         '"event":{"new":2}}'),
    Case("no name but event_type", '{$T,"name":"play_video","event":{"currentTime":1}}',
         '{$F,$T,"name":"play_video","event":{"currentTime":1}}'),
)

TOGETHER = (
    Case("members at the front in their order",
         r'{"_":1,"event":"{\"answers\":1,\"grade\":0}","event_type":"problem_check",'
         r'"context":{"course_id":"a/b/c","user_id":7},$T}',
         r'{$F,"unindexed":"{\"_\":1}","event":{"answers":1,"grade":0},"event_type":"problem_check",'
         r'"context":{"course_id":"a/b/c","user_id":7},$T}',
         r'{$F,"university":"a","course_number":"b","course_run":"c","event_problem":{"grade":0},'
         r'"unindexed":"{\"_\":1}","event":{"grade":0},"event_type":"problem_check",'
         r'"context":{"course_id":"a/b/c","user_id":"7"},$T}'),
)

CASES = COURSE + USER + ANSWERS + ANSWERS_LEFT + GRADED + DERIVED + TOGETHER
