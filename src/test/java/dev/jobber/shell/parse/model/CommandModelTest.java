package dev.jobber.shell.parse.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.Main;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A model that the build has written is the one that picocli makes of the annotations.
class CommandModelTest {
    static Stream<Class<?>> classes() throws IOException, URISyntaxException {
        Path folder =
                Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return WriteModels.annotated(folder).stream()
                .filter(type ->
                        CommandSpec.forAnnotatedObject(type).unmatchedArgsBindings().isEmpty());
    }

    /// The program's options and the commands, with the options that kinds of jobs add.
    @Test
    void there_are_models_of_commands() throws IOException, URISyntaxException {
        assertThat(classes().map(Class::getSimpleName))
                .contains("Options", "RunOptions", "StartJob", "CountChildren", "ShOptions");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void it_is_the_one_of_the_annotations(Class<?> type) throws ReflectiveOperationException {
        CommandSpec annotated = CommandSpec.forAnnotatedObject(object(type));
        CommandSpec written =
                CommandModel.read(CommandModel.of(CommandSpec.forAnnotatedObject(type)).written())
                        .spec(object(type));
        assertThat(usage(written)).isEqualTo(usage(annotated));
        assertThat(written.name()).isEqualTo(annotated.name());
        assertThat(named(written)).isEqualTo(named(annotated));
        assertThat(written.aliases()).isEqualTo(annotated.aliases());
        assertThat(written.parser().separator()).isEqualTo(annotated.parser().separator());
        assertThat(described(written)).isEqualTo(described(annotated));
        written.interpolateVariables(false);
        annotated.interpolateVariables(false);
        assertThat(described(written)).as("texts").isEqualTo(described(annotated));
        assertThat(written.argGroups().stream().map(group -> group.exclusive()).toList())
                .isEqualTo(annotated.argGroups().stream().map(group -> group.exclusive()).toList());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void it_fills_the_same_fields(Class<?> type) throws ReflectiveOperationException {
        Object one = object(type);
        Object other = object(type);
        CommandSpec annotated = CommandSpec.forAnnotatedObject(one);
        CommandSpec written =
                CommandModel.read(CommandModel.of(CommandSpec.forAnnotatedObject(type)).written())
                        .spec(other);
        for (ArgSpec argument : annotated.args()) {
            String[] words = words(argument);
            assertThat(filled(written, words))
                    .as("%s", argument)
                    .isEqualTo(filled(annotated, words));
        }
    }

    /// Words of a line that name an argument.
    private static String[] words(ArgSpec argument) {
        String value =
                argument.typeInfo().isEnum()
                        ? argument.typeInfo().getEnumConstantNames().getFirst()
                        : "1";
        if (argument instanceof OptionSpec option) {
            return argument.arity().max() == 0
                    ? new String[] {option.longestName()}
                    : new String[] {option.longestName(), value};
        }
        return new String[] {value, value};
    }

    /// What a line does: the values of all fields, or what is wrong.
    private static List<String> filled(CommandSpec spec, String[] words) {
        var line = new CommandLine(spec);
        line.getCommandSpec().parser().collectErrors(true);
        CommandLine.ParseResult result = line.parseArgs(words);
        return Stream.concat(
                        spec.args().stream().map(argument -> String.valueOf(value(argument))),
                        result.errors().stream().map(Exception::getClass).map(Class::getName))
                .toList();
    }

    private static Object value(ArgSpec argument) {
        Object value = argument.getValue();
        return value == null ? "null" : value;
    }

    /// The name under which it is a command of a command.
    private static String named(CommandSpec spec) {
        CommandSpec.create().name("parent").addSubcommand("child", spec);
        return spec.qualifiedName();
    }

    private static String usage(CommandSpec spec) {
        return new CommandLine(spec).getUsageMessage(Help.Ansi.OFF);
    }

    private static List<List<Object>> described(CommandSpec spec) {
        return spec.args().stream().map(CommandModelTest::described).toList();
    }

    private static List<Object> described(ArgSpec argument) {
        return Arrays.asList(
                argument instanceof OptionSpec option ? List.of(option.names()) : "",
                argument instanceof OptionSpec option ? option.fallbackValue() : "",
                argument instanceof OptionSpec option && option.usageHelp(),
                argument instanceof OptionSpec option && option.versionHelp(),
                argument instanceof OptionSpec option && option.negatable(),
                argument instanceof OptionSpec option ? option.order() : 0,
                argument instanceof PositionalParamSpec parameter ? parameter.index() : "",
                argument.arity(),
                argument.arity().isUnspecified(),
                argument.required(),
                argument.hidden(),
                argument.interactive(),
                argument.paramLabel(),
                argument.hideParamSyntax(),
                List.of(argument.description()),
                argument.splitRegex(),
                argument.defaultValue(),
                String.valueOf(argument.initialValue()).replaceAll("@[0-9a-f]+$", ""),
                argument.hasInitialValue(),
                argument.showDefaultValue(),
                argument.scopeType(),
                argument.type(),
                List.of(argument.auxiliaryTypes()),
                argument.isMultiValue(),
                argument.typeInfo().isOptional(),
                argument.completionCandidates() == null
                        ? "none"
                        : argument.completionCandidates().getClass().getName(),
                argument.parameterConsumer() == null
                        ? ""
                        : argument.parameterConsumer().getClass().getName(),
                argument.converters().length,
                argument.userObject(),
                argument.group() == null);
    }

    /// An object of the class, made with nothing: commands only keep what they are given.
    private static Object object(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(
                Arrays.stream(constructor.getParameterTypes())
                        .map(parameter -> parameter == boolean.class ? (Object) false : null)
                        .toArray());
    }
}
