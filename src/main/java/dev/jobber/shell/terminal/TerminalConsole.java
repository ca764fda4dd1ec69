package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Console;
import dev.jobber.shell.log.LogGateway;
import java.nio.charset.StandardCharsets;

/// The console of an interactive shell: results and errors are drawn on the terminal, in the order
/// of the log.
final class TerminalConsole implements Console {
    private final TerminalSession session;
    private final LogGateway gateway;

    TerminalConsole(TerminalSession session, LogGateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    @Override
    public void print(String text) {
        gateway.afterLog(() -> session.write(text + '\n'));
    }

    @Override
    public void write(byte[] bytes) {
        print(new String(bytes, StandardCharsets.UTF_8).stripTrailing());
    }

    @Override
    public void error(String text) {
        print(text);
    }

    @Override
    public int width() {
        return session.width();
    }

    @Override
    public boolean isScreen() {
        return session.isScreen();
    }

    @Override
    public boolean colour() {
        return session.colour();
    }

    @Override
    public boolean unicode() {
        return session.unicode();
    }
}
