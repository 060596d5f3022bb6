"""Queries as Elasticsearch 1.x took them, and as servers of today take them; both written by hand.

CLAUSES stand under "query", BODIES are whole, UNCHANGED are of today, REFUSED cannot be rewritten.
"""

T, U = {"term": {"a": "x"}}, {"term": {"b": "y"}}
ALL = {"match_all": {}}


def filtered(filter_, query=ALL):
    """What {"filtered": …} becomes."""
    return {"bool": {"must": query, "filter": filter_}}


CLAUSES = [
    ({"filtered": {"query": T, "filter": U}}, filtered(U, T)),
    ({"filtered": {"filter": U, "strategy": "leap_frog", "_cache": True}}, filtered(U)),
    ({"filtered": {"query": T, "filter": U, "boost": 2, "_name": "n"}},
     {"bool": {"must": T, "filter": U, "boost": 2, "_name": "n"}}),
    ({"filtered": {"query": T}}, T),
    ({"filtered": {"query": T, "filter": {}}}, T),
    ({"filtered": {"query": ALL, "filter": {"and": []}}}, ALL),
    ({"filtered": {"filter": {"not": {"or": []}}}}, ALL),
    ({"filtered": {"query": {}, "filter": T}}, {"match_none": {}}),
    ({}, {"match_none": {}}),
    ({"filtered": {"filter": {"and": [T, U]}}}, filtered({"bool": {"filter": [T, U]}})),
    ({"filtered": {"filter": {"and": [T, {}, {"bool": {}}]}}}, filtered({"bool": {"filter": [T]}})),
    ({"filtered": {"filter": {"or": {"filters": [T, U], "_cache": True, "_cache_key": "k"}}}},
     filtered({"bool": {"should": [T, U], "minimum_should_match": 1}})),
    ({"filtered": {"filter": {"and": {"whatever": [T], "_name": "n"}}}}, filtered({"bool": {"filter": [T], "_name": "n"}})),
    ({"filtered": {"filter": {"not": T}}}, filtered({"bool": {"must_not": T}})),
    ({"filtered": {"filter": {"not": {"filter": T, "_cache": False}}}}, filtered({"bool": {"must_not": T}})),
    ({"filtered": {"filter": {"not": {"and": [{"or": [T, U]}]}}}},
     filtered({"bool": {"must_not": {"bool": {"filter": [{"bool": {"should": [T, U], "minimum_should_match": 1}}]}}}})),
    ({"filtered": {"filter": {"missing": {"field": "a", "null_value": True, "existence": True}}}},
     filtered({"bool": {"must_not": {"exists": {"field": "a"}}}})),
    ({"filtered": {"filter": {"exists": {"field": "session.raw"}}}}, filtered({"exists": {"field": "session"}})),
    ({"filtered": {"filter": {"query": {"filtered": {"query": T, "filter": U}}}}}, filtered(filtered(U, T))),
    ({"filtered": {"filter": {"fquery": {"query": T, "_cache": True}}}}, filtered(T)),
    ({"filtered": {"filter": {"fquery": {"query": T, "_name": "n"}}}}, filtered({"bool": {"must": T, "_name": "n"}})),
    ({"filtered": {"filter": {"limit": {"value": 5}}, "query": T}}, T),
    ({"filtered": {"filter": {"bool": {"must": T, "should": [U]}}}},
     filtered({"bool": {"must": T, "should": [U], "minimum_should_match": 1}})),
    ({"filtered": {"filter": {"bool": {"should": [U], "must_not": {}}}}}, filtered({"bool": {"should": [U]}})),
    ({"filtered": {"filter": {"term": {"a": "x", "_cache": False}}}}, filtered(T)),
    ({"filtered": {"filter": {"term": {"a": "x", "_name": "n"}}}},
     filtered({"term": {"a": {"value": "x", "_name": "n"}}})),
    ({"bool": {"must": [{"filtered": {"query": T, "filter": U}}], "should": [T, U], "minimum_number_should_match": 1,
               "disable_coord": True}},
     {"bool": {"must": [filtered(U, T)], "should": [T, U], "minimum_should_match": 1}}),
    ({"constant_score": {"query": T, "boost": 2}}, {"constant_score": {"filter": T, "boost": 2}}),
    ({"constant_score": {"filter": {"and": [T]}}}, {"constant_score": {"filter": {"bool": {"filter": [T]}}}}),
    ({"nested": {"path": "p", "filter": {"or": [T]}, "join": True}},
     {"nested": {"path": "p", "query": {"bool": {"should": [T], "minimum_should_match": 1}}}}),
    ({"dis_max": {"queries": [{"text": {"a": "x"}}, T]}}, {"dis_max": {"queries": [{"match": {"a": "x"}}, T]}}),
    ({"boosting": {"positive": {"in": {"a": ["x"]}}, "negative": T, "negative_boost": 0.2}},
     {"boosting": {"positive": {"terms": {"a": ["x"]}}, "negative": T, "negative_boost": 0.2}}),
    ({"function_score": {"filter": {"missing": {"field": "a"}}, "boost_factor": 3}},
     {"function_score": {"query": filtered({"bool": {"must_not": {"exists": {"field": "a"}}}}), "weight": 3}}),
    ({"function_score": {"functions": [{"filter": {"not": T}, "boost_factor": 3}]}},
     {"function_score": {"functions": [{"filter": {"bool": {"must_not": T}}, "weight": 3}]}}),
    ({"terms": {"a": ["x", "y"], "execution": "bool", "_cache": True}}, {"terms": {"a": ["x", "y"]}}),
    ({"terms": {"a": ["x", "y"], "execution": "and"}},
     {"bool": {"should": [T, {"term": {"a": "y"}}], "minimum_should_match": 2}}),
    ({"terms": {"a": ["x", "y"], "minimum_match": 2}},
     {"bool": {"should": [T, {"term": {"a": "y"}}], "minimum_should_match": 2}}),
    ({"range": {"a": {"from": 1, "to": 2, "include_lower": False}, "execution": "index"}},
     {"range": {"a": {"gt": 1, "lte": 2}}}),
    ({"numeric_range": {"a": {"from": None, "to": 2, "include_upper": False}}}, {"range": {"a": {"lt": 2}}}),
    ({"prefix": {"a": {"prefix": "x"}, "_cache": True}}, {"prefix": {"a": {"value": "x"}}}),
    ({"wildcard": {"a": {"wildcard": "x*", "boost": 2}}}, {"wildcard": {"a": {"value": "x*", "boost": 2}}}),
    ({"fuzzy": {"a": {"value": "x", "min_similarity": 0.5}}}, {"fuzzy": {"a": {"value": "x", "fuzziness": "AUTO"}}}),
    ({"term": {"a": {"term": "x", "boost": 2}}}, {"term": {"a": {"value": "x", "boost": 2}}}),
    ({"ids": {"type": "logs", "values": "1"}}, {"ids": {"values": ["1"]}}),
    ({"type": {"value": "logs"}}, {"term": {"type": "logs"}}),
    ({"text": {"a": {"query": "x", "type": "phrase", "operator": "and"}}}, {"match_phrase": {"a": {"query": "x"}}}),
    ({"text_phrase_prefix": {"a": "x"}}, {"match_phrase_prefix": {"a": "x"}}),
    ({"match": {"a": {"query": "x", "type": "boolean", "cutoff_frequency": 0.1}}}, {"match": {"a": {"query": "x"}}}),
    ({"multi_match": {"query": "x", "fields": ["agent.raw", "b"], "use_dis_max": False}},
     {"multi_match": {"query": "x", "fields": ["agent", "b"], "type": "most_fields"}}),
    ({"query_string": {"query": "x", "default_field": "ip.raw", "lowercase_expanded_terms": False}},
     {"query_string": {"query": "x", "default_field": "ip"}}),
    ({"query_string": {"query": '_missing_:a AND b:"_missing_:c" OR (_missing_:d)'}},
     {"query_string": {"query": '(*:* AND NOT _exists_:a) AND b:"_missing_:c" OR ((*:* AND NOT _exists_:d))'}}),
    ({"queryString": {"query": "x"}}, {"query_string": {"query": "x"}}),
    ({"mlt": {"fields": ["a"], "like_text": "x", "min_word_len": 3}},
     {"more_like_this": {"fields": ["a"], "like": "x", "min_word_length": 3}}),
    ({"term": {"host.raw": "x"}}, {"term": {"host": "x"}}),
    ({"term": {"event_video.id.raw": "x"}}, {"term": {"event_video.id": "x"}}),
    ({"term": {"event.success.raw": "x"}}, {"term": {"event.success": "x"}}),
]

