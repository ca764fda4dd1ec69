package dev.jobber.attach;

import java.util.Optional;

/// What a frame is for. The number of a type on the wire is its place in this list.
public enum FrameType {
    /// From the client, first: a [Hello].
    HELLO,

    /// From the client: bytes of its standard input, or keys of its terminal.
    INPUT,

    /// From the client: its standard input has ended.
    INPUT_END,

    /// From the client: it has received a signal, whose number this is, as one byte.
    SIGNAL,

    /// From the client: its terminal has this size now, columns and rows.
    SIZE,

    /// From the client: it was stopped, and goes on.
    CONTINUED,

    /// From the tree, first: the client may stay.
    WELCOME,

    /// From the tree, in place of everything else: an exit code, and a sentence that says why.
    REFUSED,

    /// From the tree: bytes for standard output.
    OUTPUT,

    /// From the tree: bytes for standard error.
    ERROR,

    /// From the tree: it waits for standard input. The client answers with one [#INPUT] or
    /// [#INPUT_END].
    WANTED,

    /// From the tree: the client's terminal sends each key as it is pressed from now on. All
    /// further keys are sent without being asked for.
    RAW,

    /// From the tree: the client stops, as Ctrl-Z asks.
    SUSPEND,

    /// From the tree: a [Status].
    STATUS,

    /// From the tree, last: the exit code of the client, and a sentence for standard error or an
    /// empty text.
    END;

    private static final FrameType[] ALL = values();

    /// The type of this number.
    static Optional<FrameType> of(int number) {
        return number >= 0 && number < ALL.length ? Optional.of(ALL[number]) : Optional.empty();
    }

    /// The most bytes that a frame of this type holds.
    int most() {
        return this == HELLO ? Wire.MOST_OF_HELLO : Wire.MOST;
    }
}
