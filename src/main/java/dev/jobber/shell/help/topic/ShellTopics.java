package dev.jobber.shell.help.topic;

import static dev.jobber.shell.help.topic.Topic.sample;

import java.util.List;

/// Topics about lines and about the shell.
final class ShellTopics {
    static final Topic RC_FILE =
            new Topic(
                    "rc file",
                    "The lines that run before the first prompt, and before a script.",
                    """
                    The shell reads one file at its start: the first that exists of $JOBBER_RC, ./jobber.rc,
                    $XDG_CONFIG_HOME/jobber/jobber.rc and ~/.jobber.rc. '--rc FILE' names another, '--no-rc' reads none.
                    Each line is a command, as at the prompt.

                    The file is read whole and checked first. If anything in it is wrong, every error is told with its
                    line and column, and nothing of it runs. The shell opens all the same; a script ends with exit
                    code 2. A file that other users may write to is refused.

                    'reload' reads it again, for example after a change; jobs that run go on. 'source FILE' runs another file in the
                    same way. The commands of the rc file print no results.

                    In OTP: .iex.exs, of which also the first that is found is read.
                    """,
                    List.of(
                            sample(
                                    "$ jobber --check jobber.rc",
                                    "checks the file and runs nothing"),
                            sample("$ jobber --no-rc count-children", "starts without it"),
                            sample(
                                    "source jobber.rc; defs",
                                    "runs a file, and shows what it defined"),
                            sample("reload", "reads the rc file again")),
                    List.of("source", "reload", "define-job", "scripts"));

    static final Topic SCRIPTS =
            new Topic(
                    "scripts",
                    "How lines run without a prompt, and what a caller gets back.",
                    """
                    The same lines run in a script as at the prompt. 'jobber -c LINES' runs lines, 'jobber -f FILE' a
                    file, and 'jobber COMMAND ARGS' one command. If standard input is no terminal, it is the script.
                    Results go to standard output, log lines and errors to standard error.

                    A script stops at the first command that fails; '--keep-going' goes on. When the script ends, jobs
                    that still run are ended; '--await' waits for them first. 'await' in the script waits for some
                    jobs only.

                    With '-o json' each command answers one line: {"ok": VALUE} or {"error": {"code": …, "message":
                    …}}. A missing value is null.

                    'jobber run -- PROGRAM' needs no script: it runs one program to its end, with a time limit and
                    with retries.

                    In OTP: elixir -e and mix run, but with the exit code of what failed.
                    """,
                    List.of(
                            sample(
                                    "$ jobber -c 'start-job good --type import; running-imports'",
                                    "runs two commands"),
                            sample(
                                    "$ echo 'start-job good; count-children' | jobber -o json",
                                    "runs standard input, and answers in JSON"),
                            sample(
                                    "$ jobber --await start-job good",
                                    "starts a job and waits until it has ended")),
                    List.of("exit codes", "rc file", "await", "variables"));

    static final Topic VARIABLES =
            new Topic(
                    "variables",
                    "How a line keeps a result and uses a part of it.",
                    """
                    NAME = COMMAND keeps the result of a command. $NAME and ${NAME} stand for it in later lines: for
                    the pid of what was started or found, else the id, else the number or the text. Of a list it is
                    that of the first row. The value is one word, and is not read again.

                    $NAME.pid and $NAME[1].pid stand for a part; rows count from 0. $_ is the last result. NAME alone
                    shows what is kept. A name that is not set is looked up in the environment, as $HOME.

                    '…' is taken as it stands. In "…" a value stands for itself, and \\n, \\t, \\\\, \\" and \\$ have their
                    meanings. A # begins a comment where a word may begin, and \\ at the end of a line continues it.

                    In OTP: bindings, and v/0 of IEx for the last result.
                    """,
                    List.of(
                            sample(
                                    "x = start-job good; count-children $x",
                                    "uses the pid of a start"),
                            sample(
                                    "start-job good; c = which-children; kill $c[0].pid",
                                    "uses a part of a row"),
                            sample(
                                    "whereis JobRunner; echo \"JobRunner is $_\"",
                                    "puts the last result into a text")),
                    List.of("vars", "echo", "pids", "scripts"));

    static final Topic LOGS =
            new Topic(
                    "logs",
                    "Which log lines are printed, and where the others are.",
                    """
                    Log lines appear above the line that you type, and do not change it. A script writes them to
                    standard error. The last 10 000 lines are kept, printed or not: 'logs' shows them.

                    'log level warning' prints warnings and errors only. 'log only WHAT' prints only lines about some
                    jobs, types or processes, 'log mute WHAT' prints none about them, and 'log all' takes both back.
                    'log off 30s' prints nothing for half a minute. When lines are printed again, one line says how
                    many were held back.

                    A crash is shown in a few lines at the prompt, and whole in a script; 'set reports' changes that.

                    In OTP: Logger, its level, and its filters.
                    """,
                    List.of(
                            sample(
                                    "log level warning; start-job good",
                                    "prints no line about the start"),
                            sample("log only import", "prints lines about imports alone"),
                            sample(
                                    "logs --since 1m --level warning",
                                    "shows what went wrong in the last minute"),
                            sample("set reports full", "shows crashes whole")),
                    List.of("log", "why", "events", "set", "output"));

