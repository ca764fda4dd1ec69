package dev.jobber.shell;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The jobs that `define-job` has defined, by name.
public final class Definitions implements Names {

    private final TreeMap<String, Definition> definitions = new TreeMap<>();

    /// A job that can be started under its name.
    public interface Definition {

        /// What kind of job it is.
        String kind();
    }

    /// Defines a job, in place of the one that had the name before.
    public synchronized void define(String name, Definition definition) {
        definitions.put(name, definition);
    }

    /// The job of this name.
    public synchronized Optional<Definition> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    @Override
    public synchronized SortedSet<String> jobs() {
        return new TreeSet<>(definitions.keySet());
    }

    @Override
    public synchronized Optional<String> kindOf(String job) {
        return find(job).map(Definition::kind);
    }
}
