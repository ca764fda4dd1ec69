package dev.jobber.shell.command.live;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.LaterWords;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.LaterCommand;
import dev.jobber.shell.session.Printer;
import dev.jobber.shell.session.PromptCommand;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Quoting;
import dev.jobber.shell.syntax.Word;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `watch [-n D] [--count N] [--until TEXT] COMMAND…`
@Command(
        name = "watch",
        customSynopsis = "watch [OPTIONS] COMMAND",
        description = {
            "Runs a command again and again, and shows what it answers.",
            "On a terminal the answer stays in its place, and what has changed is marked; 'q' leaves, and the last answer is printed.",
            "Without a terminal each answer is printed. The options stand before the command."
        })
@Example(value = "watch -n 100ms --count 3 count-children", does = "shows the count three times")
@Example(
        value = "start-job good --sleep 200ms; watch -n 50ms --until done jobs",
        does = "shows the jobs until one is done")
@InOtp("A loop around a call, with Process.sleep/1 between two of them.")
@SeeAlso({"top", "sleep", "events"})
final class Watch implements ShellCommand {
    private static final Set<String> WITH_VALUE = Set.of("-n", "--interval", "--count", "--until");

    /// Commands that have a screen of their own.
    private static final Set<String> NOT_WATCHED = Set.of("watch", "top");

    private final Session session;
    private final Scripts scripts;
    private List<Word> words = List.of();

    @Option(
            names = {"-n", "--interval"},
            paramLabel = "D",
            description = "The time between an answer and the next run (2s).")
    private Duration interval = Duration.ofSeconds(2);

    @Option(names = "--count", paramLabel = "N", description = "Ends after N answers.")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TEXT",
            description = "Ends when the answer has this text in it.")
    private Optional<String> until = Optional.empty();

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "A command of this shell with its words.")
    @SuppressWarnings("UnusedVariable") // stands in help; the words are kept as they were written
    private List<String> command = List.of();

    Watch(Session session, Scripts scripts) {
        this.session = session;
        this.scripts = scripts;
    }

    @Override
    public Optional<LaterWords> later(List<Word> line) {
        return Optional.of(LaterWords.afterOptions(line, WITH_VALUE));
    }

    /// The command that is watched is asked each time it runs.
    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public void validate(Validation validation) {
        words = validation.runsLater();
        if (words.isEmpty()) {
            validation.problem(
                    "watch", UserError.usage("'watch' needs a command", "write watch -n 1s jobs"));
            return;
        }
        words.getFirst()
                .constant()
                .filter(NOT_WATCHED::contains)
                .ifPresent(name ->
                        validation.problem(
                                name,
                                UserError.usage(
                                        "'"
                                                + name
                                                + "' shows what changes itself, so it cannot be watched")));
        if (count.filter(n -> n < 1).isPresent()) {
            validation.problem(
                    count.get().toString(), UserError.usage("expected a count from 1 on, got: 0"));
        }
    }

    @Override
    public Answer run() throws InterruptedException {
        LaterCommand later = scripts.later(words);
        var ending = new WatchEnding(session, count, until);
        Optional<Prompt> screen =
                session.prompt()
                        .filter(_ -> PromptCommand.isEntered() && !session.isForScreenReader());
        if (screen.isPresent()) {
            String text = words.stream().map(Quoting::quote).collect(Collectors.joining(" "));
            var head = new WatchScreen.Head(text, interval, session.now().getZone());
            try (var view = new WatchScreen(session, head, ending, () -> later.run(Map.of()))) {
                if (screen.get().show(view)) {
                    return view.last();
                }
            }
        }
        return printed(later, ending);
    }

    /// Prints all answers but the last, which is the answer of this command.
    private Answer printed(LaterCommand later, WatchEnding ending) throws InterruptedException {
        var printer = new Printer(session);
        Answer answer = later.run(Map.of());
        while (!ending.comesWith(answer)) {
            if (!PromptCommand.isHeard() || session.isAbandoned()) {
                throw new InterruptedException("the answers are not shown any more");
            }
            printer.print(answer, "", () -> !session.isAbandoned());
            session.sleep(interval);
            answer = later.run(Map.of());
        }
        return answer;
    }
}
