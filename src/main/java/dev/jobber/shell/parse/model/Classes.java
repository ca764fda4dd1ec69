package dev.jobber.shell.parse.model;

import picocli.CommandLine;

/// Classes by their names, as [Class#getName] writes them.
final class Classes {
    private Classes() {}

    static Class<?> of(String name) {
        if (name.equals("boolean")) {
            return boolean.class;
        }
        if (name.equals("int")) {
            return int.class;
        }
        try {
            return Class.forName(name, false, Classes.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /// A new object, made by the constructor without parameters.
    static <T> T create(String name, Class<T> type) {
        try {
            return type.cast(CommandLine.defaultFactory().create(of(name)));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
