package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.otp.Node;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Users' exceptions and listeners end no job but their own, and take nothing from the others. Real
/// time.
class ForeignCodeTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Node node = Node.builder().fairness(false).build();
    private final CountDownLatch enough = new CountDownLatch(1);

    @AfterEach
    void close() {
        enough.countDown();
        node.close();
    }

    private Jobber jobber(UnaryOperator<JobberOptions> change) {
        return Jobber.start(
                node, change.apply(JobberOptions.defaults().withFinished(FinishedJobs.KEEP)));
    }

    private enum Silent {
        MESSAGE_THROWS {
            @Override
            RuntimeException exception() {
                return new RuntimeException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("no message today");
                    }
                };
            }
        },
        MESSAGE_HAS_NO_END {
            @Override
            RuntimeException exception() {
                return new RuntimeException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        return getMessage();
                    }
                };
            }
        },
        TEXT_AND_TRACE_THROW {
            @Override
            RuntimeException exception() {
                return new RuntimeException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String toString() {
                        throw new IllegalStateException("no text today");
                    }

                    @Override
                    public StackTraceElement[] getStackTrace() {
                        throw new IllegalStateException("no trace today");
                    }
                };
            }
        },
        CAUSE_IS_ITSELF {
            @Override
            RuntimeException exception() {
                return new RuntimeException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public synchronized Throwable getCause() {
                        return this;
                    }
                };
            }
        };

        abstract RuntimeException exception();
    }

    @ParameterizedTest
    @EnumSource
    void jobs_whose_exceptions_say_nothing_end_and_give_their_places_back(Silent silent) {
        Jobber jobber = jobber(options -> options);
        jobber.types()
                .change(
                        "import",
                        JobPolicy.NONE.withAdmission(AdmissionPolicy.NONE.withLimit(Limit.of(2))));
        for (int i = 0; i < 5; i++) {
            String id = "bad" + i;
            jobber.startJob(
                    JobRequest.of(
                                    attempt -> {
                                        throw silent.exception();
                                    })
                            .withType("import")
                            .withId(id));
            assertThat(jobber.await(jobber.jobs(), LONG)).isInstanceOf(AwaitResult.AllEnded.class);
            assertThat(jobber.find(id).orElseThrow().info().status()).isEqualTo(JobStatus.CRASHED);
        }

        assertThat(jobber.types().type("import").running()).isZero();
        assertThat(
                        jobber.startJob(
                                JobRequest.of(attempt -> Outcome.ok())
                                        .withType("import")
                                        .withId("good")))
                .isInstanceOf(JobStart.Started.class);
        jobber.stop(LONG);
    }

    @Test
    void a_message_that_is_slow_holds_up_no_other_job() throws Exception {
        Jobber jobber = jobber(options -> options);
        var asked = new CountDownLatch(1);
        jobber.startJob(
                JobRequest.of(
                                attempt -> {
                                    throw new RuntimeException() {
                                        private static final long serialVersionUID = 1L;

                                        @Override
                                        public String getMessage() {
                                            asked.countDown();
                                            try {
                                                enough.await();
                                            } catch (InterruptedException killed) {
                                                Thread.currentThread().interrupt();
                                            }
                                            return "looked up in a catalogue";
                                        }
                                    };
                                })
                        .withId("slow"));
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(jobber.startJob(JobRequest.of(attempt -> Outcome.ok()).withId("other")))
                .isInstanceOf(JobStart.Started.class);
        assertThat(jobber.await(List.of(jobber.find("other").orElseThrow()), LONG))
                .isInstanceOf(AwaitResult.AllEnded.class);
        assertThat(jobber.jobs()).hasSize(2);
    }

    @Test
    void work_that_is_done_is_not_done_again_because_a_listener_throws() {
        var done = new AtomicInteger();
        Jobber jobber =
                jobber(options ->
                        options.withListener(event -> {
                            if (event instanceof JobEvent.Completed) {
                                throw new IllegalStateException("listener");
                            }
                        }));

        jobber.startJob(
                JobRequest.of(
                                attempt -> {
                                    done.incrementAndGet();
                                    return Outcome.ok();
                                })
                        .withId("pay"));

        assertThat(jobber.await(jobber.jobs(), LONG)).isInstanceOf(AwaitResult.AllEnded.class);
        assertThat(jobber.find("pay").orElseThrow().info().status()).isEqualTo(JobStatus.DONE);
        assertThat(done).hasValue(1);
    }

    @Test
    void a_wait_may_last_for_ever_in_any_words() {
        Jobber jobber = jobber(options -> options);
        jobber.startJob(JobRequest.of(attempt -> Outcome.ok()));

        for (Duration forever :
                List.of(
                        ChronoUnit.FOREVER.getDuration(),
                        Duration.ofNanos(Long.MAX_VALUE),
                        Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(jobber.await(jobber.jobs(), forever))
                    .isInstanceOf(AwaitResult.AllEnded.class);
        }
    }
}
