package dev.jobber.otp.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Probes are sent by a few threads that stay.
class ProbeSendersTest {
    private static final int PROBES = 2_000;

    @Test
    void all_are_started_and_a_thread_starts_many() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        var senders = new ProbeSenders();
        var all = new CountDownLatch(PROBES);
        long before = threads.getTotalStartedThreadCount();

        for (int i = 0; i < PROBES; i++) {
            senders.start(Thread.ofVirtual().unstarted(all::countDown));
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).as("all were started").isTrue();
        assertThat(threads.getTotalStartedThreadCount() - before).isLessThan(PROBES / 20);
    }
}