MONTHS = {"date_histogram": {"field": "@timestamp", "interval": "month"}}
BY_MONTH = {"date_histogram": {"field": "@timestamp", "calendar_interval": "month", "min_doc_count": 1}}
STATS = {"value": {"stats": {"field": "v"}}}


def facet(body):
    """A query with one facet."""
    return {"facets": {"f": body}}


def agg(body):
    return {"aggs": {"f": body}}


def zone(given, by):
    """A date_histogram by days in a time zone."""
    return agg({"date_histogram": {"field": "t", **given, **by}})


BODIES = [
    ({"query": ALL, "filter": {"not": T}, "size": 3}, {"query": ALL, "post_filter": {"bool": {"must_not": T}}, "size": 3}),
    ({"query": ALL, "filter": {}}, {"query": ALL}),
    ({"post_filter": {"missing": {"field": "a"}}}, {"post_filter": {"bool": {"must_not": {"exists": {"field": "a"}}}}}),
    ({"fields": ["a", "b", "_id"]}, {"_source": ["a", "b"]}),
    ({"fields": "a"}, {"_source": ["a"]}),
    ({"fields": []}, {"_source": False}),
    ({"fields": ["_source", "a"]}, {"_source": True}),
    ({"partial_fields": {"p": {"include": "a.*", "exclude": ["a.b"]}}},
     {"_source": {"includes": ["a.*"], "excludes": ["a.b"]}}),
    ({"_source": {"include": ["a"], "exclude": "b"}}, {"_source": {"includes": ["a"], "excludes": "b"}}),
    ({"fielddata_fields": ["a"]}, {"docvalue_fields": ["a"]}),
    ({"search_type": "count", "size": 5, "query": T}, {"query": T, "size": 0}),
    ({"search_type": "query_then_fetch"}, {}),
    ({"timeout": 500}, {"timeout": "500ms"}),
    ({"sort": [{"@timestamp": {"order": "asc", "ignore_unmapped": True}}, "page.raw"]},
     {"sort": [{"@timestamp": {"order": "asc", "unmapped_type": "date"}}, "page"]}),
    ({"sort": {"username.raw": {"reverse": True, "ignore_unmapped": True}}},
     {"sort": {"username.raw": {"unmapped_type": "keyword", "order": "desc"}}}),
    ({"sort": [{"n": {"ignore_unmapped": False}}]}, {"sort": [{"n": {}}]}),
    ({"rescore": {"query": {"rescore_query": {"text": {"a": "x"}}}}}, {"rescore": {"query": {"rescore_query": {"match": {"a": "x"}}}}}),
    (facet({"terms": {"field": "a", "size": 0, "order": "reverse_term", "all_terms": True, "exclude": ["x"]}}),
     agg({"terms": {"field": "a", "size": 10000, "order": {"_key": "desc"}, "exclude": ["x"], "min_doc_count": 0}})),
    (facet({"terms": {"fields": ["session.raw"], "regex": "x.*"}}), agg({"terms": {"field": "session", "include": "x.*"}})),
    (facet({"statistical": {"field": "a"}}), agg({"extended_stats": {"field": "a"}})),
    (facet({"histogram": {"key_field": "a", "value_field": "v", "interval": 5}}),
     agg({"histogram": {"field": "a", "interval": 5, "min_doc_count": 1}, "aggs": STATS})),
    (facet(MONTHS), agg(BY_MONTH)),
    (facet({"date_histogram": {"field": "t", "interval": "90m", "pre_zone": -5}}),
     agg({"date_histogram": {"field": "t", "fixed_interval": "90m", "time_zone": "-05:00", "min_doc_count": 1}})),
    (facet({"range": {"a": [{"to": 5}, {"from": 5}]}}), agg({"range": {"field": "a", "ranges": [{"to": 5}, {"from": 5}]}})),
    (facet({"range": {"field": "t", "ranges": [{"from": "2015-02-01"}]}}),
     agg({"date_range": {"field": "t", "ranges": [{"from": "2015-02-01"}]}})),
    (facet({"query": {"filtered": {"query": T, "filter": U}}}), agg({"filter": filtered(U, T)})),
    (facet({"filter": {"and": [T]}}), agg({"filter": {"bool": {"filter": [T]}}})),
    (facet({"terms_stats": {"key_field": "k", "value_field": "v", "size": 3, "order": "reverse_mean"}}),
     agg({"terms": {"field": "k", "size": 3, "order": {"value.avg": "asc"}}, "aggs": STATS})),
    (facet({"terms": {"field": "a"}, "facet_filter": {"not": T}, "global": True}),
     agg({"global": {}, "aggs": {"f": {"filter": {"bool": {"must_not": T}}, "aggs": {"f": {"terms": {"field": "a"}}}}}})),
    ({**facet(MONTHS), "aggs": {"g": {"avg": {"field": "a"}}}}, {"aggs": {"g": {"avg": {"field": "a"}}, "f": BY_MONTH}}),
    (agg(MONTHS), agg(BY_MONTH)),
    (zone({"interval": "1.5h"}, {}), zone({"fixed_interval": "5400000ms"}, {"min_doc_count": 1})),
    (zone({"interval": "1d"}, {"min_doc_count": 0}), zone({"calendar_interval": "1d"}, {"min_doc_count": 0})),
    (zone({"interval": "2w"}, {}), zone({"fixed_interval": "1209600000ms"}, {"min_doc_count": 1})),
    (zone({"interval": 3600000, "pre_offset": "6h", "post_zone": "+1"}, {}),
     zone({"fixed_interval": "3600000ms", "offset": "6h"}, {"min_doc_count": 1})),
    (agg({"terms": {"field": "a", "size": 0, "order": {"_term": "asc"}, "include": {"pattern": "x.*"}},
          "aggs": {"g": {"filter": {"not": T}, "aggregations": {"terms": {"cardinality": {"field": "b", "rehash": True}}}}}}),
     agg({"terms": {"field": "a", "size": 10000, "order": {"_key": "asc"}, "include": "x.*"},
          "aggs": {"g": {"filter": {"bool": {"must_not": T}}, "aggregations": {"terms": {"cardinality": {"field": "b"}}}}}})),
    (agg({"filters": {"filters": {"not": {"and": [T]}, "or": U}}}), agg({"filters": {"filters": {"not": {"bool": {"filter": [T]}}, "or": U}}})),
    (agg({"top_hits": {"sort": [{"t": {"ignore_unmapped": True}}]}}), agg({"top_hits": {"sort": [{"t": {"unmapped_type": "long"}}]}})),
    (agg({"percentiles": {"field": "a", "compression": 200}}), agg({"percentiles": {"field": "a", "tdigest": {"compression": 200}}})),
]

