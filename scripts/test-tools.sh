#!/bin/sh
# What some test groups need beyond Python: installed here where that may be done (root, apt), else named and left out.
# The groups themselves skip when their tool is missing; with CI set nothing may be left out.
there() { command -v "$1" >/dev/null 2>&1 || [ -e "$1" ]; }
need() { # command, file or folder, Debian package, what for
    there "$1" && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        [ -n "$updated" ] || apt-get update -qq >/dev/null 2>&1
        updated=1
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null 2>&1
        there "$1" && return 0
    fi
    echo "left out: $3 (install $2 to run it)"
    [ -z "$CI" ] || exit 1
}
need npm npm "tests on real apps from npm"
need javac openjdk-17-jdk-headless "tests on real SDKs"
need mvn maven "tests on real SDKs from Maven Central"
need aapt aapt "tests on real SDKs"
need zipalign zipalign "tests on real SDKs"
need apksigner apksigner "tests on real SDKs"
need /usr/share/android-framework-res/framework-res.apk android-framework-res "tests on real SDKs"
need chromium chromium "the HTML report in a browser"
need /usr/lib/postgresql postgresql "the ledger on PostgreSQL"
need adb adb "the real device against adbd"
need ip iproute2 "the real device against adbd"
need nsenter util-linux "the real device against adbd"
need dpkg-deb dpkg "the real device against adbd"
need /usr/share/keyrings/debian-archive-keyring.gpg debian-archive-keyring "the real device against adbd"
need curl curl "what the agent sees of native code"
need unzip unzip "the speed test against unzip"
exit 0
