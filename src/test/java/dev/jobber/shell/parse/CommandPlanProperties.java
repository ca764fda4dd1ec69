package dev.jobber.shell.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.parse.CommandParser.Parsed;
import dev.jobber.shell.session.Definitions;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Piece;
import dev.jobber.shell.syntax.Span;
import dev.jobber.shell.syntax.Word;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// A line means the same whether a plan reads it or picocli does, for every command there is.
class CommandPlanProperties {
    private static final List<String> VALUES =
            List.of(
                    "good",
                    "sim",
                    "a b",
                    "",
                    "0",
                    "7",
                    "-1",
                    "-",
                    "--",
                    "5s",
                    "infinity",
                    "none",
                    "boom",
                    "level",
                    "debug",
                    "import",
                    "transient",
                    "#PID<0.7.0>",
                    "x=y",
                    "--nonsense",
                    "é漢",
                    Placeholder.value(new Piece.Reference("x", List.of(), Span.at(1, 1, 2))));

    private final TestSession test = TestSession.open();
    private final Definitions names = test.session().definitions();
    private final Commands commands = test.shell().commands();

    CommandPlanProperties() {
        names.define(
                new Definitions.Definition(
                        "good",
                        Sim.ok(Duration.ZERO),
                        JobPolicy.NONE,
                        "define-job sim good --ok",
                        new Definitions.Definition.Source(List.of(), Path.of(""))));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Map<String, List<String>> vocabularies =
                commands.names().stream().collect(Collectors.toMap(name -> name, this::vocabulary));
        return Arbitraries.of(commands.names())
                .flatMap(name ->
                        Arbitraries.of(vocabularies.getOrDefault(name, VALUES))
                                .list()
                                .ofMaxSize(6)
                                .map(words -> {
                                    ArrayList<String> line = new ArrayList<>(List.of(name));
                                    line.addAll(words);
                                    return line;
                                }));
    }

    /// The values above, and the options and the commands of this command.
    private List<String> vocabulary(String command) {
        ArrayList<String> words = new ArrayList<>(VALUES);
        for (String first : List.of("sim", "good", "nonsense")) {
            CommandLine.Model.CommandSpec spec =
                    new CommandParser(commands)
                            .line(command, List.of(first), names)
                            .getCommandSpec();
            spec.subcommands()
                    .forEach((name, sub) -> {
                        words.add(name);
                        add(words, sub.getCommandSpec().options());
                    });
            add(words, spec.options());
        }
        return words;
    }

    private static void add(List<String> words, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            words.addAll(List.of(option.names()));
            words.add(option.longestName() + "=" + VALUES.get(words.size() % VALUES.size()));
        }
    }

    @Property(tries = 2_000)
    void a_plan_reads_a_line_as_picocli_does(@ForAll("lines") List<String> line) {
        Parsed planned = read(line, 2);
        Parsed read = read(line, 1);

        if (read instanceof Parsed.Runnable(ShellCommand command, var output)) {
            assertThat(planned).isInstanceOf(Parsed.Runnable.class);
            ShellCommand other = ((Parsed.Runnable) planned).command();
            assertThat(planned.output()).isEqualTo(output);
            assertThat(other).hasSameClassAs(command);
            assertThat(fields(other)).isEqualTo(fields(command));
        } else {
            assertThat(planned).isEqualTo(read);
        }
    }

    /// The first line of a shape is picocli's, the second the plan's.
    private Parsed read(List<String> line, int times) {
        var parser = new CommandParser(commands);
        List<Word> words =
                IntStream.range(0, line.size())
                        .mapToObj(i -> Word.literal(line.get(i), 100 * i + 1))
                        .toList();
        Parsed parsed = parser.parse(line, words, LineContext.ofRun(names));
        return times == 1 ? parsed : parser.parse(line, words, LineContext.ofRun(names));
    }

    /// What is in an object's fields, and in those of the objects in them that picocli fills too.
    private static Map<String, Object> fields(Object object) {
        var found = new TreeMap<String, Object>();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.getType() != Session.class) {
                found.put(field.getName(), shown(value(field, object)));
            }
        }
        return found;
    }

    private static Object shown(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(CommandPlanProperties::shown);
        }
        return value.getClass().getName().matches(".*(Options|Ending)") ? fields(value) : value;
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Else the property above would compare picocli with itself.
    @Test
    void plain_lines_of_every_command_are_read_by_a_plan() {
        List<String> lines =
                List.of(
                        "await a b --timeout 5s",
                        "await",
                        "count-children",
                        "count-children JobRunner",
                        "define-job sim a --sleep 5s --ok",
                        "echo a b c",
                        "info a",
                        "jobs --status failed",
                        "kill a boom",
                        "limit import 3",
                        "log level debug",
                        "set output json",
                        "sleep 5s",
                        "start-job good",
                        "start-job good --type import --id=a",
                        "start-job sim --sleep 5s --ok --bare",
                        "start-job sim --error boom --fail-times 2",
                        "start-sender --max-retries 1",
                        "stop a --reason normal",
                        "tree",
                        "whereis JobRunner");
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            List<String> rest = words.subList(1, words.size());
            CommandForm form = new CommandParser(commands).form(words.getFirst(), rest, names);
            assertThat(new CommandPlan(form.spec(), form).read(form, rest)).as(line).isPresent();
        }
    }
}
