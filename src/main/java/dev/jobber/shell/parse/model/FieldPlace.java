package dev.jobber.shell.parse.model;

import java.io.IOException;
import java.lang.reflect.Field;

/// Where a field is.
///
/// @param owner the class that declares it
record FieldPlace(String owner, String name) {
    static FieldPlace of(Field field) {
        return new FieldPlace(field.getDeclaringClass().getName(), field.getName());
    }

    Field field() {
        try {
            Field field = Classes.of(owner).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException gone) {
            throw new IllegalStateException(gone);
        }
    }

    void write(Output out) throws IOException {
        out.text(owner);
        out.text(name);
    }

    static FieldPlace read(Input in) throws IOException {
        return new FieldPlace(in.text(), in.text());
    }
}
