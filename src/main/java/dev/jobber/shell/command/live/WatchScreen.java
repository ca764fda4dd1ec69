package dev.jobber.shell.command.live;

import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.console.Key;
import dev.jobber.shell.console.Key.Special;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.session.Printer;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The answers of a watched command, each in the place of the one before it. The command runs on a
/// thread of its own, so that keys work while it waits for something.
final class WatchScreen implements FullScreen, AutoCloseable {
    /// How soon a new answer is seen.
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Session session;
    private final Head head;
    private final WatchEnding ending;
    private final Supplier<Answer> command;
    private final Thread runner;
    private volatile Shown shown = new Shown(Optional.empty(), "", "", 0, false);
    private int offset;
    private boolean isLeft;

    /// What the first row says.
    ///
    /// @param command as it was written
    record Head(String command, Duration interval, ZoneId zone) {}

    /// What the command has answered.
    ///
    /// @param last the last answer, if there is one yet
    /// @param before the text of the answer before it
    /// @param count how many answers there were
    /// @param isOver whether no further one comes
    private record Shown(
            Optional<Answer> last, String text, String before, int count, boolean isOver) {}

    WatchScreen(Session session, Head head, WatchEnding ending, Supplier<Answer> command) {
        this.session = session;
        this.head = head;
        this.ending = ending;
        this.command = command;
        this.runner = Thread.ofPlatform().daemon().name("jobber-watch").start(this::runAll);
    }

    private void runAll() {
        try {
            while (!shown.isOver()) {
                Answer answer = command.get();
                Shown before = shown;
                String text = new Printer(session).text(answer);
                shown =
                        new Shown(
                                Optional.of(answer),
                                text,
                                before.count() == 0 ? text : before.text(),
                                before.count() + 1,
                                ending.comesWith(answer));
                if (!shown.isOver()) {
                    session.sleep(head.interval());
                }
            }
        } catch (InterruptedException left) {
            // The user has left.
        }
    }

    /// The answer to print when the view is over: the last one.
    Answer last() {
        return shown.last().orElseGet(Answer::silent);
    }

    @Override
    public List<String> draw(int columns, int rows) {
        Shown now = shown;
        Style style = new Printer(session).style();
        List<String> lines = now.text().lines().toList();
        List<String> before = now.before().lines().toList();
        offset = Math.clamp(offset, 0, Math.max(0, lines.size() - Math.max(1, rows - 1)));
        var screen = new ArrayList<String>();
        screen.add(style.paint(Palette.NAME, title(now, columns)));
        for (int i = offset; i < lines.size() && screen.size() < rows; i++) {
            String line = lines.get(i);
            String old = i < before.size() ? before.get(i) : "";
            screen.add(line.equals(old) ? line : ChangedText.marked(old, line, style));
        }
        return screen;
    }

    private String title(Shown now, int columns) {
        String all =
                "every "
                        + DurationText.format(head.interval())
                        + ": "
                        + Printable.text(head.command());
        String rest =
                "  "
                        + (now.count() == 0 ? "runs" : "answer " + now.count())
                        + "  "
                        + TIME.format(ZonedDateTime.now(head.zone()))
                        + "  q leaves";
        return all.length() + rest.length() <= columns ? all + rest : all;
    }

    @Override
    public void press(Key key) {
        switch (key) {
            case Special.LEAVE -> isLeft = true;
            case Key.Typed(String text) when text.equalsIgnoreCase("q") -> isLeft = true;
            case Special.UP -> offset--;
            case Special.DOWN -> offset++;
            case Special.PAGE_UP -> offset -= 10;
            case Special.PAGE_DOWN -> offset += 10;
            case Special.HOME -> offset = 0;
            case Special.END -> offset = Integer.MAX_VALUE;
            case Special _, Key.Typed _ -> {}
        }
        offset = Math.max(0, offset);
    }

    @Override
    public Optional<Duration> untilNext() {
        return isLeft || shown.isOver() || session.hasEnded()
                ? Optional.empty()
                : Optional.of(LOOK);
    }

    @Override
    public void close() {
        runner.interrupt();
    }
}
