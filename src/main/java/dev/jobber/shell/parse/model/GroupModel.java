package dev.jobber.shell.parse.model;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What the annotation of a field that holds a group of options says.
///
/// @param field holds the object that has the fields of the options
/// @param exclusive whether a line has at most one of them
record GroupModel(FieldPlace field, boolean exclusive, List<ArgumentModel> options)
        implements CommandModel.Member {
    static GroupModel of(ArgGroupSpec group) {
        var first = (Field) group.args().iterator().next().userObject();
        return new GroupModel(
                fieldOf(first.getDeclaringClass()),
                group.exclusive(),
                group.args().stream().map(ArgumentModel::of).toList());
    }

    /// The class of a group is declared in the class that has the field.
    private static FieldPlace fieldOf(Class<?> group) {
        for (Field field : group.getDeclaringClass().getDeclaredFields()) {
            if (field.getType() == group) {
                return FieldPlace.of(field);
            }
        }
        throw new IllegalStateException("expected a field that holds " + group);
    }

    @Override
    public void addTo(CommandSpec spec, Owner owner) {
        OwnedField place = OwnedField.of(field, owner);
        var fields = new Owner(place.initial().orElseThrow());
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder()
                        .exclusive(exclusive)
                        .getter(place)
                        .setter(place)
                        .scope(owner)
                        .typeInfo(
                                OptionSpec.builder("--any")
                                        .type(place.field().getType())
                                        .build()
                                        .typeInfo());
        options.forEach(option -> group.addArg(option.spec(fields)));
        spec.addArgGroup(group.build());
    }

    @Override
    public void write(Output out) throws IOException {
        field.write(out);
        out.flag(exclusive);
        out.list(options, ArgumentModel::write);
    }

    static GroupModel read(Input in) throws IOException {
        return new GroupModel(FieldPlace.read(in), in.flag(), in.list(ArgumentModel::read));
    }
}
