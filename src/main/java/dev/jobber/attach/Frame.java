package dev.jobber.attach;

import java.io.IOException;

/// A message between a client and a tree.
///
/// @param type what it is for
/// @param payload its bytes; the maker of the frame no longer changes them
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
public record Frame(FrameType type, byte[] payload) {
    private static final byte[] NOTHING = new byte[0];

    /// A frame without bytes.
    public static Frame of(FrameType type) {
        return new Frame(type, NOTHING);
    }

    /// An exit code and a sentence: [FrameType#REFUSED] or [FrameType#END].
    public static Frame of(FrameType type, Ending ending) {
        return new Frame(
                type, new Packer().whole(ending.exitCode()).text(ending.sentence()).bytes());
    }

    /// A signal.
    public static Frame signal(int number) {
        return new Frame(FrameType.SIGNAL, new byte[] {(byte) number});
    }

    /// A size.
    public static Frame size(WindowSize size) {
        return new Frame(
                FrameType.SIZE, new Packer().whole(size.columns()).whole(size.rows()).bytes());
    }

    /// The exit code and the sentence in it.
    public Ending ending() throws IOException {
        var unpacker = new Unpacker(payload);
        return new Ending(unpacker.whole(), unpacker.text());
    }

    /// The size in it.
    public WindowSize windowSize() throws IOException {
        var unpacker = new Unpacker(payload);
        return new WindowSize(unpacker.whole(), unpacker.whole());
    }

    /// The number of the signal in it; 0 where there is none.
    public int signal() {
        return payload.length == 0 ? 0 : payload[0];
    }

    /// How a client ends.
    ///
    /// @param sentence for standard error; empty where there is nothing to say
    public record Ending(int exitCode, String sentence) {}
}
