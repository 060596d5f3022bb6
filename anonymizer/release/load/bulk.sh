#!/usr/bin/env bash
# Loads this release into Elasticsearch or OpenSearch with curl, gzip and jq alone.
#
#   load/bulk.sh [URL]                    default: http://localhost:9200
#   INDEX=name load/bulk.sh               default: logstash-trackinglogs-<the release's name>
#   CURL="curl --netrc --cacert ca.pem"   a user, a certificate: as curl takes them
#
# A second run replaces documents and adds none twice.  An `event` that is a text becomes an object
# if it holds one, else `event_text`, for the index takes objects only.  jq rounds numbers of more
# than 17 digits and leaves out lines of more than 256 nested levels; funload does neither.
set -euo pipefail
export LC_ALL=C
url=${1:-http://localhost:9200}
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
name=$(sed -n 's/^Fun-Release-Name: //p' ../bag-info.txt | tr '[:upper:]' '[:lower:]' | tr -cd '[:alnum:]._-')
target=$url/${INDEX:-logstash-trackinglogs-${name:-linkable}}
refused=$(mktemp)
trap 'rm -f "$refused"' EXIT

# shellcheck disable=SC2016  # jq's variables
shape='
  fromjson? | select(type == "object")
  | {"@timestamp": (.time // .timestamp)} + .
  | if .event == null or (.event | type) == "object" then .
    elif (.event | type) == "string" then
      .event as $text | ($text | fromjson? // null) as $inner
      | if ($inner | type) == "object" then .event = $inner else del(.event) | .event_text = $text end
    else .unindexed = ({event} | tojson) | del(.event) end'

ask() {
  $CURL --silent --show-error --fail-with-body --header 'Content-Type: application/json' "$@"
}

# Shows what a command answers only when it fails.
quietly() {
  local answer
  answer=$("$@") || { printf '%s\n' "$answer" >&2; return 1; }
}

# One request: actions and documents on standard input; keeps why documents were refused.
send() {
  local answer
  answer=$(ask --data-binary @- "$target/_bulk?filter_path=items.*.error.type") ||
    { printf '%s\n' "$answer" >&2; return 1; }
  jq -r '.items[]? | .[].error.type' <<<"$answer" >>"$refused"
}

put_template() {
  local template=index-template.json
  if $CURL --silent "$url/" | grep -q '"opensearch"'; then
    template=index-template-opensearch.json
  fi
  quietly ask -X PUT --data-binary @"$template" "$url/_index_template/logstash-trackinglogs"
}

load_file() {
  local id
  id=$(printf %s "${1#../data/}" | tr -c 'A-Za-z0-9._/\n-' _)
  gzip -dcf "$1" | jq -cR "$shape" |
    awk -v id="$id" '{ printf "{\"index\":{\"_id\":\"%s-%d\"}}\n%s\n", id, NR, $0 }' |
    SHELL=$BASH split -l 1000 --filter=send
}

export -f ask send
export target refused CURL=${CURL:-curl}
put_template
while IFS= read -r -d '' file; do
  load_file "$file"
done < <(find ../data -type f -print0 | sort -z)
quietly ask -X POST "$target/_refresh"
count=$(ask "$target/_count" | jq .count)
echo "documents in the index: $count"
if [[ -s $refused ]]; then
  echo "refused by the server:" >&2
  sort "$refused" | uniq -c >&2
  exit 1
fi
