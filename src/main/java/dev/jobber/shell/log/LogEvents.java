package dev.jobber.shell.log;

import dev.jobber.observer.Subject;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.shell.result.TermLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The only listener that logs. It logs each event of a node with the event's own sentence.
public final class LogEvents implements EventListener {
    /// A line of a crash report with a term.
    private static final Pattern TERM = Pattern.compile("(?m)^(Last message.*?: |State: )(.+)$");

    /// The most lines of a report in few words.
    private static final int BRIEF = 4;

    private final LogGateway gateway;
    private final Function<Event, Subject> subjects;

    /// A listener for a node whose log goes through this gateway.
    ///
    /// @param subjects finds what an event is about
    public LogEvents(LogGateway gateway, Function<Event, Subject> subjects) {
        this.gateway = gateway;
        this.subjects = subjects;
    }

    /// Whether the log tells it. The log does not tell that a server has started or ended; the
    /// command `events` does.
    public static boolean isLogged(Event event) {
        return !(event instanceof Event.Started || event instanceof Event.Exited);
    }

    /// Logs the event, unless it only tells that a server has started or ended. The sentence of a
    /// debug event is made only if debug lines are shown.
    @Override
    public void on(Event event) {
        if (!isLogged(event)) {
            return;
        }
        var level = LogLevel.of(event.level());
        if (level != LogLevel.DEBUG || gateway.shows(level)) {
            String words = words(event, gateway.width());
            Subject about = subjects.apply(event);
            LogWriter.log(level, words, about, brief(words, about));
        }
    }

    /// A report of many lines in a few: what ended, why, what it calls itself, the first frame of
    /// the user's code, and how the user sees the rest. Empty where that would not be shorter.
    static Optional<String> brief(String words, Subject about) {
        List<String> lines = words.lines().toList();
        if (lines.size() <= BRIEF) {
            return Optional.empty();
        }
        Stream<String> label = lines.stream().filter(line -> line.startsWith(Event.LABEL)).limit(1);
        Stream<String> frame =
                lines.stream().filter(line -> line.strip().startsWith("at ")).limit(1);
        Stream<String> hint =
                about
                        .job()
                        .map(Subject.Job::id)
                        .or(about::pid)
                        .map(subject -> "    (all of it: logs --job " + subject + ")")
                        .stream();
        return Optional.of(
                Stream.of(lines.stream().limit(2), label, frame, hint)
                        .flatMap(Function.identity())
                        .collect(Collectors.joining("\n")));
    }

    /// The sentence of an event. Wide terms of a crash report are broken into several lines.
    ///
    /// @param width columns
    public static String words(Event event, int width) {
        return event instanceof Event.ServerTerminating
                ? TERM.matcher(event.message())
                        .replaceAll(line ->
                                Matcher.quoteReplacement(
                                        line.group(1)
                                                + TermLayout.of(
                                                        line.group(2),
                                                        line.group(1).length(),
                                                        width)))
                : event.message();
    }
}
