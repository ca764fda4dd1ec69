package dev.jobber.shell.command;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The kinds of job there are.
final class Kinds {

    /// The words for them.
    static final List<String> WORDS = List.of(SimOptions.WORD);

    /// The words, as picocli asks for what may stand for a parameter.
    static final class Candidates implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }

    private Kinds() {}

    /// New options of a kind.
    static Optional<KindOptions> options(String word) {
        return switch (word) {
            case SimOptions.WORD -> Optional.of(new SimOptions());
            default -> Optional.empty();
        };
    }
}
