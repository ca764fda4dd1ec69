package dev.jobber;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `jobber man` is started with.
@Command(
        name = "jobber man",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Prints a page of the manual, or writes all pages into a folder.",
            "The pages tell what 'help' tells, in roff, which man shows. Without PAGE it is the page of jobber itself."
        })
@Example(
        value = "$ jobber man start-job > page",
        does = "writes the page of a command; man -l page shows it")
@Example(
        value = "$ jobber man -o man1",
        does = "writes all pages; in ~/.local/share/man/man1, man finds them")
@InOtp("erl -man shows the pages of Erlang/OTP.")
@SeeAlso({"help", "completion"})
final class ManOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Write the pages into this folder, and make the folder if there is none.")
    Optional<String> folder = Optional.empty();

    @Parameters(
            paramLabel = "PAGE",
            arity = "0..*",
            description = "A command, as start-job or define-job sim; or a topic, as restarts.")
    List<String> page = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
