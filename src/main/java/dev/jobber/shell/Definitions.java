package dev.jobber.shell;

import dev.jobber.job.Kind;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The jobs that `define-job` has defined, by name.
public final class Definitions implements Names {

    private final TreeMap<String, Kind> definitions = new TreeMap<>();

    /// Defines a job, in place of the one that had the name before.
    public synchronized void define(String name, Kind kind) {
        definitions.put(name, kind);
    }

    /// The job of this name.
    public synchronized Optional<Kind> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    @Override
    public synchronized SortedSet<String> jobs() {
        return new TreeSet<>(definitions.keySet());
    }

    @Override
    public synchronized boolean defines(String job) {
        return definitions.containsKey(job);
    }

    @Override
    public synchronized Optional<String> kindOf(String job) {
        return find(job).map(Kind::word);
    }
}
