package dev.jobber.attach;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/// Puts numbers and texts into bytes. A text keeps each of its characters, also a lone surrogate,
/// which stands for a byte that is no character.
final class Packer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Packer whole(int number) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(number >>> shift);
        }
        return this;
    }

    Packer big(long number) {
        return whole((int) (number >>> 32)).whole((int) number);
    }

    Packer truth(boolean is) {
        bytes.write(is ? 1 : 0);
        return this;
    }

    Packer text(String text) {
        whole(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes.write(text.charAt(i) >>> 8);
            bytes.write(text.charAt(i));
        }
        return this;
    }

    Packer texts(List<String> texts) {
        whole(texts.size());
        texts.forEach(this::text);
        return this;
    }

    Packer texts(Map<String, String> texts) {
        whole(texts.size());
        texts.forEach((name, value) -> text(name).text(value));
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
