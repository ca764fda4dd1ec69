package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contents of a registry at the moments that its processes rarely meet: while it opens, while
/// an owner dies, and after an entry is gone.
@Timeout(60)
class RegistryTablesTest {
    private final Node node = Node.builder().killGrace(Duration.ofHours(1)).build();
    private final Registry registry = Registry.of(Registry.Keys.UNIQUE, "tables");
    private final RegistryKeys.Unique keys = new RegistryKeys.Unique();
    private final RegistryTables tables = new RegistryTables(registry, keys, 2);

    @AfterEach
    void close() {
        node.close();
    }

    private ProcessCell process() {
        return (ProcessCell) node.spawn(Process::receive);
    }

    @Test
    void it_is_complete_when_the_last_partition_is_there_in_whatever_order() {
        assertThat(tables.partitionStarted(1, process())).isFalse();
        assertThat(tables.partitionStarted(1, process())).as("the same again").isFalse();
        assertThat(tables.partitionStarted(0, process())).isTrue();
    }

    @Test
    void an_owner_hangs_on_no_partition_that_is_not_there() {
        ProcessCell owner = process();

        assertThatThrownBy(() -> tables.partitionOf(owner))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown registry");
    }

    @Test
    void an_owner_that_is_dead_enters_nothing() {
        ProcessCell owner = process();
        owner.kill(ExitReason.KILLED);
        node.awaitQuiet();

        assertThat(tables.add(owner, "key", "value")).isEmpty();

        assertThat(keys.count()).isZero();
        assertThat(indexed("value")).isZero();
        assertThat(tables.heldBy(owner)).isEmpty();
    }

    @Test
    void a_closed_registry_keeps_nothing_of_a_late_entry() {
        ProcessCell owner = process();
        tables.close();

        assertThatThrownBy(() -> tables.add(owner, "key", "value"))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(keys.count()).isZero();
        assertThat(indexed("value")).isZero();
        assertThat(tables.heldBy(owner)).isEmpty();
    }

    @Test
    void an_entry_that_is_gone_is_not_changed_and_comes_under_no_value() {
        ProcessCell owner = process();
        tables.add(owner, "key", "old");
        RegistryEntry entry = Objects.requireNonNull(keys.find("key"));
        tables.remove(entry);

        assertThat(tables.change(entry, new Hashed("old"), new Hashed("new"))).isFalse();
        assertThat(tables.update(entry, old -> "new")).isEmpty();
        assertThat(tables.remove(entry)).as("taken out once").isFalse();

        assertThat(indexed("old")).isZero();
        assertThat(indexed("new")).isZero();
    }

    /// How many entries the index keeps for a value, shown or not.
    private int indexed(Object value) {
        var entries = new AtomicInteger();
        tables.values().forEach(value, entry -> entries.incrementAndGet());
        return entries.get();
    }

    @Test
    void a_key_of_a_process_that_is_killed_is_free_when_its_code_has_ended_and_not_before()
            throws Exception {
        var computing = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var holder =
                (ProcessCell)
                        node.spawn(() -> {
                            computing.countDown();
                            awaitWhateverHappens(end);
                        });
        computing.await();
        tables.add(holder, "key", "old");
        holder.kill(ExitReason.KILLED);
        AtomicReference<Optional<Pid>> answer = new AtomicReference<>();
        ProcessCell next = process();
        Thread entering =
                Thread.ofVirtual().start(() -> answer.set(tables.add(next, "key", "new")));
        while (entering.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(answer.get()).as("while the holder is dying").isNull();
        end.countDown();
        entering.join();

        assertThat(answer.get()).isEqualTo(Optional.empty());
        assertThat(keys.shown("key")).containsExactly(new Registry.Entry("key", next, "new"));
        assertThat(holder.isDead()).isTrue();
    }

    private static void awaitWhateverHappens(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
