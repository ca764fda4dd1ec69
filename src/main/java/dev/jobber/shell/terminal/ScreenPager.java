package dev.jobber.shell.terminal;

import dev.jobber.shell.console.HeavyLines;
import dev.jobber.shell.console.Pager;
import dev.jobber.shell.log.LogGateway;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jline.builtins.Less;
import org.jline.builtins.Options;
import org.jline.builtins.Source;
import org.jline.reader.EndOfFileException;

/// JLine's pager on a screen. Its classes are loaded when a text is first shown.
final class ScreenPager implements Pager {
    private static final String KEYS = "q leaves, blank goes on, / searches, h lists the keys";

    private final ScreenTerminal screen;
    private final LogGateway gateway;
    private final PromptGuard reading;
    private final CommandInterrupts interrupts;

    /// @param reading hears that the calling thread reads keys, so that the end of the program ends
    ///   that
    ScreenPager(
            ScreenTerminal screen,
            LogGateway gateway,
            PromptGuard reading,
            CommandInterrupts interrupts) {
        this.screen = screen;
        this.gateway = gateway;
        this.reading = reading;
        this.interrupts = interrupts;
    }

    @Override
    public int rows() {
        return screen.terminal().getSize().getRows();
    }

    @Override
    public void show(Iterator<String> parts) {
        gateway.afterLog(() -> {
            if (reading.begin()) {
                try (var _ = interrupts.running(Thread.currentThread()::interrupt)) {
                    screen.removeProgress();
                    run(new Text(parts));
                } finally {
                    var _ = reading.finish();
                }
            }
        });
    }

    private void run(InputStream text) {
        try {
            // What the pager reads is the answer alone, and no file of the user's.
            Options options =
                    Options.compile(Less.usage())
                            .parse(List.of("--ignorercfiles", "--chop-long-lines"));
            new Less(screen.terminal(), Path.of(""), options)
                    .defaultPrompt(": " + KEYS)
                    .run(new Source.InputStreamSource(text, false, KEYS));
        } catch (IOException | UncheckedIOException | IOError | EndOfFileException gone) {
            // The terminal is gone, and the next line is the end of the input.
        } catch (InterruptedException ended) {
            // Ctrl-C, or the end of the program: the guard clears the flag.
        }
    }

    /// The text as bytes, made when they are read.
    private static final class Text extends InputStream {
        private final Iterator<String> parts;
        private byte[] part = new byte[0];
        private int next;

        Text(Iterator<String> parts) {
            this.parts = parts;
        }

        private boolean isAtEnd() {
            while (next == part.length) {
                if (!parts.hasNext()) {
                    return true;
                }
                part = (HeavyLines.of(parts.next()) + '\n').getBytes(Charset.defaultCharset());
                next = 0;
            }
            return false;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : part[next++] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (length == 0 || isAtEnd()) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, part.length - next);
            System.arraycopy(part, next, bytes, offset, count);
            next += count;
            return count;
        }
    }
}
