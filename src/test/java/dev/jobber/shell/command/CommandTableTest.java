package dev.jobber.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

class CommandTableTest {
    private final Commands table = TestSession.open().shell().commands();

    static Stream<String> names() {
        return TestSession.open().shell().commands().names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_command_is_called_as_it_calls_itself_says_what_it_is_for_and_has_two_examples(
            String name) {
        Class<? extends ShellCommand> command = table.create(name).orElseThrow().getClass();

        assertThat(command.getAnnotation(Command.class).name()).isEqualTo(name);
        assertThat(command.getAnnotation(Command.class).description()[0])
                .matches("[A-Z][^.]{4,74}\\.");
        assertThat(List.of(command.getAnnotationsByType(Example.class)))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_command_lets_the_line_say_how_its_answer_is_written(String name) {
        var parser = new CommandParser(table);

        assertThat(parser.line(name, List.of(), TestSession.open().session().definitions()))
                .extracting(line -> line.getCommandSpec().optionsMap().keySet())
                .satisfies(options -> assertThat(options).contains("-o", "--output"));
    }

    @Test
    void every_name_of_a_command_creates_it() {
        for (String name : table.names()) {
            Class<? extends ShellCommand> command = table.create(name).orElseThrow().getClass();
            for (String alias : command.getAnnotation(Command.class).aliases()) {
                assertThat(table.create(alias).orElseThrow()).isInstanceOf(command);
            }
        }
    }

    @Test
    void no_two_commands_have_one_name() {
        assertThat(
                        table.groups().stream()
                                .flatMap(group -> group.commands().stream())
                                .flatMap(command -> command.names().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void another_name_creates_none() {
        assertThat(table.create("bogus")).isEmpty();
    }
}
