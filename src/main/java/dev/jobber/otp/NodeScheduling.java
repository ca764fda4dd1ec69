package dev.jobber.otp;

import dev.jobber.otp.scheduling.Lasting;
import dev.jobber.otp.scheduling.Load;
import dev.jobber.otp.scheduling.Starvation;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Tells the fairness watchdog about the processes of a node, each of which is a thread while it
/// has something to do; and reports what the watchdog finds as events.
final class NodeScheduling implements Load, Lasting, Starvation {
    private final Node node;
    private final ProcessTable table;

    NodeScheduling(Node node, ProcessTable table) {
        this.node = node;
        this.table = table;
    }

    @Override
    public long started() {
        return table.started();
    }

    @Override
    public long busy() {
        return table.count(cell -> !cell.isDead() && !cell.isQuiet());
    }

    @Override
    public Runnable work(String thread, Runnable work, BooleanSupplier over) {
        return Guard.lasting(thread, work, over, node::emitLater);
    }

    @Override
    public void replaced(String thread) {
        node.emitLater(
                new Event.ThreadRestarted(thread, new IllegalStateException("it had ended")));
    }

    @Override
    public void begins(Duration waited, int carriers, int added) {
        node.emitLater(new Event.Starving(waited, carriers, added));
    }

    @Override
    public void ends(int carriers) {
        node.emitLater(new Event.StarvingEnded(carriers));
    }
}
