package dev.jobber.job.kind.code;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Makes jars from sources.
public final class Jars {
    private Jars() {}

    /// A jar with the classes of these sources, by their names, and these files.
    public static Path of(Path jar, Map<String, String> sources, Map<String, String> files)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
                OutputStream out = Files.newOutputStream(jar);
                var archive = new JarOutputStream(out)) {
            var output = new MemoryFiles(standard);
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(source(name, text)));
            var errors = new ArrayList<String>();
            boolean isFine =
                    compiler.getTask(
                                    Writer.nullWriter(),
                                    output,
                                    each -> errors.add(each.toString()),
                                    List.of(
                                            "-proc:none",
                                            "-Xlint:none",
                                            "-classpath",
                                            SnippetCompiler.ownClasses().toString()),
                                    null,
                                    units)
                            .call();
            if (!isFine) {
                throw new AssertionError(errors.toString());
            }
            for (Map.Entry<String, byte[]> each : output.classes().entrySet()) {
                add(archive, each.getKey().replace('.', '/') + ".class", each.getValue());
            }
            for (Map.Entry<String, String> each : files.entrySet()) {
                add(archive, each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void add(JarOutputStream archive, String name, byte[] bytes) throws IOException {
        archive.putNextEntry(new JarEntry(name));
        archive.write(bytes);
        archive.closeEntry();
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
