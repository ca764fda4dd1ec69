package dev.jobber;

import dev.jobber.shell.console.ConsoleColour;
import dev.jobber.shell.help.topic.ExitCodes;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.TimeLimit;
import dev.jobber.shell.result.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the program is started with.
@Command(
        name = "jobber",
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = "OTP-style supervision for the JVM, with a live shell.",
        synopsisHeading = "",
        customSynopsis = {
            "jobber [OPTIONS]                  the shell, when standard input is a terminal",
            "jobber [OPTIONS] -c 'LINE; LINE'  runs lines, then ends",
            "jobber [OPTIONS] -f FILE          runs a script; - is standard input",
            "producer | jobber [OPTIONS]       runs standard input as a script",
            "jobber [OPTIONS] COMMAND ARGS...  runs one command, then ends",
            "jobber run [OPTIONS] -- PROGRAM   runs one program to its end",
            "jobber daemon --name N [OPTIONS]  starts a tree without a terminal",
            "jobber attach N, ps, shutdown N   open a shell on a tree, list trees, end one",
            "jobber completion SHELL           prints the completion for bash, zsh or fish",
            "jobber man [-o FOLDER] [PAGE]     prints a page of the manual, or writes all"
        },
        footer = {
            "",
            "A script ends its jobs when it ends; with --await it waits for them first.",
            "'jobber help' lists the commands. 'jobber run --help' tells of run, and so for the others."
        },
        exitCodeList = {
            ExitCodes.SUCCESS,
            ExitCodes.ERROR,
            ExitCodes.USAGE,
            ExitCodes.HANGUP,
            ExitCodes.INTERRUPT,
            ExitCodes.OUTPUT_CLOSED,
            ExitCodes.TERMINATE
        })
@Example(value = "$ jobber -c 'start-job good; jobs'", does = "runs two commands, and ends")
@Example(value = "$ jobber --check jobber.rc", does = "says what is wrong with a file")
@Example(
        value = "$ jobber -o json count-children",
        does = "runs one command, which answers in JSON")
@InOtp("iex -S mix for an application of OTP, with .iex.exs as the rc file.")
@SeeAlso({
    "help",
    "run",
    "daemon",
    "attach",
    "completion",
    "man",
    "scripts",
    "rc file",
    "environment"
})
final class Options {
    @ArgGroup(exclusive = true)
    RcChoice rc = new RcChoice();

    /// Which rc file.
    static final class RcChoice {
        @Option(
                names = "--rc",
                paramLabel = "FILE",
                description =
                        "Read this rc file instead of the first of $JOBBER_RC, ./jobber.rc, $XDG_CONFIG_HOME/jobber/jobber.rc and ~/.jobber.rc.")
        Optional<String> file = Optional.empty();

        @Option(names = "--no-rc", description = "Read no rc file.")
        boolean none;
    }

    @ArgGroup(exclusive = false)
    Lines lines = new Lines();

    /// What is run.
    static final class Lines {
        @Option(
                names = "-c",
                paramLabel = "LINES",
                description = "Run these lines, then end; may be given several times.")
        List<String> texts = List.of();

        @Option(
                names = "-f",
                paramLabel = "FILE",
                description = "Run a script, then end; - is standard input.")
        Optional<String> script = Optional.empty();

        @Option(
                names = "--check",
                paramLabel = "FILE",
                description = "Read an rc file or script, report every error, run nothing.")
        Optional<String> check = Optional.empty();
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How results are written: ${COMPLETION-CANDIDATES}.")
    Output output = Output.TEXT;

    @Option(
            names = "--keep-going",
            description =
                    "A script goes on after a failed command; its exit code is the last failure's.")
    boolean keepGoing;

    @Option(
            names = "--await",
            description = "A script waits for all its jobs before the tree is shut down.")
    boolean await;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Let other terminals attach to the tree under this name: letters, digits, '-', '_' and '.'.")
    Optional<String> name = Optional.empty();

    @Option(
            names = "-N",
            paramLabel = "TREE",
            description = "Run on the tree of this name, which runs already.")
    Optional<String> on = Optional.empty();

