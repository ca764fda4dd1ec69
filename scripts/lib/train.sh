# Makes the ahead-of-time cache of this build, JDK and collector on this machine; the user sees nothing of it.
#
# Sourced by scripts/jobber, which sets cache, first_build, java_home, flags and class_path.

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
    # Without profiles: with them the JIT compiles at once what was hot in the training, beside a start that is too
    # short to gain from it.
    unprofiled="-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining"
    # shellcheck disable=SC2086 # options are split at blanks
    $session nice -n 10 "$java_home/bin/java" -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
        "-Dlibrary.jline.path=$place/$built/native" -cp "$class_path" "$root/scripts/lib/Rehearse.java" \
        "$java_home/bin/java" $flags $unprofiled "-Dlibrary.jline.path=$place/$built/native" \
        "-XX:AOTCacheOutput=$cache.new" -cp "$class_path" dev.jobber.TrainingRun \
        > "$cache.log" 2>&1 &
    trainer=$!
    echo "$trainer" > "$training"
    wait "$trainer"
    trained=$?
    if [ "$trained" = 0 ] && [ -s "$cache.new" ]; then
        mv -f -- "$cache.new" "$cache"
    elif [ "$trained" -lt 128 ]; then
        cp -- "$cache.log" "$cache.failed"
    fi
    rm -rf -- "$training" "$cache.home" "$cache.new" "$cache.new.config" "$cache.log"
}
