package dev.jobber.shell.parse.model;

import java.lang.reflect.Field;
import java.util.Optional;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/// A field of an object.
record OwnedField(Field field, Owner owner) implements IGetter, ISetter {
    static OwnedField of(FieldPlace place, Owner owner) {
        return new OwnedField(place.field(), owner);
    }

    /// What it holds before a line is read.
    Optional<Object> initial() {
        try {
            return Optional.ofNullable(get());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // as picocli asks for it
    public <T> T get() throws IllegalAccessException {
        return (T) field.get(owner.get());
    }

    @Override
    public <T> T set(T value) throws IllegalAccessException {
        T before = get();
        field.set(owner.get(), value);
        return before;
    }
}
