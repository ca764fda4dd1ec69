package dev.jobber.job.kind.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.Outcome;
import dev.jobber.job.history.AttemptLog.Progress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What snippets are read as, and what they may use.
@Timeout(60)
class SnippetTest {
    private static final SnippetCompiler COMPILER = SnippetCompiler.find().orElseThrow();

    private final CodeLab lab = new CodeLab();

    static Code compile(String body) {
        synchronized (COMPILER) {
            return switch (COMPILER.compile(body)) {
                case Compilation.Compiled(Code code) -> code;
                case Compilation.Wrong(var problems) ->
                        throw new AssertionError(problems.toString());
                case Compilation.NoCompiler() -> throw new AssertionError("no compiler");
            };
        }
    }

    private static List<Compilation.Problem> problems(String body) {
        synchronized (COMPILER) {
            return switch (COMPILER.compile(body)) {
                case Compilation.Wrong(var problems) -> problems;
                case Compilation other -> throw new AssertionError(other.toString());
            };
        }
    }

    private @Nullable Object value(String body) throws Throwable {
        return lab.value(compile(body));
    }

    @Test
    void one_expression_is_returned() throws Throwable {
        assertThat(value("1 + 1")).isEqualTo(2);
        assertThat(value("ok(List.of(1, 2))")).isEqualTo(Outcome.ok(List.of(1, 2)));
        assertThat(value("error(\"why\") // because")).isEqualTo(Outcome.error("why"));
        assertThat(value("null")).isNull();
        assertThat(value("switch (1) { case 1 -> \"one\"; default -> \"other\"; }"))
                .isEqualTo("one");
    }

    @Test
    void an_expression_without_a_value_is_ok() throws Throwable {
        assertThat(value("log(\"hello\")")).isEqualTo(Outcome.ok());
        assertThat(lab.logged).containsExactly("hello");
    }

