package dev.jobber.shell.parse;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Range;
import picocli.CommandLine.TypeConversionException;

/// A field that a word of a line fills, as picocli's annotations on it say.
///
/// @param place which of the plan's arguments it is, from 0
/// @param words the words of a line that fill the field
/// @param absence what a line without these words means
/// @param content what the field holds
/// @param target where the field is
record PlannedArgument(int place, Words words, Absence absence, Content content, Target target) {
    /// The words of a line that fill a field.
    ///
    /// @param names the names of an option; empty for a parameter
    /// @param positions where a parameter stands; empty for an option
    /// @param arity how many words it takes
    record Words(List<String> names, Optional<Range> positions, Range arity) {
        static Words of(ArgSpec argument) {
            return new Words(
                    argument instanceof OptionSpec option ? List.of(option.names()) : List.of(),
                    argument instanceof PositionalParamSpec positional
                            ? Optional.of(positional.index())
                            : Optional.empty(),
                    argument.arity());
        }
    }

    /// What it means that words are missing.
    ///
    /// @param isWrong whether the line is wrong without the argument
    /// @param fallback the value of an option that is given without a value
    /// @param byDefault the value where the line does not name the argument
    record Absence(boolean isWrong, String fallback, Optional<String> byDefault) {
        static Absence of(ArgSpec argument) {
            return new Absence(
                    argument.required() && argument.group() == null,
                    argument instanceof OptionSpec option ? option.fallbackValue() : "",
                    Optional.ofNullable(argument.defaultValue()));
        }
    }

    /// What a field holds, and how a word becomes that.
    record Content(Kind kind, ITypeConverter<?> converter) {}

    /// What a field holds.
    enum Kind {
        VALUE,
        OPTIONAL,
        LIST
    }

    /// Where the field is.
    ///
    /// @param object which of the form's objects has it
    /// @param group the field of that object which holds the group the field is in
    record Target(int object, Optional<Field> group, Field field) {
        void set(List<Object> objects, Object value) {
            try {
                Object owner = objects.get(object);
                if (group.isPresent()) {
                    owner = group.get().get(owner);
                }
                field.set(owner, value);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// The plan for an argument.
    ///
    /// @param objects those with the fields
    /// @return empty where it takes its words in a way that is picocli's alone
    static Optional<PlannedArgument> of(
            ArgSpec argument, int place, List<ArgGroupSpec> groups, List<Object> objects) {
        Class<?> type = argument.auxiliaryTypes()[0];
        Optional<ITypeConverter<?>> converter = Converters.of(type);
        if (converter.isEmpty()
                || !(argument.userObject() instanceof Field field)
                || !isPlain(argument)) {
            return Optional.empty();
        }
        return target(field, argument.group() != null, objects)
                .map(target ->
                        new PlannedArgument(
                                place,
                                Words.of(argument),
                                Absence.of(argument),
                                new Content(kind(argument), converter.get()),
                                target));
    }

    private static Kind kind(ArgSpec argument) {
        if (argument.typeInfo().isOptional()) {
            return Kind.OPTIONAL;
        }
        return argument.typeInfo().isCollection() ? Kind.LIST : Kind.VALUE;
    }

    /// Whether it takes its words as most do.
    private static boolean isPlain(ArgSpec argument) {
        boolean takesOne = argument.arity().max() <= 1 || argument.isPositional();
        boolean flag = argument.arity().max() == 0;
        boolean isBoolean = argument.auxiliaryTypes()[0] == boolean.class;
        return takesOne
                && flag == isBoolean
                && (!flag || Boolean.FALSE.equals(argument.initialValue()))
                && !(argument.typeInfo().isMultiValue()
                        && (!argument.typeInfo().isCollection() || argument.isOption()))
                && !argument.interactive()
                && argument.parameterConsumer() == null
                && argument.converters().length == 0
                && argument.splitRegex().isEmpty()
                && !argument.inherited()
                && (argument.defaultValue() == null || !argument.defaultValue().contains("$"))
                && !(argument instanceof OptionSpec option && isSpecial(option));
    }

    private static boolean isSpecial(OptionSpec option) {
        return option.usageHelp()
                || option.versionHelp()
                || option.negatable()
                || Arrays.stream(option.names()).anyMatch(name -> !name.startsWith("-"));
    }

    /// Whether of a group's options at most one is given, and none need be.
    static boolean isPlain(ArgGroupSpec group) {
        return group.exclusive()
                && group.multiplicity().min() == 0
                && group.multiplicity().max() == 1
                && group.subgroups().isEmpty();
    }

    private static Optional<Target> target(Field field, boolean inGroup, List<Object> objects) {
        for (int i = 0; i < objects.size(); i++) {
            Class<?> type = objects.get(i).getClass();
            Optional<Field> group =
                    inGroup
                            ? Arrays.stream(type.getDeclaredFields())
                                    .filter(each ->
                                            each.isAnnotationPresent(ArgGroup.class)
                                                    && each.getType() == field.getDeclaringClass())
                                    .findFirst()
                            : Optional.<Field>empty();
            if (group.isPresent() || !inGroup && field.getDeclaringClass().isAssignableFrom(type)) {
                group.ifPresent(each -> each.setAccessible(true));
                field.setAccessible(true);
                return Optional.of(new Target(i, group, field));
            }
        }
        return Optional.empty();
    }

    /// The names of an option; a parameter has none.
    List<String> names() {
        return words.names();
    }

    boolean isList() {
        return content.kind() == Kind.LIST;
    }

    boolean takesValue() {
        return words.arity().max() > 0;
    }

    boolean needsValue() {
        return words.arity().min() > 0;
    }

    /// How many words it takes at most.
    int most() {
        return words.arity().max();
    }

    boolean isInGroup() {
        return target.group().isPresent();
    }

    /// Whether it is the parameter at this position, counted from 0.
    boolean stands(int position) {
        return words.positions().filter(range -> range.contains(position)).isPresent();
    }

    /// The value that a word stands for; empty where it cannot be read.
    Optional<?> read(String text) {
        try {
            return Optional.ofNullable(content.converter().convert(text));
        } catch (TypeConversionException unreadable) {
            return Optional.empty();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Puts a value into the field; without one the field stays as it is in a new object.
    void set(List<Object> objects, @Nullable Object value) {
        if (value != null) {
            target.set(objects, content.kind() == Kind.OPTIONAL ? Optional.of(value) : value);
        }
    }
}
