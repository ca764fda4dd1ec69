# Ends what programs are left when the JVM that started them has been killed.
#
# Standard input says which run: "+ NUMBER GROUP" when one starts, "- NUMBER" when nothing of it is left. GROUP is its
# process group. The environment of each process of these programs has an entry that begins with $1. The input ends when
# the JVM does. Until then this is one awk, which reads many lines at once.

trap '' HUP INT QUIT TERM PIPE
MARK=$1

# Reads process groups, one a line; asks the processes of all programs to end, and after three seconds makes them.
ENDING='
groups=$(cat)

# Sends the signal $1 to what is left of all programs; fails if nothing is. dash takes a process group in this form of
# kill alone: it reads "-s TERM -123" and "-TERM -- -123" as wrong options.
signal_left() {
    left=
    for group in $groups; do
        kill "-$1" "-$group" 2> /dev/null && left=yes
    done
    [ ! -d /proc/self ] || for file in $(grep -l -z -e "^$MARK" /proc/[0-9]*/environ 2> /dev/null); do
        pid=${file#/proc/}
        kill "-$1" "${pid%/environ}" 2> /dev/null && left=yes
    done
    [ -n "$left" ]
}

rounds=0
signal=TERM
while [ "$rounds" -lt 15 ] && signal_left "$signal"; do
    # What was stopped goes on, to end.
    [ "$signal" = 0 ] || signal_left CONT
    signal=0
    rounds=$((rounds + 1))
    sleep 0.2
done
rounds=0
while [ "$rounds" -lt 100 ] && signal_left KILL; do
    rounds=$((rounds + 1))
    sleep 0.05
done
'
export MARK ENDING
exec awk '
    $1 == "+" { group[$2] = $3 }
    $1 == "-" { delete group[$2] }
    END {
        for (number in group) {
            print group[number] | ENVIRON["ENDING"]
        }
        close(ENVIRON["ENDING"])
    }
'
