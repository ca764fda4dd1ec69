package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a request is answered with is checked by the compiler, where the answer names the request.
class TypedReplyTest {
    @TempDir Path directory;

    /// A server that answers all its requests in the typed forms.
    static final class Till extends GenServer<Integer, Till.Query<?>, Object> {
        sealed interface Query<R> extends Request<R> {}

        record Sum() implements Query<Integer> {}

        record Words() implements Query<String> {}

        record Later() implements Query<Integer> {}

        record Close() implements Query<String> {}

        @Override
        protected InitResult<Integer> init() {
            return ok(42);
        }

        @Override
        protected CallResult<Integer> handleCall(Query<?> query, From from, Integer sum) {
            return switch (query) {
                case Sum it -> reply(it, sum, sum + 1);
                case Words it -> reply(it, "it is " + sum, sum, thenHibernate());
                case Later it -> {
                    from.reply(it, sum);
                    yield noreply(sum);
                }
                case Close it -> stop(ExitReason.NORMAL, it, "closed at " + sum, sum);
            };
        }
    }

    @Test
    void a_typed_answer_arrives_in_each_form() {
        try (Node node = Node.builder().build()) {
            Pid till = node.start(new Till(), StartOptions.NONE).pidOrExit();

            int sum = GenServer.call(till, new Till.Sum());
            String words = GenServer.call(till, new Till.Words());
            int later = GenServer.call(till, new Till.Later());
            String closed = GenServer.call(till, new Till.Close());

            assertThat(sum).isEqualTo(42);
            assertThat(words).isEqualTo("it is 43");
            assertThat(later).isEqualTo(43);
            assertThat(closed).isEqualTo("closed at 43");
        }
    }

    @Test
    void an_answer_of_the_type_that_the_request_names_compiles() throws IOException {
        assertThat(linesWithErrors("1")).isEmpty();
    }

    @Test
    void an_answer_of_another_type_does_not_compile_in_any_form() throws IOException {
        assertThat(linesWithErrors("\"one\""))
                .containsExactly(
                        "return reply(get, \"one\", state);",
                        "return reply(get, \"one\", state, thenHibernate());",
                        "return stop(ExitReason.NORMAL, get, \"one\", state);",
                        "from.reply(get, \"one\");");
    }

    /// Compiles a server that answers a request for a number with this, in each form.
    private List<String> linesWithErrors(String answer) throws IOException {
        Path source = directory.resolve("Server.java");
        Files.writeString(
                source,
                """
                import dev.jobber.otp.*;

                abstract class Server extends GenServer<String, Server.Get, Object> {
                    record Get() implements Request<Integer> {}

                    CallResult<String> answer(Get get, String state) {
                        return reply(get, ANSWER, state);
                    }

                    CallResult<String> answerAndRest(Get get, String state) {
                        return reply(get, ANSWER, state, thenHibernate());
                    }

                    CallResult<String> answerAndStop(Get get, String state) {
                        return stop(ExitReason.NORMAL, get, ANSWER, state);
                    }

                    void answerLater(Get get, From from) {
                        from.reply(get, ANSWER);
                    }
                }
                """
                        .replace("ANSWER", answer));
        List<String> lines = Files.readAllLines(source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            compiler.getTask(
                            null,
                            files,
                            found,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    directory.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                .map(it -> lines.get((int) it.getLineNumber() - 1).strip())
                .toList();
    }
}
