package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// All sources are written in one way, where the formatter leaves a choice.
class VoiceTest {
    private static final Pattern BLANK_AFTER_BRACE =
            Pattern.compile(
                    "(?m)^ *(?:[a-z-]+ )*(?:class|record|interface|enum) \\w[^;{]*\\{\\n *\\n");
    private static final Pattern OLD_COMMENT = Pattern.compile("(?m)^ */\\*\\*");

    @Test
    void no_blank_line_follows_the_brace_of_a_class() throws IOException {
        assertThat(sourcesThatContain(BLANK_AFTER_BRACE)).isEmpty();
    }

    @Test
    void a_documentation_comment_has_three_slashes() throws IOException {
        assertThat(sourcesThatContain(OLD_COMMENT)).isEmpty();
    }

    /// The type stands on the right of `new T(…)`, `(T) …`, of a text, and of a factory or a
    /// constant `T.of(…)`, `T.ZERO`. A primitive type is always written.
    @Test
    void a_local_variable_is_a_var_where_its_type_stands_on_the_right_and_only_there()
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var wrong = new ArrayList<String>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> sources =
                    files.getJavaFileObjectsFromPaths(sources());
            var task = (JavacTask) compiler.getTask(null, files, null, List.of(), null, sources);
            for (CompilationUnitTree unit : task.parse()) {
                Path name = Path.of(unit.getSourceFile().toUri()).getFileName();
                new Locals(variable -> wrong.add(name + ": " + variable)).scan(unit, null);
            }
        }

        assertThat(wrong).isEmpty();
    }

    /// Finds local variables, those of loops and resources included.
    private static final class Locals extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Consumer<VariableTree> wrong;

        Locals(Consumer<VariableTree> wrong) {
            this.wrong = wrong;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree local, @Nullable Void none) {
            Optional<ExpressionTree> right = Optional.ofNullable(local.getInitializer());
            Tree type = local.getType();
            boolean fits =
                    type == null
                            ? local.getName().isEmpty() || right.filter(Locals::hasType).isPresent()
                            : right.filter(value -> repeats(type.toString(), value)).isEmpty();
            if (!fits) {
                wrong.accept(local);
            }
            return scan(local.getInitializer(), none);
        }

        private static boolean hasType(ExpressionTree value) {
            return switch (value) {
                case NewClassTree made -> !made.getIdentifier().toString().endsWith("<>");
                case NewArrayTree made -> made.getType() != null;
                case TypeCastTree cast -> !(cast.getType() instanceof PrimitiveTypeTree);
                case LiteralTree literal -> literal.getValue() instanceof String;
                case MethodInvocationTree call -> isOfType(call.getMethodSelect());
                default -> isOfType(value);
            };
        }

        private static boolean isOfType(ExpressionTree value) {
            return value instanceof MemberSelectTree select
                    && Character.isUpperCase(simple(select.getExpression().toString()).charAt(0));
        }

        private static String simple(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        private static boolean repeats(String type, ExpressionTree value) {
            return switch (value) {
                case NewClassTree made ->
                        made.getClassBody() == null && made.getIdentifier().toString().equals(type);
                case TypeCastTree cast ->
                        !(cast.getType() instanceof PrimitiveTypeTree)
                                && cast.getType().toString().equals(type);
                case LiteralTree literal -> literal.getValue() instanceof String;
                default -> false;
            };
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            for (Tree member : type.getMembers()) {
                scan(member instanceof VariableTree field ? field.getInitializer() : member, none);
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            return scan(method.getBody(), none);
        }

        @Override
        public @Nullable Void visitLambdaExpression(
                LambdaExpressionTree lambda, @Nullable Void none) {
            return scan(lambda.getBody(), none);
        }

        @Override
        public @Nullable Void visitCatch(CatchTree handler, @Nullable Void none) {
            return scan(handler.getBlock(), none);
        }

        @Override
        public @Nullable Void visitBindingPattern(BindingPatternTree pattern, @Nullable Void none) {
            return null;
        }
    }

    private static List<Path> sourcesThatContain(Pattern pattern) throws IOException {
        var found = new ArrayList<Path>();
        for (Path source : sources()) {
            if (pattern.matcher(Files.readString(source)).find()) {
                found.add(source);
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
