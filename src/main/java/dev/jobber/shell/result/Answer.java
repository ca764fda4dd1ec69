package dev.jobber.shell.result;

import java.util.Optional;

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
    /// @param cause what the command was broken by, where it was
    record Failed(UserError error, int exitCode, Optional<Throwable> cause) implements Answer {}

    /// A result that is shown as a table, a block or a text, whichever it is made for.
    static Answer of(Value value) {
        return new Ok(value, Rendering.of(value));
    }

    /// A result that is shown as this text.
    static Answer of(Value value, String text) {
        return new Ok(value, _ -> text);
    }

    /// A text that is drawn.
    static Answer of(Rendering text) {
        return new Ok(new Value.Text(text.text(Style.PLAIN)), text);
    }

    /// A text.
    static Answer text(String text) {
        return of(new Value.Text(text), text);
    }

    /// It succeeded and changed something, which the text format says.
    static Answer ok(String change) {
        return of(Value.nothing(), "ok " + change);
    }

    /// It succeeded, and the text format prints nothing.
    static Answer silent() {
        return of(Value.nothing(), "");
    }

    /// It failed; the error decides the exit code.
    static Answer failed(UserError error) {
        return new Failed(error, error.code().exitCode(), Optional.empty());
    }

    /// It failed because its input is wrong; the exit code is that of wrong usage.
    static Answer wrong(UserError error) {
        return new Failed(error, ErrorCode.USAGE.exitCode(), Optional.empty());
    }

    /// It is broken itself.
    static Answer crashed(Throwable cause) {
        var error =
                new UserError(
                        ErrorCode.INTERNAL_ERROR,
                        "the command failed because of an error in jobber: " + cause,
                        "'set traces on' shows the stack trace next time");
        return new Failed(error, error.code().exitCode(), Optional.of(cause));
    }
}
