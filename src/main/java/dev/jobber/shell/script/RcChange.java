package dev.jobber.shell.script;

import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What has changed in an rc file since it was read last.
///
/// @param added lines that are new
/// @param changed lines that are about the same thing as a line before
/// @param gone lines that are there no more
/// @param unchanged lines that are as they were and have started something
record RcChange(
        List<RcLines.Line> added,
        List<Changed> changed,
        List<RcLines.Line> gone,
        Set<String> unchanged) {
    /// A line, and what it was before.
    record Changed(RcLines.Line now, RcLines.Line was) {}

    static RcChange between(RcLines before, RcLines now) {
        var added = new ArrayList<RcLines.Line>();
        var changed = new ArrayList<Changed>();
        now.lines()
                .forEach((about, line) -> {
                    RcLines.Line was = before.lines().get(about);
                    if (was == null) {
                        added.add(line);
                    } else if (!was.text().equals(line.text())) {
                        changed.add(new Changed(line, was));
                    }
                });
        return new RcChange(
                added,
                changed,
                before.lines().entrySet().stream()
                        .filter(line -> !now.lines().containsKey(line.getKey()))
                        .map(line -> line.getValue())
                        .toList(),
                now.lines().entrySet().stream()
                        .filter(line -> line.getValue().equals(before.lines().get(line.getKey())))
                        .map(line -> line.getValue())
                        .filter(RcLines.Line::starts)
                        .map(RcLines.Line::text)
                        .collect(Collectors.toSet()));
    }

    /// The jobs that are defined no more.
    List<String> undefined() {
        return gone.stream().map(RcLines.Line::definition).flatMap(Optional::stream).toList();
    }

    /// The answer of `reload`.
    ///
    /// @param done what the text format says at the end
    Answer answer(String done) {
        return new Answer.Ok(
                Value.Fields.none()
                        .with("new", texts(added))
                        .with(
                                "changed",
                                new Value.Rows(
                                        changed.stream()
                                                .<Value>map(it ->
                                                        Value.Fields.none()
                                                                .with("line", it.now().text())
                                                                .with("was", it.was().text()))
                                                .toList()))
                        .with("gone", texts(gone)),
                style -> text(style, done));
    }

    private static Value texts(List<RcLines.Line> lines) {
        return new Value.Rows(
                lines.stream().<Value>map(line -> new Value.Text(line.text())).toList());
    }

    private String text(Style style, String done) {
        var rows = new ArrayList<String>();
        added.forEach(line -> rows.add(style.paint(Palette.GOOD, "new") + "      " + line.text()));
        changed.forEach(line -> {
            rows.add(style.paint(Palette.ATTENTION, "changed") + "  " + line.now().text());
            rows.add("    was  " + line.was().text());
        });
        gone.forEach(line -> rows.add(style.paint(Palette.BAD, "gone") + "     " + line.text()));
        if (rows.isEmpty()) {
            rows.add("nothing has changed");
        }
        rows.add(done);
        return String.join("\n", rows);
    }
}
