package dev.jobber.shell.command.job.kind;

import dev.jobber.job.kind.code.JavaClass;
import dev.jobber.job.kind.code.JobClass;
import dev.jobber.job.kind.code.JobClasses;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Scripts;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `class`: a class from jars.
@Command(
        description = {
            "A class from jars: a Work of jobber's, a Callable, a Runnable, or one with a main method.",
            "What a Callable returns is the value of the job. System.exit ends the job and not jobber: 0 is ok, another code an error.",
            "A thread that ignores its interrupt keeps the job lingering until it ends."
        })
final class ClassOptions implements KindOptions<JavaClass> {
    private static final int SHOWN = 5;

    private final Scripts scripts;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CLASS",
            description =
                    "Its name; or that of a service with one provider; or the provider's name without its package.")
    private Optional<String> name = Optional.empty();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGS",
            description =
                    "What main, or a constructor with a String[], is given; '--' goes before those that begin with -.")
    private List<String> arguments = List.of();

    @Option(
            names = "--classpath",
            paramLabel = "JARS",
            description =
                    "Jars and folders with classes, with : between them; FOLDER/* is all jars in a folder.")
    private Optional<String> classPath = Optional.empty();

    /// @param scripts finds the jars
    ClassOptions(Scripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public Set<String> overrides() {
        return Set.of();
    }

    @Override
    public void validate(Validation validation, String word) {
        if (name.isEmpty()) {
            validation.problem(
                    word, UserError.usage("a job of the kind class needs the name of a class"));
            return;
        }
        if (!validation.isKnown(name.get())
                || !classPath.map(validation::isKnown).orElse(true)
                || !arguments.stream().allMatch(validation::isKnown)) {
            return;
        }
        Function<String, Path> path =
                written -> validation.path(written).orElseGet(() -> scripts.path(written));
        switch (found(path)) {
            case JobClasses.Result.Found _ -> {}
            case JobClasses.Result.Unreadable unreadable ->
                    validation.problem(classPath.orElse(""), error(unreadable));
            case JobClasses.Result wrong -> validation.problem(name.get(), error(wrong));
        }
    }

    private JobClasses.Result found(Function<String, Path> path) {
        return JobClasses.find(name.orElse(""), arguments, paths(path));
    }

    private List<Path> paths(Function<String, Path> path) {
        var paths = new ArrayList<Path>();
        for (String each : classPath.orElse("").split(File.pathSeparator)) {
            if (each.endsWith("/*")) {
                paths.addAll(jars(path.apply(each.substring(0, each.length() - 2))));
            } else if (!each.isEmpty()) {
                paths.add(path.apply(each));
            }
        }
        return paths;
    }

    /// How a jar is written; one that stands for many is written for all of them.
    private String written(int place) {
        List<String> all = List.of(classPath.orElse("").split(File.pathSeparator));
        return all.stream().anyMatch(each -> each.endsWith("/*"))
                ? String.join(File.pathSeparator, all)
                : all.stream().filter(each -> !each.isEmpty()).toList().get(place);
    }

    private static List<Path> jars(Path folder) {
        File[] files = folder.toFile().listFiles((_, name) -> name.endsWith(".jar"));
        return Stream.ofNullable(files).flatMap(Stream::of).map(File::toPath).sorted().toList();
    }

    private UserError error(JobClasses.Result wrong) {
        String called = name.orElse("");
        return switch (wrong) {
            case JobClasses.Result.Found found ->
                    throw new IllegalArgumentException("expected no class, got: " + found);
            case JobClasses.Result.Missing(List<String> others) ->
                    UserError.usage("unknown class '" + called + "'", guess(called, others));
            case JobClasses.Result.NoJob(String why) ->
                    UserError.usage("the class '" + called + "' " + why);
            case JobClasses.Result.Unreadable(int place, String why) ->
                    UserError.usage("cannot read '" + written(place) + "': " + why);
        };
    }

    /// The class that was meant: nearly the same name, or the same name in a package.
    private String guess(String called, List<String> others) {
        if (others.isEmpty()) {
            return classPath.isPresent()
                    ? "there are no classes in " + classPath.get()
                    : "--classpath JARS says where it is";
        }
        return DidYouMean.nearest(called, others)
                .or(() ->
                        others.stream()
                                .filter(other -> simple(other).equalsIgnoreCase(simple(called)))
                                .findFirst())
                .or(() ->
                        DidYouMean.nearest(
                                        simple(called),
                                        others.stream().map(ClassOptions::simple).toList())
                                .flatMap(near ->
                                        others.stream()
                                                .filter(other -> simple(other).equals(near))
                                                .findFirst()))
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() ->
                        "there are "
                                + String.join(", ", others.stream().limit(SHOWN).toList())
                                + (others.size() > SHOWN
                                        ? " and " + (others.size() - SHOWN) + " more"
                                        : ""));
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    @Override
    public JavaClass make(Scripts files) {
        JobClasses.Result result = found(files::path);
        if (result instanceof JobClasses.Result.Found(JobClass job)) {
            return new JavaClass(job);
        }
        throw new ShellException(error(result));
    }

    @Override
    public JavaClass override(JavaClass defined) {
        return defined;
    }
}
