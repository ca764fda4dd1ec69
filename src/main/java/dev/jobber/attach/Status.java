package dev.jobber.attach;

import java.io.IOException;

/// What `jobber ps` tells of a tree.
///
/// @param pid of its program
/// @param uptimeMillis how long it has run, in milliseconds
/// @param version of its program
/// @param jobs how many jobs have not ended
/// @param attached how many clients it has
public record Status(long pid, long uptimeMillis, String version, int jobs, int attached) {
    /// The frame of it.
    public Frame frame() {
        return new Frame(
                FrameType.STATUS,
                new Packer()
                        .big(pid)
                        .big(uptimeMillis)
                        .text(version)
                        .whole(jobs)
                        .whole(attached)
                        .bytes());
    }

    /// What stands in a frame.
    public static Status of(Frame frame) throws IOException {
        var unpacker = new Unpacker(frame.payload());
        return new Status(
                unpacker.big(),
                unpacker.big(),
                unpacker.text(),
                unpacker.whole(),
                unpacker.whole());
    }
}
