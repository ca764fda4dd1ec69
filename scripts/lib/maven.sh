# Runs Maven: the installed one where it will do, else the one that scripts/mvnw fetches.
#
#   run_maven ARGS...  in the checkout $root, on the JDK $java_home; becomes Maven, so keep it in a subshell
#   build_bench DIR [GOAL...]
#                      builds the benchmarks of the checkout DIR into its target/bench, and runs more goals there
#   run_examples DIR   installs the jar of the checkout DIR, and builds and runs the examples in its src/it
#   maven_name         the words for it
#
# Sourced by the scripts beside it, which set root, java_home and store (a directory that can be written); POSIX sh.

# The version of the installed Maven; fails where there is none that works on this JDK and is at least 3.8.
installed_maven() (
    cd "$root" && command -v mvn > /dev/null || exit 1
    maven_version=$(JAVA_HOME=$java_home mvn --version 2> /dev/null < /dev/null |
        sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
    case $maven_version in
        3.[89].* | 4.*) echo "$maven_version" ;;
        *) exit 1 ;;
    esac
)

maven_name() {
    if maven_version=$(installed_maven); then
        echo "Maven $maven_version"
    else
        echo "Maven fetched by scripts/mvnw"
    fi
}

# Whether Maven can keep its files below the home directory $1.
usable_home() {
    [ -w "$1/.m2" ] || { [ ! -e "$1/.m2" ] && [ -w "$1" ]; }
}

run_maven() {
    cd "$root" || return
    JAVA_HOME=$java_home
    export JAVA_HOME
    # Maven looks at the home directory of the password file, mvnw at $HOME.
    maven_home=$(id -un 2> /dev/null) && eval "maven_home=~$maven_home"
    maven_repository=
    if usable_home "${HOME-}"; then
        usable_home "$maven_home" || maven_repository=$HOME/.m2/repository
    else
        MAVEN_USER_HOME=$store/m2
        export MAVEN_USER_HOME
        usable_home "$maven_home" || maven_repository=$store/repository
    fi
    set -- -B -ntp ${maven_repository:+"-Dmaven.repo.local=$maven_repository"} "$@"
    if installed_maven > /dev/null; then
        exec mvn "$@" < /dev/null
    else
        HOME=${HOME-} exec sh scripts/mvnw "$@" < /dev/null
    fi
}

build_bench() (
    root=$1
    shift
    run_maven -q -Pbench -Dprogram "-Djobber.target=$root/target/bench" process-test-classes "$@"
)

run_examples() (
    root=$1
    (run_maven -q org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file "-Dfile=$root/target/jobber.jar" \
        "-DpomFile=$root/pom.xml") && run_maven -q -T 2 -f "$root/src/it/pom.xml" verify
)
