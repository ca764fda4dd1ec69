# Takes over the options that the environment has for the JVM: JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS and _JAVA_OPTIONS are
# for every JVM, JOBBER_JAVA_OPTS is for this one.
#
# Left to the JVM, those of every JVM would be announced at each start, and one that does not go together with those of
# scripts/jobber would be the end of it. They are left out where the JVM refuses them; JOBBER_JAVA_OPTS has to be right.
#
# Sourced by scripts/jobber. Puts the options before its positional parameters, and may change gc and collector.

# Appends the words of $2, which may be quoted as the JVM allows it, to the variable $1, one word a line.
split_words() {
    rest=$2 word='' quote='' begun=''
    while [ -n "$rest" ]; do
        first=${rest%"${rest#?}"}
        rest=${rest#?}
        case $quote$first in
            \"\" | \'\') quote='' ;;
            [\"\']?) word=$word$first ;;
            [\"\']) quote=$first begun=yes ;;
            [[:space:]])
                [ -z "$begun" ] || eval "$1=\$$1\$word\$newline"
                word='' begun=''
                ;;
            *) word=$word$first begun=yes ;;
        esac
    done
    [ -z "$begun" ] || eval "$1=\$$1\$word\$newline"
}

# Whether the JVM starts with the options in $1, one a line; prints why it does not. What has been tried once is not
# tried again.
accepts() (
    tried="$java_version $gc$newline$1"
    [ ! -r "$store/options" ] || [ "$(cat "$store/options")" != "$tried" ] || exit 0
    set -f
    # shellcheck disable=SC2086 # options are split at blanks
    set -- $collector $flags
    IFS=$newline
    for word in ${tried#*"$newline"}; do
        case $word in
            -agentlib:jdwp* | -Xrunjdwp*) ;; # may wait for a debugger
            *) set -- "$@" "$word" ;;
        esac
    done
    if refusal=$("$java_home/bin/java" "$@" -version 2>&1 < /dev/null); then
        { printf '%s\n' "$tried" > "$store/options.$$" && mv -f -- "$store/options.$$" "$store/options"; } 2> /dev/null
        exit 0
    fi
    printf '%s\n' "$refusal" | sed -e '/^Error occurred/d' -e '/^Error: Could not create/d' -e '/^$/d' -e 's/[.]$//' | head -n 1
    exit 1
)

general='' names=''
for variable in JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS; do
    eval "value=\${$variable-}"
    [ -n "$value" ] || continue
    split_words general "$value"
    names=${names:+"$names, "}$variable
    set -- "-Djobber.environment.$variable=$value" "$@"
    unset "$variable"
done
own=''
split_words own "${JOBBER_JAVA_OPTS-}"

# A collector that --gc has chosen comes before one of the environment, and that before the usual one.
options_ifs=$IFS IFS=$newline
set -f
others=''
for word in $general "" $own; do
    case $word in
        '') general=$others others='' ;;
        -XX:+Use*GC)
            if [ -z "$gc_chosen" ]; then
                collector=$word gc=${word#-XX:+Use}
            fi
            ;;
        *) others=$others$word$newline ;;
    esac
done
own=$others
IFS=$options_ifs
set +f
case $gc in
    SerialGC) gc=serial ;;
    G1GC) gc=g1 ;;
    ZGC) gc=z ;;
esac

if [ -n "$general" ] && ! refusal=$(accepts "$general"); then
    say "the options in $names are left out, because the JVM refuses them: $refusal"
    general=''
fi
if [ -n "$own" ] && ! refusal=$(accepts "$general$own"); then
    say "the JVM refuses the options in JOBBER_JAVA_OPTS: $refusal"
    exit 1
fi
IFS=$newline
set -f
# shellcheck disable=SC2086 # one option a line
set -- $general $own "$@"
set +f
IFS=$options_ifs
