package dev.jobber.shell.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jobber.ProgramPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The completion scripts, in the shells that they are for.
@Timeout(120)
class CompletionScriptTest {
    @TempDir private Path folder;

    /// What bash finds for a line; the cursor is at its end.
    private List<String> completed(String line) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("jobber.bash"), ProgramPages.script(OtherShell.BASH));
        // The words of a line, as bash gives them to the function.
        return said(
                "bash",
                "--norc",
                "-c",
                """
                . ./jobber.bash
                complete -p jobber | grep -q -- '-F _jobber' || exit 1
                COMP_LINE=$1 COMP_POINT=${#1}
                COMP_WORDS=() rest=$1
                while [[ $rest =~ ^[[:space:]]*([=:]|[^[:space:]=:]+) ]]; do
                    COMP_WORDS+=("${BASH_REMATCH[1]}")
                    rest=${rest:${#BASH_REMATCH[0]}}
                done
                [[ $1 != *[[:space:]] ]] || COMP_WORDS+=("")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _jobber
                [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\\n' "${COMPREPLY[@]}"
                """,
                "bash",
                line);
    }

    private List<String> said(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ProcessBuilder start =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        start.environment().put("XDG_RUNTIME_DIR", folder.toString());
        Process process = start.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        List<String> lines = Files.readAllLines(said);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    @Test
    void bash_completes_commands_and_the_options_of_the_program() throws Exception {
        assertThat(completed("jobber count")).containsExactly("count-children");
        assertThat(completed("jobber ")).contains("run", "completion", "man", "start-job", "tree");
        assertThat(completed("jobber --no-rc start-"))
                .containsExactly("start-job", "start-server", "start-sender");
        assertThat(completed("jobber --log-l")).containsExactly("--log-level");
        assertThat(completed("scripts/jobber --keep")).containsExactly("--keep-going");
    }

    @Test
    void bash_completes_the_words_of_an_option_behind_a_blank_and_behind_an_equals_sign()
            throws Exception {
        assertThat(completed("jobber --log-level ")).contains("debug", "warning", "off");
        assertThat(completed("jobber --log-level=w")).containsExactly("warning");
        assertThat(completed("jobber --log-level=")).contains("debug", "warning", "off");
        assertThat(completed("jobber -o json count-children --h")).containsExactly("--help");
        assertThat(completed("jobber tree --format m")).containsExactly("mermaid");
        assertThat(completed("jobber start-job x --direct --restart t"))
                .containsExactly("transient", "temporary");
    }

    @Test
    void bash_completes_a_word_with_a_colon() throws Exception {
        assertThat(completed("jobber start-job x --backoff fixed:5")).containsExactly("5s");
    }

    @Test
    void bash_completes_commands_of_commands_and_parameters() throws Exception {
        assertThat(completed("jobber log o")).containsExactly("on", "off", "only");
        assertThat(completed("jobber log level w")).containsExactly("warning");
        assertThat(completed("jobber define-job s")).containsExactly("sim", "sh");
        assertThat(completed("jobber define-job sim x --fail")).containsExactly("--fail-times");
        assertThat(completed("jobber start-job sim --fail")).containsExactly("--fail-times");
        assertThat(completed("jobber start-job s")).containsExactly("sim", "sh");
        assertThat(completed("jobber set out")).contains("output");
        assertThat(completed("jobber help rc")).containsExactly("rc-file");
        assertThat(completed("jobber completion ")).containsExactly("bash", "zsh", "fish");
        assertThat(completed("jobber count-children JobR")).contains("JobRunner");
    }

    @Test
    void bash_takes_a_word_that_is_also_a_command_for_what_it_is() throws Exception {
        assertThat(completed("jobber help stop --")).contains("--help").doesNotContain("--reason");
        assertThat(completed("jobber echo tree --form")).isEmpty();
        assertThat(completed("jobber --rc run --no-")).containsExactly("--no-rc");
        assertThat(completed("jobber whereis run --timeo")).isEmpty();
    }

    @Test
    void bash_completes_files_folders_and_programs() throws Exception {
        Files.writeString(folder.resolve("my.rc"), "");
        Files.createDirectory(folder.resolve("myfolder"));

        assertThat(completed("jobber --rc my")).containsExactlyInAnyOrder("my.rc", "myfolder");
        assertThat(completed("jobber source my")).containsExactlyInAnyOrder("my.rc", "myfolder");
        assertThat(completed("jobber man -o my")).containsExactly("myfolder");
        assertThat(completed("jobber run -- bas")).contains("bash");
        assertThat(completed("jobber run --time")).containsExactly("--timeout");
    }

    /// A tree whose program has gone has left its files.
    @Test
    void bash_completes_the_trees_that_run() throws Exception {
        Path trees = Files.createDirectory(folder.resolve("jobber"));
        tree(trees, "orders", ProcessHandle.current().pid());
        tree(trees, "mails-2", ProcessHandle.current().pid());
        tree(trees, "gone", 4_194_304 + 1);

        assertThat(completed("jobber attach ")).containsExactly("mails-2", "orders");
        assertThat(completed("jobber attach --read-only or")).containsExactly("orders");
        assertThat(completed("jobber attach --log-level w")).containsExactly("warning");
        assertThat(completed("jobber shutdown m")).containsExactly("mails-2");
        assertThat(completed("jobber shutdown orders --t")).containsExactly("--timeout");
        assertThat(completed("jobber -N o")).containsExactly("orders");
        assertThat(completed("jobber -N orders count")).containsExactly("count-children");
        assertThat(completed("jobber ps --output ")).containsExactly("text", "json");
        assertThat(completed("jobber daemon --log-")).containsExactly("--log-level", "--log-file");
        assertThat(completed("jobber daemon --name ")).isEmpty();
    }

    private static void tree(Path folder, String name, long pid) throws IOException {
        Files.writeString(folder.resolve(name + ".sock"), "");
        Files.writeString(folder.resolve(name + ".pid"), "" + pid);
    }

    @ParameterizedTest
    @EnumSource
    void a_shell_reads_its_script(OtherShell shell) throws Exception {
        assumeTrue(isInstalled(shell.toString()), shell + " is not installed: not tried");
        Path script = Files.writeString(folder.resolve("script"), ProgramPages.script(shell));

        assertThat(said(shell.toString(), "-n", script.toString())).isEmpty();
    }

    @Test
    void zsh_completes() throws Exception {
        assumeTrue(isInstalled("zsh"), "zsh is not installed: not tried");
        Files.writeString(folder.resolve("jobber.zsh"), ProgramPages.script(OtherShell.ZSH));
        // zsh completes only for a terminal; zpty makes one.
        List<String> said =
                said(
                        "zsh",
                        "-f",
                        "-c",
                        """
                        zmodload zsh/zpty
                        zpty shell zsh -f -i
                        zpty -w shell 'PS1=; autoload -U compinit; compinit -u; . ./jobber.zsh; echo REA''DY'
                        zpty -r -m shell answer '*READY*'
                        zpty -w -n shell $'jobber count-\\t'
                        zpty -r -m shell answer '*children*'
                        print -r -- $answer
                        zpty -d shell
                        """);

        assertThat(String.join("\n", said)).contains("count-children");
    }

    @Test
    void fish_completes() throws Exception {
        assumeTrue(isInstalled("fish"), "fish is not installed: not tried");
        Files.writeString(folder.resolve("jobber.fish"), ProgramPages.script(OtherShell.FISH));

        assertThat(fish("jobber count"))
                .containsExactly("count-children\tCounts the children of a supervisor.");
        assertThat(fish("jobber --log-level=w")).containsExactly("--log-level=warning");
        assertThat(fish("jobber define-job sim x --fail").getFirst()).startsWith("--fail-times\t");
        assertThat(fish("jobber help stop --h").getFirst()).startsWith("--help\t");
        Path trees = Files.createDirectory(folder.resolve("jobber"));
        tree(trees, "orders", ProcessHandle.current().pid());
        tree(trees, "gone", 4_194_304 + 1);
        assertThat(fish("jobber attach ")).containsExactly("orders");
    }

    private List<String> fish(String line) throws IOException, InterruptedException {
        return said(
                "fish", "--no-config", "-c", "source ./jobber.fish; complete -C $argv[1]", line);
    }

    private static boolean isInstalled(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program + " > /dev/null")
                        .start()
                        .waitFor()
                == 0;
    }
}
