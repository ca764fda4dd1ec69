package dev.jobber.transcript;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.Thrown;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// What a function that is given to an agent, or to `replace_state`, does to the state, as words
/// say it.
final class Change {
    private final ReplayWorld host;

    /// What a thrown term means to whatever calls the function.
    private final Function<Term, Object> thrown;

    Change(ReplayWorld host, Function<Term, Object> thrown) {
        this.host = host;
        this.thrown = thrown;
    }

    Term apply(List<String> words, Term state) {
        String argument = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "value" -> TermParser.parse(argument);
            case "add" -> {
                if (!(state instanceof Term.Int(var number))) {
                    throw new ArithmeticException("bad argument in arithmetic expression");
                }
                yield new Term.Int(number.add(new BigInteger(argument)));
            }
            case "state" -> state;
            case "raise" -> throw new RuntimeException("boom");
            case "exit" -> throw new ExitException(Reasons.of(argument));
            case "throw" -> throw new Thrown(thrown.apply(TermParser.parse(argument)));
            case "sleep" -> {
                host.pause(Duration.ofMillis(Long.parseLong(argument)));
                yield apply(Words.after(words, 2), state);
            }
            case "hold" -> {
                host.hold(argument);
                yield apply(Words.after(words, 2), state);
            }
            default -> throw new IllegalArgumentException("expected a function, got: " + words);
        };
    }
}