    static final Topic VALUES =
            new Topic(
                    "values",
                    "How times, counts, rates, waits and reasons are written.",
                    """
                      duration     50ms, 5s, 2m or 1h30m; infinity where no end is possible
                      count        a whole number from 0 on
                      limit        a count, or none
                      rate         10/1m: ten starts within a minute; or none
                      wait         fixed:5s, linear:5s or exp:1s..10m~20%
                      reason       a word such as normal or boom, or {shutdown,WORD}
                      id           letters, digits, _, - and .; not first a -
                      pid          #PID<0.157.0>, <0.157.0> or 0.157.0, a name, or the id of a job
                      time         +10m, 14:30, tomorrow 09:00 or 2099-12-31T23:59:00+01:00

                    An option has its value behind a blank or behind =: '--sleep 5s' is '--sleep=5s'. '--' ends the
                    options: the words behind it may begin with -.

                    In OTP: times are milliseconds, and :infinity; reasons are any term.
                    """,
                    List.of(
                            sample("sleep 50ms", "waits a twentieth of a second"),
                            sample(
                                    "start-job good --sleep=1m30s --backoff exp:1s..10m~20%",
                                    "gives a job a time and a wait"),
                            sample(
                                    "pid = start-job good; kill $pid {shutdown,maintenance}",
                                    "sends a reason with a word of its own")),
                    List.of("retries", "quotas", "pids"));

    static final Topic EXIT_CODES =
            new Topic(
                    "exit codes",
                    "What the exit code of the program tells its caller.",
                    """
                    %s

                    A script ends with the code of the command that failed; with '--keep-going', with that of the last
                    failure. At the prompt the codes have no meaning.

                    'jobber run' ends with the exit code of its program: 'jobber run --help' says more.

                    In OTP: System.halt/1.
                    """
                            .formatted(ExitCodes.table()),
                    List.of(
                            sample(
                                    "$ jobber -c 'whereis nobody' || test $? = 1",
                                    "ends with 1: there is no such process"),
                            sample(
                                    "$ jobber -c 'whereis' 2> errors || test $? = 2",
                                    "ends with 2: the line is wrong")),
                    List.of("scripts", "await"));

    static final Topic KEYS =
            new Topic(
                    "keys",
                    "What the keys do at the prompt.",
                    """
                      Tab              completes the word, or lists what may stand there
                      Right, End       at the end of the line: takes the suggestion in grey
                      Up, Down         the lines before and after that begin as this one does
                      Ctrl-R           searches the lines that were typed
                      Ctrl-C           ends the command that runs; clears the line
                      Ctrl-D           ends the shell, on an empty line
                      Ctrl-Z           stops the shell until fg
                      Ctrl-L           clears the screen
                      Ctrl-A, Ctrl-E   the beginning and the end of the line
                      Ctrl-W, Ctrl-U   cut the word before the cursor, or the line
                      Ctrl-Y           puts back what was cut
                      Ctrl-_           takes the last change back

                    While you type, a known command is bold, and a word that cannot be right is red. A pid is cyan
                    while its process lives, and struck out when it has ended.

                    Lines that were typed are kept in $XDG_STATE_HOME/jobber/history, for all shells of the user. A
                    shell that runs takes in the lines of the others before each prompt. Up shows its own lines first.
                    A line that begins with a blank is not kept.

                    In OTP: the line editor of the Erlang shell, and its history, which -kernel shell_history turns on.
                    """,
                    List.of(
                            sample("history", "shows the lines that were typed"),
                            sample("clear", "clears the screen, as Ctrl-L does")),
                    List.of("history", "clear", "logs"));

    static final Topic ENVIRONMENT =
            new Topic(
                    "environment",
                    "The variables and files that jobber reads.",
                    """
                      JOBBER_RC         the rc file
                      NO_COLOR          if it is set, nothing is coloured; '--color always' still colours
                      CLICOLOR_FORCE    if it is not 0, output is coloured without a terminal, too
                      COLUMNS           the width, where the terminal does not say it
                      TZ                the time zone of schedules and of times that are shown
                      LANG, LC_ALL      the encoding of text; without UTF-8 trees are drawn in ASCII
                      XDG_CONFIG_HOME   where jobber/jobber.rc is looked for; ~/.config if it is not set
                      XDG_STATE_HOME    where jobber/history is kept; ~/.local/state if it is not set
                      JOBBER_JAVA_OPTS  more options for the JVM, split at blanks
                      JOBBER_AOT        off: the launcher makes and uses no ahead-of-time cache

                    In OTP: System.get_env/1, and ERL_AFLAGS for the runtime.
                    """,
                    List.of(
                            sample(
                                    "$ JOBBER_RC=jobber.rc jobber defs",
                                    "takes another file for the rc file"),
                            sample("$ NO_COLOR=1 jobber tree", "draws the tree without colours")),
                    List.of("rc file", "variables", "set"));

    private ShellTopics() {}
}
