# Ends programs whose JVM has given no sign of life for too long: it stands still, or is cut off, and another program may
# run its jobs. It ends them at once, for there is no time to ask.
#
# $1 is what an entry in the environment of each process of these programs begins with; the number of the program follows.
# Standard input says which programs run: "+ NUMBER GROUP" when one starts, "- NUMBER" when nothing of it is left. "b TIME" is
# a sign of life: they may run until then, in hundredths of a second of the clock that now shows. A loaded machine may keep
# this script waiting, so it counts no rounds.

trap '' HUP INT QUIT TERM PIPE
MARK=$1
state=$(mktemp -d) || exit 1
until=0

# The time since the system was started, which goes on while it sleeps; where it has no such file, the time of day.
now() {
    if read -r up _ 2> /dev/null < /proc/uptime; then
        now=${up%.*}${up#*.}
    else
        now=$(($(date +%s) * 100))
    fi
}

end_all() {
    for file in "$state"/program.*; do
        [ ! -f "$file" ] || ! read -r group < "$file" || kill -KILL "-$group" 2> /dev/null
    done
    # What has left its group.
    for file in "$state"/program.*; do
        [ -f "$file" ] || continue
        [ ! -d /proc/self ] || for found in $(grep -l -z -x -e "$MARK${file##*.}" /proc/[0-9]*/environ 2> /dev/null); do
            pid=${found#/proc/}
            kill -KILL "${pid%/environ}" 2> /dev/null
        done
        rm -f "$file"
    done
}

# Sleeps until the last time that is known, and ends if there is no later one by then.
watch() {
    while :; do
        # The file is empty for a moment while it is written.
        until { read -r last < "$state/until"; } 2> /dev/null; do
            [ -d "$state" ] || return
            sleep 0.01
        done
        now
        left=$((last - now))
        [ "$left" -gt 0 ] || break
        [ "$left" -le 100 ] || left=100
        part=$((left % 100))
        [ "$part" -ge 10 ] || part=0$part
        sleep "$((left / 100)).$part"
    done
    end_all
}

watcher=
while read -r what number group; do
    case $what in
        +)
            echo "$group" > "$state/program.$number"
            # The JVM may have stood still while it started the program.
            now
            [ "$now" -lt "$until" ] || end_all
            ;;
        -) rm -f "$state/program.$number" ;;
        b)
            echo "$number" > "$state/until"
            now
            # It has ended what there was, or sleeps for too long now.
            if [ "$now" -ge "$until" ] || [ "$number" -lt "$until" ]; then
                [ -z "$watcher" ] || kill -KILL "$watcher" 2> /dev/null
                until=$number
                watch < /dev/null &
                watcher=$!
            fi
            until=$number
            ;;
    esac
done
[ -z "$watcher" ] || kill -KILL "$watcher" 2> /dev/null
rm -rf "$state"
