package dev.jobber.shell;

/// What a command says when it has run.
public sealed interface Answer {

    /// It succeeded.
    ///
    /// @param value the result
    /// @param rendering how people are shown it
    record Ok(Value value, Rendering rendering) implements Answer {}

    /// It did not.
    ///
    /// @param exitCode the exit code of a script that ends here
    record Failed(Fault fault, int exitCode) implements Answer {}

    /// A result that is shown as a table, a block or a text, whichever it is made for.
    static Answer of(Value value) {
        return new Ok(value, Rendering.of(value));
    }

    /// A result that is shown as this text.
    static Answer of(Value value, String text) {
        return new Ok(value, _ -> text);
    }

    /// A text.
    static Answer text(String text) {
        return of(new Value.Text(text), text);
    }

    /// It succeeded, and there is nothing more to say than `ok`.
    static Answer ok() {
        return of(Value.nothing(), "ok");
    }

    /// It succeeded, and people need not be told.
    static Answer silent() {
        return of(Value.nothing(), "");
    }

    /// It failed; the error decides the exit code.
    static Answer failed(Fault fault) {
        return new Failed(fault, fault.code().exitCode());
    }
}
