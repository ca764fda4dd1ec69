package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `logs` answers, whose times no transcript can hold.
@Timeout(60)
class LogsTest {
    @TempDir Path folder;

    @Test
    void a_line_has_its_job_with_type_and_pid() {
        assertThat(last("start-job sim --ok --id a --type import; await; logs --job a --last 1"))
                .matches(
                        "\\{\"ok\": \\[\\{\"time\": \"[-0-9T:.]+Z\", \"level\": \"info\", \"text\": \"Job exiting a\", \"job\": \"a\", \"type\": \"import\", \"pid\": \"#PID<0.\\d+.0>\"}]}");
    }

    @Test
    void a_crash_report_is_whole_and_about_its_job() {
        assertThat(
                        last(
                                "start-job sim --raise Boom --id b --bare; await; logs --job b --level error"))
                .contains("Boom\\n", "\\nState: ")
                .contains("\"job\": \"b\", \"type\": null, \"pid\": \"#PID<0.");
    }

    @Test
    void what_a_sender_prints_has_no_level_but_its_pid() {
        assertThat(last("start-sender --name mailer; logs --job mailer"))
                .contains("\"level\": null", "\"job\": null", "\"pid\": \"#PID<0.");
    }

    @Test
    void lines_for_people_look_as_in_the_log() {
        ProgramRun run = run("start-job sim --ok --id a; await; logs --grep exiting", "text");

        assertThat(run.out().lines().toList().getLast())
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[info] Job exiting a");
    }

    private String last(String lines) {
        return run(lines, "json").out().lines().toList().getLast();
    }

    private ProgramRun run(String lines, String output) {
        return ProgramRun.inRealTime(
                folder, List.of("--no-rc", "--log-level", "off", "-o", output, "-c", lines));
    }
}
