package dev.jobber.attach.options;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `jobber attach` is started with, beside the options of a visit, which are those of the
/// program. The client reads the words without picocli; this tells of them.
@Command(
        name = "jobber attach",
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = {
            "jobber attach [TREE] [OPTIONS]   opens a shell on a tree that runs",
            "jobber -N TREE -c 'LINE; LINE'   runs lines on it, then ends",
            "jobber -N TREE COMMAND ARGS...   runs one command on it, then ends",
            "jobber -N TREE -f FILE           runs a script on it; a pipe works too"
        },
        description = {
            "Opens a shell on a tree that runs in another program.",
            "A tree has a name when it was started with --name, or as 'jobber daemon --name NAME'. Its socket is in $XDG_RUNTIME_DIR/jobber, or in /tmp/jobber-UID where that is not set. Only its user may connect. For a tree on another machine: ssh -t HOST jobber attach TREE.",
            "In the shell, quit, detach and Ctrl-D end the visit, and the tree goes on; shutdown ends the tree."
        })
@Example(
        value = "$ jobber -N orders -o json count-children",
        does = "runs one command on the tree 'orders'",
        attached = true)
@InOtp("iex --remsh: a shell of another node.")
@SeeAlso({"daemon", "ps", "shutdown", "named trees", "who"})
public final class AttachOptions {
    @Parameters(
            paramLabel = "TREE",
            arity = "0..1",
            description = "Its name; it may be left out where only one tree runs.")
    Optional<String> tree = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
