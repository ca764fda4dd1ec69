package dev.jobber.shell.help;

import dev.jobber.shell.help.topic.Topic;
import dev.jobber.shell.help.topic.Topic.Sample;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Paragraph;
import dev.jobber.shell.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Draws a page of `help` on a screen.
final class HelpText {
    private static final int NARROWEST = 55;
    private static final int WIDEST = 100;

    private HelpText() {}

    /// How wide pages are on a screen, in columns.
    static int width(Style style) {
        return Math.clamp(style.width(), NARROWEST, WIDEST);
    }

    /// The page of a command.
    ///
    /// @param usage how it is used, as picocli draws it
    static String of(String usage, CommandNotes notes, Style style) {
        var parts = new ArrayList<String>();
        parts.add(usage);
        notes.note().ifPresent(note -> parts.add(Paragraph.flush(note, width(style))));
        if (!notes.inOtp().isEmpty()) {
            parts.add(Paragraph.flush("In OTP: " + notes.inOtp(), width(style)));
        }
        parts.addAll(samples(notes.samples(), style));
        parts.add("Exit codes:\n" + codes(notes.exitCodes(), width(style)));
        parts.addAll(seeAlso(notes.seeAlso(), style));
        return String.join("\n\n", parts);
    }

    /// The page of a topic.
    static String of(Topic topic, Style style) {
        var parts = new ArrayList<String>();
        parts.add(style.paint(Palette.NAME, topic.name()) + ": " + topic.summary());
        for (String paragraph : topic.paragraphs()) {
            parts.add(
                    Topic.isDrawn(paragraph)
                            ? paragraph
                            : Paragraph.flush(paragraph, width(style)));
        }
        parts.addAll(samples(topic.samples(), style));
        parts.addAll(seeAlso(topic.seeAlso(), style));
        return String.join("\n\n", parts);
    }

    private static List<String> samples(List<Sample> samples, Style style) {
        return samples.isEmpty()
                ? List.of()
                : List.of(
                        "Examples:\n"
                                + samples.stream()
                                        .map(sample ->
                                                "  "
                                                        + style.paint(Palette.NAME, sample.line())
                                                        + "\n      "
                                                        + sample.does())
                                        .collect(Collectors.joining("\n")));
    }

    private static String codes(List<String> codes, int columns) {
        int longest = codes.stream().mapToInt(code -> code.indexOf(':')).max().orElse(0);
        String indent = " ".repeat(longest + 4);
        return codes.stream()
                .map(code -> code.split(":", 2))
                .map(code ->
                        "  "
                                + code[0]
                                + " ".repeat(longest + 2 - code[0].length())
                                + Paragraph.flush(code[1], columns - indent.length())
                                        .replace("\n", "\n" + indent))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> seeAlso(List<String> names, Style style) {
        return names.isEmpty()
                ? List.of()
                : List.of(
                        "See also: "
                                + names.stream()
                                        .map(name -> style.paint(Palette.NAME, name))
                                        .collect(Collectors.joining(", ")));
    }
}
