package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.TestFolder;
import dev.jobber.job.JobRequest;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Definitions;
import dev.jobber.shell.session.Variables;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.TypedReference;
import dev.jobber.shell.syntax.TypedWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tab extends what stands at the cursor, or lists what may stand there.
class TabCompletionTest {
    /// What lines are made of; an odd order of it is what a user has while the line is half typed.
    private static final List<String> PARTS =
            List.of(
                    "start-job ",
                    "stop ",
                    "await ",
                    "echo ",
                    "set output ",
                    "source ",
                    "sta",
                    "stpo",
                    "good",
                    "go",
                    "odd",
                    "fP9",
                    "a",
                    " ",
                    "  ",
                    "'",
                    "\"",
                    "\\",
                    ";",
                    "=",
                    "x = ",
                    "$x",
                    "${",
                    "$",
                    "#",
                    "#P",
                    "#PID<0.",
                    "<0.1",
                    "--",
                    "--type",
                    "--type=",
                    "-",
                    "\n",
                    "\\\n",
                    "漢字",
                    "é",
                    "👨‍👩‍👧",
                    "~/",
                    "it's",
                    "\u001b[2J");

    private final TestSession test = TestSession.open();
    private final TabCompletion tab = new TabCompletion(test.shell().completions());

    TabCompletionTest() {
        for (String name : List.of("good", "bad")) {
            test.session()
                    .definitions()
                    .define(
                            new Definitions.Definition(
                                    name,
                                    Sim.ok(Duration.ZERO),
                                    JobPolicy.NONE,
                                    "define-job sim " + name,
                                    new Definitions.Definition.Source(List.of(), Path.of(""))));
        }
        start("fP9MyHo");
    }

    private void start(String id) {
        test.session()
                .observer()
                .jobber()
                .startJob(JobRequest.of(Sim.ok(Duration.ofMinutes(1))).withId(id));
    }

    @Test
    void a_word_that_can_become_one_thing_becomes_it() {
        assertThat(after("cou")).isEqualTo("count-children ");
        assertThat(after("x = cou")).isEqualTo("x = count-children ");
        assertThat(after("start-job go")).isEqualTo("start-job good ");
        assertThat(after("await fP")).isEqualTo("await fP9MyHo ");
        assertThat(after("set output j")).isEqualTo("set output json ");
        assertThat(after("start-job good --ty")).isEqualTo("start-job good --type ");
    }

    @Test
    void
            a_word_that_can_become_several_things_is_extended_as_far_as_they_agree_and_they_are_listed() {
        assertThat(after("start-")).isEqualTo("start-");
        assertThat(listed("start-")).containsExactly("start-job", "start-sender", "start-server");
        assertThat(after("sta")).isEqualTo("start-");
    }

    @Test
    void an_empty_word_is_not_touched_and_what_may_stand_there_is_listed() {
        assertThat(after("start-job ")).isEqualTo("start-job ");
        assertThat(listed("start-job "))
                .containsExactly("bad", "good", "sim", "sh", "java", "class");
        assertThat(after("set output ")).isEqualTo("set output ");
        assertThat(listed("set output ")).containsExactly("text", "json");
        assertThat(listed("")).contains("start-job", "quit");
    }

    @Test
    void what_does_not_begin_as_the_word_does_never_takes_its_place() {
        assertThat(after("echo a")).isEqualTo("echo a");
        assertThat(after("echo ")).isEqualTo("echo ");
        assertThat(after("await a")).isEqualTo("await a");
        assertThat(after("start-job x")).isEqualTo("start-job x");
        assertThat(after("start-job good#")).isEqualTo("start-job good#");
    }

    @Test
    void for_a_slip_the_words_that_may_be_meant_are_listed() {
        assertThat(after("stpo")).isEqualTo("stpo");
        assertThat(listed("stpo")).contains("stop");
        assertThat(after("start-job godo")).isEqualTo("start-job godo");
        assertThat(listed("start-job godo")).containsExactly("good");
    }

    @Test
    void nothing_is_completed_in_a_comment_behind_a_lone_backslash_or_where_a_value_stands() {
        for (String text : List.of("# sta", "echo a # sta", "sta\\", "stop $x", "echo \"\\")) {
            assertThat(tab.at(text, "")).as(text).isEqualTo(TabCompletion.Answer.NOTHING);
        }
    }

    @Test
    void a_value_with_blanks_or_signs_goes_on_in_the_way_the_word_has_begun(@TempDir Path folder)
            throws IOException {
        Files.createFile(folder.resolve("it's $1.rc"));
        assertThat(after("source " + folder + "/i"))
                .isEqualTo("source " + folder + "/it\\'s\\ \\$1.rc ");
        assertThat(after("source " + folder + "/it\\'s\\ "))
                .isEqualTo("source " + folder + "/it\\'s\\ \\$1.rc ");
        assertThat(after("source '" + folder + "/"))
                .isEqualTo("source '" + folder + "/it'\\''s $1.rc' ");
        assertThat(after("source \"" + folder + "/"))
                .isEqualTo("source \"" + folder + "/it's \\$1.rc\" ");
    }

    @Test
    void files_are_completed_folder_by_folder(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/a.rc"));
        Files.createFile(folder.resolve(".hidden"));

        assertThat(after("source " + folder + "/")).isEqualTo("source " + folder + "/lib/");
        assertThat(after("source " + folder + "/lib/"))
                .isEqualTo("source " + folder + "/lib/a.rc ");
        assertThat(after("source " + folder + "/.h")).isEqualTo("source " + folder + "/.hidden ");
        assertThat(after("source /no/such/")).isEqualTo("source /no/such/");
    }

