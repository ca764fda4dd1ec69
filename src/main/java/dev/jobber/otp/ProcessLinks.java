package dev.jobber.otp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What ties a process to others: links, its own monitors, callers that wait for its answer, and
/// its entries in registries. All of these end at once, when its death is announced.
///
/// The lock of the process guards every set here.
abstract sealed class ProcessLinks extends ProcessWatchers permits ProcessName {
    /// The processes that it is linked to; members are [ProcessLinks].
    private @Nullable Object links;

    /// Its own monitors ([MonitorRef]), and the calls ([Call]) whose callback has returned without
    /// an answer. It is one set, because each process pays for it and few processes have any of
    /// these.
    private @Nullable Object awaited;

    /// Its registrations, the newest first.
    private @Nullable Registration registrations;

    ProcessLinks(long id) {
        super(id);
    }

    /// The ties of a process at its death. Its watchers come later, with [#tellWatchers].
    ///
    /// @param reason why it ends
    /// @param inHand the call whose callback was running
    record Ties(
            ExitReason reason,
            @Nullable Call inHand,
            @Nullable Object links,
            @Nullable Object awaited,
            @Nullable Registration registrations)
            implements Unfinished {
        boolean hasLinks() {
            return links != null;
        }

        boolean isLinkedTo(ProcessLinks other) {
            return SmallSet.contains(links, other);
        }

        void forEachLink(Consumer<ProcessLinks> action) {
            SmallSet.forEach(links, action);
        }

        void forEachMonitor(Consumer<MonitorRef> action) {
            eachMonitor(awaited, action);
        }

        void forEachUnanswered(Consumer<Call> action) {
            SmallSet.forEach(
                    awaited,
                    each -> {
                        if (each instanceof Call call) {
                            action.accept(call);
                        }
                    });
        }

        void forEachRegistration(Consumer<Registration> action) {
            forEach(registrations, action);
        }

        /// Called when all have been told. Unties the registrations from one another, so that a
        /// reference to one of them keeps none of the others.
        void endRegistrations(Consumer<Registration> action) {
            forEachRegistration(action);
            Registration each = registrations;
            while (each != null) { // no calls: an Error must not leave a part of the list
                Registration older = each.older;
                each.older = null;
                each.newer = null;
                each = older;
            }
        }
    }

    /// The process is dead from now on. Returns its ties, or null if it was dead before.
    final @Nullable Ties sever(ExitReason reason, @Nullable Call inHand) {
        synchronized (lock()) {
            if (dead) {
                return null;
            }
            var ties = new Ties(reason, inHand, links, awaited, registrations);
            dead = true; // no calls from here on: an Error must not come between
            links = null;
            awaited = null;
            registrations = null;
            return ties;
        }
    }

    // ---- links

    /// Links this process and another one. False if the other one is dead; then no exit signal of
    /// it follows either.
    ///
    /// Each end is entered under its own lock. If this process dies in between, its death was told
    /// when the other process had no entry yet. So this takes the entry back and delivers the exit
    /// signal.
    ///
    /// If the end of the other process is decided, its exit signal came before the link. Then the
    /// link is not entered there, and this process gets `:noproc` when that death is announced.
    final boolean link(ProcessLinks other) {
        if (other == this) {
            return true;
        }
        addLink(other);
        if (other.acceptLink(this)) {
            if (dead) {
                other.linkBroken(this, endReason());
            }
            return true;
        }
        if (other.addWatcher(new LateLink(this, other))) {
            return true;
        }
        removeLink(other);
        return false;
    }

    /// A link that came after the exit signal.
    private static final class LateLink extends ExitWatcher {
        private final ProcessLinks linker;
        private final ProcessLinks target;

        LateLink(ProcessLinks linker, ProcessLinks target) {
            this.linker = linker;
            this.target = target;
        }

        @Override
        void targetDied(ExitReason reason) {
            linker.linkBroken(target, ExitReason.NOPROC);
        }
    }

    final void unlink(ProcessLinks other) {
        removeLink(other);
        other.removeLink(this);
    }

    private void addLink(ProcessLinks other) {
        synchronized (lock()) {
            if (!dead) {
                links = SmallSet.add(links, other);
            }
        }
    }

    /// False if its end is decided. A link that was there before stays.
    private boolean acceptLink(ProcessLinks linker) {
        synchronized (lock()) {
            if (!isAlive() || isLeaving()) {
                return SmallSet.contains(links, linker);
            }
            links = SmallSet.add(links, linker);
            return true;
        }
    }

    private void removeLink(ProcessLinks other) {
        synchronized (lock()) {
            links = SmallSet.remove(links, other);
        }
    }

