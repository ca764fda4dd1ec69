package dev.jobber.shell.terminal;

import dev.jobber.shell.syntax.FileText;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.reader.impl.history.DefaultHistory;

/// The lines entered at the prompt, kept in a file for the next shell.
///
/// A line that begins with a blank, or that repeats the line before it, is not kept. If the file
/// cannot be written, lines are kept in memory only, and one warning says so.
public final class TerminalHistory extends DefaultHistory {
    /// A text with more characters was pasted and not typed, so it is not written to the file.
    private static final int LONGEST = 10_000;

    private final Consumer<String> warning;
    private Optional<HistoryFile> file;

    private TerminalHistory(Optional<HistoryFile> file, Consumer<String> warning) {
        this.file = file;
        this.warning = warning;
    }

    /// The history of this file, which is read when it is first used.
    public static TerminalHistory of(HistoryFile file, Consumer<String> warning) {
        return new TerminalHistory(Optional.of(file), warning);
    }

    /// Reads the entries of earlier shells; called by JLine when a reader takes the history.
    @Override
    public void load() {
        file.ifPresent(this::read);
    }

    private void read(HistoryFile kept) {
        try {
            kept.load().stream()
                    .filter(entry -> entry.length() <= LONGEST)
                    .forEach(entry -> internalAdd(Instant.EPOCH, entry));
        } catch (IOException e) {
            giveUp(kept, e);
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (line.isBlank() || Character.isWhitespace(line.charAt(0))) {
            return;
        }
        String entry = line.stripTrailing();
        if (!isEmpty() && get(last()).equals(entry)) {
            return;
        }
        internalAdd(time, entry);
        if (entry.length() <= LONGEST) {
            file.ifPresent(kept -> append(kept, entry));
        }
    }

    private void append(HistoryFile kept, String entry) {
        try {
            kept.append(entry);
        } catch (IOException e) {
            giveUp(kept, e);
        }
    }

    private void giveUp(HistoryFile unwritable, IOException reason) {
        file = Optional.empty();
        warning.accept(
                "history is kept in memory only, because "
                        + unwritable.path()
                        + " cannot be written: "
                        + FileText.reason(reason));
    }
}
