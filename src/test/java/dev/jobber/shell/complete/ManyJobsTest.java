package dev.jobber.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobRequest;
import dev.jobber.job.kind.Sim;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Completion beside very many jobs.
@Timeout(120)
class ManyJobsTest {
    private static final int JOBS = 20_000;

    @Test
    void of_very_many_jobs_some_are_listed_and_each_can_be_completed() {
        TestSession test = TestSession.open();
        Completions completions = test.shell().completions();
        for (int i = 0; i < JOBS; i++) {
            test.session()
                    .observer()
                    .jobber()
                    .startJob(
                            JobRequest.of(Sim.ok(Duration.ofHours(1)))
                                    .withId("many-%05d".formatted(i)));
        }
        for (String word : List.of("", "many-", "#PID<0.", "0.1")) {
            List<Suggestion> found = completions.complete(List.of("stop"), word);

            assertThat(found.stream().filter(each -> each.value().startsWith(word)))
                    .hasSizeBetween(40, 400);
        }
        assertThat(values(completions, "many-")).anyMatch(id -> id.startsWith("many-0"));
        assertThat(values(completions, "many-")).anyMatch(id -> id.startsWith("many-1"));
        assertThat(values(completions, "many-04321")).contains("many-04321");
        test.session().observer().node().close();
    }

    private static List<String> values(Completions completions, String word) {
        return completions.complete(List.of("stop"), word).stream().map(Suggestion::value).toList();
    }
}
