package dev.jobber.attach.server;

import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Hello;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client of a tree, from its hello to its end: its streams, its terminal and its signals.
public final class Visit {
    /// How long the shell of a visit that must end may take to leave the terminal in order.
    static final Duration LEAVING = Duration.ofSeconds(1);

    private static final int INTERRUPT = 2;
    private static final int HANGUP = 1;
    private static final int SIGNALED = 128;

    private final int id;
    private final Hello hello;
    private final Outbox out;
    private final Inbox in;
    private final long began = System.nanoTime();
    private final List<Runnable> endings = new ArrayList<>();
    private Optional<Keys> keys = Optional.empty();
    private Optional<Runnable> interrupt = Optional.empty();
    private Optional<Frame.Ending> ending = Optional.empty();
    private int continued;
    private volatile Optional<String> command = Optional.empty();
    private volatile String mode = "";

    Visit(int id, Hello hello, Wire wire, Duration patience) {
        this.id = id;
        this.hello = hello;
        this.out = new Outbox(wire, patience);
        this.in = new Inbox(() -> out.put(Frame.of(FrameType.WANTED)));
    }

    /// Takes what is typed at the terminal of a visit. Called by the thread that reads from the
    /// client; must not block.
    public interface Keys {
        /// Keys were pressed.
        void typed(byte[] bytes);

        /// The client has received SIGINT.
        void interrupt();

        /// The terminal has another size.
        void resized(int columns, int rows);

        /// The client goes on after it was stopped.
        void continued();

        /// Nothing will be typed any more.
        void end();
    }

    /// Its number, by which `kick` ends it.
    public int id() {
        return id;
    }

    /// What the client said first.
    public Hello hello() {
        return hello;
    }

    /// How long it has lasted.
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The command that runs now.
    public Optional<String> command() {
        return command;
    }

    /// A command runs from now on, or none.
    public void command(Optional<String> newCommand) {
        command = newCommand;
    }

    /// What kind of visit it is; empty before its words were read.
    public String mode() {
        return mode;
    }

    /// It is a visit of this kind.
    public void mode(String newMode) {
        mode = newMode;
    }

    /// The standard input of the client. A read asks the client for it, and ends with an exception
    /// when its thread is interrupted.
    public InputStream input() {
        return in;
    }

    /// The client's standard output. A write waits while the client does not read, for 30 seconds
    /// at most; then the visit ends.
    public OutputStream output() {
        return out.stream(FrameType.OUTPUT);
    }

    /// The client's standard error, likewise.
    public OutputStream error() {
        return out.stream(FrameType.ERROR);
    }

    /// From now on the client sends each key as it is pressed.
    public void keys(Keys receiver) {
        out.put(Frame.of(FrameType.RAW));
        boolean isOver;
        synchronized (this) {
            keys = Optional.of(receiver);
            isOver = ending.isPresent();
        }
        if (isOver) {
            receiver.end();
        }
    }

    /// From now on SIGINT at the client does this, and does not end the visit.
    public synchronized void onInterrupt(Runnable what) {
        interrupt = Optional.of(what);
    }

    /// Stops the client, as Ctrl-Z asks, and waits until it goes on or is gone.
    public void suspend() {
        int before = timesContinued();
        requestSuspension();
        awaitContinued(before);
    }

    private synchronized int timesContinued() {
        return continued;
    }

    private synchronized void awaitContinued(int before) {
        boolean wasInterrupted = false;
        while (continued == before && ending.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException later) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops the client, and does not wait.
    public void requestSuspension() {
        out.put(Frame.of(FrameType.SUSPEND));
    }

    /// Holds back what is written, as Ctrl-S asks, or no longer.
    public void hold(boolean isHeld) {
        out.hold(isHeld);
    }

    /// Calls this when the visit must end before its lines have ended; at once if it must already.
    public void onEnd(Runnable what) {
        synchronized (this) {
            if (ending.isEmpty()) {
                endings.add(what);
                return;
            }
        }
        what.run(); // on a thread that is not that of the client
    }

    /// Why the visit must end, if it must.
    public synchronized Optional<Frame.Ending> ending() {
        return ending;
    }

    /// Ends the visit. The first call counts.
    ///
    /// @param exitCode of the client
    /// @param sentence for the client's standard error
    public void end(int exitCode, String sentence) {
        List<Runnable> hooks;
        synchronized (this) {
            if (ending.isPresent()) {
                return;
            }
            ending = Optional.of(new Frame.Ending(exitCode, sentence));
            hooks = List.copyOf(endings);
            notifyAll();
        }
        in.end();
        cancel();
        Thread.ofPlatform()
                .daemon()
                .name("jobber-visit-" + id + "-end")
                .start(() -> hooks.forEach(Runnable::run));
    }

    /// The command that runs is cancelled.
    private void cancel() {
        Optional<Runnable> how;
        synchronized (this) {
            how = keys.<Runnable>map(now -> now::end).or(() -> interrupt);
        }
        how.ifPresent(Runnable::run);
    }

    private synchronized Optional<Keys> current() {
        return keys;
    }

    /// Sends what waits for the client.
    void send() {
        out.run();
        if (out.isStuck()) {
            end(SIGNALED + HANGUP, "the terminal took nothing for " + Outbox.PATIENCE.toSeconds());
        }
    }

    boolean put(Frame frame) {
        return out.put(frame);
    }

    /// Handles a frame of the client.
    void receive(Frame frame) throws IOException {
        switch (frame.type()) {
            case INPUT ->
                    current()
                            .ifPresentOrElse(
                                    now -> now.typed(frame.payload()),
                                    () -> in.receive(frame.payload()));
            case INPUT_END -> {
                in.end();
                current().ifPresent(Keys::end);
            }
            case SIGNAL -> signalled(frame.signal());
            case SIZE -> {
                WindowSize size = frame.windowSize();
                current().ifPresent(now -> now.resized(size.columns(), size.rows()));
            }
            case CONTINUED -> goesOn();
            case HELLO, WELCOME, REFUSED, OUTPUT, ERROR, WANTED, RAW, SUSPEND, STATUS, END ->
                    throw new IOException("a client does not send " + frame.type());
        }
    }

    private void goesOn() {
        synchronized (this) {
            continued++;
            notifyAll();
        }
        current().ifPresent(Keys::continued);
    }

    private void signalled(int number) {
        Optional<Runnable> instead;
        synchronized (this) {
            instead = keys.<Runnable>map(now -> now::interrupt).or(() -> interrupt);
        }
        if (number == INTERRUPT && instead.isPresent()) {
            instead.get().run();
        } else {
            end(SIGNALED + Math.max(HANGUP, number), "");
        }
    }

    /// The client has gone without a word.
    void gone() {
        end(SIGNALED + HANGUP, "");
        out.close();
    }

    /// Sends the end of a visit whose shell has ended, or does not end.
    ///
    /// @param exitCode where the visit did not have to end
    void finish(int exitCode) {
        out.end(ending().orElse(new Frame.Ending(exitCode, "")));
    }

    /// Waits until the client has got everything, for so long at most, and closes the connection.
    void close(Duration most) {
        if (!out.awaitEnd(most)) {
            out.close();
        }
    }
}
