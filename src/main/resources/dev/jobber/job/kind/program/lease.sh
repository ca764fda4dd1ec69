# Ends programs whose JVM has given no sign of life for too long: it stands still, or is cut off, and another program may
# run its jobs. It ends them at once, for there is no time to ask.
#
# $1 is what an entry in the environment of each process of these programs begins with; the number of the program follows.
# $2 is how many looks without a sign of life are too many, and $3 the time between two looks. Standard input says which
# programs run: "+ NUMBER GROUP" when one starts, "- NUMBER" when nothing of it is left, and "b" is a sign of life.

trap '' HUP INT QUIT TERM PIPE
MARK=$1 MOST=$2 PAUSE=$3
state=$(mktemp -d) || exit 1
beat=0
echo 0 > "$state/beat"

end_all() {
    for file in "$state"/program.*; do
        [ -f "$file" ] || continue
        read -r group < "$file"
        kill -KILL "-$group" 2> /dev/null
        [ ! -d /proc/self ] || for found in $(grep -l -z -x -e "$MARK${file##*.}" /proc/[0-9]*/environ 2> /dev/null); do
            pid=${found#/proc/}
            kill -KILL "${pid%/environ}" 2> /dev/null
        done
        rm -f "$file"
    done
}

watch() {
    last='' same=0
    while sleep "$PAUSE" && [ -d "$state" ]; do
        now=$last
        { read -r now < "$state/beat"; } 2> /dev/null
        if [ "$now" = "$last" ]; then
            same=$((same + 1))
            [ "$same" -lt "$MOST" ] || end_all
        else
            last=$now same=0
        fi
    done
}

watcher=
while read -r what number group; do
    case $what in
        +)
            echo "$group" > "$state/program.$number"
            [ -n "$watcher" ] || {
                watch < /dev/null &
                watcher=$!
            }
            ;;
        -) rm -f "$state/program.$number" ;;
        b)
            beat=$((beat + 1))
            echo "$beat" > "$state/beat"
            ;;
    esac
done
[ -z "$watcher" ] || kill -KILL "$watcher" 2> /dev/null
rm -rf "$state"
