package dev.jobber.shell.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a process calls itself, in `top`.
class LabelledProcessTest {
    private final TreeOfProcesses tree = new TreeOfProcesses();
    private final Sampler sampler = new Sampler(tree.observer());
    private final NodeFacts facts = new NodeFacts(tree.observer());

    @AfterEach
    void close() {
        tree.close();
    }

    /// A process that calls itself what it is sent.
    private Pid named() {
        return tree.observer()
                .node()
                .spawn(() -> {
                    while (true) {
                        Process.setLabel(Process.receive());
                    }
                });
    }

    private Life life(Pid pid) {
        return sampler.next().find(pid.id()).orElseThrow();
    }

    @Test
    void stands_beside_its_name_as_it_is_now_and_a_filter_finds_it() {
        Pid pid = named();
        String before = facts.name(life(pid));

        Process.send(pid, "Order 7");
        tree.observer().node().awaitQuiet();

        assertThat(facts.name(life(pid))).isEqualTo(before + " (Order 7)");
        assertThat(facts.of(life(pid)).name()).isEqualTo(before + " (Order 7)");
        assertThat(facts.matches(life(pid), "order 7")).isTrue();
        assertThat(facts.matches(life(pid), "order 8")).isFalse();
        Process.send(pid, "order 8");
        tree.observer().node().awaitQuiet();
        assertThat(facts.name(life(pid))).isEqualTo(before + " (order 8)");
        assertThat(facts.matches(life(pid), "order 8")).isTrue();
    }
}
