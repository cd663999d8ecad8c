#!/usr/bin/env bash
# Installs the PDS that specs run against, once per machine, Node version and lock file: its SQLite compiles for two
# minutes. What is here then is a link into the cache (XDG_CACHE_HOME, ~/.cache).
set -euo pipefail
cd "$(dirname "$0")"
runtime=$(node -p '[process.platform, process.arch, process.versions.modules].join("-")')
lock=$(node -p 'require("crypto").createHash("sha256").update(require("fs").readFileSync("package-lock.json")).digest("hex").slice(0, 16)')
home="${XDG_CACHE_HOME:-$HOME/.cache}/marronnier"
cache="$home/pds-$runtime-$lock"

if [ ! -d "$cache" ]; then
  mkdir -p "$home"
  fresh=$(mktemp -d "$home/new-XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  cp package.json package-lock.json .npmrc "$fresh"
  JOBS=max npm ci --prefix "$fresh"
  # Somebody else may have been faster.
  [ -d "$cache" ] || mv "$fresh" "$cache"
fi
[ -L node_modules ] || rm -rf node_modules
ln -sfn "$cache/node_modules" node_modules
