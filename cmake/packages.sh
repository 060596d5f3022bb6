# Debian 12 packages, by what needs them; sourced by quickstart and check.
# shellcheck shell=bash disable=SC2034

# To build and run the commands.
build_packages=(build-essential cmake ninja-build pkg-config git
  libssl-dev libsimdjson-dev libre2-dev libcli11-dev libisal-dev libdeflate-dev
  libzstd-dev libcurl4-openssl-dev libtomlplusplus-dev libphonenumber-dev libmaxminddb-dev)

# To run a real Elasticsearch node and to make a sample log.
node_packages=(openjdk-17-jre-headless maven curl unzip util-linux python3)

# To test.
test_packages=(zlib1g-dev libgtest-dev libgmock-dev ccache gzip zstd jq openssl clang-format-19
  shellcheck valgrind strace systemd python3-venv)

# To measure others: tests/benchmark/run alone.  Not rsyslog, which would begin to run.
benchmark_packages=(libhyperscan-dev ripgrep isal)

# Installs those of the named packages that are missing; asks nothing.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
      missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  local root=()
  if [[ $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || {
      echo "missing packages: ${missing[*]}" >&2
      echo "install them as root: apt-get install ${missing[*]}" >&2
      return 6
    }
    root=(sudo)
  fi
  echo "installing ${missing[*]}" >&2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}
