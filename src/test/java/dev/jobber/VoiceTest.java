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

    /// A comment that takes one line or more.
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *///?.*(?:\\n *///?.*)*");

    private static final Pattern REMARK = Pattern.compile("(?m)[;{,()] // (.*)$");
    private static final Pattern QUOTED = Pattern.compile("`[^`]*`");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");

    /// Words that do not say who is meant.
    private static final Pattern NAMELESS =
            Pattern.compile(
                    "(?i)\\b(?:whoever|whomever|nobody|somebody|anybody|everybody|someone|anyone|everyone|no one)\\b");

    private static final Pattern NAMELESS_IN_NAME =
            Pattern.compile(
                    "\\w*(?:whoever|whom|nobody|somebody|anybody|everybody|someone|anyone|everyone)\\w*\\(");

    private static final Pattern QUESTION =
            Pattern.compile(
                    "(?:^|[.:] )(?:Is|Are|Was|Were|Has|Have|Does|Do|Did|Can|Could|May|Might|Must|Shall|Should|Will|Would)\\b[^.]*\\?");

    private static final Pattern RIDDLE =
            Pattern.compile("^(?:So (?:many|much|often|long)|For so long|Who|Whom|Whose)\\b");

    @Test
    void no_blank_line_follows_the_brace_of_a_class() throws IOException {
        assertThat(sourcesThatContain(BLANK_AFTER_BRACE)).isEmpty();
    }

    @Test
    void a_documentation_comment_has_three_slashes() throws IOException {
        assertThat(sourcesThatContain(OLD_COMMENT)).isEmpty();
    }

    @Test
    void comments_and_pages_say_who_is_meant() throws IOException {
        assertThat(comments()).noneMatch(text -> NAMELESS.matcher(text).find());
        assertThat(pages()).noneMatch(text -> NAMELESS.matcher(text).find());
        assertThat(sourcesThatContain(NAMELESS_IN_NAME)).isEmpty();
    }

    @Test
    void a_comment_states_and_does_not_ask() throws IOException {
        assertThat(comments()).noneMatch(text -> QUESTION.matcher(text).find());
    }

    @Test
    void a_comment_begins_with_what_it_is_about() throws IOException {
        assertThat(comments()).noneMatch(text -> RIDDLE.matcher(text).find());
    }

    /// The comments of all sources, each in one line, without the code in them.
    private static List<String> comments() throws IOException {
        var found = new ArrayList<String>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            COMMENT.matcher(text)
                    .results()
                    .map(match -> match.group().replaceAll("(?m)^ *///? ?", "").replace('\n', ' '))
                    .forEach(found::add);
            REMARK.matcher(text).results().map(match -> match.group(1)).forEach(found::add);
        }
        assertThat(found).hasSizeGreaterThan(5000);
        return found.stream().map(each -> QUOTED.matcher(each).replaceAll("…")).toList();
    }

    /// The pages, without the code in them.
    private static List<String> pages() throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(Path.of("src/site/markdown"))) {
            for (Path page : Stream.concat(files, Stream.of(Path.of("README.md"))).toList()) {
                if (page.toString().endsWith(".md")) {
                    String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
                    found.add(QUOTED.matcher(text).replaceAll("…"));
                }
            }
        }
        return found;
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
