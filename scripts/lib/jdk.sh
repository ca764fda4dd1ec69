# Finds a JDK that can build and run jobber, even where another java comes first on the PATH.
#
#   find_jdk       sets java_home and java_version (a runtime version such as 25.0.3+9-LTS); fails where there is none
#   explain_no_jdk says on standard error what was looked for, and how to get one
#
# Sourced by the scripts beside it; POSIX sh.

jdk_feature=25

# Reads the version of the JDK in $1 into jdk_version, from its release file: no process is started.
read_release() {
    jdk_version=
    [ -r "$1/release" ] || return 1
    while IFS='=' read -r jdk_name jdk_value; do
        case $jdk_name in
            JAVA_RUNTIME_VERSION) jdk_version=${jdk_value#\"} jdk_version=${jdk_version%\"}; return ;;
            JAVA_VERSION) jdk_version=${jdk_value#\"} jdk_version=${jdk_version%\"} ;;
        esac
    done < "$1/release"
    [ -n "$jdk_version" ]
}

# The feature number of a version: 25 of 25.0.3+9-LTS, 8 of 1.8.0_392.
feature_of() {
    jdk_number=${1#1.}
    jdk_number=${jdk_number%%[!0-9]*}
    echo "${jdk_number:-0}"
}

# Remembers why the JDK in $1 will not do.
refuse_jdk() {
    case $jdk_seen in
        *"$1 $2"*) ;;
        *) jdk_seen="$jdk_seen
  $1 $2" ;;
    esac
}

# The options that the environment has for every JVM may be wrong for one, which is no fault of the JDK.
version_of() (
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    exec "$1/bin/java" -version 2>&1 < /dev/null
)

# Takes the JDK in $1 if it is new enough, can compile, and runs on this machine.
try_jdk() {
    [ -x "$1/bin/java" ] || return 1
    if ! read_release "$1"; then
        jdk_banner=$(version_of "$1") || return 1
        jdk_version=${jdk_banner#*\"} jdk_version=${jdk_version%%\"*}
    fi
    if [ "$(feature_of "$jdk_version")" -lt "$jdk_feature" ]; then
        refuse_jdk "$1" "is $jdk_version"
    elif [ ! -x "$1/bin/javac" ]; then
        refuse_jdk "$1" "is $jdk_version without a compiler (a JRE)"
    elif ! version_of "$1" > /dev/null; then
        refuse_jdk "$1" "is $jdk_version and does not run here"
    else
        java_home=$1 java_version=$jdk_version
        return 0
    fi
    return 1
}

# The home of the java program $1: where its symbolic links end, two levels up.
home_of() {
    jdk_program=$1
    while [ -h "$jdk_program" ]; do
        jdk_link=$(readlink "$jdk_program")
        case $jdk_link in
            /*) jdk_program=$jdk_link ;;
            *) jdk_program=${jdk_program%/*}/$jdk_link ;;
        esac
    done
    (CDPATH='' cd -P -- "${jdk_program%/*}/.." 2> /dev/null && pwd -P)
}

# Where systems and tools install JDKs, one candidate a line.
usual_folders() {
    for jdk_candidate in \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/local/lib/jvm/* /usr/java/* /usr/local/java/* /usr/local/*jdk* \
        /opt/java/* /opt/*jdk* /opt/jvm/* /snap/openjdk/current/jdk \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
        ${SDKMAN_CANDIDATES_DIR:+"$SDKMAN_CANDIDATES_DIR"/java/*} \
        ${ASDF_DATA_DIR:+"$ASDF_DATA_DIR"/installs/java/*} \
        ${MISE_DATA_DIR:+"$MISE_DATA_DIR"/installs/java/*} \
        ${JBANG_DIR:+"$JBANG_DIR"/cache/jdks/*} \
        ${HOME:+"$HOME"/.sdkman/candidates/java/*} \
        ${HOME:+"$HOME"/.asdf/installs/java/*} \
        ${HOME:+"$HOME"/.local/share/mise/installs/java/*} \
        ${HOME:+"$HOME"/.jbang/cache/jdks/*} \
        ${HOME:+"$HOME"/.jdks/*} \
        ${HOME:+"$HOME"/.jenv/versions/*} \
        ${HOME:+"$HOME"/.jabba/jdk/*} \
        ${HOME:+"$HOME"/.gradle/jdks/*} \
        ${HOME:+"$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home}; do
        [ -x "$jdk_candidate/bin/java" ] || [ ! -x "$jdk_candidate/Contents/Home/bin/java" ] ||
            jdk_candidate=$jdk_candidate/Contents/Home
        [ ! -x "$jdk_candidate/bin/java" ] || echo "$jdk_candidate"
    done
}

find_jdk() {
    jdk_seen=
    if [ -n "${JAVA_HOME-}" ]; then
        try_jdk "${JAVA_HOME%/}" && return
        [ -x "$JAVA_HOME/bin/java" ] || refuse_jdk "$JAVA_HOME" "(JAVA_HOME) has no bin/java"
    fi
    jdk_ifs=$IFS IFS=:
    set -f
    # shellcheck disable=SC2086 # the PATH is split on purpose
    set -- ${PATH-}
    set +f
    IFS=$jdk_ifs
    for jdk_folder; do
        if [ -x "$jdk_folder/java" ] && [ ! -d "$jdk_folder/java" ]; then
            jdk_found=$(home_of "$jdk_folder/java") && try_jdk "$jdk_found" && return
        fi
    done
    # The oldest that will do: it is the nearest to what jobber is tested with.
    jdk_candidates=$(usual_folders | while IFS= read -r jdk_folder; do
        read_release "$jdk_folder" || jdk_version=$jdk_feature
        echo "$(feature_of "$jdk_version") $jdk_folder"
    done | sort -k 1,1n -k 2)
    while read -r jdk_number jdk_folder; do
        [ -n "$jdk_folder" ] && try_jdk "$jdk_folder" && return
    done << EOF
$jdk_candidates
EOF
    return 1
}

explain_no_jdk() {
    cat >&2 << EOF
jobber: expected a JDK $jdk_feature or newer, found none.
Looked at JAVA_HOME, every java on the PATH, and the usual install folders (/usr/lib/jvm, /opt, /Library/Java,
Homebrew, SDKMAN, asdf, mise, jbang, jenv, IntelliJ, Gradle).${jdk_seen:+ Too old or unusable:$jdk_seen}
To get one, do one of these:
  sdk install java 25-tem                  (sdkman.io; Linux and macOS)
  brew install openjdk                     (Homebrew)
  apt-get install openjdk-25-jdk           (Debian and Ubuntu, where their release has it)
  download it from https://adoptium.net    (then set JAVA_HOME to where it is)
EOF
}
