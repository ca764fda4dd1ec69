package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.ConsoleColour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;

/// What is drawn on the terminal of another program.
class RemoteTerminalTest {
    /// What is given to the other program, piece by piece.
    private final List<String> pieces = new ArrayList<>();

    private final RemoteTerminal.Client client =
            new RemoteTerminal.Client() {
                @Override
                public OutputStream output() {
                    return new Pieces();
                }

                @Override
                public InputStream lines() {
                    return InputStream.nullInputStream();
                }

                @Override
                public int[] size() {
                    return new int[] {80, 24};
                }

                @Override
                public void sendsKeysTo(RemoteTerminal terminal) {}

                @Override
                public void onInterrupt(Runnable what) {}

                @Override
                public void suspend() {}

                @Override
                public void requestSuspension() {}

                @Override
                public void hold(boolean isHeld) {}
            };

    private final class Pieces extends ByteArrayOutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            pieces.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    /// Each piece is a frame on the socket, and a call of the system at both ends.
    @Test
    void a_line_is_one_piece() throws IOException {
        try (TerminalSession session =
                RemoteTerminal.open(
                        Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8"),
                        ConsoleColour.NEVER,
                        client,
                        _ -> {})) {
            Terminal terminal = ((ScreenTerminal) session).terminal();
            pieces.clear();

            terminal.writer().println("08:15:30.000 [info] a line");
            terminal.flush();
        }

        assertThat(pieces).first().isEqualTo("08:15:30.000 [info] a line\r\n");
    }
}
