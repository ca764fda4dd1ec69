package dev.jobber.transcript;

import dev.jobber.otp.ExitReason;
import java.util.List;

/// Terms as exit reasons.
final class Reasons {
    private Reasons() {}

    static ExitReason of(Term term) {
        return switch (term) {
            case Term.Atom(var word) when !word.equals("nil") -> ExitReason.word(word);
            case Term.Tuple(var items) when isPair("shutdown", items) ->
                    ExitReason.shutdown(items.getLast());
            case Term.Tuple(var items) when isPair("bad_return_value", items) ->
                    new ExitReason.BadReturnValue(items.getLast());
            default -> new ExitReason.Term(term);
        };
    }

    static ExitReason of(String word) {
        return of(TermParser.parse(word));
    }

    private static boolean isPair(String tag, List<Term> items) {
        return items.size() == 2 && items.getFirst().equals(Term.atom(tag));
    }
}
