package dev.jobber.attach;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What a client says first.
///
/// @param version the version of jobber that it belongs to
/// @param purpose what it wants
/// @param words the words of its command line; of a shutdown, how long it may take
/// @param place where it was started
/// @param terminal what it reads and writes
public record Hello(
        String version, Purpose purpose, List<String> words, Place place, Terminal terminal) {
    /// What a client wants.
    public enum Purpose {
        /// To run lines, or a shell.
        RUN,
        /// A [Status].
        STATUS,
        /// The end of the tree.
        SHUTDOWN
    }

    /// Where a client was started.
    ///
    /// @param environment its environment
    /// @param directory the absolute path of its working folder
    /// @param pid its process id
    public record Place(Map<String, String> environment, String directory, long pid) {
        public Place {
            environment = Map.copyOf(environment);
        }
    }

    /// What a client reads and writes.
    ///
    /// @param name the file of its terminal, or an empty text
    /// @param streams which of its standard streams are terminals
    public record Terminal(String name, WindowSize size, Streams streams) {}

    /// Which standard streams are terminals.
    public record Streams(boolean in, boolean out, boolean err) {}

    public Hello {
        words = List.copyOf(words);
    }

    /// The frame of it.
    public Frame frame() {
        return new Frame(
                FrameType.HELLO,
                new Packer()
                        .text(version)
                        .whole(purpose.ordinal())
                        .texts(words)
                        .texts(place.environment)
                        .text(place.directory)
                        .big(place.pid)
                        .text(terminal.name)
                        .whole(terminal.size.columns())
                        .whole(terminal.size.rows())
                        .truth(terminal.streams.in)
                        .truth(terminal.streams.out)
                        .truth(terminal.streams.err)
                        .bytes());
    }

    /// What stands in a frame.
    ///
    /// @throws IOException where it is no hello
    public static Hello of(Frame frame) throws IOException {
        var unpacker = new Unpacker(frame.payload());
        String version = unpacker.text();
        int purpose = unpacker.whole();
        if (frame.type() != FrameType.HELLO || purpose < 0 || purpose >= Purpose.values().length) {
            throw new IOException("this is no hello");
        }
        List<String> words = unpacker.texts();
        var place = new Place(unpacker.textsByName(), unpacker.text(), unpacker.big());
        var terminal =
                new Terminal(
                        unpacker.text(),
                        new WindowSize(unpacker.whole(), unpacker.whole()),
                        new Streams(unpacker.truth(), unpacker.truth(), unpacker.truth()));
        return new Hello(version, Purpose.values()[purpose], words, place, terminal);
    }
}
