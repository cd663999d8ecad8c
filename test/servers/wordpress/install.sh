#!/usr/bin/env bash
# The Debian packages of the WordPress that specs run against. Starts no service and does nothing where they are already
# there; needs root otherwise. Only files are used: start.mjs runs a MariaDB and a PHP of its own.
set -euo pipefail
packages=(wordpress php-cli php-mysql mariadb-server)
installed() { dpkg-query --show --showformat '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

missing=()
command -v dpkg-query >/dev/null || { echo 'WordPress: no Debian here, its specs will not run.' >&2; exit 1; }
for package in "${packages[@]}"; do installed "$package" || missing+=("$package"); done
[ ${#missing[@]} -eq 0 ] && exit 0
[ "$(id -u)" -eq 0 ] || { echo "WordPress: only root can install ${missing[*]}; its specs will not run." >&2; exit 1; }

export DEBIAN_FRONTEND=noninteractive
# invoke-rc.d starts nothing below run level 2.
export RUNLEVEL=1
apt-get update -qq -o DPkg::Lock::Timeout=300
apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends "${missing[@]}" >/dev/null
