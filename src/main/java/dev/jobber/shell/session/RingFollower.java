package dev.jobber.shell.session;

import dev.jobber.observer.Ring;
import dev.jobber.shell.log.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Shows what comes into a ring, until the session ends or Ctrl-C ends the command.
public final class RingFollower {
    /// How many of the old items are shown first, unless the user says it, as `tail` does.
    public static final int FIRST = 10;

    /// How long a wait takes before it is asked whether it is still wanted.
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Session session;

    public RingFollower(Session session) {
        this.session = session;
    }

    /// Calls the reader with what is there, and then with what comes. Returns when the answer of
    /// the command is not shown any more.
    ///
    /// @param what what the items are called, in the plural
    public <E> void follow(Ring<E> ring, String what, Consumer<List<E>> reader)
            throws InterruptedException {
        Ring.Since<E> news = ring.since(0);
        reader.accept(news.items());
        while (!session.isAbandoned() && PromptCommand.isHeard()) {
            long next = news.next();
            ring.await(next, LOOK.toNanos());
            news = ring.since(next);
            if (news.lost() > 0) {
                session.log().log(
                        LogLevel.WARNING,
                        news.lost() + " " + what + " came too quickly and are not shown");
            }
            if (!news.items().isEmpty()) {
                reader.accept(news.items());
            }
        }
    }
}
