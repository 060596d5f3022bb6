"""Saved objects of Kibana and OpenSearch Dashboards: what is wrong with a file of them, and what its pictures ask a server.

Neither program is there to try.  What a picture would ask is written anew here, from its visState, and knows no
parameter that docs/kibana/make does not use: another one is an error, not silence.
"""

import json

# The last versions that Kibana from 7.6 on and OpenSearch Dashboards both take.
NEWEST = {"index-pattern": (7, 6, 0), "search": (7, 4, 0), "visualization": (7, 4, 2), "dashboard": (7, 3, 0)}
METRICS = {"count", "cardinality", "avg", "min", "max"}
MISSING = "__missing__"


def inner(text):
    """JSON within JSON; None of what is none."""
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None


def source_of(each):
    return inner(each["attributes"].get("kibanaSavedObjectMeta", {}).get("searchSourceJSON"))


def _names_referred_to(each):
    """The names of references that the object's own JSON uses; the texts that are no JSON."""
    attributes, names, broken = each["attributes"], [], []
    for place in ("visState", "uiStateJSON", "panelsJSON", "optionsJSON"):
        if place in attributes and inner(attributes[place]) is None:
            broken.append(place)
    if each["type"] != "index-pattern":
        source = source_of(each)
        if source is None:
            broken.append("searchSourceJSON")
        elif "indexRefName" in source:
            names.append(source["indexRefName"])
    names += [panel["panelRefName"] for panel in inner(attributes.get("panelsJSON", "[]")) or []]
    return names, broken


def _overlaps(panels):
    places = set()
    for panel in panels:
        grid = panel["gridData"]
        cells = {(x, y) for x in range(grid["x"], grid["x"] + grid["w"]) for y in range(grid["y"], grid["y"] + grid["h"])}
        if places & cells or grid["x"] + grid["w"] > 48:
            return True
        places |= cells
    return False


def problems(objects):
    """What stands against an import of these objects, and what of it no dashboard shows; [] when nothing does."""
    found, there = [], [(each["type"], each["id"]) for each in objects]
    found += [f"twice: {key}" for key in set(there) if there.count(key) > 1]
    shown = set()
    for each in objects:
        name = f"{each['type']} {each['id']}"
        names, broken = _names_referred_to(each)
        found += [f"{name}: {place} is no JSON" for place in broken]
        given = {reference["name"]: (reference["type"], reference["id"]) for reference in each["references"]}
        found += [f"{name}: nothing is called {word}" for word in names if word not in given]
        found += [f"{name}: {word} is of no use" for word in given if word not in names]
        found += [f"{name}: {key} is not in the file" for key in given.values() if key not in there]
        for kind, version in each.get("migrationVersion", {}).items():
            if kind != each["type"] or tuple(map(int, version.split("."))) > NEWEST[kind]:
                found.append(f"{name}: version {kind} {version}")
        if each["type"] == "dashboard":
            shown |= set(given.values())
            if _overlaps(inner(each["attributes"]["panelsJSON"]) or []):
                found.append(f"{name}: panels lie upon each other")
    pictures = {key for key in there if key[0] == "visualization"}
    return found + [f"{key} is on no dashboard" for key in pictures - shown]


def _query(source, days):
    """Of a saved object's searchSourceJSON, within [from, to)."""
    assert source["query"]["language"] == "lucene" and source["filter"] == [], source
    words = source["query"]["query"]
    asked = {"query_string": {"query": words, "analyze_wildcard": True}} if words else {"match_all": {}}
    return {"bool": {"filter": [asked, {"range": {"@timestamp": {"gte": days[0], "lt": days[1]}}}]}}


def _metric(agg):
    params = dict(agg["params"])
    params.pop("customLabel")
    field = params.pop("field")
    assert not params, params
    return {agg["type"]: {"field": field}}


def _terms(params, metrics):
    asked = {"field": params.pop("field"), "size": params.pop("size")}
    by, order = params.pop("orderBy"), params.pop("order")
    assert by == "_key" or by in metrics, by
    asked["order"] = {"_count" if metrics.get(by) == "count" else by: order}
    missing, _label = params.pop("missingBucket"), params.pop("missingBucketLabel")
    if missing:
        asked["missing"] = MISSING
    assert not params.pop("otherBucket") and params.pop("otherBucketLabel")
    return {"terms": asked}


def _days(params):
    assert params.pop("interval") == "d" and params.pop("extended_bounds") == {} and not params.pop("drop_partials")
    return {"date_histogram": {"field": params.pop("field"), "calendar_interval": "1d", "time_zone": "UTC",
                               "min_doc_count": params.pop("min_doc_count")}}


def _bucket(agg, metrics):
    params = dict(agg["params"])
    params.pop("customLabel")
    asked = {"terms": lambda: _terms(params, metrics), "date_histogram": lambda: _days(params)}[agg["type"]]()
    assert not params, params
    return asked


def request_of(picture, days):
    """The body of `_search` for a picture made of aggregations; its aggregations nest in the order of visState."""
    aggs = inner(picture["attributes"]["visState"])["aggs"]
    metrics = {agg["id"]: agg["type"] for agg in aggs if agg["schema"] == "metric"}
    assert metrics and set(metrics.values()) <= METRICS, metrics
    body = {"size": 0, "track_total_hits": True, "query": _query(source_of(picture), days)}
    here, order_needs = body, {}
    for agg in aggs:
        if agg["schema"] == "metric" and agg["type"] != "count":
            order_needs[agg["id"]] = _metric(agg)
    for agg in aggs:
        if agg["schema"] != "metric":
            here["aggs"] = {**order_needs, agg["id"]: _bucket(agg, metrics)}
            here = here["aggs"][agg["id"]]
    here["aggs"] = {**order_needs}
    return body


def request_of_search(search, days):
    return {"size": 1, "track_total_hits": True, "query": _query(source_of(search), days)}


def _see(level, aggs, seen):
    for agg in aggs:
        answer = level.get(agg["id"])
        if answer is None:
            continue
        if "buckets" not in answer:
            seen[agg["id"]] = seen.get(agg["id"], False) or bool(answer["value"])
            continue
        buckets = [bucket for bucket in answer["buckets"] if bucket["doc_count"]]
        said = [bucket for bucket in buckets if bucket["key"] != MISSING]
        seen[agg["id"]] = seen.get(agg["id"], False) or bool(said)
        for bucket in buckets:
            _see(bucket, aggs, seen)


def empty_in(picture, answer):
    """The aggregations of a picture that show nothing, by id: no bucket, or no number but 0 in any of them."""
    aggs = inner(picture["attributes"]["visState"])["aggs"]
    seen = {agg["id"]: answer["hits"]["total"]["value"] > 0 for agg in aggs if agg["type"] == "count"}
    _see(answer["aggregations"], aggs, seen)
    return sorted(agg["id"] for agg in aggs if not seen.get(agg["id"]))


def fields_of(each):
    """The names of fields that an object asks for."""
    attributes = each["attributes"]
    aggs = (inner(attributes.get("visState", "{}")) or {}).get("aggs", [])
    return {agg["params"]["field"] for agg in aggs if "field" in agg["params"]} | set(attributes.get("columns", []))


def typed_fields(properties, before=""):
    """The searchable fields of an index template, "event_video.id", with their types."""
    found = {}
    for name, field in properties.items():
        found |= typed_fields(field["properties"], before + name + ".") if "properties" in field else {
            before + name: field.get("type", "object")}
    return found
