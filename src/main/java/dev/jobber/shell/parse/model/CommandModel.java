package dev.jobber.shell.parse.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// What a class's annotations say, in a form that is quick to read.
///
/// @param members options, parameters, and groups of options, in their order
record CommandModel(Reading reading, Usage usage, List<Member> members) {
    /// What a field of the class is for.
    sealed interface Member permits ArgumentModel, GroupModel {
        void write(Output out) throws IOException;

        /// Adds it to picocli's model of the class.
        ///
        /// @param owner has the field
        void addTo(CommandSpec spec, Owner owner);

        static Member read(Input in) throws IOException {
            return in.flag() ? GroupModel.read(in) : ArgumentModel.read(in);
        }
    }

    /// How a command is called, and how picocli reads its options.
    ///
    /// @param name empty if the annotation gives none
    /// @param separator stands between an option and its value
    /// @param versionProvider a class; empty if there is none
    record Reading(String name, List<String> aliases, String separator, String versionProvider) {
        static Reading of(CommandSpec spec) {
            boolean named = !spec.name().equals(CommandSpec.create().name());
            return new Reading(
                    named ? spec.name() : "",
                    List.of(spec.aliases()),
                    spec.parser().separator(),
                    Optional.ofNullable(spec.versionProvider())
                            .map(provider -> provider.getClass().getName())
                            .orElse(""));
        }

        void apply(CommandSpec spec) {
            if (!name.isEmpty()) {
                spec.name(name);
            }
            spec.aliases(aliases.toArray(String[]::new)).parser().separator(separator);
            if (!versionProvider.isEmpty()) {
                spec.versionProvider(Classes.create(versionProvider, IVersionProvider.class));
            }
        }

        void write(Output out) throws IOException {
            out.text(name);
            out.texts(aliases);
            out.text(separator);
            out.text(versionProvider);
        }

        static Reading read(Input in) throws IOException {
            return new Reading(in.text(), in.texts(), in.text(), in.text());
        }
    }

    /// What picocli writes about a command.
    ///
    /// @param synopsis what it writes in place of a synopsis of its own
    /// @param exitCodes each as `CODE:meaning`
    record Usage(
            List<String> description,
            Synopsis synopsis,
            List<String> footer,
            List<String> exitCodes,
            Layout layout) {
        static Usage of(UsageMessageSpec usage) {
            return new Usage(
                    List.of(usage.description()),
                    Synopsis.of(usage),
                    List.of(usage.footer()),
                    usage.exitCodeList().entrySet().stream()
                            .map(code -> code.getKey() + ":" + code.getValue())
                            .toList(),
                    new Layout(usage.autoWidth(), usage.sortOptions()));
        }

        void apply(UsageMessageSpec usage) {
            synopsis.apply(
                    usage.description(description.toArray(String[]::new))
                            .footer(footer.toArray(String[]::new))
                            .exitCodeList(
                                    UsageMessageSpec.keyValuesMap(exitCodes.toArray(String[]::new)))
                            .autoWidth(layout.autoWidth)
                            .sortOptions(layout.sortOptions));
        }

        void write(Output out) throws IOException {
            out.texts(description);
            synopsis.write(out);
            out.texts(footer);
            out.texts(exitCodes);
            out.flag(layout.autoWidth);
            out.flag(layout.sortOptions);
        }

        static Usage read(Input in) throws IOException {
            return new Usage(
                    in.texts(),
                    Synopsis.read(in),
                    in.texts(),
                    in.texts(),
                    new Layout(in.flag(), in.flag()));
        }
    }

    /// @param autoWidth whether the text is as wide as the terminal
    /// @param sortOptions whether options stand in the order of their names
    record Layout(boolean autoWidth, boolean sortOptions) {}

    /// @param custom lines in place of picocli's
    /// @param subcommand what stands for the name of a command of the command
    record Synopsis(String heading, List<String> custom, String subcommand) {
        static Synopsis of(UsageMessageSpec usage) {
            return new Synopsis(
                    usage.synopsisHeading(),
                    List.of(usage.customSynopsis()),
                    usage.synopsisSubcommandLabel());
        }

        void apply(UsageMessageSpec usage) {
            usage.synopsisHeading(heading)
                    .customSynopsis(custom.toArray(String[]::new))
                    .synopsisSubcommandLabel(subcommand);
        }

        void write(Output out) throws IOException {
            out.text(heading);
            out.texts(custom);
            out.text(subcommand);
        }

        static Synopsis read(Input in) throws IOException {
            return new Synopsis(in.text(), in.texts(), in.text());
        }
    }

    /// The model that picocli has made of annotations.
    ///
    /// @param spec gives its texts as they are written in the annotations from now on, without
    ///   values for what stands in `${…}`
    static CommandModel of(CommandSpec spec) {
        spec.interpolateVariables(false);
        var members = new LinkedHashSet<Member>();
        for (ArgSpec argument : spec.args()) {
            members.add(
                    argument.group() == null
                            ? ArgumentModel.of(argument)
                            : GroupModel.of(argument.group()));
        }
        return new CommandModel(
                Reading.of(spec), Usage.of(spec.usageMessage()), List.copyOf(members));
    }

    /// picocli's model of an object of the class.
    CommandSpec spec(Object command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        reading.apply(spec);
        usage.apply(spec.usageMessage());
        var owner = new Owner(command);
        members.forEach(member -> member.addTo(spec, owner));
        return spec;
    }

    byte[] written() {
        var bytes = new ByteArrayOutputStream();
        try (var file = new DataOutputStream(bytes)) {
            var out = new Output(file);
            reading.write(out);
            usage.write(out);
            out.list(
                    members,
                    (member, to) -> {
                        to.flag(member instanceof GroupModel);
                        member.write(to);
                    });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static CommandModel read(byte[] bytes) {
        try {
            var in = new Input(new DataInputStream(new ByteArrayInputStream(bytes)));
            return new CommandModel(Reading.read(in), Usage.read(in), in.list(Member::read));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
