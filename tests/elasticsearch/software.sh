# Says which server `node` starts, Elasticsearch or OpenSearch, and gets it from Maven, with a
# Java to run it.
#
# Sourced by `node`, which sets $home and $server.  Each artifact is the distribution that the server's own
# integration tests use: the real server with the fewest modules.  Its digest is pinned.
# shellcheck shell=bash disable=SC2034,SC2154

# Sets what there is to know of a server before it runs.
describe_software() {  # SERVER
  case $1 in
    elasticsearch)
      title=Elasticsearch version=8.19.0 usual_port=9200
      sha256=14833b2d86c30656901f92049f81fb5777a8e4545413c8656cd1a21b55173033
      variables=ES  # how its environment variables begin
      server_settings=(xpack.security.enabled=false)
      ;;
    opensearch)
      title=OpenSearch version=2.19.3 usual_port=9201
      sha256=760530e522de0a9f06380d4a4a43dfd83c31fa8911f41745513ce715ed5dfd03
      variables=OPENSEARCH
      server_settings=()  # it has no security to turn off
      ;;
    *) fail 2 'no such server: choose --server elasticsearch or --server opensearch' ;;
  esac
  artifact=org.$1.distribution.integ-test-zip:$1:$version:zip
  software=$home/$1-$version
}

default_home() {
  local name=fun-${server:-elasticsearch}
  if [[ -n ${FUN_ES_HOME:-} && $name == fun-elasticsearch ]]; then
    printf '%s\n' "$FUN_ES_HOME"
  elif [[ $EUID -eq 0 ]]; then  # root's own folders are closed to other users
    printf '/var/cache/%s\n' "$name"
  else
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/$name"
  fi
}

# A home belongs to one server: no other can read what lies there.
choose_server() {
  local before=''
  if [[ -s $home/server ]]; then
    before=$(<"$home/server")
  elif [[ -f $home/is-a-node ]]; then  # from the time when there was one server
    before=elasticsearch
  fi
  server=${server:-${before:-elasticsearch}}
  [[ $server == "${before:-$server}" ]] ||
    fail 2 "$home holds a node of $before: wipe it first, or choose another --home"
  describe_software "$server"
}

say() { printf 'node: %s\n' "$*" >&2; }

# fail CODE WORDS...  Codes are those of the whole project: 2 usage, 6 environment.
fail() {
  local code=$1
  shift
  say "$*"
  exit "$code"
}

need() {  # COMMAND DEBIAN-PACKAGE
  command -v "$1" >/dev/null || fail 6 "command $1 not found: install Debian package $2"
}

unpack() {  # ZIP DIR
  if command -v unzip >/dev/null; then
    unzip -q "$1" -d "$2"
  elif command -v bsdtar >/dev/null; then
    bsdtar -xf "$1" -C "$2"
  elif command -v jar >/dev/null; then
    (cd "$2" && jar -xf "$1")
  elif command -v python3 >/dev/null; then
    python3 -m zipfile -e "$1" "$2"
  else
    fail 6 'nothing here unpacks a zip: install Debian package unzip'
  fi
}

# Asks Maven for the artifact; the copy spares us to know where its local repository lies.
download() {  # DIR
  local -a quiet=(mvn -q -B -Dstyle.color=never -Dartifact="$artifact")
  "${quiet[@]}" dependency:get -Dtransitive=false >"$1/mvn.log" 2>&1 </dev/null &&
    "${quiet[@]}" dependency:copy -DoutputDirectory="$1" >>"$1/mvn.log" 2>&1 </dev/null && return
  tail -n 15 "$1/mvn.log" >&2
  fail 6 "Maven could not bring $artifact: check the network and Maven's settings"
}

# Puts the software into DIR, once: it appears whole or not at all.
fetch() {  # DIR
  local load=$home/load name=${1##*/}
  [[ ! -d $1 ]] || return 0
  need mvn maven
  need sha256sum coreutils
  rm -rf "$load"
  mkdir -p "$load"
  say "fetching $artifact (97 MB at most, once)"
  download "$load"
  printf '%s  %s\n' "$sha256" "$load/$name.zip" | sha256sum --check --status ||
    fail 6 "$name.zip has another SHA-256 than expected: not used"
  say 'unpacking'
  unpack "$load/$name.zip" "$load" || fail 6 "cannot unpack $name.zip into $load"
  chmod -R go+rX,go-w "$load/$name"
  chmod a+x "$load/$name"/bin/*  # not every unpacker keeps modes
  mv "$load/$name" "$1"
  rm -rf "$load"
}

# Prints the home of a Java 17: Debian's, else what ES_JAVA_HOME, JAVA_HOME or the PATH offer.
java_home() {
  local place
  for place in /usr/lib/jvm/java-17-openjdk-* "${ES_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")"; do
    [[ -n $place && -x $place/bin/java ]] || continue
    "$place/bin/java" -version 2>&1 | grep -q 'version "17' || continue
    printf '%s\n' "$place"
    return
  done
  fail 6 'no Java 17 found: install Debian package openjdk-17-jre-headless'
}
