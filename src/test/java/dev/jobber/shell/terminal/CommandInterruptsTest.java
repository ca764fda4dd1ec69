package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.console.Prompt.Read;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an interrupt reaches, by the moment at which it comes.
@Timeout(60)
class CommandInterruptsTest {
    private static final Runnable NOTHING = () -> {};
    private static final int ROUNDS = 200;

    @TempDir private Path folder;
    private VirtualShell shell;
    private final Moments moments = new Moments();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private volatile Runnable afterCommand = NOTHING;
    private int lines;

    /// Does something once when JLine is asked for a line and has not taken the keys yet, or when
    /// Enter was pressed and JLine has not given the keys back.
    private static final class Moments extends DefaultHistory {
        private final AtomicReference<Runnable> begun = new AtomicReference<>(NOTHING);
        private final AtomicReference<Runnable> entered = new AtomicReference<>(NOTHING);

        @Override
        public void attach(LineReader reader) {
            super.attach(reader);
            begun.getAndSet(NOTHING).run();
        }

        @Override
        public void add(Instant time, String line) {
            super.add(time, line);
            entered.getAndSet(NOTHING).run();
        }
    }

    @BeforeEach
    void open() {
        shell = new VirtualShell(70, 12, false, (_, _) -> List.of(), folder.resolve("history"));
        shell.history(moments);
        shell.runs(this::run);
    }

    private void run(String line) {
        Prompt.Running running = shell.lines().whileRunning(() -> cancelled.add(line));
        running.close();
        afterCommand.run();
        afterCommand = NOTHING;
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private Read enter(String line) throws InterruptedException {
        shell.type(line + "\r");
        return shell.nextRead();
    }

    @Test
    void right_after_enter_it_cancels_the_command_of_the_line() throws InterruptedException {
        moments.entered.set(shell::interrupt);

        assertThat(enter("first")).isEqualTo(new Read.Line("first"));
        assertThat(enter("second")).isEqualTo(new Read.Line("second"));
        assertThat(cancelled).containsExactly("first");
    }

    @Test
    void after_the_last_command_it_is_the_prompts() throws InterruptedException {
        afterCommand = shell::interrupt;

        assertThat(enter("first")).isEqualTo(new Read.Line("first"));
        assertThat(shell.nextRead()).isEqualTo(new Read.Interrupted());
        assertThat(enter("second")).isEqualTo(new Read.Line("second"));
        assertThat(cancelled).isEmpty();
    }

    @Test
    void while_the_prompt_appears_it_is_the_prompts() throws InterruptedException {
        moments.begun.set(shell::interrupt);

        assertThat(enter("first")).isEqualTo(new Read.Line("first"));
        assertThat(shell.nextRead()).isEqualTo(new Read.Interrupted());
        assertThat(enter("second")).isEqualTo(new Read.Line("second"));
        assertThat(cancelled).isEmpty();
    }

    /// What is typed after an interrupt has been handled is never cancelled by it.
    @Test
    void at_any_moment_it_reaches_nothing_that_is_typed_after_it() throws InterruptedException {
        var random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            shell.type("before\r");
            long spins = random.nextInt(20_000);
            for (long spin = 0; spin < spins; spin++) {
                Thread.onSpinWait();
            }
            shell.interrupt();
            awaitLine();
        }
        assertThat(cancelled).allMatch("before"::endsWith);
    }

    /// Types a line until one has been read whole. An interrupt that is handled late may have given
    /// up the beginning of one.
    private void awaitLine() throws InterruptedException {
        String typed = typeNext();
        for (Read read = shell.nextRead();
                !read.equals(new Read.Line(typed));
                read = shell.nextRead()) {
            if (read instanceof Read.Interrupted) {
                typed = typeNext();
            }
        }
    }

    private String typeNext() {
        lines++;
        shell.type("after-" + lines + "\r");
        return "after-" + lines;
    }
}
