# Starts the program without a terminal, in a session of its own, and ends the script when the program answers or has
# failed. What the program has to say until then goes to standard error.
#
# Sourced by scripts/jobber, which sets java_home, flags and the words of the program.

for word; do
    # Help is for the caller.
    case $word in
        -h | --help) return ;;
    esac
done
if command -v setsid > /dev/null; then session=setsid; else session=; fi
# The program writes one word to standard output when it answers, and closes its streams.
answer=$(
    trap '' HUP
    # shellcheck disable=SC2086 # options are split at blanks
    $session "$java_home/bin/java" $flags "$@" < /dev/null &
)
[ "$answer" = ready ]
exit
