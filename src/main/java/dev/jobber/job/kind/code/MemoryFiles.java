package dev.jobber.job.kind.code;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/// Keeps in memory what the compiler writes.
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    /// @param files where the compiler reads; they stay open
    MemoryFiles(JavaFileManager files) {
        super(files);
    }

    /// A file with the source of a snippet.
    static JavaFileObject source(String text) {
        return new Source(text);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location,
            String name,
            JavaFileObject.Kind kind,
            @Nullable FileObject sibling) {
        return new Output(name, kind);
    }

    @Override
    public void close() {
        // The next compilation reads from the same files.
    }

    /// The classes that were written, by name.
    Map<String, byte[]> classes() {
        Map<String, byte[]> classes = new HashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + SnippetSource.CLASS + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class Output extends SimpleJavaFileObject {
        private final String name;

        Output(String name, Kind kind) {
            super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
            this.name = name;
        }

        @Override
        public OutputStream openOutputStream() {
            var bytes = new ByteArrayOutputStream();
            written.put(name, bytes);
            return bytes;
        }
    }
}
