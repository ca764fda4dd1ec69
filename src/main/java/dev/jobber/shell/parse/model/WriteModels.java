package dev.jobber.shell.parse.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Run by the build: reads the annotations of all compiled classes and writes them into one file
/// beside them, for [CommandModels].
public final class WriteModels {
    private WriteModels() {}

    /// @param arguments the folder of the compiled classes
    public static void main(String... arguments) throws IOException {
        Path classes = Path.of(arguments[0]);
        Map<String, byte[]> models = models(classes);
        String folder = WriteModels.class.getPackageName().replace('.', '/');
        Path file = classes.resolve(folder).resolve(CommandModels.FILE);
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(models.size());
            for (Map.Entry<String, byte[]> model : models.entrySet()) {
                out.writeUTF(model.getKey());
                out.writeInt(model.getValue().length);
                out.write(model.getValue());
            }
        }
    }

    /// The models of all classes that have any, by their names.
    static Map<String, byte[]> models(Path classes) throws IOException {
        var models = new TreeMap<String, byte[]>();
        for (Class<?> type : annotated(classes)) {
            CommandSpec spec = CommandSpec.forAnnotatedObject(type);
            if (spec.unmatchedArgsBindings().isEmpty()) {
                models.put(type.getName(), CommandModel.of(spec).written());
            }
        }
        return models;
    }

    /// The classes whose objects lines fill, those of groups left out.
    static List<Class<?>> annotated(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.startsWith("dev/") && file.endsWith(".class"))
                    .filter(file -> !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .flatMap(file -> annotated(file.replace('/', '.')))
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .toList();
        }
    }

    /// The class of this name, if it is one of those. One that needs a library which is not here is
    /// none: no command does.
    private static Stream<Class<?>> annotated(String name) {
        try {
            Class<?> type = Class.forName(name, false, WriteModels.class.getClassLoader());
            return isAnnotated(type) ? Stream.of(type) : Stream.empty();
        } catch (ClassNotFoundException | LinkageError unusable) {
            return Stream.empty();
        }
    }

    private static boolean isAnnotated(Class<?> type) {
        return type.isAnnotationPresent(Command.class)
                || Arrays.stream(type.getDeclaredFields()).anyMatch(WriteModels::isArgument);
    }

    private static boolean isArgument(AnnotatedElement field) {
        return field.isAnnotationPresent(Option.class)
                || field.isAnnotationPresent(Parameters.class);
    }
}
