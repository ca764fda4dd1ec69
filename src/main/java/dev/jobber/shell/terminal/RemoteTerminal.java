package dev.jobber.shell.terminal;

import dev.jobber.shell.console.ConsoleColour;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingInputStream;
import org.jline.utils.NonBlockingReader;

/// The terminal of another program, which sends each key as it is pressed. What the driver of a
/// terminal does with keys is done here: Ctrl-C and Ctrl-Z are signals while a command runs, and
/// Ctrl-S holds the output.
///
/// Keys that are not read wait, up to [#ROOM] bytes; further ones are dropped, as the driver does.
public final class RemoteTerminal extends LineDisciplineTerminal {
    /// How many bytes of keys may wait.
    static final int ROOM = 64 << 10;

    private static final int STOP = 'S' - '@';
    private static final int START = 'Q' - '@';

    private final Client client;
    private final Waiting waiting = new Waiting();
    private final NonBlockingReader keys;

    private volatile boolean isSuspended;

    // Guarded by `waiting`.

    /// Whether the output is held back.
    private boolean isHeld;

    /// Keys are signals again, and the handler of interrupts is not there yet.
    private boolean isSettling;

    /// An interrupt has come meanwhile.
    private boolean isPending;

    /// The other program.
    public interface Client {
        /// Where to write what is drawn.
        OutputStream output();

        /// What is typed, in whole lines, at a terminal that cannot move its cursor.
        InputStream lines();

        /// The size of the terminal: columns, then rows.
        int[] size();

        /// From now on each key is sent to this terminal.
        void sendsKeysTo(RemoteTerminal terminal);

        /// From now on an interrupt that the other program receives does this.
        void onInterrupt(Runnable what);

        /// Stops the other program, and waits until it goes on.
        void suspend();

        /// Stops the other program, and does not wait.
        void requestSuspension();

        /// Holds the output back, or no longer.
        void hold(boolean isHeld);
    }

    /// The line discipline writes byte by byte and then flushes: a buffer makes one frame of them.
    private RemoteTerminal(String type, Charset charset, Client client) throws IOException {
        super(
                "jobber",
                type,
                new BufferedOutputStream(client.output()),
                charset,
                SignalHandler.SIG_DFL);
        this.client = client;
        this.keys = NonBlocking.nonBlocking("jobber", waiting, charset);
        Attributes settings = getAttributes();
        settings.setInputFlag(InputFlag.IXON, true);
        setAttributes(settings);
        int[] size = client.size();
        setSize(Size.of(size[0], size[1]));
        handle(Signal.TSTP, _ -> client.requestSuspension());
    }

    /// Takes a terminal: as a screen, or as a plain terminal if it cannot move its cursor.
    ///
    /// @param environment the other program's
    /// @param unknown gets a sentence for the user if the terminal's type is not known
    public static TerminalSession open(
            Map<String, String> environment,
            ConsoleColour colour,
            Client client,
            Consumer<String> unknown)
            throws IOException {
        var encoding = TextEncoding.of(environment);
        var look = new TerminalLook(colour.applies(environment, true), encoding.drawsTrees());
        String type = environment.getOrDefault("TERM", "");
        boolean isPlain = type.isEmpty() || type.equals(Terminal.TYPE_DUMB);
        if (!isPlain && TerminalType.learn(type).isEmpty()) {
            unknown.accept(TerminalType.unknown(type));
            isPlain = true;
        }
        if (isPlain) {
            return new PlainTerminal(
                    client.lines(), client.output(), encoding.charset(), look, client::onInterrupt);
        }
        var terminal = new RemoteTerminal(type, encoding.charset(), client);
        if (TerminalClusters.areOne(environment)) {
            terminal.setGraphemeClusterMode(true, true);
        }
        var screen = new ScreenTerminal(terminal, look, terminal.new ClientDriver());
        client.sendsKeysTo(terminal);
        return screen;
    }

    @Override
    public NonBlockingReader reader() {
        return keys;
    }

    @Override
    public InputStream input() {
        return waiting;
    }

    /// Keys were pressed. Does not block, except for the echo of a command's keys.
    public void typed(byte[] bytes) {
        try {
            processInputBytes(bytes);
        } catch (IOException gone) {
            end();
        }
    }

    /// The other program has received an interrupt.
    public void interrupt() {
        CommandInterrupts.raise(this);
    }

    /// The terminal has another size.
    public void resized(int columns, int rows) {
        setSize(Size.of(columns, rows));
        if (!isSuspended) {
            raise(Signal.WINCH);
        }
    }

    /// The other program goes on after it was stopped.
    public void continued() {
        raise(Signal.CONT);
    }

    /// Stops the other program until it goes on. Meanwhile JLine's lock is held, and the thread
    /// that brings the keys must not wait for it.
    private boolean suspend() {
        isSuspended = true;
        client.suspend();
        isSuspended = false;
        raise(Signal.WINCH);
        return true;
    }

    /// The driver of the other program's terminal.
    private final class ClientDriver implements ScreenTerminal.Driver {
        @Override
        public boolean stop() {
            return suspend();
        }

        /// There is none: [#setAttributes] has made a signal of it.
        @Override
        public boolean takeInterrupt() {
            return false;
        }
    }

    /// Nothing will be typed any more; the command that runs is cancelled.
    public void end() {
        waiting.end();
        CommandInterrupts.raise(this);
    }

