# Ends what programs are left when the JVM that started them has been killed.
#
# Standard input says which run: "+ MARK GROUP" when one starts, "- MARK" when nothing of it is left. It ends when the
# JVM does. MARK is the entry NAME=VALUE that each process of the program has in its environment; GROUP is its process
# group.

trap '' HUP INT QUIT TERM PIPE
newline='
'
guarded=$newline
while read -r what mark group; do
    case $what in
        +) guarded=$guarded$mark' '$group$newline ;;
        -)
            before=${guarded%%"$newline$mark "*}
            after=${guarded#*"$newline$mark "}
            [ "$after" = "$guarded" ] || guarded=$before$newline${after#*"$newline"}
            ;;
    esac
done

# Sends the signal $1 to what is left of all programs; fails if nothing is.
signal_left() {
    left=
    while read -r mark group; do
        [ -n "$mark" ] || continue
        kill -s "$1" "-$group" 2> /dev/null && left=yes
        [ -d /proc/self ] || continue
        for file in $(grep -l -z -x -F -e "$mark" /proc/[0-9]*/environ 2> /dev/null); do
            pid=${file#/proc/}
            kill -s "$1" "${pid%/environ}" 2> /dev/null && left=yes
        done
    done << END
$guarded
END
    [ -n "$left" ]
}

# Asks them to end; after three seconds they have to.
rounds=0
while [ "$rounds" -lt 15 ] && signal_left "$([ "$rounds" = 0 ] && echo TERM || echo 0)"; do
    rounds=$((rounds + 1))
    sleep 0.2
done
rounds=0
while [ "$rounds" -lt 100 ] && signal_left KILL; do
    rounds=$((rounds + 1))
    sleep 0.05
done
