# What scripts/jobber does when it cannot start at once: looks for a place, a JDK and a build, and builds.
#
# Sourced by scripts/jobber. Leaves place, built, store, java_home and java_version set, or ends the script.

# shellcheck source=lib/jdk.sh
. "$root/scripts/lib/jdk.sh"
# shellcheck source=lib/maven.sh
. "$root/scripts/lib/maven.sh"

# Whether files can be written to the directory $1, which is made if it is missing.
writable() {
    mkdir -p -- "$1" 2> /dev/null && [ -w "$1" ]
}

# Where this start may write: below the checkout, or, where that is read-only, in the user's cache.
choose_store() {
    store=$root/target/jobber
    writable "$store" && return
    checkout=${root##*/}-$(printf %s "$root" | cksum | tr -d ' ')
    for caches in "${XDG_CACHE_HOME-}" "${HOME:+$HOME/.cache}"; do
        case $caches in
            /*)
                store=$caches/jobber/$checkout
                writable "$store" && return
                ;;
        esac
    done
    # A directory of the temporary files must be ours: what lies in it will be run.
    caches=${TMPDIR:-/tmp}/jobber-$(id -u)
    (umask 077 && mkdir -- "$caches") 2> /dev/null
    store=$caches/$checkout
    [ -O "$caches" ] && [ ! -h "$caches" ] && writable "$store" && return
    say "there is no directory to build in, because none of these can be written: $root/target, \$XDG_CACHE_HOME," \
        "~/.cache, ${TMPDIR:-/tmp}. Set XDG_CACHE_HOME to one that can."
    exit 1
}

quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")"; }

# Writes standard input to the file $1, whole or not at all.
publish() {
    cat > "$1.$$" && mv -f -- "$1.$$" "$1"
}

remember_jdk() {
    publish "$store/jdk" << EOF
jdk_environment=$(quoted "${JAVA_HOME-}:${PATH-}")
java_home=$(quoted "$java_home")
java_version=$(quoted "$java_version")
utf8_locale=$(quoted "$utf8_locale")
EOF
}

# A locale of this machine whose charset is UTF-8, in utf8_locale; empty where there is none.
find_utf8_locale() {
    if ! command -v locale > /dev/null; then
        utf8_locale=C.UTF-8
        return
    fi
    for utf8_locale in C.UTF-8 C.utf8 en_US.UTF-8 $(locale -a 2> /dev/null | grep -i 'utf-*8$') ''; do
        [ "$(LC_ALL=$utf8_locale locale charmap 2> /dev/null)" != UTF-8 ] || return
    done
}

# One start builds and the others wait for it; the lock of one that was killed is free.
lock() {
    if command -v flock > /dev/null; then
        { true 9> "$store/lock"; } 2> /dev/null || explain_no_lock "$store/lock"
        exec 9> "$store/lock"
        flock -n 9 || {
            say "another start is building; waiting for it"
            flock 9
        }
        return
    fi
    waiting=
    attempts=0
    until ln -s "$$" "$store/lock.pid" 2> /dev/null; do
        if ! holder=$(readlink "$store/lock.pid"); then
            # It has just become free, or it can never be had.
            attempts=$((attempts + 1))
            [ "$attempts" -lt 5 ] || explain_no_lock "$store/lock.pid"
            sleep 1
        elif [ "$holder" = "$$" ] || ! kill -0 "$holder" 2> /dev/null; then
            rm -f -- "$store/lock.pid"
        else
            [ -n "$waiting" ] || say "another start is building; waiting for it"
            waiting=yes
            attempts=0
            sleep 1
        fi
    done
}

# Ends the script because the lock $1 cannot be made.
explain_no_lock() {
    say "cannot build: $1 cannot be made. Check that its folder is there and can be written," \
        "and that no file or folder is in its place."
    exit 1
}

unlock() {
    if command -v flock > /dev/null; then exec 9>&-; else rm -f -- "$store/lock.pid"; fi
}

digest() {
    if command -v sha256sum > /dev/null; then
        sha256sum
    elif command -v shasum > /dev/null; then
        shasum -a 256
    else
        cksum
    fi | cut -c 1-16 | tr -d ' '
}

# Ends the script because Maven could not build, whose words are in the file $1.
explain_failed_build() {
    if grep -q -i -E 'could not transfer|unknown host|unknownhost|connection refused|connect timed out|no route to host|network is unreachable|name resolution|failed to fetch|cannot access .* in offline mode' "$1"; then
        say "cannot build: its libraries could not be downloaded. The first build needs the network:" \
            "connect to it, then start again. What was tried is in $1"
    else
        say "cannot build; the whole log is $1:"
        # What javac found, or whatever Maven says instead.
        { grep -E '^\[ERROR\] .*\.java:' "$1" || grep -E '^\[ERROR\]' "$1" || cat "$1"; } | sort -u | head -n 40 >&2
    fi
    exit 1
}

# Ends the script with the exit code $1, and the build with it.
interrupt() {
    trap '' HUP INT TERM
    kill "$builder" 2> /dev/null
    wait "$builder"
    exit "$1"
}

# Drops the options that the environment has for every JVM, where the JVM refuses them; the start says so.
drop_wrong_options() {
    "$java_home/bin/java" -version > /dev/null 2>&1 < /dev/null || unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
}

# Runs a Java program of the folder lib with these arguments. It is compiled first, which the quick compiler of the JVM
# does in half the time.
run_java() (
    drop_wrong_options
    exec "$java_home/bin/java" -XX:TieredStopAtLevel=1 "$@" > "$store/build.log" 2>&1 < /dev/null 9>&-
)

build() {
    if [ -n "$built" ]; then
        say "the sources have changed, building again ($(maven_name), JDK $java_version)"
    else
        say "building ($(maven_name), JDK $java_version); the first time, libraries are downloaded and it takes a minute"
    fi
    work=$store/work.$$
    mkdir -p -- "$work"
    trap 'rm -rf -- "$work"; unlock' EXIT
    # A signal is heard while the shell waits, not while a command of it runs.
    (
        drop_wrong_options
        run_maven "-Djobber.target=$work" -Dprogram -Dmaven.test.skip=true package
    ) > "$store/build.log" 2>&1 9>&- &
    builder=$!
    trap 'interrupt 129' HUP
    trap 'interrupt 130' INT
    trap 'interrupt 143' TERM
    if ! wait "$builder"; then
        explain_failed_build "$store/build.log"
    fi
    mkdir -p -- "$work/store"
    [ -z "$verbose" ] || cat "$store/build.log" >&2
    for library in "$work"/lib/picocli-[0-9]*.jar; do
        [ -f "$library" ] || continue
        if run_java "$root/scripts/lib/StackMaps.java" "$library" "$work/modern.jar"; then
            mv -f -- "$work/modern.jar" "$library"
        else
            tell "$library stays as it was published, which starts slower; see $store/build.log"
        fi
    done
    if ! run_java -cp "$work/lib/*" "$root/scripts/lib/NativeLibrary.java" "$work/native"; then
        tell "JLine's native library is unpacked at each start; see $store/build.log"
    fi
    for library in "$work"/store/sqlite-jdbc-[0-9]*.jar; do
        [ -f "$library" ] || continue
        if ! run_java -cp "$library:$work/lib/*" "$root/scripts/lib/StoreLibrary.java" "$work/native"; then
            tell "SQLite's native library is unpacked at each start with --store; see $store/build.log"
        fi
    done
    built_before=$built
    [ -n "$built" ] || first_build=yes
    built=$(cat "$work/jobber.jar" "$work"/*/*.jar "$root/scripts/jobber" "$root/scripts/lib/train.sh" \
        "$root/scripts/lib/Rehearse.java" "$root/scripts/lib/NativeLibrary.java" "$root/scripts/lib/StoreLibrary.java" | digest)
    if [ ! -d "$store/$built" ]; then
        mkdir -p -- "$work/app" "$work/native"
        mv -- "$work/jobber.jar" "$work/lib" "$work/store" "$work/native" "$work/app"
        mv -- "$work/app" "$store/$built"
    fi
    publish "$store/state" << EOF
built_from='$sources_now'
built='$built'
EOF
    # The build before this one may still be running somewhere; older ones are not kept.
    for old in "$store"/*/ "$store"/aot/*; do
        old=${old%/}
        case $old in
            "$store/aot" | "$store/repository" | "$store/m2" | *"/$built"* | *"/${built_before:-$built}"*) ;;
            "$store"/work.*) kill -0 "${old##*.}" 2> /dev/null || rm -rf -- "$old" ;;
            *) rm -rf -- "$old" ;;
        esac
    done
    trap - EXIT HUP INT TERM
    rm -rf -- "$work"
    say "built"
}

case $root in
    *:*)
        say "the path of the checkout contains a colon, which Java takes for a separator: $root"
        exit 1
        ;;
esac
choose_store
place=$store
if ! remembered_jdk; then
    find_jdk || {
        explain_no_jdk
        exit 127
    }
    find_utf8_locale
    remember_jdk
fi
place=$root/target/jobber
if ! up_to_date "$place"; then
    place=$store
    up_to_date "$place" || {
        lock
        sources_now=$(fingerprint)
        up_to_date "$place" || build
        unlock
    }
fi