UNCHANGED = [
    "{}", '{"query":{"match_all":{}}}', ' {"query": {"term": {"filtered": "and"}} , "size" : 10.0e0}\n',
    '{"query": {"match": {"not": {"query": "or"}}}}', '{"query": {"terms": {"facets": ["missing", "limit"]}}}',
    '{"query": {"range": {"and": {"gte": "filtered", "time_zone": "+01:00"}}}}',
    '{"query": {"term": {"_cache": "x"}}}', '{"query": {"exists": {"field": "not"}}}',
    '{"query": {"bool": {"filter": [{"bool": {"must": [], "should": [{"term": {"or": 1}}]}}]}}}',
    '{"query": {"bool": {"filter": [{"bool": {"must": [{"term": {"a": 1}}], "should": [{"term": {"or": 1}}]}}]}}}',
    '{"query": {"query_string": {"query": "not:and \\"_missing_:x\\" a_missing_:b"}}}',
    '{"aggs": {"facets": {"terms": {"field": "username.raw", "size": 5}, "aggs": {"filtered": {"avg": {"field": "and"}}}}}}',
    '{"aggs": {"not": {"date_histogram": {"field": "and", "calendar_interval": "1M"}, "meta": {"missing": {"field": "x"}}}}}',
    '{"aggs": {"missing": {"missing": {"field": "missing"}}, "h": {"histogram": {"field": "a", "interval": 5}}}}',
    '{"fields": ["a"], "_source": false}', '{"fields": [{"field": "a", "format": "epoch_millis"}]}',
    '{"sort": [{"filtered": {"order": "asc"}}, "_score"], "_source": ["fields", "partial_fields"]}',
    '{"query": {"a_query_of_tomorrow": {"filtered": {"query": {}}}}, "a_word_of_tomorrow": {"facets": 1}}',
    '{"script_fields": {"x": {"script": {"source": "1", "lang": "painless", "params": {}}}}}',
    '{"query": {"term": {"event.raw": "x"}}}', '{"query": {"term": {"unknown.raw": "x"}}}',
    '{"from": 9000, "size": 1000, "timeout": "5s", "track_total_hits": 5}',
]

