package dev.jobber.job.kind.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is woven does what it did before, and the JVM takes it.
@Timeout(300)
class WeaverTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final CodeLab lab = new CodeLab();

    static List<String> bodies() throws IOException {
        var bodies = new ArrayList<String>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/snippets/corpus.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                bodies.add(line);
            }
        }
        for (String type : List.of("int", "long", "short", "byte", "char", "float", "double")) {
            bodies.add(
                    "TYPE sum = 0; for (TYPE i = 0; i < 9; i++) { long wide = 3; double d = 0.5; sum += i * d + wide; if (i == 7) break; if (i == 3) continue; sum -= 1; } return \"\" + sum;"
                            .replace("TYPE", type));
            bodies.add(
                    "TYPE[] all = {1, 2, 3}; double sum = 0; for (TYPE each : all) { try { if (each == 2) throw new Exception(); sum += each; } catch (Exception e) { sum += 0.25; } finally { sum += 100; } } return sum;"
                            .replace("TYPE", type));
            bodies.add(
                    "TYPE n = 5; int steps = 0; while (n > 0) { n--; do { steps++; } while (steps % 3 != 0); } return steps;"
                            .replace("TYPE", type));
        }
        for (String type : List.of("Integer", "Long", "Double")) {
            bodies.add(
                    "return Stream.of(1, 2, 3).map(String::valueOf).map(TYPE::valueOf).sorted(Comparator.<TYPE>naturalOrder().reversed()).map(TYPE::toString).collect(Collectors.joining(\"|\"));"
                            .replace("TYPE::toString", "Object::toString")
                            .replace("TYPE", type));
        }
        for (int depth = 1; depth <= 12; depth++) {
            bodies.add(
                    "var log = new StringBuilder(); "
                            + IntStream.range(0, depth)
                                    .mapToObj(
                                            "try { for (int i%1$d = 0; i%1$d < 2; i%1$d++) { "
                                                    ::formatted)
                                    .collect(Collectors.joining())
                            + "if (log.length() > 40) throw new IllegalStateException(); log.append(i0);"
                            + " } } catch (IllegalArgumentException e) { log.append('c'); } finally { log.append('f'); }"
                                    .repeat(depth - 1)
                            + " } } catch (RuntimeException e) { log.append('r'); } finally { log.append('F'); } return log.toString();");
        }
        return bodies;
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_woven_snippet_returns_what_it_returned_before(String body) throws Throwable {
        assertThat(shown(SnippetTest.compile(body))).isEqualTo(shown(plain(body)));
    }

    @Test
    void the_corpus_is_large() throws IOException {
        assertThat(bodies()).hasSizeGreaterThan(100);
    }

    private String shown(Code code) throws Throwable {
        try {
            return String.valueOf(lab.value(code));
        } catch (Exception thrown) {
            return thrown.toString();
        }
    }

    /// The same without any weaving.
    private static Code plain(String body) throws IOException {
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
            for (SnippetSource.Form form : SnippetSource.Form.values()) {
                var output = new MemoryFiles(files);
                String text = SnippetSource.of(body, form, SnippetSource.Sleep.QUIET).text();
                boolean isFine =
                        COMPILER.getTask(
                                        Writer.nullWriter(),
                                        output,
                                        _ -> {},
                                        List.of(
                                                "-proc:none",
                                                "-Xlint:none",
                                                "-classpath",
                                                SnippetCompiler.ownClasses().toString()),
                                        null,
                                        List.of(MemoryFiles.source(text)))
                                .call();
                if (isFine) {
                    return new CompiledSnippet(output.classes(), false);
                }
            }
        }
        throw new AssertionError("expected Java, got: " + body);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void the_jvm_takes_what_is_woven(String folder) throws IOException {
        ClassFile files =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.defaultResolver()));
        int methods = 0;
        for (Path file : classesOfTheJdk(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] woven;
            try {
                woven = Weaver.weave(files, bytes, new Weaver.Settings(Set.of(), true, 0)).bytes();
            } catch (IllegalArgumentException tooLarge) {
                assertThat(bytes.length).as(file + ": " + tooLarge).isGreaterThan(20_000);
                continue;
            }
            assertThat(files.verify(woven)).as(file.toString()).isEmpty();
            methods += files.parse(woven).methods().size();
        }
        assertThat(methods).isGreaterThan(100);
    }

    static List<String> packages() {
        return List.of(
                "java.base/java/util",
                "java.base/java/util/stream",
                "java.base/java/util/concurrent",
                "java.base/java/util/regex",
                "java.base/java/io",
                "java.base/java/lang/invoke",
                "java.base/java/math",
                "java.base/java/text",
                "java.base/java/time",
                "java.base/sun/nio/ch");
    }

    private static List<Path> classesOfTheJdk(String folder) throws IOException {
        Path path = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/" + folder);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    @Test
    void a_class_that_names_nothing_that_is_redirected_stays_as_it_is() {
        assertThat(Redirections.concerns("java/lang/String")).isFalse();
        assertThat(Redirections.concerns("java/lang/System")).isTrue();
        assertThat(Map.of("java/net/Socket", true))
                .allSatisfy((name, _) -> assertThat(Redirections.concerns(name)).isTrue());
    }
}
