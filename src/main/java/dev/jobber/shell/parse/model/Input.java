package dev.jobber.shell.parse.model;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what [Output] has written.
record Input(DataInput in) {
    /// Reads one value.
    interface Reading<T> {
        T read(Input in) throws IOException;
    }

    String text() throws IOException {
        return in.readUTF();
    }

    List<String> texts() throws IOException {
        return list(Input::text);
    }

    boolean flag() throws IOException {
        return in.readBoolean();
    }

    int number() throws IOException {
        return in.readInt();
    }

    <T> Optional<T> optional(Reading<T> each) throws IOException {
        return list(each).stream().findFirst();
    }

    <T> List<T> list(Reading<T> each) throws IOException {
        int size = in.readUnsignedByte();
        var values = new ArrayList<T>(size);
        for (int i = 0; i < size; i++) {
            values.add(each.read(this));
        }
        return values;
    }
}
