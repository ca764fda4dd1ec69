package dev.jobber.shell.parse.model;

import java.io.IOException;
import picocli.CommandLine.Range;

/// picocli's ranges of places and numbers of words.
final class Ranges {
    private Ranges() {}

    static void write(Range range, Output out) throws IOException {
        out.number(range.min());
        out.number(range.max());
        out.flag(range.isVariable());
        out.flag(range.isUnspecified());
        out.text(range.originalValue());
    }

    static Range read(Input in) throws IOException {
        return new Range(in.number(), in.number(), in.flag(), in.flag(), in.text());
    }
}
