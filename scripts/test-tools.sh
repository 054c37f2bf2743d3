#!/bin/sh
# What some test groups need beyond Python: installed here where that may be done (root, apt), else named and left out.
# The groups themselves skip when their tool is missing; with CI set nothing may be left out.
need() { # command, Debian package, what for
    command -v "$1" >/dev/null 2>&1 && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        [ -n "$updated" ] || apt-get update -qq >/dev/null 2>&1
        updated=1
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null 2>&1
        command -v "$1" >/dev/null 2>&1 && return 0
    fi
    echo "left out: $3 (install $2 to run it)"
    [ -z "$CI" ] || exit 1
}
need npm npm "tests on real apps from npm"
need chromium chromium "the HTML report in a browser"
need unzip unzip "the speed test against unzip"
exit 0
