package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The classes that a virtual machine has loaded, by its own log.
public final class LoadedClasses {
    private static final Pattern LOADED = Pattern.compile("(?m)\\[class,load\\] (\\S+) source:");

    /// What the client must not load.
    private static final Pattern OTHERS =
            Pattern.compile("^(dev\\.jobber\\.(otp|observer|job\\.Job).*|picocli\\..*)");

    private LoadedClasses() {}

    /// The option that makes a virtual machine write them to a file.
    public static String option(Path log) {
        return "-Xlog:class+load:file=" + log;
    }

    /// They are those of a client: neither the kernel, nor jobs, nor picocli.
    public static void assertClient(Path log) throws IOException {
        List<String> loaded =
                LOADED.matcher(Files.readString(log)).results().map(line -> line.group(1)).toList();
        assertThat(loaded).contains("dev.jobber.attach.client.Client");
        assertThat(loaded.stream().filter(OTHERS.asPredicate())).isEmpty();
    }
}
