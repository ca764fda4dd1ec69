package dev.jobber.shell.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jobber.ProgramPages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ManPagesTest {
    /// The programs that show a page, best first.
    private static final List<List<String>> READERS =
            List.of(
                    List.of("man", "--warnings", "-l"),
                    List.of("groff", "-man", "-ww", "-Tutf8"),
                    List.of("mandoc", "-Wwarning"));

    private static final Map<String, String> PAGES = ProgramPages.pages();

    @TempDir private Path folder;

    @Test
    void every_command_and_every_topic_has_a_page() {
        assertThat(PAGES)
                .containsKeys(
                        "jobber",
                        "jobber-run",
                        "jobber-start-job",
                        "jobber-define-job",
                        "jobber-define-job-sim",
                        "jobber-log-level",
                        "jobber-rc-file",
                        "jobber-logs");
        assertThat(PAGES.get("jobber-logs")).contains(".SH \"NOTES\"", "Log lines appear above");
    }

    @Test
    void a_page_has_the_parts_that_pages_of_the_manual_have() {
        PAGES.forEach((name, page) ->
                assertThat(page)
                        .as(name)
                        .containsSubsequence(
                                ".TH ",
                                ".SH \"NAME\"\n" + name.replace("-", "\\-") + " \\- ",
                                ".SH \"DESCRIPTION\"",
                                ".SH \"EXAMPLES\"",
                                ".SH \"SEE ALSO\""));
    }

    @Test
    void a_page_leads_to_pages_that_exist() {
        PAGES.forEach((name, page) -> {
            String seeAlso = page.substring(page.indexOf(".SH \"SEE ALSO\"\n") + 15);
            for (String other : seeAlso.replace("\\-", "-").split(", ")) {
                assertThat(PAGES).as(name).containsKey(other.replaceFirst("\\(1\\)$", ""));
            }
        });
    }

    @Test
    void a_reader_of_the_manual_shows_a_page_as_it_is_meant() throws Exception {
        String shown = shown("jobber-start-job");

        assertThat(shown)
                .containsSubsequence(
                        "jobber-start-job - Starts a job.",
                        "SYNOPSIS",
                        "DESCRIPTION",
                        "OPTIONS",
                        "--max-retries",
                        "IN OTP",
                        "EXIT STATUS",
                        "EXAMPLES",
                        "start-job good --type import --id monday",
                        "SEE ALSO",
                        "jobber-await(1)");
    }

    @Test
    void what_looks_like_a_request_of_roff_is_shown_as_it_stands() throws Exception {
        assertThat(shown("jobber-values"))
                .contains("#PID<0.157.0>, <0.157.0> or 0.157.0", "exp:1s..10m~20%");
        assertThat(shown("jobber-variables"))
                .contains("In \"…\" a value", "\\n, \\t, \\\\, \\\" and \\$");
        assertThat(shown("jobber-elixir"))
                .contains("{:ok, pid} = GenServer.start(SendServer, [max_retries: 1])");
    }

    @Test
    void no_page_has_anything_that_a_reader_of_the_manual_warns_of() throws Exception {
        var _ = shown(PAGES.keySet());

        assertThat(folder.resolve("warnings")).isEmptyFile();
    }

    private String shown(String page) throws IOException, InterruptedException {
        return shown(List.of(page));
    }

    /// The pages, as the best reader that is installed shows them.
    private String shown(Collection<String> pages) throws IOException, InterruptedException {
        var files = new ArrayList<String>();
        for (String page : pages) {
            Path file = folder.resolve(page + ".1");
            files.add(Files.writeString(file, PAGES.get(page) + "\n").toString());
        }
        for (List<String> reader : READERS) {
            if (isInstalled(reader.getFirst())) {
                return said(reader, files);
            }
        }
        return abort("expected man, groff or mandoc, found none: no page was shown");
    }

    private String said(List<String> reader, List<String> files)
            throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ArrayList<String> command = new ArrayList<>(reader);
        command.addAll(files);
        ProcessBuilder process =
                new ProcessBuilder(command)
                        .redirectError(folder.resolve("warnings").toFile())
                        .redirectOutput(said.toFile());
        process.environment()
                .putAll(
                        Map.of(
                                "MANWIDTH",
                                "120",
                                "MANPAGER",
                                "cat",
                                "PAGER",
                                "cat",
                                "LC_ALL",
                                "C.UTF-8",
                                "MAN_KEEP_FORMATTING",
                                "",
                                "MANOPT",
                                "",
                                "GROFF_NO_SGR",
                                "1"));
        Process reading = process.start();
        assertThat(reading.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(said, StandardCharsets.UTF_8).replaceAll(".\b", "");
        assertThat(reading.exitValue()).as(text).isZero();
        return text;
    }

    private static boolean isInstalled(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program + " > /dev/null")
                        .start()
                        .waitFor()
                == 0;
    }
}
