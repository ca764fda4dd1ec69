package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Registry.Keys;
import dev.jobber.otp.Registry.RegisterResult;
import dev.jobber.otp.Registry.Registered;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/// Tests of a registry with unique keys and one with duplicate keys, and of two processes.
abstract class TwoRegistries {
    final ManualClock clock = new ManualClock();
    final Node node = Node.builder().clock(clock).build();
    final Registry unique = running(Keys.UNIQUE, "U", 1);
    final Registry duplicate = running(Keys.DUPLICATE, "D", 1);
    final Pid p1 = worker(false);
    final Pid p2 = worker(false);

    @AfterEach
    void close() {
        node.close();
    }

    Registry running(Keys keys, String name, int partitions) {
        var registry = Registry.of(keys, name, partitions);
        Registry.start(node, registry).pidOrExit();
        return registry;
    }

    /// A process that does what it is sent, and keeps everything else.
    Pid worker(boolean trapsExits) {
        return node.spawn(() -> {
            Process.trapExit(trapsExits);
            while (true) {
                ((Runnable) Process.receive(Runnable.class::isInstance)).run();
            }
        });
    }

    /// Lets a process do something and answers what came of it.
    <T> T by(Pid pid, Callable<T> code) {
        AtomicReference<Optional<T>> result = new AtomicReference<>(Optional.empty());
        AtomicReference<Optional<RuntimeException>> failure =
                new AtomicReference<>(Optional.empty());
        Process.send(
                pid,
                (Runnable)
                        () -> {
                            try {
                                result.set(Optional.of(code.call()));
                            } catch (RuntimeException problem) {
                                failure.set(Optional.of(problem));
                            } catch (Exception problem) {
                                throw new AssertionError(problem);
                            }
                        });
        clock.settle();
        failure.get()
                .ifPresent(problem -> {
                    throw problem;
                });
        return result.get().orElseThrow();
    }

    RegisterResult register(Registry registry, Pid pid, Object key, Object value) {
        return by(pid, () -> registry.register(key, value));
    }

    void unregister(Registry registry, Pid pid, Object key) {
        by(
                pid,
                () -> {
                    registry.unregister(key);
                    return true;
                });
    }

    void kill(Pid pid) {
        Process.exit(pid, ExitReason.KILL);
        clock.settle();
        assertThat(pid.isAlive()).isFalse();
    }

    Pid partition(Registry registry, Pid owner) {
        return ((Registered) register(registry, owner, new Object(), "")).owner();
    }
}
