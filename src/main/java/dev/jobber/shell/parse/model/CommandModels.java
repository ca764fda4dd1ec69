package dev.jobber.shell.parse.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// picocli's models of the objects whose fields lines fill.
///
/// The build writes the models of all classes into one file ([WriteModels]). A class that is not in
/// it has its annotations read here, with the same result: in a program that is run from classes
/// that Maven has not built, that is every class.
public final class CommandModels {
    static final String FILE = "models";

    /// By the name of the class. Constant: what the build has written.
    private static final class Written {
        static final Map<String, byte[]> MODELS = read();

        private static Map<String, byte[]> read() {
            try (InputStream file = CommandModels.class.getResourceAsStream(FILE)) {
                return file == null
                        ? Map.of()
                        : read(new DataInputStream(new BufferedInputStream(file, 1 << 16)));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private static Map<String, byte[]> read(DataInputStream in) throws IOException {
            int count = in.readInt();
            var models = new HashMap<String, byte[]>(2 * count);
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                models.put(name, in.readNBytes(in.readInt()));
            }
            return models;
        }
    }

    private CommandModels() {}

    /// The model of an object. Each call makes a new one, which the caller may change.
    public static CommandSpec of(Object command) {
        return Optional.ofNullable(Written.MODELS.get(command.getClass().getName()))
                .map(bytes -> CommandModel.read(bytes).spec(command))
                .orElseGet(() -> CommandSpec.forAnnotatedObject(command));
    }
}
