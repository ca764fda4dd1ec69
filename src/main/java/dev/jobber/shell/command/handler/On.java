package dev.jobber.shell.command.handler;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.LaterWords;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.syntax.Quoting;
import dev.jobber.shell.syntax.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `on failed|done|crashed -- COMMAND…`
@Command(
        name = "on",
        customSynopsis = "on failed|done|crashed [OPTIONS] -- COMMAND",
        description = {
            "Runs a command whenever a job has failed, is done, or has crashed.",
            "In the command, $ID is the job's id, $NAME its name, and $REASON why it ended: the error, or normal.",
            "What it answers is logged, and so is its failure. The same handler a second time replaces the first."
        })
@Example(value = "on failed -- echo \"$NAME: $REASON\"", does = "logs each job that has failed")
@Example(
        value = "on done --name good --once -- start-job good",
        does = "starts good again when it is done, once")
@Example(
        value = "on crashed --type import -- start-job sh --type alarm -- logger import",
        does = "runs a program for each import that has crashed")
@InOtp(
        "A GenServer, JobHandlers, that hears of the ends of jobs; each run of a command has a process of its own.")
@SeeAlso({"ons", "off", "times", "await"})
final class On implements ShellCommand {
    /// The names that have values in the command.
    static final String ID = "ID";

    static final String NAME = "NAME";
    static final String REASON = "REASON";

    private final Handlers handlers;
    private final Scripts scripts;
    private List<Word> words = List.of();

    @Parameters(
            index = "0",
            paramLabel = "ENDING",
            completionCandidates = JobEnding.Candidates.class,
            description = "failed, done or crashed.")
    private String ending = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only jobs of this type.")
    private Optional<String> type = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "JOB",
            description = "Only jobs that were started under this name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--once", description = "Only for the first of them.")
    private boolean once;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "After '--': a command of this shell.")
    @SuppressWarnings("UnusedVariable") // picocli fills it; the words are kept as they were written
    private List<String> command = List.of();

    On(Handlers handlers, Scripts scripts) {
        this.handlers = handlers;
        this.scripts = scripts;
    }

    @Override
    public Optional<LaterWords> later(List<Word> line) {
        return Optional.of(LaterWords.afterDashes(line, Set.of(ID, NAME, REASON)));
    }

    @Override
    public void validate(Validation validation) {
        words = validation.runsLater();
        if (validation.isKnown(ending) && !JobEnding.WORDS.contains(ending)) {
            validation.problem(
                    ending, Choices.error(ErrorCode.USAGE, "ending", ending, JobEnding.WORDS));
        }
        if (words.isEmpty()) {
            validation.problem(
                    "on",
                    UserError.usage(
                            "'on' needs a command after '--'", "write on failed -- echo $ID"));
        }
    }

    @Override
    public Answer run() {
        String text = words.stream().map(Quoting::quote).collect(Collectors.joining(" "));
        int number =
                handlers.add(
                        new Handler(
                                new Handler.Trigger(JobEnding.of(ending), type, name, once),
                                text,
                                scripts.later(words)));
        return Answer.of(
                Value.Fields.none().with("n", number).with("on", ending), "ok handler " + number);
    }
}
