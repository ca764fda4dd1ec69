package dev.jobber.otp;

import dev.jobber.otp.flight.ChildRestart;
import dev.jobber.otp.flight.ProcessExit;
import dev.jobber.otp.flight.ProcessLingering;
import dev.jobber.otp.flight.ProcessSpawn;
import dev.jobber.otp.flight.SlowCallback;
import dev.jobber.otp.flight.SupervisorGaveUp;
import org.jspecify.annotations.Nullable;

/// Tells the JDK's Flight Recorder what happens to processes. The JVM loads this class, and with it
/// the module `jdk.jfr`, when a node has [noticed][Node#isFlightRecorded()] that a recorder runs,
/// and not before. It makes texts only for events that are recorded.
final class Flight {
    private Flight() {}

    static void spawned(ProcessCell process) {
        var event = new ProcessSpawn();
        if (event.shouldCommit()) {
            ProcessBody body = process.body();
            ProcessCell parent = process.parent();
            event.pid = process.toString();
            event.name = name(process);
            event.kind = body == null ? "" : body.kind();
            event.parent = parent == null ? "" : parent.toString();
            event.commit();
        }
    }

    static void exited(ProcessCell process, ExitReason reason) {
        var event = new ProcessExit();
        if (event.shouldCommit()) {
            event.pid = process.toString();
            event.name = name(process);
            event.reason = text(reason);
            event.orderly = reason.isOrderly();
            event.commit();
        }
    }

    /// What a node tells its listener.
    static void told(Event event) {
        switch (event) {
            case Event.Restarted it -> restarted(it);
            case Event.GaveUp it -> gaveUp(it);
            case Event.Lingering it -> lingers(it);
            default -> {}
        }
    }

    private static void restarted(Event.Restarted it) {
        var event = new ChildRestart();
        if (event.shouldCommit()) {
            event.supervisor = it.supervisor().toString();
            event.child = Inspect.text(it.id());
            event.pid = it.child().toString();
            event.reason = text(it.after());
            event.restarts = it.intensity().restarts();
            event.maxRestarts = it.intensity().maxRestarts();
            event.maxSeconds = it.intensity().maxSeconds();
            event.commit();
        }
    }

    private static void gaveUp(Event.GaveUp it) {
        var event = new SupervisorGaveUp();
        if (event.shouldCommit()) {
            event.supervisor = it.supervisor().toString();
            event.name = it.who();
            event.child = Inspect.text(it.child().id());
            event.reason = text(it.child().reason());
            event.maxRestarts = it.limit().restarts();
            event.maxSeconds = it.limit().seconds();
            event.others = it.others();
            event.commit();
        }
    }

    private static void lingers(Event.Lingering it) {
        var event = new ProcessLingering();
        if (event.shouldCommit()) {
            event.pid = it.pid().toString();
            event.thread = it.thread().threadId();
            event.grace = it.grace().toMillis();
            event.commit();
        }
    }

    /// A callback begins. It is recorded when it has ended, if it took long.
    static SlowCallback begins() {
        var event = new SlowCallback();
        event.begin();
        return event;
    }

    /// The callback has ended.
    ///
    /// @param message what it was called for
    static void ended(SlowCallback event, ProcessCell process, String kind, Object message) {
        event.end();
        if (event.shouldCommit()) {
            event.pid = process.toString();
            event.name = name(process);
            event.kind = kind;
            event.message = Inspect.className(message);
            event.commit();
        }
    }

    private static String name(ProcessCell process) {
        @Nullable Object name = process.name();
        return name == null ? "" : Inspect.text(name);
    }

    private static String text(ExitReason reason) {
        return reason instanceof ExitReason.Crash(Throwable exception)
                ? Inspect.summary(exception)
                : reason.toString();
    }
}
