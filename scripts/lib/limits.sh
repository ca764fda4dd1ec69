# Makes the JVM content with the address space that "ulimit -v" leaves it, address_space in KiB.
#
# Sourced by scripts/jobber. Adds to flags, or ends the script.

least_address_space=600000
if [ "$address_space" -lt "$least_address_space" ]; then
    say "expected an address space of $((least_address_space / 1000)) MB at least, got: $((address_space / 1000)) MB" \
        "(raise the limit with 'ulimit -v')"
    exit 1
fi
# The JVM reserves much more than it uses, and so does the C library for each thread.
if [ "$address_space" -lt 16000000 ]; then
    flags="$flags -XX:MaxHeapSize=$((address_space / 4096))m -XX:InitialHeapSize=32m
        -XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=32m"
    MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
    export MALLOC_ARENA_MAX
fi
