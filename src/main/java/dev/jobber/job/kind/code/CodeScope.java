package dev.jobber.job.kind.code;

import dev.jobber.job.Outcome;
import dev.jobber.job.history.OutputLines;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one start of code reaches outside itself, and what it has opened there. The methods named
/// by [Hook] are what its woven classes call.
public final class CodeScope {
    private final String name;
    private final Surroundings surroundings;
    private final Consumer<Outcome> exit;
    private final StopSite stopSite = new StopSite();
    private final OpenResources resources = new OpenResources();
    private @Nullable PrintStream out;
    private @Nullable AutoCloseable loader;

    /// @param name what its class loader is called; no other start has the same
    /// @param exit hears what becomes of the job when the code ends it
    CodeScope(String name, Surroundings surroundings, Consumer<Outcome> exit) {
        this.name = name;
        this.surroundings = surroundings;
        this.exit = exit;
    }

    /// What its class loader is called.
    String name() {
        return name;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    StopSite stopSite() {
        return stopSite;
    }

    OpenResources resources() {
        return resources;
    }

    // ---- called by woven classes

    void check() {
        stopSite.check();
    }

    void track(@Nullable Object resource) {
        if (resource != null) {
            resources.add(resource);
        }
    }

    Thread.Builder.OfVirtual virtual() {
        return Thread.ofVirtual().uncaughtExceptionHandler(this::uncaught);
    }

    Thread startVirtual(Runnable task) {
        Thread thread = virtual().unstarted(task);
        resources.add(thread);
        thread.start();
        return thread;
    }

    /// What a thread of the code throws goes to the log; the ends of the code are no news.
    void uncaught(Thread thread, Throwable thrown) {
        if (!CodeHost.isEnd(thrown)) {
            String name =
                    thread.getName().isEmpty()
                            ? "a virtual thread"
                            : "the thread " + thread.getName();
            surroundings.log(name + " ended: " + thrown);
        }
    }

    /// `System.exit` ends the job: 0 is ok, another code an error.
    void exit(int code) {
        surroundings.exited(code);
        exit.accept(code == 0 ? Outcome.ok() : Outcome.error("exit " + code));
        throw new CodeExit();
    }

    /// What `System.exit` throws in the thread that has called it.
    static final class CodeExit extends Error {
        private static final long serialVersionUID = 1L;

        private CodeExit() {
            super("the job has ended itself", null, false, false);
        }
    }

    synchronized PrintStream out() {
        PrintStream stream = out;
        if (stream == null) {
            stream =
                    new PrintStream(
                            new Printed(surroundings.output()), true, StandardCharsets.UTF_8);
            out = stream;
        }
        return stream;
    }

    InputStream in() {
        return InputStream.nullInputStream();
    }

    void println(@Nullable Object value) {
        out().println(value);
    }

    void print(@Nullable Object value) {
        out().print(value);
    }

    void newline() {
        out().println();
    }

    @Nullable String readln() {
        return null;
    }

    @Nullable String readln(@Nullable String prompt) {
        print(prompt);
        return null;
    }

    // ---- the end

    /// The classes come from this loader, which is closed with the scope.
    synchronized void loader(AutoCloseable ofClasses) {
        loader = ofClasses;
    }

    /// Nothing of the code runs any more.
    synchronized void close() {
        resources.close();
        PrintStream stream = out;
        if (stream != null) {
            stream.close();
        }
        AutoCloseable open = loader;
        if (open != null) {
            try {
                open.close();
            } catch (Exception unreadable) {
                surroundings.log("cannot close the jars of the job: " + unreadable);
            }
        }
    }

    /// Bytes that become lines of output. Its stream has a lock, so that one thread at a time
    /// writes.
    private static final class Printed extends OutputStream {
        private final OutputLines lines;

        Printed(OutputLines lines) {
            this.lines = lines;
        }

        @Override
        public void write(int value) {
            lines.add(new byte[] {(byte) value}, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            byte[] part = offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
            lines.add(part, length);
        }

        @Override
        public void close() {
            lines.end();
        }
    }
}
