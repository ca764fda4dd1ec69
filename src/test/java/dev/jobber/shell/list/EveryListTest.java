package dev.jobber.shell.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Statement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A command that answers a list has the options by which a line chooses of it, whichever command
/// that is.
@Timeout(60)
class EveryListTest {
    private static final Commands COMMANDS = TestSession.open().shell().commands();

    static List<String> lists() {
        return names(true);
    }

    static List<String> others() {
        return names(false);
    }

    private static List<String> names(boolean isList) {
        return COMMANDS.names().stream()
                .filter(name -> command(name) instanceof ListCommand<?> == isList)
                .toList();
    }

    private static ShellCommand command(String name) {
        return COMMANDS.create(name).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_has_all_options(String name) {
        assertThat(new CommandParser(COMMANDS).line(name).getCommandSpec().optionsMap())
                .containsKeys("--where", "--sort", "--limit", "--select", "--count", "--output");
        assertThat(((ListCommand<?>) command(name)).columns().names())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /// Commands that answer what something else answers.
    private static final List<String> OF_OTHERS = List.of("eval", "watch");

    /// Its examples show what a command answers; without those that wait while the clock of the
    /// test stands still.
    @ParameterizedTest
    @MethodSource("others")
    void what_has_no_such_options_answers_no_list(String name) {
        assumeThat(OF_OTHERS).doesNotContain(name);
        Stream.of(command(name).getClass().getAnnotationsByType(Example.class))
                .map(Example::value)
                .filter(line -> !line.matches(".*(start-job sh|quit|await|drain| -o ).*"))
                .forEach(line ->
                        assertThat(answersOf(name, line))
                                .noneMatch(answer -> answer.startsWith("{\"ok\": [")));
    }

    /// What the command answers each time the line has it.
    private static List<String> answersOf(String name, String line) {
        var out = new ByteArrayOutputStream();
        var test = TestSession.on(out);
        var _ =
                test.shell()
                        .run(
                                CommandSource.texts(
                                        "",
                                        List.of(
                                                "define-job sim good --ok; define-job sim bad --error")),
                                false);
        test.session().output(Output.JSON);
        test.session().log().close();
        out.reset();
        var _ = test.shell().run(CommandSource.texts("", List.of(line)), false);
        test.session().observer().node().close();
        List<String> answers = out.toString(StandardCharsets.UTF_8).lines().toList();
        List<Statement> statements = Lexer.all(line).statements();
        return Stream.iterate(0, i -> i < Math.min(answers.size(), statements.size()), i -> i + 1)
                .filter(i -> statements.get(i).words().getFirst().asWritten().equals(name))
                .map(answers::get)
                .toList();
    }
}
