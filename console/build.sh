#!/bin/sh
# Builds the console for Maven. A machine without Node, or without its packages, gets a program that says so instead.
#   build.sh TARGET build  into TARGET/classes
#   build.sh TARGET test   checks types and runs the tests
# Works on a copy in TARGET: a build that others run at the same time has its own.
set -eu
cd "$(dirname "$0")"
target=$1
web=$target/classes/kz/dabyl/console/web
least_node=18

# Says why there is no console, for people who ask the service for it.
without() {
  echo "console: left out, $*" >&2
  rm -rf "$web"
  mkdir -p "$web"
  printf '%s\n' "$*" >"$web/missing.txt"
  exit 0
}

require_node() {
  node_version=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
  if [ "$node_version" -lt "$least_node" ] || ! command -v npm >/dev/null 2>&1; then
    : >"$target/without-node"
    without "Node.js $least_node or newer with npm was not found when this program was built"
  fi
  rm -f "$target/without-node"
}

copy_sources() {
  mkdir -p "$target/npm"
  rm -rf "$target/npm/src" "$target/npm/test"
  cp -R .npmrc package.json package-lock.json tsconfig.json build.mjs test.mjs src test "$target/npm"
  # The outlines that the public page draws.
  cp ../alerts/src/main/resources/kz/dabyl/alerts/page/map/*.txt "$target/npm/src/map"
}

# Fetches packages only when others are wanted than are there.
install_packages() {
  if cmp -s package-lock.json installed-lock.json; then return; fi
  rm -f installed-lock.json
  npm ci --prefer-offline --no-progress >&2 || return 1
  cp package-lock.json installed-lock.json
}

mkdir -p "$target"
case $2 in
  build)
    require_node
    copy_sources
    cd "$target/npm"
    (install_packages) || without "npm could not fetch its packages when this program was built"
    node build.mjs "$web"
    ;;
  test)
    if [ -f "$web/missing.txt" ]; then
      echo "console: not tested, $(cat "$web/missing.txt")" >&2
      exit 0
    fi
    cd "$target/npm"
    npm run --silent check
    npm run --silent test
    ;;
esac
