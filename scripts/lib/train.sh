# Makes the ahead-of-time caches of this build, JDK and collector on this machine, that of clients and that of the
# program; the user sees nothing of it.
#
# Sourced by scripts/jobber, which sets cache, client_cache, first_build, java_home, flags and class_path.

# Starts a training run, unless one is under way or has failed before. In the background it holds no stream of ours and
# is no child of the JVM that this script becomes.
train() {
    if [ -e "$cache.failed" ]; then
        tell "no ahead-of-time cache: the training failed, see $cache.failed"
        return
    fi
    [ "$address_space" = unlimited ] || return # a training that runs out of it would not be tried again
    mkdir -p -- "${cache%/*}" 2> /dev/null || return
    if [ -n "$first_build" ] || [ "${JOBBER_AOT-}" = wait ]; then
        say "preparing quick starts"
        (
            exec < /dev/null > /dev/null 2>&1
            session=
            train_now
        )
    else
        tell "no ahead-of-time cache yet: training one in the background"
        (
            trap '' HUP INT QUIT
            exec < /dev/null > /dev/null 2>&1
            if command -v setsid; then session=setsid; else session=; fi
            train_now &
        )
    fi
}

# Whether the training that another start has begun is under way.
is_training() { read -r trainer < "$training" && kill -0 "$trainer"; }

# One training at a time; if one was killed, the start after the next begins it anew.
train_now() {
    training=$cache.training
    if ! (set -C && echo "$$" > "$training"); then
        while [ "${JOBBER_AOT-}" = wait ] && is_training; do sleep 1; done
        is_training || rm -f -- "$training"
        exit
    fi
    # The number of this shell, which $$ is not in a subshell. It lives until both caches are made.
    sh -c 'echo "$PPID"' > "$training.new" && mv -f -- "$training.new" "$training"
    if [ -r "$cache" ]; then # another start has just made it
        rm -f -- "$training"
        exit
    fi
    # In a terminal that is not shown, for a user without files: the history and the rc file of the user stay as they are.
    mkdir -p -- "$cache.home"
    cd -- "$cache.home" || exit
    cp -- "$root/jobber.rc" .
    HOME=$PWD XDG_CONFIG_HOME=$PWD XDG_STATE_HOME=$PWD TERM=xterm-256color
    export HOME XDG_CONFIG_HOME XDG_STATE_HOME TERM
    # The program comes last: where its cache is, no other training follows. A client that has none takes that one.
    # shellcheck disable=SC2086 # options are split at blanks
    rehearse "$client_cache" dev.jobber.ClientTraining "$java_home/bin/java" $flags "-Dlibrary.jline.path=$place/$built/native" \
        -cp "$class_path" dev.jobber.Main
    rehearse "$cache" dev.jobber.TrainingRun
    rm -rf -- "$training" "$cache.home"
}

# Runs the class $2 with the arguments that follow in a terminal that is not shown, and keeps the classes that it has
# loaded in the cache $1.
#
# Without profiles: with them the JIT compiles at once what was hot in the training, beside a start that is too short
# to gain from it.
rehearse() {
    made=$1
    shift
    unprofiled="-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining"
    # shellcheck disable=SC2086 # options are split at blanks
    $session nice -n 10 "$java_home/bin/java" -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
        "-Dlibrary.jline.path=$place/$built/native" -cp "$class_path" "$root/scripts/lib/Rehearse.java" \
        "$java_home/bin/java" $flags $unprofiled "-Dlibrary.jline.path=$place/$built/native" \
        "-XX:AOTCacheOutput=$made.new" -cp "$class_path" "$@" > "$made.log" 2>&1 &
    wait $!
    trained=$?
    if [ "$trained" = 0 ] && [ -s "$made.new" ]; then
        mv -f -- "$made.new" "$made"
    elif [ "$trained" -lt 128 ]; then
        cp -- "$made.log" "$made.failed"
    fi
    rm -rf -- "$made.new" "$made.new.config" "$made.log"
}
