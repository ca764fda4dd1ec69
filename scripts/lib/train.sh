# Makes the ahead-of-time cache of this build, JDK and collector on this machine, unseen.
#
# Sourced by scripts/jobber, which sets cache, java_home, flags and class_path.

# Starts a training run in the background, unless one is under way or has failed before. It holds no stream of ours
# and is no child of the JVM that this script becomes.
train() {
    if [ -e "$cache.failed" ]; then
        tell "no ahead-of-time cache: the training failed, see $cache.failed"
        return
    fi
    tell "no ahead-of-time cache yet: training one in the background"
    mkdir -p -- "${cache%/*}" 2> /dev/null || return
    (
        cd / || exit
        trap '' HUP INT QUIT
        exec < /dev/null > /dev/null 2>&1 9>&-
        train_now &
    )
}

# One training at a time; that of one which was killed is begun anew by the next start.
train_now() {
    training=$cache.training
    if ! (set -C && echo > "$training") 2> /dev/null; then
        read -r trainer < "$training" && kill -0 "$trainer" 2> /dev/null && exit
        rm -f -- "$training"
        exit
    fi
    command -v setsid > /dev/null && session=setsid || session=
    # shellcheck disable=SC2086 # options are split at blanks
    $session nice -n 10 "$java_home/bin/java" $flags "-XX:AOTCacheOutput=$cache.new" -cp "$class_path" \
        dev.jobber.Main --help > "$cache.log" 2>&1 &
    trainer=$!
    echo "$trainer" > "$training"
    if wait "$trainer" && [ -s "$cache.new" ]; then
        mv -f -- "$cache.new" "$cache"
        rm -f -- "$cache.log"
    else
        [ "$?" -gt 128 ] || mv -f -- "$cache.log" "$cache.failed"
    fi
    rm -f -- "$training" "$cache.new" "$cache.new.config"
}
