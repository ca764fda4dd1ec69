package dev.jobber.shell.command.live;

import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Printer;
import dev.jobber.shell.session.Session;
import java.util.Optional;

/// Says which answer of a watched command is the last one.
final class WatchEnding {
    private final Session session;
    private final Optional<Integer> count;
    private final Optional<String> text;
    private int seen;

    /// @param count how many answers there are; empty for no limit
    /// @param text is in the last answer; empty where none is waited for
    WatchEnding(Session session, Optional<Integer> count, Optional<String> text) {
        this.session = session;
        this.count = count;
        this.text = text;
    }

    /// One more answer has come.
    ///
    /// @return whether it is the last one
    boolean comesWith(Answer answer) {
        seen++;
        return count.filter(most -> seen >= most).isPresent()
                || text.filter(new Printer(session).text(answer)::contains).isPresent();
    }
}
