#!/bin/sh
# Where tests put what they make: in memory, where there is room for it and programs may be run from it, else where temporary files lie.
# Thousands of small ledgers are synced to it.
memory=/dev/shm
if [ -w "$memory" ] && [ "$(df -Pk "$memory" | awk 'NR == 2 { print $4 }')" -gt 4000000 ]; then
    try="$memory/.kanhe-$$"
    printf '#!/bin/sh\n' >"$try" && chmod +x "$try"
    if "$try" 2>/dev/null; then
        rm -f "$try"
        echo "$memory"
        exit 0
    fi
    rm -f "$try"
fi
echo "${TMPDIR:-/tmp}"
