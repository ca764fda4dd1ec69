package dev.jobber.shell.parse.model;

import picocli.CommandLine.Model.IScope;

/// The object whose fields are filled. picocli sets another one for a group of options each time it
/// reads a line that has one of them.
final class Owner implements IScope {
    private Object object;

    Owner(Object object) {
        this.object = object;
    }

    @Override
    @SuppressWarnings("unchecked") // as picocli asks for it
    public <T> T get() {
        return (T) object;
    }

    @Override
    @SuppressWarnings("unchecked") // as picocli asks for it
    public <T> T set(T value) {
        var before = (T) object;
        object = value;
        return before;
    }
}
