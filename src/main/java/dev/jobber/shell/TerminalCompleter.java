package dev.jobber.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Offers JLine what may stand at the cursor, with what each word means.
final class TerminalCompleter implements Completer {

    private final Completions completions;

    TerminalCompleter(Completions completions) {
        this.completions = completions;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof TerminalParser.Parsed parsed) {
            var at = parsed.at();
            for (var suggestion : completions.complete(at.before(), at.current())) {
                candidates.add(candidate(suggestion, candidates.size()));
            }
        }
    }

    private static Candidate candidate(Suggestion suggestion, int place) {
        return new Candidate(
                suggestion.value(),
                suggestion.value(),
                suggestion.group(),
                suggestion.description().isEmpty() ? null : suggestion.description(),
                null,
                null,
                suggestion.complete(),
                place);
    }
}
