package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Agent;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import dev.jobber.otp.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The code of *From Elixir to jobber*.
class FromElixirTest {
    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    static final class Stack extends GenServer<List<String>, Stack.Query<?>, Stack.Push> {
        sealed interface Query<R> extends Request<R> {}

        record Pop() implements Query<Optional<String>> {}

        record Push(String item) {}

        @Override
        protected InitResult<List<String>> init() {
            return ok(List.of());
        }

        @Override
        protected CallResult<List<String>> handleCall(
                Query<?> query, From from, List<String> items) {
            return switch (query) {
                case Pop pop when items.isEmpty() -> reply(pop, Optional.empty(), items);
                case Pop pop ->
                        reply(pop, Optional.of(items.getFirst()), items.subList(1, items.size()));
            };
        }

        @Override
        protected Result<List<String>> handleCast(Push push, List<String> items) {
            return noreply(Stream.concat(Stream.of(push.item()), items.stream()).toList());
        }
    }

    @Test
    void starting_and_asking() throws Exception {
        Optional<String> answer =
                node.run(() -> {
                    Pid stack =
                            GenServer.startLink(new Stack(), StartOptions.named("stack"))
                                    .pidOrExit();
                    GenServer.cast(stack, new Stack.Push("a"));
                    Optional<String> top = GenServer.call(stack, new Stack.Pop());
                    return top;
                });

        assertThat(answer).contains("a");
    }

    @Test
    void a_supervisor() throws Exception {
        List<Pid> linked =
                node.run(() -> {
                    Supervisor.startLink(
                            Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE).withMaxRestarts(5),
                            List.of(
                                    ChildSpec.worker(
                                            "stack", () -> GenServer.startLink(new Stack()))),
                            StartOptions.NONE);
                    return node.info(Process.self()).orElseThrow().links();
                });

        assertThat(linked).hasSize(1);
    }

    @Test
    void agent_and_task() throws Exception {
        int sum =
                node.run(() -> {
                    Agent<Integer> hits = Agent.at(Agent.startLink(() -> 0).pidOrExit());
                    hits.update(n -> n + 1);
                    int one = hits.get(n -> n);
                    Task<Integer> task = Task.async(() -> 40 + 2);
                    int answer = task.await();
                    return one + answer;
                });

        assertThat(sum).isEqualTo(43);
    }

    record Answer(int number) {}

    @Test
    void receive() throws Exception {
        int number =
                node.run(() -> {
                    Process.send(Process.self(), new Answer(7));
                    int n =
                            Process.receive(it -> it instanceof Answer, Duration.ofSeconds(1))
                                    .map(it -> ((Answer) it).number())
                                    .orElse(0);
                    return n;
                });

        assertThat(number).isEqualTo(7);
    }
}