    /// What is to be done with a key.
    private enum Fate {
        INTERRUPT,
        QUIT,
        SUSPEND,
        NOTHING,
        ECHO
    }

    /// @return whether something is to be written, which is an echo
    @Override
    protected boolean doProcessInputByte(int key) throws IOException {
        int c = key & 0xFF;
        Fate fate = take(c);
        switch (fate) {
            case INTERRUPT -> CommandInterrupts.raise(this);
            case QUIT -> raise(Signal.QUIT);
            case SUSPEND -> raise(Signal.TSTP);
            case ECHO -> processOutputByte(c == '\r' ? '\n' : c);
            case NOTHING -> {}
        }
        return fate == Fate.ECHO;
    }

    /// Holds back, keeps or drops a key as the settings of the terminal say.
    private Fate take(int c) {
        synchronized (waiting) {
            Attributes now = getAttributes();
            Optional<Fate> signal =
                    now.getLocalFlag(LocalFlag.ISIG) ? signal(now, c) : Optional.empty();
            if (signal.isPresent()) {
                hold(false);
                waiting.clear(); // as the driver of a terminal does
                isPending |= isSettling && signal.get() == Fate.INTERRUPT;
                return isSettling ? Fate.NOTHING : signal.get();
            }
            if (now.getInputFlag(InputFlag.IXON)) {
                hold(c == STOP);
                if (c == STOP || c == START) {
                    return Fate.NOTHING;
                }
            }
            waiting.add((byte) (c == '\r' && now.getInputFlag(InputFlag.ICRNL) ? '\n' : c));
            return now.getLocalFlag(LocalFlag.ECHO) ? Fate.ECHO : Fate.NOTHING;
        }
    }

    private static Optional<Fate> signal(Attributes now, int c) {
        if (c == now.getControlChar(ControlChar.VINTR)) {
            return Optional.of(Fate.INTERRUPT);
        }
        if (c == now.getControlChar(ControlChar.VQUIT)) {
            return Optional.of(Fate.QUIT);
        }
        return c == now.getControlChar(ControlChar.VSUSP)
                ? Optional.of(Fate.SUSPEND)
                : Optional.empty();
    }

    /// When a line has been read, keys are signals again. A Ctrl-C that was typed after the line
    /// and came before this is meant for the command of the line, whose handler is not there yet.
    @Override
    public void setAttributes(Attributes settings) {
        synchronized (waiting) {
            boolean before = getAttributes().getLocalFlag(LocalFlag.ISIG);
            super.setAttributes(settings);
            boolean now = settings.getLocalFlag(LocalFlag.ISIG);
            if (before != now) {
                isSettling = now;
                isPending = now && waiting.dropThrough(settings.getControlChar(ControlChar.VINTR));
            }
        }
    }

    @Override
    public SignalHandler handle(Signal signal, SignalHandler handler) {
        SignalHandler before = super.handle(signal, handler);
        if (signal == Signal.INT && settled()) {
            CommandInterrupts.raise(this);
        }
        return before;
    }

    /// The handler of interrupts is there now.
    ///
    /// @return whether there was an interrupt meanwhile
    private boolean settled() {
        synchronized (waiting) {
            boolean was = isPending;
            isSettling = false;
            isPending = false;
            return was;
        }
    }

    private void hold(boolean newIsHeld) {
        if (isHeld != newIsHeld) {
            isHeld = newIsHeld;
            client.hold(newIsHeld);
        }
    }

    /// The driver of a terminal shows `^C` only while it shows what is typed.
    @Override
    protected void echoSignal(Signal signal) {
        if (getAttributes().getLocalFlag(LocalFlag.ECHO)) {
            super.echoSignal(signal);
        }
    }

    @Override
    protected void doClose() throws IOException {
        waiting.end();
        super.doClose();
    }

    /// The keys that wait.
    private static final class Waiting extends NonBlockingInputStream {
        private final byte[] ring = new byte[ROOM];
        private int first;
        private int count;
        private boolean isEnded;

        synchronized void add(byte key) {
            if (count < ROOM) {
                ring[(first + count) % ROOM] = key;
                count++;
                notifyAll();
            }
        }

        synchronized void clear() {
            count = 0;
        }

        /// Drops all up to a key, if it is there.
        synchronized boolean dropThrough(int key) {
            for (int i = count - 1; i >= 0; i--) {
                if ((ring[(first + i) % ROOM] & 0xFF) == key) {
                    first = (first + i + 1) % ROOM;
                    count -= i + 1;
                    return true;
                }
            }
            return false;
        }

        synchronized void end() {
            isEnded = true;
            notifyAll();
        }

        /// @param timeout in milliseconds; 0 waits for ever
        @Override
        public synchronized int read(long timeout, boolean isPeek) throws IOException {
            long end = System.nanoTime() + timeout * 1_000_000;
            while (count == 0 && !isEnded) {
                long left = timeout > 0 ? (end - System.nanoTime() + 999_999) / 1_000_000 : 0;
                if (timeout > 0 && left <= 0) {
                    return READ_EXPIRED;
                }
                try {
                    wait(left);
                } catch (InterruptedException interrupted) {
                    throw new InterruptedIOException();
                }
            }
            if (count == 0) {
                return EOF;
            }
            int key = ring[first] & 0xFF;
            if (!isPeek) {
                first = (first + 1) % ROOM;
                count--;
            }
            return key;
        }
    }
}
