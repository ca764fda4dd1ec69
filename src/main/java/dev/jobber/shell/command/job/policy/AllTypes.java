package dev.jobber.shell.command.job.policy;

import dev.jobber.job.JobTypes;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The types of jobs: those of the memory, and with a store those of all its nodes.
///
/// What is said of a type holds for both. A limit counts the jobs of the store over all nodes, and
/// the other jobs of this program apart.
final class AllTypes {
    private final JobTypes here;
    private final Optional<DurableJobs> store;

    AllTypes(Session session) {
        here = session.observer().jobber().types();
        store = session.store();
    }

    TypeInfo type(String type) {
        return both(here.type(type), store.map(jobs -> jobs.type(type)));
    }

    List<TypeInfo> all() {
        if (store.isEmpty()) {
            return here.all();
        }
        var all = new TreeMap<String, TypeInfo>();
        here.all().forEach(type -> all.put(type.type(), type));
        for (TypeInfo stored : store.get().types()) {
            all.put(stored.type(), both(here.type(stored.type()), Optional.of(stored)));
        }
        return List.copyOf(new ArrayList<>(all.values()));
    }

    TypeInfo change(String type, JobPolicy change) {
        Optional<TypeInfo> stored = store.map(jobs -> jobs.change(type, change));
        return both(here.change(type, change), stored);
    }

    TypeInfo pause(String type) {
        Optional<TypeInfo> stored = store.map(jobs -> jobs.setFlow(type, Flow.PAUSED));
        return both(here.pause(type), stored);
    }

    TypeInfo resume(String type) {
        Optional<TypeInfo> stored = store.map(jobs -> jobs.setFlow(type, Flow.OPEN));
        return both(here.resume(type), stored);
    }

    List<TypeInfo> resume() {
        store.ifPresent(jobs -> {
            jobs.setDraining(false);
            jobs.types().stream()
                    .filter(type -> type.flow() != Flow.OPEN)
                    .forEach(type -> jobs.setFlow(type.type(), Flow.OPEN));
        });
        here.resume();
        return all();
    }

    /// Takes no more jobs of a type on all nodes, or of any type on this one.
    void drain(Optional<String> type) {
        store.ifPresent(jobs ->
                type.ifPresentOrElse(
                        each -> jobs.setFlow(each, Flow.DRAINING), () -> jobs.setDraining(true)));
    }

    private static TypeInfo both(TypeInfo here, Optional<TypeInfo> stored) {
        return stored.map(type ->
                        new TypeInfo(
                                type.type(),
                                type.policy(),
                                type.flow(),
                                new TypeInfo.Load(
                                        type.running() + here.running(),
                                        type.queued() + here.queued())))
                .orElse(here);
    }
}
