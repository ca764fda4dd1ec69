package dev.jobber;

import dev.jobber.attach.WindowSize;
import dev.jobber.attach.server.Visit;
import dev.jobber.shell.terminal.RemoteTerminal;
import java.io.InputStream;
import java.io.OutputStream;

/// The terminal of a visit.
record VisitTerminal(Visit visit) implements RemoteTerminal.Client {
    @Override
    public OutputStream output() {
        return visit.output();
    }

    @Override
    public InputStream lines() {
        return visit.input();
    }

    @Override
    public int[] size() {
        WindowSize size = visit.hello().terminal().size();
        return new int[] {size.columns(), size.rows()};
    }

    @Override
    public void sendsKeysTo(RemoteTerminal terminal) {
        visit.keys(
                new Visit.Keys() {
                    @Override
                    public void typed(byte[] bytes) {
                        terminal.typed(bytes);
                    }

                    @Override
                    public void interrupt() {
                        terminal.interrupt();
                    }

                    @Override
                    public void resized(int columns, int rows) {
                        terminal.resized(columns, rows);
                    }

                    @Override
                    public void continued() {
                        terminal.continued();
                    }

                    @Override
                    public void end() {
                        terminal.end();
                    }
                });
    }

    @Override
    public void onInterrupt(Runnable what) {
        visit.onInterrupt(what);
    }

    @Override
    public void suspend() {
        visit.suspend();
    }

    @Override
    public void requestSuspension() {
        visit.requestSuspension();
    }

    @Override
    public void hold(boolean isHeld) {
        visit.hold(isHeld);
    }
}