# (query, place that is named)
REFUSED = [
    *[({"query": {word: {"query": T}}}, f"/query/{word}") for word in
      ("custom_score", "custom_filters_score", "custom_boost_factor", "fuzzy_like_this", "flt", "top_children", "indices")],
    ({"query": {"filtered": {"filter": {"and": {"fuzzy_like_this": {}}}}}}, "/query/filtered/filter/and"),
    ({"query": {"filtered": {"filter": {"or": [T, {"flt": {"like_text": "x"}}]}}}}, "/query/filtered/filter/or/1/flt"),
    ({"query": {"filtered": {"filter": {"missing": {"field": "a", "existence": False}}}}}, "/query/filtered/filter/missing"),
    ({"script_fields": {"x": {"script": "1"}}}, "/script_fields/x"),
    ({"script_fields": {"x": {"script": {"source": "1"}, "lang": "mvel"}}}, "/script_fields/x"),
    ({"query": {"filtered": {"filter": {"script": {"script": "1"}}}}}, "/query/filtered/filter/script"),
    (facet({"terms": {"fields": ["a", "b"]}}), "/facets/f/terms/fields"),
    (facet({"terms": {"script_field": "x"}}), "/facets/f/terms/script_field"),
    (facet({"geo_distance": {"a": {}}}), "/facets/f/geo_distance"),
    (facet({"global": True}), "/facets/f"),
    ({**facet({"statistical": {"field": "a"}}), **agg({"avg": {"field": "a"}})}, "/facets/f"),
    (zone({"interval": "2M"}, {}), "/aggs/f/date_histogram/interval"),
    (zone({"interval": "fortnight"}, {}), "/aggs/f/date_histogram/interval"),
    (zone({"interval": -1}, {}), "/aggs/f/date_histogram/interval"),
    ({"filter": T, "post_filter": U}, "/filter"),
    ({"search_type": "scan"}, "/search_type"),
    ({"from": 9_999, "size": 2}, "/size"),
    ({"from": 10_001}, "/from"),
    ({"size": 18446744073709551615, "from": 2}, "/size"),
]
