package dev.jobber.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/jobber` with the real Maven and the real program.
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class RealBuildTest {
    private static final int JAVA_25 = 69;

    @Test
    void the_program_is_built_from_its_sources_and_runs(@TempDir Path folder) throws IOException {
        var checkout = new Checkout(folder);
        checkout.realMavenAndSources();

        assertThat(checkout.start("--version").succeeds())
                .isEqualTo("jobber " + System.getProperty("project.version") + "\n");

        try (Stream<Path> files = Files.walk(checkout.root.resolve("target/jobber"))) {
            List<Path> picocli =
                    files.filter(each -> each.getFileName().toString().equals("picocli-4.7.7.jar"))
                            .toList();
            assertThat(picocli)
                    .singleElement()
                    .satisfies(jar -> assertThat(oldestClass(jar)).isEqualTo(JAVA_25));
        }
        assertThat(checkout.root.resolve("target/classes")).doesNotExist();
    }

    /// The oldest version among the class files of a jar.
    private static int oldestClass(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            int oldest = Integer.MAX_VALUE;
            for (ZipEntry entry :
                    zip.stream().filter(each -> each.getName().startsWith("picocli/")).toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (var in = new DataInputStream(zip.getInputStream(entry))) {
                        in.skipNBytes(6);
                        oldest = Math.min(oldest, in.readUnsignedShort());
                    }
                }
            }
            return oldest;
        }
    }
}
