package dev.jobber.shell.session;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.Jobber;
import dev.jobber.observer.ProcessLookup;
import dev.jobber.shell.result.DidYouMean;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Guesses which word was meant where a wrong one is no error: a type that no job has yet, or what
/// a list is to be about.
public final class Guesses {
    /// How many of the latest jobs are looked at.
    private static final int MOST = 200;

    private final Jobber jobber;
    private final Session session;

    Guesses(Session session) {
        this.session = session;
        this.jobber = session.observer().jobber();
    }

    /// The types that jobs have, or that something is said of.
    public Collection<String> types() {
        Set<String> types = new TreeSet<>(List.of("import"));
        jobber.types().all().forEach(type -> types.add(type.type()));
        jobber.latestJobs(MOST).stream()
                .map(JobHandle::info)
                .map(JobInfo::type)
                .flatMap(Optional::stream)
                .forEach(types::add);
        return types;
    }

    /// `no job has the type improt, did you mean 'import'?`; empty where the type is known, or none
    /// is similar.
    public Optional<String> type(String written) {
        return guess("no job has the type " + written, written, types());
    }

    /// `nothing is called improt, did you mean 'import'?`; empty where there is a job, a
    /// definition, a type, a process or one of these words that is called so, or none is similar.
    public Optional<String> subject(String written, Collection<String> more) {
        if (ProcessLookup.isPid(written) || session.observer().job(written).isPresent()) {
            return Optional.empty();
        }
        List<String> known =
                Stream.of(
                                session.observer().node().registered(),
                                session.definitions().jobs(),
                                types(),
                                jobber.latestJobs(MOST).stream().map(JobHandle::id).toList(),
                                more)
                        .flatMap(Collection::stream)
                        .toList();
        return guess("nothing is called " + written, ProcessLookup.name(written), known);
    }

    private static Optional<String> guess(String head, String written, Collection<String> known) {
        return known.contains(written)
                ? Optional.empty()
                : DidYouMean.nearest(written, known)
                        .map(word -> head + ", did you mean '" + word + "'?");
    }
}
