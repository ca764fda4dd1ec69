package dev.jobber.job.kind.code;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The classes of one start of a class from jars: a copy of their own. A class is looked for in the
/// jars first; jobber's own classes are there for them, and without jars those that jobber was
/// started with.
///
/// In each class some calls are redirected (see [Redirections]); a class without such calls stays
/// as it is.
final class JobClassLoader extends URLClassLoader implements CodeLoader {
    static {
        registerAsParallelCapable();
    }

    /// The first version of class files that may have an `invokedynamic`.
    private static final int FIRST_WITH_DYNAMIC_CALLS = ClassFile.JAVA_7_VERSION;

    private static final ClassLoader PARENT = JobClassLoader.class.getClassLoader();
    private static final List<String> SHARED =
            List.of("java.", "dev.jobber.job.", "dev.jobber.otp.");

    private final ClassFolders folders;
    private final CodeScope scope;
    private final ClassFile files;

    /// @param folders where the classes are; they are closed with the loader
    JobClassLoader(ClassFolders folders, CodeScope scope) {
        super(scope.name(), urls(folders), PARENT);
        this.folders = folders;
        this.scope = scope;
        files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy()));
    }

    private static URL[] urls(ClassFolders folders) {
        return folders.paths().stream().map(JobClassLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ClassHierarchyResolver hierarchy() {
        return ClassHierarchyResolver.ofResourceParsing(
                        type -> {
                            String descriptor = type.descriptorString();
                            return getResourceAsStream(
                                    descriptor.substring(1, descriptor.length() - 1) + ".class");
                        })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    @Override
    public CodeScope scope() {
        return scope;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (SHARED.stream().anyMatch(name::startsWith)) {
                return PARENT.loadClass(name);
            }
            Optional<ClassFolders.Found> found = find(name);
            return found.isPresent() ? define(name, found.get()) : PARENT.loadClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return define(name, find(name).orElseThrow(() -> new ClassNotFoundException(name)));
    }

    private Optional<ClassFolders.Found> find(String name) throws ClassNotFoundException {
        try {
            Optional<ClassFolders.Found> found = folders.find(name);
            return found.isPresent() ? found : findBesideJobber(name);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    /// A class that jobber was started with is defined anew too, unless it is one of the JDK's.
    private static Optional<ClassFolders.Found> findBesideJobber(String name) throws IOException {
        String file = name.replace('.', '/') + ".class";
        URL url = PARENT.getResource(file);
        if (url == null || url.getProtocol().equals("jrt")) {
            return Optional.empty();
        }
        try (InputStream in = PARENT.getResourceAsStream(file)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new ClassFolders.Found(
                                    in.readAllBytes(), Path.of("/"), Optional.empty()));
        }
    }

    private Class<?> define(String name, ClassFolders.Found found) {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        URL source = url(found.path());
        if (!packageName.isEmpty() && getDefinedPackage(packageName) == null) {
            try {
                if (found.manifest().isPresent()) {
                    definePackage(packageName, found.manifest().get(), source);
                } else {
                    definePackage(packageName, null, null, null, null, null, null, null);
                }
            } catch (IllegalArgumentException definedMeanwhile) {
                // It is there.
            }
        }
        byte[] bytes = woven(found.bytes());
        var domain =
                new ProtectionDomain(
                        new CodeSource(source, (Certificate @Nullable []) null), null, this, null);
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    private byte[] woven(byte[] bytes) {
        try {
            ClassModel model = files.parse(bytes);
            return model.majorVersion() >= FIRST_WITH_DYNAMIC_CALLS && isConcerned(model)
                    ? Weaver.weave(files, bytes, new Weaver.Settings(Set.of(), false, 0)).bytes()
                    : bytes;
        } catch (IllegalArgumentException cannotBeWoven) {
            return bytes; // the JVM says what is wrong with it, if something is
        }
    }

    private static boolean isConcerned(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && Redirections.concerns(type.asInternalName())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            Optional<InputStream> own = folders.stream(name);
            return own.isPresent() ? own.get() : PARENT.getResourceAsStream(name);
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            folders.close();
        } finally {
            super.close();
        }
    }
}
