package dev.jobber.job.kind.code;

import dev.jobber.job.Outcome;
import dev.jobber.job.Work;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;

/// A class that is a job: a [Work], a [Callable], a [Runnable], or one with a `main` method.
///
/// | it is | the job is ok | an error | a crash |
/// |---|---|---|---|
/// | a [Work] | as the [Outcome] that it returns says | | it throws |
/// | a [Callable] | it returns a value; an [Outcome] counts as it is | | it throws |
/// | a [Runnable] | it returns | | it throws |
/// | a `main` | it and all its threads that are no daemons have ended, or `System.exit(0)` | `System.exit` with another code | it throws |
///
/// @param name the name of the class
/// @param arguments what `main`, or a constructor that takes texts, is given
/// @param classPath jars and folders
/// @param isMain whether it has only a `main` method
public record JobClass(String name, List<String> arguments, List<Path> classPath, boolean isMain)
        implements Code {
    public JobClass {
        arguments = List.copyOf(arguments);
        classPath = List.copyOf(classPath);
    }

    @Override
    public Object call(CodeScope scope) throws Throwable {
        JobClassLoader loader = loader(scope);
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> type = Class.forName(name, true, loader);
        try {
            return call(type, scope);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    private JobClassLoader loader(CodeScope scope) throws IOException {
        var loader = new JobClassLoader(new ClassFolders(classPath), scope);
        scope.loader(loader);
        return loader;
    }

    private Object call(Class<?> type, CodeScope scope) throws Exception {
        if (isMain) {
            callMain(type);
            return Outcome.ok();
        }
        return switch (create(type)) {
            case Work work -> work.perform(scope.surroundings().attempt().orElseThrow());
            case Callable<?> callable -> {
                Object value = callable.call();
                yield value == null
                        ? Outcome.ok()
                        : value instanceof Outcome ? value : Outcome.ok(value);
            }
            case Runnable runnable -> {
                runnable.run();
                yield Outcome.ok();
            }
            default -> throw new IllegalStateException(name + " is no job");
        };
    }

    private Object create(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = constructor(type, arguments).orElseThrow();
        constructor.setAccessible(true);
        return constructor.getParameterCount() == 0
                ? constructor.newInstance()
                : constructor.newInstance((Object) arguments.toArray(String[]::new));
    }

    /// The constructor for these arguments: one that takes a `String[]`, or without arguments one
    /// that takes nothing.
    static Optional<Constructor<?>> constructor(Class<?> type, List<String> arguments) {
        try {
            return Optional.of(type.getDeclaredConstructor(String[].class));
        } catch (NoSuchMethodException none) {
            try {
                return arguments.isEmpty()
                        ? Optional.of(type.getDeclaredConstructor())
                        : Optional.empty();
            } catch (NoSuchMethodException neither) {
                return Optional.empty();
            }
        }
    }

    private void callMain(Class<?> type) throws ReflectiveOperationException {
        Method main =
                main(type).orElseThrow(() -> new NoSuchElementException(name + " has no main"));
        main.setAccessible(true);
        Object receiver = null;
        if (!Modifier.isStatic(main.getModifiers())) {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            receiver = constructor.newInstance();
        }
        if (main.getParameterCount() == 0) {
            main.invoke(receiver);
        } else {
            main.invoke(receiver, (Object) arguments.toArray(String[]::new));
        }
    }

    /// The `main` method that the JVM would start: one with a `String[]` before one without.
    static Optional<Method> main(Class<?> type) {
        return method(type, String[].class).or(() -> method(type));
    }

    private static Optional<Method> method(Class<?> type, Class<?>... parameters) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            try {
                Method method = each.getDeclaredMethod("main", parameters);
                return Optional.of(method)
                        .filter(found ->
                                !Modifier.isPrivate(found.getModifiers())
                                        && found.getReturnType() == void.class);
            } catch (NoSuchMethodException inherited) {
                continue;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean runsElsewhere() {
        return true;
    }

    @Override
    public boolean hasChecks() {
        return false;
    }

    @Override
    public boolean outlivesFirstThread() {
        return isMain;
    }
}
