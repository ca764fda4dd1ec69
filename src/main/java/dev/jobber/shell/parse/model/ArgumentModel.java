package dev.jobber.shell.parse.model;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Range;

/// What the annotation of a field says: an option or a parameter.
///
/// @param field what it fills
/// @param words the words of a line that fill it
/// @param value what they are read as
/// @param usage what help says of it
record ArgumentModel(FieldPlace field, Words words, Value value, Usage usage)
        implements CommandModel.Member {
    /// @param option what an option has; empty for a parameter
    /// @param index where a parameter stands; empty for an option
    record Words(Optional<Option> option, Optional<Range> index, Range arity, boolean required) {
        static Words of(ArgSpec argument) {
            return new Words(
                    argument instanceof OptionSpec option
                            ? Optional.of(Option.of(option))
                            : Optional.empty(),
                    argument instanceof PositionalParamSpec parameter
                            ? Optional.of(parameter.index())
                            : Optional.empty(),
                    argument.arity(),
                    argument.required());
        }

        void write(Output out) throws IOException {
            out.optional(option, Option::write);
            out.optional(index, Ranges::write);
            Ranges.write(arity, out);
            out.flag(required);
        }

        static Words read(Input in) throws IOException {
            return new Words(
                    in.optional(Option::read),
                    in.optional(Ranges::read),
                    Ranges.read(in),
                    in.flag());
        }
    }

    /// @param fallback the value of an option that is given without one
    record Option(List<String> names, String fallback, boolean usageHelp, boolean versionHelp) {
        static Option of(OptionSpec option) {
            return new Option(
                    List.of(option.names()),
                    option.fallbackValue(),
                    option.usageHelp(),
                    option.versionHelp());
        }

        OptionSpec.Builder builder() {
            return OptionSpec.builder(names.toArray(String[]::new))
                    .fallbackValue(fallback)
                    .usageHelp(usageHelp)
                    .versionHelp(versionHelp);
        }

        void write(Output out) throws IOException {
            out.texts(names);
            out.text(fallback);
            out.flag(usageHelp);
            out.flag(versionHelp);
        }

        static Option read(Input in) throws IOException {
            return new Option(in.texts(), in.text(), in.flag(), in.flag());
        }
    }

    /// @param types the class of the field, then the classes of what it holds
    /// @param candidates a class that knows the values that it can have; empty if there is none
    /// @param consumer a class that takes its words from the line; empty if there is none
    record Value(
            List<String> types, String candidates, String consumer, Optional<String> byDefault) {
        static Value of(ArgSpec argument) {
            var types = new ArrayList<String>();
            types.add(argument.type().getName());
            for (Class<?> type : argument.auxiliaryTypes()) {
                types.add(type.getName());
            }
            boolean chosen =
                    argument.completionCandidates() != null && !argument.typeInfo().isEnum();
            return new Value(
                    List.copyOf(types),
                    chosen ? argument.completionCandidates().getClass().getName() : "",
                    Optional.ofNullable(argument.parameterConsumer())
                            .map(consumer -> consumer.getClass().getName())
                            .orElse(""),
                    Optional.ofNullable(argument.defaultValue()));
        }

        Class<?> type() {
            return Classes.of(types.getFirst());
        }

        /// The classes of what the field holds.
        Class<?>[] held() {
            return types.stream().skip(1).map(Classes::of).toArray(Class<?>[]::new);
        }

        /// The values that it can have, where a class knows them.
        @SuppressWarnings("unchecked") // as the annotation requires
        Optional<Iterable<String>> known() {
            return candidates.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Classes.create(candidates, Iterable.class));
        }

        /// What takes its words, if it is no plain option.
        Optional<IParameterConsumer> taker() {
            return consumer.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Classes.create(consumer, IParameterConsumer.class));
        }

        void write(Output out) throws IOException {
            out.texts(types);
            out.text(candidates);
            out.text(consumer);
            out.optional(byDefault, (text, to) -> to.text(text));
        }

        static Value read(Input in) throws IOException {
            return new Value(in.texts(), in.text(), in.text(), in.optional(Input::text));
        }
    }

    /// @param label what stands for the value
    record Usage(String label, List<String> description, boolean hidden) {
        static Usage of(ArgSpec argument) {
            return new Usage(
                    argument.paramLabel(), List.of(argument.description()), argument.hidden());
        }

        String[] lines() {
            return description.toArray(String[]::new);
        }

        void write(Output out) throws IOException {
            out.text(label);
            out.texts(description);
            out.flag(hidden);
        }

        static Usage read(Input in) throws IOException {
            return new Usage(in.text(), in.texts(), in.flag());
        }
    }

    static ArgumentModel of(ArgSpec argument) {
        return new ArgumentModel(
                FieldPlace.of((Field) argument.userObject()),
                Words.of(argument),
                Value.of(argument),
                Usage.of(argument));
    }

    /// picocli's model of the argument.
    ///
    /// @param owner has the field
    ArgSpec spec(Owner owner) {
        OwnedField place = OwnedField.of(field, owner);
        return words.option()
                .<ArgSpec>map(option -> option(option, place))
                .orElseGet(() -> parameter(place));
    }

    @Override
    public void addTo(CommandSpec spec, Owner owner) {
        spec.add(spec(owner));
    }

    // picocli has no type for what the builders of options and of parameters have in common.

    private OptionSpec option(Option option, OwnedField place) {
        OptionSpec.Builder builder =
                option.builder()
                        .userObject(place.field())
                        .getter(place)
                        .setter(place)
                        .scope(place.owner())
                        .type(value.type())
                        .auxiliaryTypes(value.held())
                        .arity(words.arity())
                        .required(words.required())
                        .paramLabel(usage.label())
                        .description(usage.lines())
                        .hidden(usage.hidden());
        place.initial().ifPresent(builder::initialValue);
        value.byDefault().ifPresent(builder::defaultValue);
        value.known().ifPresent(builder::completionCandidates);
        value.taker().ifPresent(builder::parameterConsumer);
        return builder.build();
    }

    private PositionalParamSpec parameter(OwnedField place) {
        PositionalParamSpec.Builder builder =
                PositionalParamSpec.builder()
                        .index(words.index().orElseThrow())
                        .userObject(place.field())
                        .getter(place)
                        .setter(place)
                        .scope(place.owner())
                        .type(value.type())
                        .auxiliaryTypes(value.held())
                        .arity(words.arity())
                        .required(words.required())
                        .paramLabel(usage.label())
                        .description(usage.lines())
                        .hidden(usage.hidden());
        place.initial().ifPresent(builder::initialValue);
        value.byDefault().ifPresent(builder::defaultValue);
        value.known().ifPresent(builder::completionCandidates);
        value.taker().ifPresent(builder::parameterConsumer);
        return builder.build();
    }

    @Override
    public void write(Output out) throws IOException {
        field.write(out);
        words.write(out);
        value.write(out);
        usage.write(out);
    }

    static ArgumentModel read(Input in) throws IOException {
        return new ArgumentModel(
                FieldPlace.read(in), Words.read(in), Value.read(in), Usage.read(in));
    }
}
