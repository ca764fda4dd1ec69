import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// Unpacks SQLite's native library for this machine into a folder: `java StoreLibrary.java FOLDER`.
///
/// Used by `scripts/jobber` when it builds. The driver would unpack it at each start, into the
/// folder for temporary files, and leave it there when the JVM is killed.
final class StoreLibrary {

    private StoreLibrary() {}

    public static void main(String[] arguments) throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        var folder = Files.createDirectories(Path.of(arguments[0]));
        try (var library =
                SQLiteJDBCLoader.class.getResourceAsStream(
                        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (library == null) {
                throw new IOException("SQLite has no library for this machine");
            }
            Files.copy(library, folder.resolve(name));
        }
    }
}
