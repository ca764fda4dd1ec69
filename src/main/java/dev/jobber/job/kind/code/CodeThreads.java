package dev.jobber.job.kind.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The threads that run one start of code: those of the platform that it has started, in a group of
/// their own; the virtual ones that it has started; and those of others that are in its code just
/// now, as those of the common pool.
final class CodeThreads {
    private final CodeScope scope;
    private final Group group;

    /// @param name what the first thread is called
    CodeThreads(String name, CodeScope scope) {
        this.scope = scope;
        this.group = new Group(name);
    }

    /// The threads of the platform.
    private final class Group extends ThreadGroup {
        Group(String name) {
            super(name);
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            scope.uncaught(thread, thrown);
        }
    }

    /// The first thread. It is one of the platform, since code may compute: two virtual threads
    /// that do would stop all others on a machine with two processors.
    Thread first(Runnable work) {
        return new Thread(group, work, group.getName());
    }

    /// Those that it has started.
    List<Thread> own() {
        var threads = new Thread[group.activeCount() + 8];
        int found = group.enumerate(threads);
        while (found == threads.length) {
            threads = new Thread[2 * threads.length];
            found = group.enumerate(threads);
        }
        return Stream.concat(
                        Stream.of(threads).limit(found),
                        scope.resources().virtualThreads().stream())
                .toList();
    }

    /// The threads of the platform that are in its code now. Looks at the stacks of all.
    Set<Thread> visiting() {
        var visiting = new LinkedHashSet<Thread>();
        Thread.getAllStackTraces()
                .forEach((thread, frames) -> {
                    if (isInCode(frames)) {
                        visiting.add(thread);
                    }
                });
        return visiting;
    }

    private boolean isInCode(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (scope.name().equals(frame.getClassLoaderName())) {
                return true;
            }
        }
        return false;
    }

    /// Interrupts a thread. One of others is interrupted only while it waits: what it does next may
    /// not be its code any more.
    void interrupt(Thread thread) {
        if (thread.isVirtual() || isOwn(thread.getThreadGroup()) || waits(thread)) {
            thread.interrupt();
        }
    }

    private boolean isOwn(@Nullable ThreadGroup of) {
        return of != null && group.parentOf(of);
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /// ` at Snippet.work(Snippet.java:3), in java.lang.Object.wait`: the place in the code, and
    /// what of the JDK it has called.
    private String where(StackTraceElement[] frames) {
        if (frames.length == 0) {
            return "";
        }
        StackTraceElement top = frames[0];
        return Stream.of(frames)
                .filter(frame -> scope.name().equals(frame.getClassLoaderName()))
                .findFirst()
                .map(own -> " at " + place(own) + (own == top ? "" : ", in " + method(top)))
                .orElseGet(() -> " at " + place(top));
    }

    private static String method(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    private static String place(StackTraceElement frame) {
        return method(frame) + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
    }

    /// Threads, and where they are, in words.
    String described(List<Thread> threads) {
        var words = new ArrayList<String>();
        for (Thread thread : threads.subList(0, Math.min(3, threads.size()))) {
            words.add(
                    "thread "
                            + (thread.getName().isEmpty() ? "(virtual)" : thread.getName())
                            + where(thread.getStackTrace()));
        }
        if (threads.size() > 3) {
            words.add(threads.size() - 3 + " more threads");
        }
        return String.join(", ", words);
    }
}
