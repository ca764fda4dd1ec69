package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is told of a tree that is killed, and how it is started again.
@Timeout(120)
class TreeEndTest {
    private static final String ENDED =
            "[error] Jobber.Supervisor #PID<0.\\d+.0> has ended with :killed. JobRunner and all its"
                    + " jobs have ended too; 'ensure-started' starts the tree again";

    @TempDir private Path folder;

    private ProgramRun run(String lines) {
        return ProgramRun.inRealTime(folder, List.of("--no-rc", "-c", lines));
    }

    /// Its processes may still end when the line after `kill` runs.
    @RepeatedTest(20)
    void a_tree_that_has_just_been_killed_is_started_again_at_once() {
        ProgramRun run =
                run(
                        "start-job sim --sleep 1h --ok; kill Jobber.Supervisor; ensure-started; count-children; ensure-started");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("\nactive: 0, specs: 0, supervisors: 0, workers: 0\n")
                .endsWith(", the tree runs already\n");
        assertThat(run.err()).doesNotContain("already_started").containsPattern(pattern(ENDED));
    }

    @RepeatedTest(5)
    void a_job_runner_that_is_killed_says_which_jobs_end_with_it() {
        ProgramRun run =
                run(
                        "start-job sim --sleep 1h --ok --id a; start-job sim --sleep 1h --ok --id b; kill JobRunner; await");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .containsPattern(
                        pattern(
                                "[error] JobRunner #PID<0.\\d+.0> has ended with :killed and has ended 2 jobs: a, b"));
    }

    /// A sentence in which `\d+` stands for a number.
    private static String pattern(String sentence) {
        return "\\Q" + sentence.replace("\\d+", "\\E\\d+\\Q") + "\\E";
    }
}