    @Test
    void statements_return_or_fall_off_the_end() throws Throwable {
        assertThat(value("int n = 1; return error(n);")).isEqualTo(Outcome.error("1"));
        assertThat(value("int n = 1; log(n);")).isEqualTo(Outcome.ok());
        assertThat(value("if (jobs().isEmpty()) return ok(); else return error();"))
                .isEqualTo(Outcome.ok());
        assertThat(value("// nothing")).isEqualTo(Outcome.ok());
        assertThatThrownBy(() -> value("throw new IllegalStateException(\"x\");"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("x");
        assertThatThrownBy(() -> value("throw new java.io.IOException(\"checked\");"))
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void the_javas_packages_are_there_and_others_can_be_imported() throws Throwable {
        assertThat(value("Duration.ofSeconds(5).plus(Duration.ofMinutes(1)).toString()"))
                .isEqualTo("PT1M5S");
        assertThat(value("Path.of(\"a\", \"b\").getFileName().toString()")).isEqualTo("b");
        assertThat(value("new TreeMap<>(Map.of(2, \"b\", 1, \"a\"))"))
                .isEqualTo(Map.of(1, "a", 2, "b"));
        assertThat(
                        value(
                                "import java.text.*;\nimport static java.lang.Math.max;\n\nreturn max(1, 2) + new DecimalFormat(\"0.0\").format(1);"))
                .isEqualTo("21.0");
    }

    @Test
    void a_body_may_declare_types() throws Throwable {
        assertThat(
                        value(
                                """
                                record Point(int x, int y) {}
                                enum Colour { RED, GREEN }
                                interface Shape { int area(); default int twice() { return 2 * area(); } }
                                class Square implements Shape {
                                    final int side;
                                    Square(int side) { this.side = side; }
                                    public int area() { return side * side; }
                                    static int unit() { return 1; }
                                }
                                Function<Integer, Supplier<Integer>> nested = n -> () -> n + new Square(n).twice();
                                return new Point(nested.apply(3).get(), Colour.values().length).toString() + Square.unit();
                                """))
                .isEqualTo("Point[x=21, y=2]1");
    }

    @Test
    void sleep_may_stand_in_a_lambda_and_its_interrupt_may_be_caught() throws Throwable {
        assertThat(
                        value(
                                "Thread t = new Thread(() -> sleep(\"1ms\")); t.start(); t.join(); return ok();"))
                .isEqualTo(Outcome.ok());
        assertThat(
                        value(
                                "try { Thread.currentThread().interrupt(); sleep(\"1h\"); return 1; } catch (InterruptedException e) { return 2; }"))
                .isEqualTo(2);
        assertThatThrownBy(() -> value("sleep(\"5sec\")"))
                .hasMessage("unknown duration '5sec': write 50ms, 5s, 2m or 1h30m");
    }

    @Test
    void progress_is_told() throws Throwable {
        assertThat(value("for (int i = 1; i <= 2; i++) progress(i, 2);")).isEqualTo(Outcome.ok());
        assertThat(lab.progress).containsExactly(new Progress(1, 2), new Progress(2, 2));
    }

    @Test
    void what_it_prints_is_output_of_the_job() throws Throwable {
        assertThat(
                        value(
                                "System.out.println(\"out\"); System.err.printf(\"%d%n\", 7); IO.println(\"io\"); List.of(1, 2).forEach(System.out::println); List.of(3).forEach(IO::println); IO.print(\"end\"); return System.in.read();"))
                .isEqualTo(-1);
        assertThat(lab.printed).containsExactly("out", "7", "io", "1", "2", "3", "end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "System.exit(0);                                    | Ok[value=Optional.empty]",
                "Runtime.getRuntime().exit(3);                      | Error[reason=Optional[exit 3]]",
                "try { Runtime.getRuntime().halt(4); } catch (Throwable t) { while (true) {} } | Error[reason=Optional[exit 4]]",
                "IntConsumer c = System::exit; c.accept(5);         | Error[reason=Optional[exit 5]]",
                "new Thread(() -> System.exit(6)).start(); while (true) {} | Error[reason=Optional[exit 6]]",
            })
    void exit_ends_the_job_and_not_jobber(String body, String expected) throws Throwable {
        assertThat(value(body)).hasToString(expected);
        assertThat(lab.exits).hasSize(1);
    }

    @Test
    void the_lines_of_a_stack_trace_are_those_of_the_snippet() {
        assertThatThrownBy(() -> value("import java.text.*;\nint n = 0;\n\nreturn 1 / n;"))
                .satisfies(thrown ->
                        assertThat(thrown.getStackTrace()[0].getLineNumber()).isEqualTo(4));
    }

    @Test
    void problems_have_their_places() {
        assertThat(problems("1 + m"))
                .containsExactly(new Compilation.Problem(4, 1, "cannot find symbol: variable m"));
        assertThat(problems("int n = \"x\";\n\treturn mm;"))
                .containsExactly(
                        new Compilation.Problem(
                                8, 3, "incompatible types: String cannot be converted to int"),
                        new Compilation.Problem(21, 2, "cannot find symbol: variable mm"));
        assertThat(problems("import java.nowhere.*;\nreturn 1;"))
                .extracting(Compilation.Problem::message)
                .containsExactly("package java.nowhere does not exist");
        assertThat(problems("return 1"))
                .containsExactly(new Compilation.Problem(7, 1, "';' expected"));
        assertThat(problems("1 +")).hasSize(1);
        assertThat(problems("int n = 1")).extracting(Compilation.Problem::message).isNotEmpty();
        assertThat(problems("{ log(1);")).isNotEmpty();
        assertThat(problems("1); System.exit(1); return (2")).isNotEmpty();
        assertThat(problems("} void other() {")).isNotEmpty();
        assertThat(problems("   "))
                .containsExactly(new Compilation.Problem(0, 1, "the snippet is empty"));
    }

    @Test
    void a_snippet_that_is_too_large_or_too_deep_is_a_problem() {
        assertThat(problems("int n = 0; " + "n = Math.max(n, n * 3 + 1); ".repeat(8000)))
                .hasSize(1)
                .first()
                .satisfies(problem -> assertThat(problem.message()).contains("large"));
        assertThat(problems("int n = 0; " + "while (n < 1) n++; ".repeat(5200)))
                .hasSize(1)
                .first()
                .satisfies(problem -> assertThat(problem.message()).contains("large"));
        assertThat(problems("(".repeat(20_000) + "1" + ")".repeat(20_000))).hasSize(1);
    }
}
