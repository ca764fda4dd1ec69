package dev.jobber;

import dev.jobber.shell.syntax.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The arguments, environment and folder that the operating system gives the program, byte for
/// byte.
///
/// The JVM has decoded them to text, and bytes that it cannot decode are lost. If there are such
/// bytes, the values are read again from the files of the system.
///
/// @param words the words of the command line
/// @param environment the process environment as the user made it: `scripts/jobber` changes some
///   variables for the JVM's sake, and says in properties what they were
/// @param directory the working folder
record Invocation(List<String> words, Map<String, String> environment, Path directory) {
    private static final Path PROCESS = Path.of("/proc/self");
    private static final String RESTORED = "jobber.environment.";
    private static final char LOST = '\uFFFD';
    private static final int HIGHEST_ASCII = 0x7F;

    static Invocation of(String[] arguments) {
        Map<String, String> seen = restored(System.getenv());
        var encoding = TextEncoding.of(seen);
        return new Invocation(
                words(List.of(arguments), encoding), environment(seen, encoding), workingFolder());
    }

    private static Map<String, String> restored(Map<String, String> found) {
        HashMap<String, String> environment = new HashMap<>(found);
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(RESTORED)) {
                String variable = name.substring(RESTORED.length());
                String value = System.getProperty(name, "");
                if (value.isEmpty()) {
                    environment.remove(variable);
                } else {
                    environment.put(variable, value);
                }
            }
        }
        return environment;
    }

    private static List<String> words(List<String> seen, TextEncoding encoding) {
        if (seen.stream().allMatch(word -> isWhole(word, encoding))) {
            return seen;
        }
        List<String> all = pieces(PROCESS.resolve("cmdline"), encoding);
        return all.size() < seen.size() ? seen : all.subList(all.size() - seen.size(), all.size());
    }

    private static Map<String, String> environment(
            Map<String, String> seen, TextEncoding encoding) {
        if (seen.entrySet().stream()
                .allMatch(each ->
                        isWhole(each.getKey(), encoding) && isWhole(each.getValue(), encoding))) {
            return seen;
        }
        var environment = new HashMap<String, String>();
        for (String piece : pieces(PROCESS.resolve("environ"), encoding)) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                environment.put(piece.substring(0, equals), piece.substring(equals + 1));
            }
        }
        return environment.isEmpty() ? seen : restored(environment);
    }

    /// Whether the JVM has decoded this without a loss.
    private static boolean isWhole(String text, TextEncoding encoding) {
        boolean isRead = encoding.isUtf8() && ofTheJvm().equals(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > HIGHEST_ASCII && (!isRead || c == LOST)) {
                return false;
            }
        }
        return true;
    }

    private static Charset ofTheJvm() {
        return Charset.forName(
                System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    /// The texts in a file of the system, each of which ends with a NUL; none where there is no
    /// such file.
    private static List<String> pieces(Path file, TextEncoding encoding) {
        var pieces = new ArrayList<String>();
        var piece = new ByteArrayOutputStream();
        try {
            for (byte b : Files.readAllBytes(file)) {
                if (b == 0) {
                    pieces.add(encoding.decode(piece.toByteArray()));
                    piece.reset();
                } else {
                    piece.write(b);
                }
            }
        } catch (IOException none) {
            return List.of();
        }
        return pieces;
    }

    /// The working folder. The JVM takes a relative path as relative to the name of the folder,
    /// which is another where it has lost a byte of it.
    private static Path workingFolder() {
        if (System.getProperty("user.dir", "").indexOf(LOST) < 0) {
            return Path.of("");
        }
        Path folder = PROCESS.resolve("cwd");
        try {
            return folder.toRealPath();
        } catch (IOException gone) {
            return folder;
        }
    }
}