    @Option(names = "--read-only", description = "Refuse commands that change something.")
    boolean readOnly;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description =
                    "Lowest log level that is printed: ${COMPLETION-CANDIDATES} (info; with -N off).")
    Optional<LogThreshold> logLevel = Optional.empty();

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            description =
                    "Write every log line to this file too, whichever lines are printed. It is rotated after 10 MB; the last 5 files are kept.")
    Optional<String> logFile = Optional.empty();

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description =
                    "Record with the JDK's Flight Recorder, and write the recording to this file at the end.")
    Optional<String> flightFile = Optional.empty();

    @Option(
            names = "--shutdown-timeout",
            paramLabel = "D",
            description =
                    "How long an ordered shutdown may take before what is left is killed (10s).")
    TimeLimit shutdownTimeout = new TimeLimit(Duration.ofSeconds(10));

    @ArgGroup(exclusive = false)
    Store store = new Store();

    /// Where durable jobs are kept.
    static final class Store {
        @Option(
                names = "--store",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "STORE",
                description =
                        "Keep jobs in a database, so that they outlive this program: a file, or jdbc:postgresql://HOST/DATABASE ($XDG_STATE_HOME/jobber/jobs.db). The password comes from $JOBBER_STORE_PASSWORD or ~/.pgpass.")
        Optional<String> place = Optional.empty();

        @Option(
                names = "--node",
                paramLabel = "NAME",
                description =
                        "What this program is called among those that share the store (the host's name and a number).")
        Optional<String> node = Optional.empty();

        /// What is wrong with it, for people.
        Optional<String> wrong() {
            if (node.isPresent() && place.isEmpty()) {
                return Optional.of("--node needs --store");
            }
            return node.filter(name -> !name.matches(NODE))
                    .map(name ->
                            "expected --node with a name of letters, digits, '-', '_' and '.' that"
                                    + " begins with a letter, got: '"
                                    + name
                                    + "'");
        }
    }

    private static final String NODE = "[A-Za-z][A-Za-z0-9_.-]*";

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description =
                    "Whether output is coloured: ${COMPLETION-CANDIDATES} (auto, which honours NO_COLOR and CLICOLOR_FORCE).")
    ConsoleColour colour = ConsoleColour.AUTO;

    @Option(
            names = "--gc",
            paramLabel = "GC",
            description = "The JVM's garbage collector: ${COMPLETION-CANDIDATES} (serial).")
    Collector collector = Collector.SERIAL;

    @Option(
            names = "--verbose",
            description =
                    "Print what the launcher does, and the stack trace of an error in jobber itself.")
    boolean verbose;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Parameters(paramLabel = "COMMAND", hidden = true)
    List<String> command = List.of();

    /// Whether the program has no terminal and runs no lines but those of the rc file.
    boolean daemon;

    /// What is wrong with the options of a program that starts a tree, for people.
    Optional<String> wrong() {
        if (daemon && name.isEmpty()) {
            return Optional.of("'jobber daemon' needs a name: jobber daemon --name NAME");
        }
        if (daemon && !choices().isEmpty()) {
            return Optional.of(
                    "'jobber daemon' runs the rc file alone; leave "
                            + choices().getFirst()
                            + " out, and run it with 'jobber -N "
                            + name.orElse("NAME")
                            + "'");
        }
        return on.map(tree ->
                "-N " + tree + " is read by scripts/jobber, and must stand before the command");
    }

    /// What is wrong with the options of a program that works on the tree of another one.
    Optional<String> wrongInVisit() {
        if (rc.file.isPresent() || rc.none) {
            return Optional.of(
                    "the rc file belongs to the start of the tree; leave --rc and --no-rc out");
        }
        if (logFile.isPresent() || flightFile.isPresent()) {
            return Optional.of(
                    "--log-file and --jfr belong to the start of the tree; leave them out");
        }
        if (store.place.isPresent() || store.node.isPresent()) {
            return Optional.of("the store belongs to the start of the tree; leave it out");
        }
        return daemon || name.isPresent()
                ? Optional.of("a tree runs already; leave -N out, or --name and daemon")
                : Optional.empty();
    }

    /// The ways to say what is run that have been taken; where none has, lines come from standard
    /// input.
    List<String> choices() {
        var choices = new ArrayList<String>();
        if (!lines.texts.isEmpty()) {
            choices.add("-c");
        }
        if (lines.script.isPresent()) {
            choices.add("-f");
        }
        if (lines.check.isPresent()) {
            choices.add("--check");
        }
        if (!command.isEmpty()) {
            choices.add(command.getFirst());
        }
        return choices;
    }

    /// A garbage collector. The launcher has chosen it before the program runs.
    enum Collector {
        SERIAL,
        G1,
        Z;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
