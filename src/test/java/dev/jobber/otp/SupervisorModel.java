package dev.jobber.otp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What a supervisor of children that trap exits does, said once more as plainly as possible:
/// lists, no processes, nothing at the same time.
final class SupervisorModel {
    /// A child as it is declared.
    record Plan(String id, ChildSpec.Restart restart, List<Nursery.Birth> births) {
        boolean isTemporary() {
            return restart == ChildSpec.Restart.TEMPORARY;
        }
    }

    private static final class Child {
        final Plan plan;
        final Deque<Nursery.Birth> births;
        boolean runs;

        Child(Plan plan) {
            this.plan = plan;
            births = new ArrayDeque<>(plan.births());
        }
    }

    private final Supervisor.Flags flags;
    private final List<Child> children = new ArrayList<>();
    private final List<Integer> restarts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int now;
    private boolean lives = true;

    SupervisorModel(Supervisor.Flags flags, List<Plan> plans) {
        this.flags = flags;
        notes.add("started sup");
        plans.forEach(plan -> children.add(new Child(plan)));
        if (startFrom(0).isPresent()) {
            stopFrom(0);
            lives = false;
        }
    }

    boolean lives() {
        return lives;
    }

    boolean runs(String id) {
        return find(id).map(child -> child.runs).orElse(false);
    }

    List<String> notes() {
        List<String> all = List.copyOf(notes);
        notes.clear();
        return all;
    }

    List<String> which() {
        return children.reversed().stream()
                .map(child -> child.plan.id() + (child.runs ? " running" : " undefined"))
                .toList();
    }

    void advance(int seconds) {
        now += seconds;
    }

    /// The child has ended by itself.
    void ended(String id, boolean normally) {
        Child child = find(id).orElseThrow();
        child.runs = false;
        switch (child.plan.restart()) {
            case TEMPORARY -> children.remove(child);
            case TRANSIENT -> {
                if (!normally) {
                    restart(child);
                }
            }
            case PERMANENT -> restart(child);
        }
    }

    void note(String what) {
        notes.add(what);
    }

    String terminate(String id) {
        return find(id).map(
                        child -> {
                            stop(child);
                            if (child.plan.isTemporary()) {
                                children.remove(child);
                            }
                            return "ok";
                        })
                .orElse("not_found");
    }

    String restart(String id) {
        return find(id).map(
                        child -> {
                            if (child.runs) {
                                return "running";
                            }
                            return born(child);
                        })
                .orElse("not_found");
    }

    String delete(String id) {
        return find(id).map(
                        child -> {
                            if (child.runs) {
                                return "running";
                            }
                            children.remove(child);
                            return "ok";
                        })
                .orElse("not_found");
    }

    String start(Plan plan) {
        Optional<Child> known = find(plan.id());
        if (known.isPresent()) {
            return known.get().runs ? "already_started" : "already_present";
        }
        var child = new Child(plan);
        String birth = born(child);
        if (birth.equals("ok") || (birth.equals("ignore") && !plan.isTemporary())) {
            children.add(child);
        }
        return birth;
    }

    private Optional<Child> find(String id) {
        return children.stream().filter(child -> child.plan.id().equals(id)).findFirst();
    }

    private void restart(Child dead) {
        Child failed = dead;
        while (true) {
            restarts.removeIf(second -> second < now - flags.maxSeconds());
            restarts.add(now);
            if (restarts.size() > flags.maxRestarts()) {
                stopFrom(0);
                lives = false;
                return;
            }
            Optional<Child> failure =
                    switch (flags.strategy()) {
                        case ONE_FOR_ONE ->
                                born(failed).equals("error")
                                        ? Optional.of(failed)
                                        : Optional.empty();
                        case ONE_FOR_ALL -> startFrom(stopFrom(0));
                        case REST_FOR_ONE -> startFrom(stopFrom(children.indexOf(failed)));
                    };
            if (failure.isEmpty()) {
                return;
            }
            failed = failure.get();
        }
    }

    private int stopFrom(int first) {
        for (Child child : List.copyOf(children.subList(first, children.size())).reversed()) {
            stop(child);
        }
        children.subList(first, children.size()).removeIf(child -> child.plan.isTemporary());
        return first;
    }

    private void stop(Child child) {
        if (child.runs) {
            notes.add("terminated " + child.plan.id() + " :shutdown");
            child.runs = false;
        }
    }

    /// The one whose start failed; those after it are not tried.
    private Optional<Child> startFrom(int first) {
        for (Child child : List.copyOf(children.subList(first, children.size()))) {
            switch (born(child)) {
                case "error" -> {
                    return Optional.of(child);
                }
                case "ignore" -> {
                    if (child.plan.isTemporary()) {
                        children.remove(child);
                    }
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private String born(Child child) {
        String id = child.plan.id();
        Nursery.Birth birth = child.births.isEmpty() ? Nursery.LIVES : child.births.poll();
        if (birth.equals(Nursery.IGNORES)) {
            notes.add("init " + id + " ignores");
            return "ignore";
        }
        if (birth.equals(Nursery.RAISES)) {
            notes.add("init " + id + " raises");
            return "error";
        }
        notes.add("started " + id);
        child.runs = true;
        return "ok";
    }
}
