package dev.jobber.shell.session;

import dev.jobber.shell.console.Console;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Writes answers in the format of the session: as text, or as one line of JSON.
public final class Printer {
    /// Errors whose message needs no code before it.
    private static final List<ErrorCode> OF_THE_LINE =
            List.of(
                    ErrorCode.USAGE,
                    ErrorCode.UNKNOWN_COMMAND,
                    ErrorCode.UNKNOWN_JOB,
                    ErrorCode.CANCELLED);

    private final Session session;

    public Printer(Session session) {
        this.session = session;
    }

    /// Writes an answer.
    ///
    /// @param place what an error's message begins with
    /// @param goesOn asked between the parts of a long answer
    public void print(Answer answer, String place, BooleanSupplier goesOn) {
        switch (session.output()) {
            case TEXT -> text(answer, place, goesOn);
            case JSON ->
                    session.console()
                            .print(
                                    session.encoding().isUtf8()
                                            ? json(answer)
                                            : ascii(json(answer)));
        }
    }

    private void text(Answer answer, String place, BooleanSupplier goesOn) {
        switch (answer) {
            case Answer.Ok(Value _, Rendering rendering) -> parts(rendering, goesOn);
            case Answer.Failed failed -> session.console().error(error(failed, place));
        }
    }

    /// A long answer says how far it has come, as what reads it may be slow.
    private void parts(Rendering rendering, BooleanSupplier goesOn) {
        Iterator<String> parts = rendering.parts(style()).iterator();
        print(parts.next());
        if (!parts.hasNext()) {
            return;
        }
        var lines = new AtomicLong();
        try (var _ = session.progress().begin(() -> "writing, line " + lines.get())) {
            while (parts.hasNext() && goesOn.getAsBoolean()) {
                String part = parts.next();
                print(part);
                lines.addAndGet(part.lines().count());
            }
        }
    }

    private void print(String text) {
        if (!text.isEmpty()) {
            session.console().print(Printable.lines(text));
        }
    }

    private Style style() {
        Console console = session.console();
        return new Style(console.width(), console.colour(), console.unicode());
    }

    /// An error in one line. A report has lines of its own.
    private String sentence(UserError error, String place) {
        if (error.report().isPresent()) {
            return error.sentence();
        }
        String head = place.isEmpty() ? style().red("error:") + " " : place;
        String code = OF_THE_LINE.contains(error.code()) ? "" : error.code().word() + ": ";
        return head + code + error.sentence();
    }

    /// An error for people.
    public String error(Answer.Failed failed, String place) {
        StringWriter text = new StringWriter().append(sentence(failed.error(), place));
        if (session.showsTraces()) {
            failed.cause()
                    .ifPresent(cause -> {
                        var writer = new PrintWriter(text.append('\n'));
                        cause.printStackTrace(writer);
                        writer.flush();
                    });
        }
        return Printable.lines(text.toString().stripTrailing());
    }

    /// JSON must be UTF-8. Pure ASCII is valid in every charset, so all other characters are
    /// escaped.
    private static String ascii(String json) {
        var ascii = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            ascii.append(c < 0x80 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return ascii.toString();
    }

    private static String json(Answer answer) {
        return switch (answer) {
            case Answer.Ok(Value value, Rendering _) ->
                    Value.Fields.none().with("ok", value).toJson();
            case Answer.Failed failed ->
                    Value.Fields.none()
                            .with(
                                    "error",
                                    Value.Fields.none()
                                            .with("code", failed.error().code().word())
                                            .with("message", failed.error().sentence()))
                            .toJson();
        };
    }
}
