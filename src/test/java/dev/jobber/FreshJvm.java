package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A virtual machine of its own, with the classes and libraries of this one.
public final class FreshJvm {
    private FreshJvm() {}

    /// The command line that runs a class with these words.
    ///
    /// @param options of the virtual machine
    public static ProcessBuilder of(List<String> options, String type, String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), type));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    /// The classes and libraries of this JVM, as its class loader or its class path names them.
    public static String classPath() {
        Stream<Path> paths =
                FreshJvm.class.getClassLoader() instanceof URLClassLoader loader
                        ? Stream.of(loader.getURLs()).map(URL::getPath).map(Path::of)
                        : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of);
        return paths.map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Runs it to its end, which must be exit code 0.
    ///
    /// @return what it has written, to both streams
    public static String run(ProcessBuilder start) throws IOException, InterruptedException {
        Process process = start.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
