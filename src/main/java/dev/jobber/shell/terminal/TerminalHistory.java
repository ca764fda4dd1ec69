package dev.jobber.shell.terminal;

import dev.jobber.shell.syntax.FileText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jline.reader.impl.history.DefaultHistory;

/// The lines entered at the prompt, kept in a file for the next shell.
///
/// A line that begins with a blank, or that repeats the line before it, is not kept. If the file
/// cannot be written, lines are kept in memory only, and one warning says so.
///
/// It takes in the lines that other shells have added meanwhile, as the shared history of zsh; but
/// they stand before all lines of this shell, so that Up goes back through its own lines first.
public final class TerminalHistory extends DefaultHistory {
    /// A text with more characters was pasted and not typed, so it is not written to the file.
    private static final int LONGEST = 10_000;

    private final Consumer<String> warning;
    private Optional<HistoryFile> file;

    /// How many lines were entered in this shell; they are the last ones.
    private int own;

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
        own++;
        if (entry.length() <= LONGEST) {
            look(kept -> kept.append(entry));
        }
    }

    /// Takes in the lines that other shells have added. Called when a line is to be asked for.
    void catchUp() {
        look(HistoryFile::news);
    }

    /// A look at the file that finds out what other shells have added.
    private interface Look {
        HistoryFile.News at(HistoryFile file) throws IOException;
    }

    private void look(Look look) {
        file.ifPresent(kept -> {
            try {
                takeIn(look.at(kept));
            } catch (IOException e) {
                giveUp(kept, e);
            }
        });
    }

    private void takeIn(HistoryFile.News news) throws IOException {
        if (news.entries().isEmpty()) {
            return;
        }
        var all = new ArrayList<Entry>();
        forEach(all::add);
        Set<String> known =
                news.isAll() ? all.stream().map(Entry::line).collect(Collectors.toSet()) : Set.of();
        List<String> others =
                news.entries().stream()
                        .filter(entry -> entry.length() <= LONGEST && !known.contains(entry))
                        .toList();
        if (others.isEmpty()) {
            return;
        }
        int before = Math.max(0, all.size() - own);
        purge(); // the list; this history has no file that JLine knows
        all.subList(0, before).forEach(entry -> internalAdd(entry.time(), entry.line()));
        others.forEach(line -> internalAdd(Instant.EPOCH, line));
        all.subList(before, all.size()).forEach(entry -> internalAdd(entry.time(), entry.line()));
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
