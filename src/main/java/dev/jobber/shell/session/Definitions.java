package dev.jobber.shell.session;

import dev.jobber.job.kind.Kind;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.shell.parse.JobNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The jobs that `define-job` has defined, by name.
public final class Definitions implements JobNames {
    private final TreeMap<String, Definition> definitions = new TreeMap<>();

    /// A job that can be started.
    ///
    /// @param policy its type, retries and time limits, as far as the line sets them
    /// @param line the line that defines it, in a form that can be entered again
    /// @param source what was read
    public record Definition(String name, Kind kind, JobPolicy policy, String line, Source source) {
        /// What was read.
        ///
        /// @param words the words of the line, without quotes and with the values of variables;
        ///   secret values are in them
        /// @param folder what relative paths in them are relative to
        public record Source(List<String> words, Path folder) {
            public Source {
                words = List.copyOf(words);
            }
        }
    }

    /// Defines a job and replaces an earlier definition of the name.
    ///
    /// @return the earlier definition of the name
    public synchronized Optional<Definition> define(Definition definition) {
        return Optional.ofNullable(definitions.put(definition.name(), definition));
    }

    /// Removes a definition, if there is one. Jobs that run do not change.
    ///
    /// @return the definition that was removed
    public synchronized Optional<Definition> undefine(String name) {
        return Optional.ofNullable(definitions.remove(name));
    }

    /// The definition of this name.
    public synchronized Optional<Definition> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /// All definitions, by name.
    public synchronized List<Definition> all() {
        return List.copyOf(definitions.values());
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
        return find(job).map(definition -> definition.kind().word());
    }
}
