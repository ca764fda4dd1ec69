package dev.jobber.shell.session;

import dev.jobber.shell.console.Console;
import dev.jobber.shell.console.Pager;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Table;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes answers in the format of the session: as text, or as one line of JSON.
public final class Printer {
    /// Errors whose message needs no code before it.
    private static final List<ErrorCode> OF_THE_LINE =
            List.of(
                    ErrorCode.USAGE,
                    ErrorCode.UNKNOWN_COMMAND,
                    ErrorCode.UNKNOWN_JOB,
                    ErrorCode.CANCELLED);

    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    /// How a text begins that says what has changed.
    private static final String OK = "ok ";

    private final Session session;

    public Printer(Session session) {
        this.session = session;
    }

    /// Writes an answer.
    ///
    /// @param place what an error's message begins with
    /// @param goesOn asked between the parts of a long answer
    public void print(Answer answer, String place, BooleanSupplier goesOn) {
        print(answer, place, goesOn, Optional.empty());
    }

    /// Writes an answer.
    ///
    /// @param place what an error's message begins with
    /// @param goesOn asked between the parts of a long answer
    /// @param pager shows an answer that is longer than the screen
    public void print(Answer answer, String place, BooleanSupplier goesOn, Optional<Pager> pager) {
        switch (session.output()) {
            case TEXT -> text(answer, place, goesOn, pager);
            case JSON ->
                    session.console()
                            .print(
                                    session.encoding().isUtf8()
                                            ? json(answer)
                                            : ascii(json(answer)));
        }
    }

    /// What [#print] writes of an answer, whole.
    public String text(Answer answer) {
        return switch (session.output()) {
            case TEXT ->
                    switch (answer) {
                        case Answer.Ok(Value _, Rendering rendering) -> rendering.text(style());
                        case Answer.Failed failed -> error(failed, "");
                    };
            case JSON -> json(answer);
        };
    }

    private void text(Answer answer, String place, BooleanSupplier goesOn, Optional<Pager> pager) {
        switch (answer) {
            case Answer.Ok(Value _, Rendering rendering) -> parts(rendering, goesOn, pager);
            case Answer.Failed failed -> session.console().error(error(failed, place));
        }
    }

    /// A long answer says how far it has come, as what reads it may be slow.
    private void parts(Rendering rendering, BooleanSupplier goesOn, Optional<Pager> pager) {
        Iterator<String> parts = rendering.parts(style()).map(this::painted).iterator();
        String first = parts.next();
        if (pager.filter(it -> isPaged(rendering, first, it)).isPresent()) {
            pager.get().show(new Paged(first, parts));
            return;
        }
        print(first);
        if (!rendering.isLong()) {
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
            session.console().print(text);
        }
    }

    /// A part as it is written.
    private String painted(String text) {
        Style style = style();
        String marked =
                text.startsWith(OK)
                        ? style.paint(Palette.GOOD, OK) + text.substring(OK.length())
                        : text;
        return Printable.lines(style.markPids(marked));
    }

    private boolean isPaged(Rendering rendering, String first, Pager pager) {
        return switch (session.paging()) {
            case OFF -> false;
            case ON -> rendering.isLong() || first.indexOf('\n') >= 0;
            case AUTO -> rendering.isLong() || rows(first) >= Math.max(2, pager.rows());
        };
    }

    /// How many rows of the screen a text takes.
    private long rows(String text) {
        int columns = Math.max(1, session.console().width());
        return ESCAPE.matcher(text)
                .replaceAll("")
                .lines()
                .mapToLong(line -> Math.max(1, Math.ceilDiv(Table.width(line), columns)))
                .sum();
    }

    /// The parts of an answer, the first of which has been made.
    private static final class Paged implements Iterator<String> {
        private final Iterator<String> rest;
        private Optional<String> first;

        Paged(String first, Iterator<String> rest) {
            this.first = Optional.of(first);
            this.rest = rest;
        }

        @Override
        public boolean hasNext() {
            return first.isPresent() || rest.hasNext();
        }

        @Override
        public String next() {
            String part = first.orElseGet(rest::next);
            first = Optional.empty();
            return part;
        }
    }

    /// How answers look at present.
    public Style style() {
        Console console = session.console();
        var style =
                new Style(console.width(), console.colour(), console.unicode(), console.isScreen());
        return session.isForScreenReader() ? style.spoken() : style;
    }

    /// An error in one line. A report has lines of its own.
    private String sentence(UserError error, String place) {
        if (error.report().isPresent()) {
            return error.sentence();
        }
        Style style = style();
        String head = place.isEmpty() ? style.paint(Palette.BAD, "error:") + " " : place;
        String code =
                OF_THE_LINE.contains(error.code())
                        ? ""
                        : style.paint(Palette.BAD, error.code().word()) + ": ";
        return head + code + style.markPids(error.sentence());
    }

    /// An error for people.
    public String error(Answer.Failed failed, String place) {
        StringWriter text = new StringWriter().append(sentence(failed.error(), place));
        if (session.showsTraces()) {
            failed.cause().ifPresent(cause -> text.append('\n').append(trace(cause)));
        }
        return Printable.lines(text.toString().stripTrailing());
    }

    /// A stack trace. Its frames stand back behind the messages.
    private String trace(Throwable cause) {
        var text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return text.toString()
                .lines()
                .map(line -> line.startsWith("\t") ? style().paint(Palette.FAINT, line) : line)
                .collect(Collectors.joining("\n"));
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
