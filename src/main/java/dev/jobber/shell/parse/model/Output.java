package dev.jobber.shell.parse.model;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Writes models. What [Input] reads in the same order.
record Output(DataOutput out) {
    /// Writes one value.
    interface Writing<T> {
        void write(T value, Output out) throws IOException;
    }

    void text(String text) throws IOException {
        out.writeUTF(text);
    }

    void texts(List<String> texts) throws IOException {
        list(texts, (text, to) -> to.text(text));
    }

    void flag(boolean flag) throws IOException {
        out.writeBoolean(flag);
    }

    void number(int number) throws IOException {
        out.writeInt(number);
    }

    <T> void optional(Optional<T> value, Writing<T> each) throws IOException {
        list(value.stream().toList(), each);
    }

    <T> void list(List<T> values, Writing<T> each) throws IOException {
        out.writeByte(values.size());
        for (T value : values) {
            each.write(value, this);
        }
    }
}
