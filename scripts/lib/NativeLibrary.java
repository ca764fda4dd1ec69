import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.nativ.JLineNativeLoader;
import org.jline.nativ.OSInfo;

/// Unpacks JLine's native library for this machine where JLine looks for it below a folder: `java
/// NativeLibrary.java FOLDER`.
///
/// Used by `scripts/jobber` when it builds. JLine would unpack it at each start, into the folder
/// for temporary files, and leave it there when the JVM is killed.
final class NativeLibrary {

    private NativeLibrary() {}

    public static void main(String[] arguments) throws IOException {
        var machine = OSInfo.getNativeLibFolderPathForCurrentOS();
        var name = System.mapLibraryName("jlinenative").replace(".dylib", ".jnilib");
        var folder = Files.createDirectories(Path.of(arguments[0]).resolve(machine));
        try (var library =
                JLineNativeLoader.class.getResourceAsStream(
                        "/org/jline/nativ/" + machine + "/" + name)) {
            if (library == null) {
                throw new IOException("JLine has no library for " + machine);
            }
            Files.copy(library, folder.resolve(name));
        }
    }
}