    /// The other end of a link has died. Nothing happens if the link was removed before. A process
    /// that removes the link later finds the exit in its mailbox.
    final void linkBroken(ProcessLinks from, ExitReason reason) {
        boolean ends = false;
        synchronized (lock()) {
            if (SmallSet.contains(links, from)) {
                links = SmallSet.remove(links, from);
                boolean heard = false;
                try {
                    ends = endsWith(from, reason);
                    heard = true;
                } finally {
                    if (!heard) { // it hears of it when the death is told again
                        links = SmallSet.add(links, from);
                    }
                }
            }
        }
        if (ends) {
            announce(); // takes the locks of others
        }
    }

    /// A process that this one's life hangs on has died.
    final void brokenWith(Pid from, ExitReason reason) {
        if (endsWith(from, reason)) {
            announce();
        }
    }

    /// A process that this one is bound to has died. If true, this one ends too, and the caller
    /// must announce its death.
    abstract boolean endsWith(Pid from, ExitReason reason);

    /// Announces the death that is decided, unless that has been done.
    abstract void announce();

    final boolean hasNoLinks() {
        synchronized (lock()) {
            return links == null;
        }
    }

    /// The processes to which it is linked, or bound by what it holds.
    final List<Pid> linked() {
        Set<Pid> all;
        synchronized (lock()) {
            all = new LinkedHashSet<>(SmallSet.<Pid>toList(links));
        }
        forEachRegistration(each -> each.forEachLinked(all::add));
        return List.copyOf(all);
    }

    // ---- its own monitors

    final void addMonitor(MonitorRef monitor) {
        synchronized (lock()) {
            awaited = SmallSet.add(awaited, monitor);
        }
    }

    final void removeMonitor(MonitorRef monitor) {
        synchronized (lock()) {
            awaited = SmallSet.remove(awaited, monitor);
        }
    }

    final List<MonitorRef> monitors() {
        List<MonitorRef> all = new ArrayList<>();
        synchronized (lock()) {
            eachMonitor(awaited, all::add);
        }
        return all;
    }

    private static void eachMonitor(@Nullable Object awaited, Consumer<MonitorRef> action) {
        SmallSet.forEach(
                awaited,
                each -> {
                    if (each instanceof MonitorRef monitor) {
                        action.accept(monitor);
                    }
                });
    }

    // ---- calls that wait for an answer given later

    @Override
    final void received(Signal signal) {
        if (signal instanceof Call call) {
            call.owe();
        }
    }

    /// The callback has returned and the caller still waits: it is told if this process dies before
    /// the answer.
    final void owes(Call call) {
        if (!addUnanswered(call)) {
            call.refuse(endReason());
        } else if (call.isDone()) {
            answered(call); // by another thread, before it was entered
        }
    }

    private boolean addUnanswered(Call call) {
        synchronized (lock()) {
            if (dead) {
                return false;
            }
            awaited = SmallSet.add(awaited, call);
            return true;
        }
    }

    final void answered(Call call) {
        synchronized (lock()) {
            awaited = SmallSet.remove(awaited, call);
        }
    }

    /// Whether no caller waits for a later answer.
    final boolean owesNothing() {
        synchronized (lock()) {
            return SmallSet.toList(awaited).stream().noneMatch(Call.class::isInstance);
        }
    }

    // ---- what it holds

    /// False if the process is dead: then it may not hold anything.
    final boolean addRegistration(Registration registration) {
        synchronized (lock()) {
            if (dead) {
                return false;
            }
            Registration older = registrations;
            registration.older = older;
            if (older != null) {
                older.newer = registration;
            }
            registrations = registration;
            return true;
        }
    }

    /// The ports that it owns; null if it has never owned one.
    final @Nullable Ports ports() {
        synchronized (lock()) {
            for (Registration each = registrations; each != null; each = each.older) {
                if (each instanceof Ports ports) {
                    return ports;
                }
            }
            return null;
        }
    }

    /// Nothing happens if the process is dead: then the registration is being told.
    final void removeRegistration(Registration registration) {
        synchronized (lock()) {
            if (dead) {
                return;
            }
            Registration newer = registration.newer;
            Registration older = registration.older;
            if (newer != null) {
                newer.older = older;
            } else if (registrations == registration) {
                registrations = older;
            }
            if (older != null) {
                older.newer = newer;
            }
            registration.newer = null;
            registration.older = null;
        }
    }

    /// Shows all its registrations at one moment; no lock is held meanwhile.
    final void forEachRegistration(Consumer<Registration> action) {
        List<Registration> all = new ArrayList<>();
        synchronized (lock()) {
            forEach(registrations, all::add);
        }
        all.forEach(action);
    }

    private static void forEach(@Nullable Registration newest, Consumer<Registration> action) {
        for (Registration each = newest; each != null; each = each.older) {
            action.accept(each);
        }
    }
}
