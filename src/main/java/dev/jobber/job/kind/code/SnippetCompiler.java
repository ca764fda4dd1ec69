package dev.jobber.job.kind.code;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles snippets in memory, with the compiler of the JDK that jobber runs on, and weaves them.
///
/// For use by one thread at a time.
final class SnippetCompiler {
    /// How many problems of a snippet are told.
    private static final int MOST_PROBLEMS = 10;

    /// How many lines of the compiler that explain a problem are told.
    private static final int MOST_REASONS = 3;

    /// javac's names for problems that another reading of the snippet solves.
    private static final String NEVER_THROWN = "compiler.err.except.never.thrown.in.try";

    private static final String TOO_DEEP = "the snippet is nested too deeply for the compiler";

    private final JavaCompiler compiler;
    private final StandardJavaFileManager files;

    private SnippetCompiler(JavaCompiler compiler) {
        this.compiler = compiler;
        files = compiler.getStandardFileManager(null, Locale.ROOT, null);
        try {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(ownClasses()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The compiler; empty on a JVM without the module `jdk.compiler`.
    static Optional<SnippetCompiler> find() {
        return Optional.ofNullable(ToolProvider.getSystemJavaCompiler()).map(SnippetCompiler::new);
    }

    /// Where the compiler finds what snippets extend.
    static Path ownClasses() {
        try {
            return Path.of(
                    Snippet.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Compiles one expression, or statements.
    Compilation compile(String snippet) {
        if (snippet.isBlank()) {
            return wrong("the snippet is empty");
        }
        try {
            var expression = new Attempt(snippet, SnippetSource.Form.EXPRESSION);
            if (!expression.parses()) {
                var statements = new Attempt(snippet, SnippetSource.Form.STATEMENTS);
                return statements.parses() || statements.fitsBetterThan(expression)
                        ? statements.result()
                        : expression.result();
            }
            Compilation withValue = expression.result();
            if (withValue instanceof Compilation.Compiled) {
                return withValue;
            }
            Compilation withoutValue = new Attempt(snippet, SnippetSource.Form.ACTION).result();
            return withoutValue instanceof Compilation.Compiled ? withoutValue : withValue;
        } catch (StackOverflowError tooDeep) {
            return wrong(TOO_DEEP);
        } catch (IllegalStateException ofCompiler) {
            if (ofCompiler.getCause() instanceof StackOverflowError) {
                return wrong(TOO_DEEP);
            }
            throw ofCompiler;
        }
    }

    private static Compilation wrong(String message) {
        return new Compilation.Wrong(List.of(new Compilation.Problem(0, 1, message)));
    }

    /// One reading of a snippet.
    private final class Attempt {
        private final String snippet;
        private final SnippetSource.Form form;
        private final SnippetSource.Sleep sleep;
        private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        private final SnippetSource source;
        private final MemoryFiles output;
        private final JavacTask task;
        private final boolean parses;

        Attempt(String snippet, SnippetSource.Form form) {
            this(snippet, form, SnippetSource.Sleep.QUIET);
        }

        private Attempt(String snippet, SnippetSource.Form form, SnippetSource.Sleep sleep) {
            this.snippet = snippet;
            this.form = form;
            this.sleep = sleep;
            source = SnippetSource.of(snippet, form, sleep);
            output = new MemoryFiles(files);
            task =
                    (JavacTask)
                            compiler.getTask(
                                    Writer.nullWriter(),
                                    output,
                                    diagnostics,
                                    List.of("-proc:none", "-Xlint:none", "-g", "-XDsuppressNotes"),
                                    null,
                                    List.of(MemoryFiles.source(source.text())));
            parses = hasShape(parse()) && errors().isEmpty();
        }

        private Iterable<? extends CompilationUnitTree> parse() {
            try {
                return task.parse();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        /// Whether the snippet stands in the method that was meant for it, and has not closed it.
        private boolean hasShape(Iterable<? extends CompilationUnitTree> units) {
            CompilationUnitTree unit = units.iterator().next();
            if (unit.getTypeDecls().size() != 1
                    || !(unit.getTypeDecls().getFirst() instanceof ClassTree type)) {
                return false;
            }
            List<? extends Tree> members = type.getMembers();
            BlockTree body =
                    members.getLast() instanceof MethodTree method ? method.getBody() : null;
            int statements = form == SnippetSource.Form.EXPRESSION ? 1 : 2;
            return members.size() == 3 && body != null && body.getStatements().size() == statements;
        }

        boolean parses() {
            return parses;
        }

        /// Whether this reading has fewer problems than another, or as few and looks more like it.
        boolean fitsBetterThan(Attempt expression) {
            int more = errors().size() - expression.errors().size();
            boolean looksSo = snippet.indexOf(';') >= 0 || snippet.indexOf('}') >= 0;
            return more < 0 || more == 0 && looksSo || looksSo && errors().isEmpty();
        }

        Compilation result() {
            if (errors().isEmpty() && !parses) {
                return wrong(
                        "the snippet closes more than it opens: is there a ) or a } too many?");
            }
            if (parses) {
                generate();
            }
            List<Diagnostic<? extends JavaFileObject>> errors = errors();
            if (errors.isEmpty()) {
                return woven();
            }
            if (errors.stream().anyMatch(each -> each.getCode().equals(NEVER_THROWN))
                    && sleep == SnippetSource.Sleep.QUIET) {
                return new Attempt(snippet, form, SnippetSource.Sleep.INTERRUPTED).result();
            }
            return new Compilation.Wrong(
                    errors.stream()
                            .map(this::problem)
                            .distinct()
                            .sorted(Comparator.comparingInt(Compilation.Problem::from))
                            .limit(MOST_PROBLEMS)
                            .toList());
        }

        private void generate() {
            try {
                task.analyze();
                if (errors().isEmpty()) {
                    task.generate();
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private Compilation woven() {
            try {
                return new Compilation.Compiled(weave(output.classes(), source.linesBefore()));
            } catch (IllegalArgumentException tooLarge) {
                return wrong("the snippet is too large: a method has at most 64 KB of bytecode");
            }
        }

        private List<Diagnostic<? extends JavaFileObject>> errors() {
            return diagnostics.getDiagnostics().stream()
                    .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                    .toList();
        }

        private Compilation.Problem problem(Diagnostic<? extends JavaFileObject> error) {
            int from = source.inSnippet(error.getPosition());
            long end = error.getEndPosition();
            int length =
                    source.isInSnippet(error.getPosition())
                                    && source.isInSnippet(end - 1)
                                    && end > error.getPosition()
                            ? source.inSnippet(end - 1) + 1 - from
                            : 1;
            return new Compilation.Problem(from, length, message(error));
        }

        private static String joined(List<String> lines) {
            return lines.size() == 1
                    ? lines.getFirst()
                    : lines.getFirst()
                            + " ("
                            + lines.stream()
                                    .skip(1)
                                    .limit(MOST_REASONS)
                                    .map(line -> line.replaceAll(" +", " "))
                                    .collect(Collectors.joining(", "))
                            + ")";
        }

        /// `cannot find symbol: variable m`
        private static String message(Diagnostic<?> error) {
            List<String> lines =
                    error.getMessage(Locale.ROOT)
                            .replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "")
                            .lines()
                            .map(String::strip)
                            .toList();
            return lines.stream()
                    .filter(line -> line.startsWith("symbol:"))
                    .findFirst()
                    .map(line ->
                            lines.getFirst()
                                    + ": "
                                    + line.substring("symbol:".length())
                                            .strip()
                                            .replaceAll(" +", " "))
                    .orElseGet(() -> joined(lines));
        }
    }

    private static CompiledSnippet weave(Map<String, byte[]> compiled, int linesBefore) {
        var files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy(compiled)));
        var settings =
                new Weaver.Settings(
                        compiled.keySet().stream()
                                .map(ClassDesc::of)
                                .collect(Collectors.toUnmodifiableSet()),
                        true,
                        linesBefore);
        Map<String, byte[]> woven = new HashMap<>();
        var hasLambdas = new ArrayList<String>();
        compiled.forEach((name, bytes) -> {
            Weaver.Woven each = Weaver.weave(files, bytes, settings);
            woven.put(name, each.bytes());
            if (each.hasLambdas()) {
                hasLambdas.add(name);
            }
        });
        return new CompiledSnippet(woven, woven.size() > 1 || !hasLambdas.isEmpty());
    }

    /// What extends what: among these classes, in jobber, or in the JVM.
    private static ClassHierarchyResolver hierarchy(Map<String, byte[]> compiled) {
        return ClassHierarchyResolver.ofResourceParsing(
                        (ClassDesc type) -> {
                            byte[] bytes = compiled.get(binaryName(type));
                            return bytes == null ? null : new ByteArrayInputStream(bytes);
                        })
                .orElse(
                        ClassHierarchyResolver.ofResourceParsing(
                                SnippetCompiler.class.getClassLoader()))
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static String binaryName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }
}