    @Test
    void a_pid_goes_on_in_the_form_in_which_it_has_begun() {
        String pid = test.session().observer().jobber().runner().whereis().orElseThrow().toString();
        String number = pid.substring("#PID<0.".length(), pid.length() - 3);

        for (String form : List.of("#PID<0.%s.0>", "<0.%s.0>", "0.%s.0")) {
            String written = form.formatted(number);
            String begun = written.substring(0, written.length() - 1);
            assertThat(after("stop " + begun)).isEqualTo("stop " + written + " ");
        }
        assertThat(after("stop #P")).startsWith("stop #PID<0.");
        assertThat(listed("stop <")).contains("<0." + number + ".0>").doesNotContain(pid);
    }

    @Test
    void among_more_than_can_be_listed_only_what_all_have_in_common_is_added() {
        for (int i = 0; i < 300; i++) {
            start("many-%03d".formatted(i));
        }
        start("many");
        assertThat(after("await m")).isEqualTo("await many");
        assertThat(after("await many-00")).isEqualTo("await many-00");
        assertThat(after("await many-007")).isEqualTo("await many-007 ");
    }

    @Test
    void before_other_text_no_blank_is_added() {
        assertThat(tab.at("cou", " JobRunner").insert()).isEqualTo("nt-children");
        assertThat(tab.at("cou", "x").insert()).isEqualTo("nt-children");
        assertThat(tab.at("stop 'fP", "x").insert()).isEqualTo("9MyHo");
    }

    @Test
    void names_of_values_are_completed_after_their_sign_and_their_parts_after_a_dot() {
        keep("job", Value.Fields.none().with("pid", "#PID<0.9.0>").with("id", "a"));
        keep("jobs", new Value.Rows(List.of(Value.Fields.none().with("pid", "x"))));
        keep("none", new Value.Rows(List.of()));

        assertThat(after("stop $jo")).isEqualTo("stop $job");
        assertThat(listed("stop $job")).containsExactly("job", "jobs");
        assertThat(after("stop $n")).isEqualTo("stop $none");
        assertThat(after("echo \"a ${n")).isEqualTo("echo \"a ${none}");
        assertThat(after("echo $HO")).isEqualTo("echo $HOME");
        assertThat(listed("echo $")).containsExactly("job", "jobs", "none", "EVIL", "HOME");
        assertThat(listed("stop $job.")).containsExactly("job.pid", "job.id");
        assertThat(after("stop $job.p")).isEqualTo("stop $job.pid");
        assertThat(after("stop ${jobs[0].")).isEqualTo("stop ${jobs[0].pid}");
        assertThat(after("stop $jobs.")).isEqualTo("stop $jobs.pid");
        for (String text : List.of("echo '$jo", "# $jo", "echo \\$jo", "$none.", "$no.x", "$x")) {
            assertThat(after(text)).isEqualTo(text);
        }
    }

    private void keep(String name, Value value) {
        test.session().variables().put(name, new Variables.Kept(value, Rendering.of(value)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PARTS).list().ofMaxSize(8).map(parts -> String.join("", parts));
    }

    @Property(tries = 2_000)
    void what_is_added_goes_on_with_the_word_and_changes_no_word_before_it(
            @ForAll("texts") String text, @ForAll("texts") String rest) {
        TabCompletion.Answer answer = tab.at(text, rest);

        if (answer.equals(TabCompletion.Answer.NOTHING)) {
            return;
        }
        if (TypedReference.at(text).isPresent()) {
            assertThat(answer.insert()).matches("[A-Za-z0-9_.]*}?");
            assertThat(Lexer.atCursor(text + answer.insert()).before())
                    .isEqualTo(Lexer.atCursor(text).before());
            return;
        }
        TypedWord before = TypedWord.at(text).orElseThrow();
        String unended = answer.insert().stripTrailing();
        if (!unended.isEmpty()) {
            Lexer.AtCursor then = Lexer.atCursor(text + unended);
            assertThat(then.before()).isEqualTo(before.before());
            assertThat(answer.word()).startsWith(before.current());
        }
        if (!answer.insert().isEmpty()) {
            assertThat(answer.list())
                    .allSatisfy(each -> assertThat(each.value()).startsWith(answer.word()));
        }
    }

    @Property(tries = 40)
    void on_a_screen_all_that_was_typed_stays_on_both_sides_of_the_cursor(
            @ForAll("texts") String text, @ForAll @IntRange(max = 12) int back) throws IOException {
        try (var folder = TestFolder.create();
                var shell =
                        new VirtualShell(
                                80,
                                60,
                                true,
                                test.shell().completions(),
                                folder.path().resolve("history"))) {
            // Without the brackets a line's end would enter the line; in them it is text.
            String pasted = text + "y";
            shell.type("\u001b[200~" + pasted + "\u001b[201~");
            shell.awaitTyped(pasted);
            int points = pasted.codePointCount(0, pasted.length());
            int steps = Math.min(back + 1, points);
            shell.type("\u0002".repeat(steps) + "\t\tZ");
            int cursor = pasted.offsetByCodePoints(pasted.length(), -steps);
            String head = pasted.substring(0, cursor);
            String tail = pasted.substring(cursor);

            String typed = shell.awaitTyped(line -> line.endsWith("Z" + tail));
            assertThat(typed).startsWith(head).endsWith("Z" + tail);
        }
    }

    private String after(String text) {
        return text + tab.at(text, "").insert();
    }

    private List<String> listed(String text) {
        return tab.at(text, "").list().stream().map(Suggestion::value).toList();
    }
}
