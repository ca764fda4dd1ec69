package dev.jobber.attach;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes numbers and texts out of bytes, which may be anything: what is too short or impossible is
/// an [IOException].
final class Unpacker {
    private final ByteBuffer bytes;

    Unpacker(byte[] payload) {
        bytes = ByteBuffer.wrap(payload);
    }

    int whole() throws IOException {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    long big() throws IOException {
        require(Long.BYTES);
        return bytes.getLong();
    }

    boolean truth() throws IOException {
        require(1);
        return bytes.get() != 0;
    }

    String text() throws IOException {
        int length = length(Character.BYTES);
        var text = new char[length];
        bytes.asCharBuffer().get(text);
        bytes.position(bytes.position() + length * Character.BYTES);
        return new String(text);
    }

    List<String> texts() throws IOException {
        int count = length(Integer.BYTES);
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    Map<String, String> textsByName() throws IOException {
        int count = length(2 * Integer.BYTES);
        var texts = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            String name = text();
            texts.put(name, text());
        }
        return Map.copyOf(texts);
    }

    /// A count of things, each of which takes at least this number of bytes.
    private int length(int each) throws IOException {
        int length = whole();
        if (length < 0 || length > bytes.remaining() / each) {
            throw new EOFException("a count of " + length + " is more than the frame holds");
        }
        return length;
    }

    private void require(int count) throws EOFException {
        if (bytes.remaining() < count) {
            throw new EOFException("the frame is too short");
        }
    }
}
