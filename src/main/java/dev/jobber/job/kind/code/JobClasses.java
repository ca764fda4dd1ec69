package dev.jobber.job.kind.code;

import dev.jobber.job.Work;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// Finds the class that a line means, by its name or as a provider of a service, and runs none of
/// its code.
public final class JobClasses {
    private static final List<Class<?>> SERVICES =
            List.of(Work.class, Callable.class, Runnable.class);

    private final String name;
    private final List<String> arguments;
    private final List<Path> classPath;

    /// What was found.
    public sealed interface Result {
        /// A job.
        record Found(JobClass job) implements Result {}

        /// No class of this name.
        ///
        /// @param others the names of classes there are
        record Missing(List<String> others) implements Result {}

        /// A class that is no job.
        ///
        /// @param why a sentence
        record NoJob(String why) implements Result {}

        /// A jar or a folder that cannot be read.
        ///
        /// @param place which of them it is, counted from 0
        record Unreadable(int place, String why) implements Result {}
    }

    private JobClasses(String name, List<String> arguments, List<Path> classPath) {
        this.name = name;
        this.arguments = arguments;
        this.classPath = classPath;
    }

    /// Finds a class.
    ///
    /// @param name its name; or the name of a service that it provides; or, where a jar names it as
    ///   the provider of a service that is a job, its name without the package
    /// @param arguments what it is to be given
    /// @param classPath jars and folders
    public static Result find(String name, List<String> arguments, List<Path> classPath) {
        for (int i = 0; i < classPath.size(); i++) {
            try (var _ = new ClassFolders(List.of(classPath.get(i)))) {
                continue;
            } catch (IOException unreadable) {
                return new Result.Unreadable(i, reason(unreadable));
            }
        }
        return new JobClasses(name, arguments, classPath).find();
    }

    private static String reason(IOException unreadable) {
        return unreadable instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(unreadable.getMessage());
    }

    private Result find() {
        try (var folders = new ClassFolders(classPath);
                var loader = new URLClassLoader(urls(folders), JobClasses.class.getClassLoader())) {
            return find(folders, loader);
        } catch (IOException unreadable) {
            return new Result.Unreadable(0, reason(unreadable));
        }
    }

    private static URL[] urls(ClassFolders folders) throws IOException {
        var urls = new ArrayList<URL>();
        for (Path path : folders.paths()) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private Result find(ClassFolders folders, ClassLoader loader) throws IOException {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException missing) {
            Optional<String> provider = within(folders).or(() -> providerCalled(loader));
            return provider.isPresent()
                    ? new JobClasses(provider.get(), arguments, classPath).find()
                    : new Result.Missing(folders.classNames());
        } catch (LinkageError broken) {
            return new Result.NoJob("cannot be loaded: " + broken.getMessage());
        }
        if (isService(type)) {
            List<String> providers = providers(loader, type.getName());
            return switch (providers.size()) {
                case 0 -> new Result.NoJob("is a service without a provider in these jars");
                case 1 -> new JobClasses(providers.getFirst(), arguments, classPath).find();
                default ->
                        new Result.NoJob(
                                "is a service with several providers: "
                                        + String.join(", ", providers));
            };
        }
        try {
            return judged(type);
        } catch (LinkageError broken) {
            return new Result.NoJob("cannot be loaded: it needs " + broken.getMessage());
        }
    }

    /// The binary name of a class within another that is written as in Java: `acme.Main.Inner`.
    private Optional<String> within(ClassFolders folders) {
        var binary = new StringBuilder(name);
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            binary.setCharAt(dot, '$');
            if (folders.has(binary.toString())) {
                return Optional.of(binary.toString());
            }
        }
        return Optional.empty();
    }

    private static boolean isService(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers()) && JobClass.main(type).isEmpty();
    }

    private Result judged(Class<?> type) {
        boolean isTask = SERVICES.stream().anyMatch(each -> each.isAssignableFrom(type));
        if (!isTask && JobClass.main(type).isEmpty()) {
            return new Result.NoJob(
                    "is no job: it has no main method, and is no Work, Callable or Runnable");
        }
        if (isTask && JobClass.constructor(type, arguments).isEmpty()) {
            return new Result.NoJob(
                    arguments.isEmpty()
                            ? "cannot be made: it has no constructor without parameters"
                            : "takes no arguments: it has no constructor with a String[]");
        }
        return new Result.Found(new JobClass(type.getName(), arguments, classPath, !isTask));
    }

    /// The provider of a service that is a job whose simple name is the name.
    private Optional<String> providerCalled(ClassLoader loader) {
        try {
            for (Class<?> service : SERVICES) {
                for (String provider : providers(loader, service.getName())) {
                    if (provider.substring(provider.lastIndexOf('.') + 1).equals(name)) {
                        return Optional.of(provider);
                    }
                }
            }
        } catch (IOException unreadable) {
            // Then the name means none of them.
        }
        return Optional.empty();
    }

    private static List<String> providers(ClassLoader loader, String service) throws IOException {
        Set<String> providers = new LinkedHashSet<>();
        for (URL file : Collections.list(loader.getResources("META-INF/services/" + service))) {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false); // or the jar would stay open
            try (InputStream in = connection.getInputStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(providers::add);
            }
        }
        return List.copyOf(providers);
    }
}
