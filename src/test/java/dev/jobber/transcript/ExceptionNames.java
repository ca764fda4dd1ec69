package dev.jobber.transcript;

import dev.jobber.job.UnexpectedResultException;
import dev.jobber.otp.NoSuchProcessException;
import dev.jobber.otp.StateMachine;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The one table from Java's exceptions to Elixir's.
final class ExceptionNames {
    /// @param module what Elixir raises
    /// @param error what Erlang knows it as, if Elixir only dresses it up
    private record Name(String module, Optional<String> error) {}

    private static final Map<Class<?>, Name> NAMES =
            Map.of(
                    RuntimeException.class, elixir("RuntimeError"),
                    IllegalStateException.class, elixir("RuntimeError"),
                    IllegalArgumentException.class, elixir("ArgumentError"),
                    NoSuchElementException.class, elixir("KeyError"),
                    ArithmeticException.class, erlang("ArithmeticError", "badarith"),
                    NoSuchProcessException.class, erlang("ErlangError", "noproc"),
                    UnexpectedResultException.class,
                            erlang("FunctionClauseError", "function_clause"),
                    NoFunctionClause.class, erlang("FunctionClauseError", "function_clause"),
                    ClassCastException.class, erlang("FunctionClauseError", "function_clause"));

    private ExceptionNames() {}

    private static Name elixir(String module) {
        return new Name(module, Optional.empty());
    }

    private static Name erlang(String module, String error) {
        return new Name(module, Optional.of(error));
    }

    /// The module of the exception: `RuntimeError`.
    static String module(Throwable problem) {
        return name(problem).module();
    }

    /// What is printed for the exit reason of a crash.
    static String crash(Throwable problem) {
        if (problem instanceof StateMachine.BadReturnException bad) {
            return "{:crash, "
                    + ActionMachine.text(new ReplayPrinter(new ReplayNames()), bad)
                    + "}";
        }
        Name name = name(problem);
        String what =
                name.module().equals("RuntimeError")
                        ? new Term.Text(String.valueOf(problem.getMessage())).toString()
                        : name.error().map(error -> ":" + error).orElse(name.module());
        return "{:crash, " + what + "}";
    }

    private static Name name(Throwable problem) {
        Name name = NAMES.get(problem.getClass());
        return name == null ? elixir(problem.getClass().getSimpleName()) : name;
    }
}
