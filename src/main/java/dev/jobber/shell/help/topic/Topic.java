package dev.jobber.shell.help.topic;

import java.util.List;
import java.util.stream.Stream;

/// What more than one command is about. `help NAME` shows it, and it is a page of the manual.
///
/// @param name what `help` knows it by
/// @param summary what it tells, in one sentence
/// @param text its paragraphs, with a blank line between two; a paragraph whose lines are indented
///   is shown as it stands
/// @param samples lines that show it; a test runs each
/// @param seeAlso names of commands and of other topics
public record Topic(
        String name, String summary, String text, List<Sample> samples, List<String> seeAlso) {
    /// The lists are copied.
    public Topic {
        samples = List.copyOf(samples);
        seeAlso = List.copyOf(seeAlso);
    }

    /// A line, and what it does.
    ///
    /// @param line a line of the shell; or, if it begins with `$ `, one of the operating system's
    ///   shell
    public record Sample(String line, String does) {
        private static final String OUTSIDE = "$ ";

        /// Whether it is for the shell of the operating system.
        public boolean isOutside() {
            return line.startsWith(OUTSIDE);
        }

        /// What the reader types.
        public String typed() {
            return isOutside() ? line.substring(OUTSIDE.length()) : line;
        }
    }

    static Sample sample(String line, String does) {
        return new Sample(line, does);
    }

    /// The name as one word.
    public String word() {
        return name.replace(' ', '-');
    }

    /// The paragraphs, without the line ends at which the source breaks them; one whose lines are
    /// indented keeps them.
    public List<String> paragraphs() {
        return Stream.of(text.split("\n\n"))
                .map(String::stripTrailing)
                .map(paragraph ->
                        isDrawn(paragraph) ? paragraph : String.join(" ", paragraph.split("\n")))
                .toList();
    }

    /// Whether a paragraph is shown as it stands.
    public static boolean isDrawn(String paragraph) {
        return paragraph.startsWith("  ");
    }
}
