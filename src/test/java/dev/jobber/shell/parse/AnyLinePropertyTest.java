package dev.jobber.shell.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.Completions;
import dev.jobber.shell.parse.CommandParser.Parsed;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.Word;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Any words after a command's name are read or refused, and never cause an exception.
class AnyLinePropertyTest {
    private static final TestSession TEST = TestSession.open();
    private static final Commands COMMANDS = TEST.shell().commands();
    private static final Completions COMPLETIONS = TEST.shell().completions();
    private static final CommandParser PARSER = new CommandParser(COMMANDS);

    @Property(tries = 3000)
    void any_words_are_read_or_refused_with_their_place(
            @ForAll("commands") String command, @ForAll("arguments") List<String> arguments) {
        List<String> line = Stream.concat(Stream.of(command), arguments.stream()).toList();
        List<Word> words = Statement.ofArguments(line).words();

        Parsed parsed = PARSER.parse(line, words, LineContext.ofRun(TEST.session().definitions()));

        assertThat(
                        parsed instanceof Parsed.Wrong wrong
                                ? wrong.diagnostics()
                                : List.<Diagnostic>of())
                .allSatisfy(diagnostic -> {
                    assertThat(words)
                            .anySatisfy(word -> {
                                int column = diagnostic.span().start().column();
                                assertThat(column)
                                        .isBetween(
                                                word.span().start().column(),
                                                word.span().start().column()
                                                        + word.span().length());
                            });
                    assertThat(diagnostic.error().message())
                            .isNotBlank()
                            .doesNotContain("\n", "CommandLine", "class ");
                });
    }

    @Property(tries = 2000)
    void any_words_are_completed_or_not(
            @ForAll("commands") String command, @ForAll("arguments") List<String> arguments) {
        List<String> before = Stream.concat(Stream.of(command), arguments.stream()).toList();
        assertThat(COMPLETIONS.complete(before.subList(0, before.size() - 1), before.getLast()))
                .allSatisfy(suggestion -> assertThat(suggestion.value()).isNotEmpty());
    }

    @Provide
    Arbitrary<String> commands() {
        return Arbitraries.of(COMMANDS.names());
    }

    @Provide
    Arbitrary<List<String>> arguments() {
        Arbitrary<String> words =
                Arbitraries.of(
                        "",
                        "-",
                        "--",
                        "-x",
                        "--x=",
                        "--sleep",
                        "--sleep=5s",
                        "--sleep=",
                        "5s",
                        "5sec",
                        "sim",
                        "good",
                        "--ok",
                        "--error",
                        "--raise",
                        "--fail-times",
                        "--fail-times=-1",
                        "-1",
                        "0",
                        "3",
                        "--id",
                        "--id=a",
                        "--type",
                        "--direct",
                        "--bare",
                        "--restart",
                        "permanent",
                        "--bare=x",
                        "--help",
                        "-h",
                        "--reason",
                        "{shutdown,x}",
                        "normal",
                        "--timeout",
                        "infinity",
                        "none",
                        "level",
                        "info",
                        "off",
                        "output",
                        "json",
                        "JobRunner",
                        "0.104.0",
                        "#PID<0.1.0>",
                        "é",
                        "a b",
                        "\n",
                        "$",
                        "=",
                        "@x",
                        "--name",
                        "--max-retries",
                        "--status",
                        "-c");
        return words.list().ofMaxSize(6);
    }
}
