package dev.jobber.shell.command.log;

import dev.jobber.shell.log.LogView;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which lines of the log are printed, as commands answer it.
final class LogState {
    /// What lines of the log can be about.
    static final String WHAT = "A job's id or name, a type, a pid or a registered name.";

    private LogState() {}

    /// The state, for a command that only looks.
    static Answer shown(Session session) {
        return shown(session, sentence(session));
    }

    /// The state, shown as this text.
    static Answer shown(Session session, String text) {
        return Answer.of(value(session), text);
    }

    /// The state after a change.
    static Answer changed(Session session) {
        return changed(session, sentence(session));
    }

    /// The state after a change to what lines are about.
    static Answer changed(Session session, List<String> what) {
        return changed(
                session,
                sentence(session)
                        + what.stream()
                                .flatMap(
                                        word -> session.guesses().subject(word, List.of()).stream())
                                .map(guess -> "; " + guess)
                                .collect(Collectors.joining()));
    }

    /// The state after a change, which this text names.
    static Answer changed(Session session, String change) {
        return Answer.of(value(session), "ok " + change);
    }

    private static Value value(Session session) {
        LogView view = session.log().view();
        return Value.Fields.none()
                .with("level", view.level().toString())
                .with("on", new Value.Truth(view.isOn()))
                .with("only", words(view.only()))
                .with("muted", words(view.muted()))
                .with("held", session.log().held());
    }

    private static Value words(Set<String> words) {
        return new Value.Rows(words.stream().sorted().<Value>map(Value.Text::new).toList());
    }

    private static String sentence(Session session) {
        LogView view = session.log().view();
        long held = session.log().held();
        return "log level is "
                + view.level()
                + (view.isOn() ? "" : ", no lines are printed")
                + listed(", only lines about ", view.only())
                + listed(", no lines about ", view.muted())
                + (held == 0 ? "" : ", " + held + (held == 1 ? " line" : " lines") + " held back");
    }

    private static String listed(String head, Set<String> words) {
        return words.isEmpty()
                ? ""
                : head + words.stream().sorted().collect(Collectors.joining(", "));
    }
}
