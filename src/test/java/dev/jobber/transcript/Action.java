package dev.jobber.transcript;

import dev.jobber.otp.Dest;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Process;
import dev.jobber.otp.Thrown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a callback does and returns, as the words of section 6 say it. What it returns is a term,
/// right or wrong for the callback.
final class Action {
    /// Which callback acts.
    enum Callback {
        INIT,
        CALL,
        OTHER,
        TERMINATE
    }

    private final ReplayWorld host;
    private final String name;
    private final Callback callback;
    private final Optional<From> from;

    Action(ReplayWorld host, String name, Callback callback) {
        this(host, name, callback, Optional.empty());
    }

    Action(ReplayWorld host, String name, Callback callback, From from) {
        this(host, name, callback, Optional.of(from));
    }

    private Action(ReplayWorld host, String name, Callback callback, Optional<From> from) {
        this.host = host;
        this.name = name;
        this.callback = callback;
        this.from = from;
    }

    Term act(List<String> words, Term state) {
        List<String> rest = Words.after(words, 1);
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "raise" -> throw new RuntimeException("boom");
            case "exit" -> throw new ExitException(Reasons.of(first(rest)));
            case "throw" -> throw new Thrown(returned(TermParser.parse(first(rest))));
            case "bad" -> TermParser.parse(first(rest));
            case "sleep" -> {
                host.pause(Duration.ofMillis(Long.parseLong(first(rest))));
                yield act(Words.after(rest, 1), state);
            }
            case "self_send" -> {
                Process.send(Process.self(), Term.atom("note"));
                yield act(rest, state);
            }
            case "hold" -> {
                host.hold(name);
                yield act(rest, state);
            }
            case "reply_now" -> {
                from.orElseThrow(() -> new NoFunctionClause(":gen.reply/2"))
                        .reply(TermParser.parse(first(rest)));
                yield act(Words.after(rest, 1), state);
            }
            case "call" -> callAnother(rest, state);
            default -> answer(words, state);
        };
    }

    /// A throw is a way to return.
    private Object returned(Term value) {
        return switch (callback) {
            case INIT -> Returns.init(value);
            case CALL -> Returns.call(value);
            case OTHER -> Returns.result(value);
            case TERMINATE -> value;
        };
    }

    /// Calls another server; any exit passes through.
    private Term callAnother(List<String> words, Term state) {
        int and = words.indexOf("and");
        List<String> call = words.subList(1, and < 0 ? words.size() : and);
        List<String> request = call.stream().filter(it -> !it.startsWith("within=")).toList();
        var within = Duration.ofMillis(Words.options(call).number("within").orElse(5000L));
        Dest server =
                host.names()
                        .latest(words.getFirst())
                        .<Dest>map(pid -> pid)
                        .orElseGet(() -> host.node().named(words.getFirst()));
        Object answer = GenServer.call(server, new Do(request), within);
        host.event(name + " was told " + host.print(answer));
        return act(Words.after(words, and < 0 ? words.size() : and + 1), state);
    }

    private Term answer(List<String> words, Term state) {
        List<String> rest = Words.after(words, 1);
        return switch (callback) {
            case TERMINATE -> Term.OK;
            case INIT -> answerToInit(words, rest, state);
            case CALL -> answerToCall(words, rest, state);
            case OTHER -> answerToAny(words, rest, state);
        };
    }

    private static Term answerToInit(List<String> words, List<String> rest, Term state) {
        return switch (first(words)) {
            case "ok" -> withAfter(rest, Term.OK, state);
            case "ignore" -> Term.atom("ignore");
            case "stop" -> Term.Tuple.of(Term.atom("stop"), only(rest));
            default -> answerToAny(words, rest, state);
        };
    }

    private Term answerToCall(List<String> words, List<String> rest, Term state) {
        switch (first(words)) {
            case "keep" -> {
                host.kept.put(first(rest), from.orElseThrow());
                return withAfter(Words.after(rest, 1), Term.atom("noreply"), state);
            }
            case "reply" -> {
                Term answer = TermParser.parse(first(rest));
                return withAfter(Words.after(rest, 1), Term.atom("reply"), answer, state);
            }
            default -> {
                if (first(words).equals("stop")
                        && rest.size() == 3
                        && rest.get(1).equals("reply")) {
                    return Term.Tuple.of(
                            Term.atom("stop"),
                            TermParser.parse(rest.getFirst()),
                            TermParser.parse(rest.getLast()),
                            state);
                }
                return answerToAny(words, rest, state);
            }
        }
    }

    private static Term answerToAny(List<String> words, List<String> rest, Term state) {
        return switch (first(words)) {
            case "stop" -> Term.Tuple.of(Term.atom("stop"), only(rest), state);
            case "noreply" -> withAfter(rest, Term.atom("noreply"), state);
            default -> throw noClause();
        };
    }

    private static Term only(List<String> words) {
        if (words.size() != 1) {
            throw noClause();
        }
        return TermParser.parse(words.getFirst());
    }

    /// A tuple, with a last element if the words go on with `then`.
    private static Term withAfter(List<String> words, Term... items) {
        if (words.isEmpty()) {
            return Term.Tuple.of(items);
        }
        if (!words.getFirst().equals("then")) {
            throw noClause();
        }
        Term[] more = java.util.Arrays.copyOf(items, items.length + 1);
        more[items.length] = after(Words.after(words, 1));
        return Term.Tuple.of(more);
    }

    private static Term after(List<String> words) {
        List<String> rest = Words.after(words, 1);
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "timeout" -> only(rest);
            case "hibernate" -> Term.atom("hibernate");
            case "continue" -> Term.Tuple.of(Term.atom("continue"), new Term.Opaque(new Do(rest)));
            default -> throw new NoFunctionClause("G.aft/1");
        };
    }

    private static String first(List<String> words) {
        if (words.isEmpty()) {
            throw noClause();
        }
        return words.getFirst();
    }

    private static NoFunctionClause noClause() {
        return new NoFunctionClause("G.act/4");
    }
}
