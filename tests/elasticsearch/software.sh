# Says which server `node` starts, which Elasticsearch or OpenSearch, and gets it from Maven, with a
# Java to run it.
#
# Sourced by `node` and `suite`, which set $home, $server and $version.  Each artifact is the distribution that the server's own
# integration tests use: the real server with the fewest modules.  Its digest is pinned.
# shellcheck shell=bash disable=SC2034,SC2154

# Server, version, Java, SHA-256.  Java 17 means just that, 21 that or a later one.
readonly artifacts='
elasticsearch 7.17.9 17 231f708f602b39359853a6d822525ba695233fe06c2dd5a960bc535bf66b6fc1
elasticsearch 8.19.0 17 14833b2d86c30656901f92049f81fb5777a8e4545413c8656cd1a21b55173033
elasticsearch 9.2.0  21 bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b
opensearch    2.19.3 17 760530e522de0a9f06380d4a4a43dfd83c31fa8911f41745513ce715ed5dfd03
opensearch    3.3.0  21 c3a6bf825ea05b8d9fe3758dad70ed198cf9c365700895165d310a0a9e7f48a5'

# Sets what there is to know of a server before it runs.
describe_server() {  # SERVER
  case $1 in
    elasticsearch)
      title=Elasticsearch usual_version=8.19.0 usual_port=9200
      variables=ES  # how its environment variables begin
      server_settings=(xpack.security.enabled=false)
      ;;
    opensearch)
      title=OpenSearch usual_version=2.19.3 usual_port=9201
      variables=OPENSEARCH
      server_settings=()  # it has no security to turn off
      ;;
    *) fail 2 'no such server: choose --server elasticsearch or --server opensearch' ;;
  esac
}

describe_software() {  # SERVER VERSION
  local name number
  while read -r name number java_version sha256; do
    [[ $name == "$1" && $number == "$2" ]] || continue
    artifact=org.$1.distribution.integ-test-zip:$1:$2:zip
    software=$home/$1-$2
    return
  done <<<"$artifacts"
  fail 2 "no such version of $title: choose --version" \
    "$(awk -v server="$1" '$1 == server { printf "%s%s", comma, $2; comma = " or " }' <<<"$artifacts")"
}

# Each version other than the usual one has a home of its own.
default_home() {
  local name=fun-$server
  [[ $version == "$usual_version" ]] || name+=-$version
  if [[ -n ${FUN_ES_HOME:-} && $name == fun-elasticsearch ]]; then
    printf '%s\n' "$FUN_ES_HOME"
  elif [[ $EUID -eq 0 ]]; then  # root's own folders are closed to other users
    printf '/var/cache/%s\n' "$name"
  else
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/$name"
  fi
}

# Prints the server that a home is of, and the version; nothing of an empty one.
owner_of() {  # HOME
  [[ -f $1/is-a-node ]] || return 0
  local before=elasticsearch  # from the time when there was one server
  [[ ! -s $1/server ]] || before=$(<"$1/server")
  describe_server "$before"
  [[ ! -s $1/version ]] || usual_version=$(<"$1/version")
  printf '%s %s\n' "$before" "$usual_version"
}

# What was not given is what a given home has, else the usual.
choose_server() {
  local owner='' before=''
  [[ -z $home ]] || read -r owner before <<<"$(owner_of "$home")"
  server=${server:-${owner:-elasticsearch}}
  describe_server "$server"
  [[ $server != "$owner" ]] || version=${version:-$before}
  version=${version:-$usual_version}
  home=$(realpath -m "${home:-$(default_home)}")
  [[ $home =~ ^[A-Za-z0-9._/+-]{2,}$ ]] || fail 2 'choose a --home without spaces or signs'
}

# A home belongs to one version of one server: no other can read what lies there.
check_server() {
  local owner before
  read -r owner before <<<"$(owner_of "$home")"
  [[ "$server $version" == "${owner:-$server} ${before:-$version}" ]] ||
    fail 2 "$home holds a node of $owner $before: wipe it first, or choose another --home"
  describe_software "$server" "$version"
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

# Prints the number of a Java: 17.
number_of_java() {  # HOME
  "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p'
}

# Prints the home of a Java for the server: the system's, else what ES_JAVA_HOME, JAVA_HOME or the
# PATH offer.  Nothing when there is none.
find_java() {
  local place number
  for place in "${FUN_JVM_DIR:-/usr/lib/jvm}"/* "${ES_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    "$(realpath -m "$(command -v java || true)"/../..)"; do
    [[ -n $place && -x $place/bin/java ]] || continue
    number=$(number_of_java "$place")
    if ((number == java_version || (java_version > 17 && number > java_version))); then
      printf '%s\n' "$place"
      return
    fi
  done
}

no_java() {
  case $java_version in
    17) printf 'no Java 17: install Debian package openjdk-17-jre-headless\n' ;;
    *) printf 'no Java %s or later: put one in /usr/lib/jvm, or name it by JAVA_HOME\n' "$java_version" ;;
  esac
}

choose_java() {
  java=$(find_java)
  [[ -n $java ]] || fail 6 "$title $version cannot run: $(no_java)"
}
