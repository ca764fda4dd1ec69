package dev.jobber.shell.terminal;

/// The driver of a terminal that exists in memory only.
final class NoDriver implements ScreenTerminal.Driver {
    @Override
    public boolean stop() {
        return false;
    }

    @Override
    public boolean takeInterrupt() {
        return false;
    }
}
