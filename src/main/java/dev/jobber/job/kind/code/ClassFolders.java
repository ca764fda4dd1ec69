package dev.jobber.job.kind.code;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The jars and folders that the classes of a job come from, opened for one loader alone: closing
/// them takes nothing from others.
final class ClassFolders implements AutoCloseable {
    private static final String SUFFIX = ".class";

    private final List<Folder> folders = new ArrayList<>();

    /// A jar or a folder.
    private sealed interface Folder {
        Path path();

        /// An archive with classes.
        record Jar(Path path, JarFile file, @Nullable Manifest manifest) implements Folder {}

        /// A folder with classes.
        record Plain(Path path) implements Folder {}
    }

    /// A file of a class.
    ///
    /// @param path the jar or the folder that it is in
    /// @param manifest of the jar, if it has one
    record Found(byte[] bytes, Path path, Optional<Manifest> manifest) {}

    /// Opens jars and folders, and the jars that manifests of these name.
    ///
    /// @throws IOException if one of them is not there or is no jar
    ClassFolders(List<Path> paths) throws IOException {
        Deque<Path> left = new ArrayDeque<>(paths);
        Set<Path> seen = new LinkedHashSet<>();
        try {
            while (!left.isEmpty()) {
                Path path = left.removeFirst();
                if (seen.add(path)) {
                    open(path, left);
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            close();
            throw unreadable;
        }
    }

    private void open(Path path, Deque<Path> more) throws IOException {
        if (Files.isDirectory(path)) {
            folders.add(new Folder.Plain(path));
            return;
        }
        var file = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
        Manifest manifest;
        try {
            manifest = file.getManifest();
        } catch (IOException damaged) {
            file.close();
            throw damaged;
        }
        folders.add(new Folder.Jar(path, file, manifest));
        if (manifest != null) {
            String named = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            Stream.ofNullable(named)
                    .flatMap(text -> Stream.of(text.strip().split("\\s+")))
                    .filter(text -> !text.isEmpty())
                    .map(text -> path.toUri().resolve(URI.create(text)))
                    .filter(uri -> "file".equals(uri.getScheme()))
                    .map(Path::of)
                    .filter(Files::exists)
                    .forEach(more::add);
        }
    }

    /// The paths of all of them, in the order in which they are searched.
    List<Path> paths() {
        return folders.stream().map(Folder::path).toList();
    }

    /// A class, by its name.
    Optional<Found> find(String className) throws IOException {
        String name = className.replace('.', '/') + SUFFIX;
        for (Folder folder : folders) {
            Optional<InputStream> stream = stream(folder, name);
            if (stream.isPresent()) {
                try (InputStream in = stream.get()) {
                    Manifest manifest = folder instanceof Folder.Jar jar ? jar.manifest() : null;
                    return Optional.of(
                            new Found(
                                    in.readAllBytes(),
                                    folder.path(),
                                    Optional.ofNullable(manifest)));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether a class is in them.
    boolean has(String className) {
        try {
            return find(className).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// A file in them.
    Optional<InputStream> stream(String name) throws IOException {
        for (Folder folder : folders) {
            Optional<InputStream> stream = stream(folder, name);
            if (stream.isPresent()) {
                return stream;
            }
        }
        return Optional.empty();
    }

    private static Optional<InputStream> stream(Folder folder, String name) throws IOException {
        switch (folder) {
            case Folder.Jar jar -> {
                JarEntry entry = jar.file().getJarEntry(name);
                return entry == null || entry.isDirectory()
                        ? Optional.empty()
                        : Optional.of(jar.file().getInputStream(entry));
            }
            case Folder.Plain plain -> {
                Path file = plain.path().resolve(name);
                return Files.isRegularFile(file)
                        ? Optional.of(Files.newInputStream(file))
                        : Optional.empty();
            }
        }
    }

    /// The names of the classes in them, those within other classes left out.
    List<String> classNames() {
        var names = new ArrayList<String>();
        for (Folder folder : folders) {
            switch (folder) {
                case Folder.Jar jar ->
                        jar.file().versionedStream().map(JarEntry::getName).forEach(names::add);
                case Folder.Plain plain -> {
                    try (Stream<Path> files = Files.walk(plain.path(), 20)) {
                        files.map(file ->
                                        plain.path()
                                                .relativize(file)
                                                .toString()
                                                .replace(File.separatorChar, '/'))
                                .forEach(names::add);
                    } catch (IOException | UncheckedIOException unreadable) {
                        continue; // it only has no names to suggest
                    }
                }
            }
        }
        return names.stream()
                .filter(name -> name.endsWith(SUFFIX) && name.indexOf('$') < 0)
                .map(name -> name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
                .filter(name -> !name.endsWith("-info"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (Folder folder : folders) {
            if (folder instanceof Folder.Jar jar) {
                jar.file().close();
            }
        }
    }
}
