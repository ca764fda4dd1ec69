package dev.jobber.job.kind.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.ExitReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a snippet does, nothing of it is left when it was ended.
@Timeout(120)
class SnippetEndTest {
    private static final Duration LONG = Duration.ofDays(1);

    /// Programs that other tests have left to this JVM, such as the guardian of programs.
    private final Set<ProcessHandle> others =
            ProcessHandle.current().descendants().collect(Collectors.toSet());

    private final CodeLab lab = new CodeLab();

    /// The threads that are in code of a snippet.
    private static List<String> threadsInSnippets() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each ->
                        Stream.of(each.getValue())
                                .anyMatch(frame ->
                                        String.valueOf(frame.getClassLoaderName())
                                                .startsWith("lab-")))
                .map(each -> each.getKey() + " " + List.of(each.getValue()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // loops
                "log(1); while (true) {}",
                "log(1); for (int i = 0; ; i++) { if (i < 0) i = 0; }",
                "log(1); do { } while (true);",
                "log(1); outer: while (true) { for (;;) { continue outer; } }",
                "log(1); long n = 0; double d = 0; while (d < 1) { n++; d = n * 0.0; }",
                "log(1); int n = 0; while (true) { switch (n) { case 0: n = 1; continue; default: n = 0; continue; } }",
                "log(1); int n = 5; while (true) { n = switch (n) { case 1000 -> 1; case 20000 -> 2; default -> n + 1; }; }",
                "log(1); Object o = 1; while (true) { o = switch (o) { case Integer i when i > 5 -> \"s\"; case Integer i -> i + 1; case String s -> 1; default -> 0; }; }",
                "log(1); String s = \"a\"; while (true) { switch (s) { case \"a\": s = \"b\"; break; case \"b\": s = \"a\"; break; } }",
                // catching everything
                "log(1); for (;;) { try { while (true) {} } catch (Throwable t) {} }",
                "log(1); for (;;) { try { while (true) {} } catch (Error e) {} }",
                "log(1); for (;;) { try { while (true) {} } catch (Error | Exception e) {} }",
                "log(1); while (true) { try { while (true) {} } finally { continue; } }",
                "log(1); while (true) { try { try { while (true) {} } catch (Throwable t) { throw t; } finally { continue; } } catch (Throwable t) { } }",
                "log(1); try { while (true) {} } finally { while (true) {} }",
                "log(1); while (true) { try { throw new Exception(); } catch (Exception e) { } finally { } }",
                "log(1); try (AutoCloseable c = () -> { while (true) {} }) { while (true) {} }",
                // recursion
                "new Object() { int deep(int n) { if (n == 1) log(1); try { return deep(n + 1) + 1; } catch (Error e) { return deep(0); } } }.deep(0);",
                "log(1); Function<Object, Object>[] f = new Function[1]; f[0] = x -> { try { return f[0].apply(x); } catch (StackOverflowError e) { return f[0].apply(x); } }; f[0].apply(1);",
                // streams
                "log(1); return Stream.iterate(1, n -> n + 1).filter(n -> n < 0).findFirst();",
                "log(1); return Stream.generate(Math::random).filter(n -> n < 0).findFirst();",
                "log(1); Stream.generate(Object::new).forEach(Objects::requireNonNull);",
                "log(1); Stream.generate(ArrayList<String>::new).map(List::size).forEach(String::valueOf);",
                "log(1); IntStream.iterate(0, i -> i + 1).mapToObj(Integer::toString).map(String::length).anyMatch(n -> n < 0);",
                "log(1); IntStream.range(0, 100).parallel().forEach(i -> { while (true) {} });",
                "log(1); IntStream.range(0, 100).parallel().forEach(i -> { try { Thread.sleep(1000000); } catch (InterruptedException e) { } });",
                // waiting
                "log(1); Thread.sleep(1000000);",
                "log(1); sleep(\"1h\");",
                "log(1); while (true) { try { sleep(\"1h\"); } catch (Throwable t) { } }",
                "log(1); while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) {} }",
                "log(1); Object lock = new Object(); synchronized (lock) { while (true) { try { lock.wait(); } catch (InterruptedException e) {} } }",
                "log(1); synchronized (new Object()) { while (true) {} }",
                "log(1); new CountDownLatch(1).await();",
                "log(1); new LinkedBlockingQueue<String>().take();",
                "log(1); while (true) java.util.concurrent.locks.LockSupport.park();",
                "log(1); new CompletableFuture<String>().join();",
                "log(1); new CompletableFuture<String>().get();",
                // threads
                "Thread t = new Thread(() -> { log(1); while (true) {} }); t.start(); t.join();",
                "for (int i = 0; i < 5; i++) new Thread(() -> { while (true) { try { Thread.sleep(100000); } catch (InterruptedException e) { } } }).start(); log(1); while (true) { try { Thread.sleep(100000); } catch (InterruptedException e) { } }",
                "Thread t = Thread.ofVirtual().start(() -> { log(1); while (true) { try { Thread.sleep(1000000); } catch (InterruptedException e) {} } }); t.join();",
                "Thread.startVirtualThread(() -> { log(1); while (true) {} }).join();",
                "Thread t = Thread.ofVirtual().unstarted(() -> { log(1); java.util.concurrent.locks.LockSupport.park(); }); t.start(); t.join();",
                "ThreadGroup top = Thread.currentThread().getThreadGroup().getParent(); Thread t = new Thread(top, () -> { log(1); while (true) { try { Thread.sleep(1000000); } catch (InterruptedException e) {} } }); t.start(); t.join();",
                "Thread t = new Thread(new ThreadGroup(\"inner\"), () -> { log(1); while (true) { } }); t.start(); t.join();",
                // executors and futures
                "var pool = Executors.newFixedThreadPool(3); for (int i = 0; i < 3; i++) pool.submit(() -> { log(1); while (true) {} }); pool.awaitTermination(1, TimeUnit.DAYS);",
                "var pool = Executors.newCachedThreadPool(); pool.submit(() -> log(1)); while (true) sleep(\"1s\");",
                "var pool = Executors.newScheduledThreadPool(2); pool.scheduleAtFixedRate(() -> log(1), 1, 1, TimeUnit.MILLISECONDS); sleep(\"1h\");",
                "try (var pool = Executors.newVirtualThreadPerTaskExecutor()) { pool.submit(() -> { log(1); Thread.sleep(1000000); return 1; }); }",
                "var pool = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory()); pool.submit(() -> { log(1); while (true) { try { Thread.sleep(1000000); } catch (InterruptedException e) {} } }); sleep(\"1h\");",
                "var pool = new ThreadPoolExecutor(2, 2, 1, TimeUnit.DAYS, new LinkedBlockingQueue<>(), Thread.ofVirtual().factory()); pool.submit(() -> log(1)); sleep(\"1h\");",
                "var pool = new ForkJoinPool(2); pool.submit(() -> { log(1); while (true) {} }); sleep(\"1h\");",
                "CompletableFuture.runAsync(() -> { log(1); while (true) {} }).join();",
                "CompletableFuture.runAsync(() -> { log(1); try { Thread.sleep(1000000); } catch (InterruptedException e) {} }).join();",
                "new Timer().schedule(new TimerTask() { public void run() { log(1); } }, 1, 1); sleep(\"1h\");",
                // input and output
                "var server = new ServerSocket(0); log(1); server.accept();",
                "var server = new ServerSocket(0); var socket = new Socket(\"localhost\", server.getLocalPort()); log(1); socket.getInputStream().read();",
                "var server = new ServerSocket(0); var out = new Socket(\"localhost\", server.getLocalPort()); log(1); while (true) { try { out.getOutputStream().write(new byte[1 << 20]); } catch (RuntimeException e) { } }",
                "var socket = new DatagramSocket(0); log(1); socket.receive(new DatagramPacket(new byte[9], 9));",
                "log(1); new PipedInputStream(new PipedOutputStream()).read();",
                "log(1); java.nio.channels.Pipe.open().source().read(java.nio.ByteBuffer.allocate(1));",
                "var program = new ProcessBuilder(\"sh\", \"-c\", \"sleep 1000 & sleep 1000\").start(); log(1); program.getInputStream().read();",
                "var program = Runtime.getRuntime().exec(new String[] {\"sleep\", \"1000\"}); log(1); program.waitFor();",
                "var server = new ServerSocket(0); log(1); URI.create(\"http://localhost:\" + server.getLocalPort()).toURL().openConnection().getInputStream();",
                // classes in the body
                "record R(int n) { void loop() { while (true) {} } } log(1); new R(1).loop();",
                "enum E { A; void loop() { while (true) {} } } log(1); E.A.loop();",
                "interface I { default void loop() { while (true) {} } } log(1); new I() {}.loop();",
                "class Outer { class Inner { void loop() { Runnable r = () -> { while (true) {} }; r.run(); } } } log(1); new Outer().new Inner().loop();",
                "class Static { static { Snippet.class.getName(); } Static() { while (true) {} } } log(1); new Static();",
                "class Init { static int n; static { while (n == 0) {} } } log(1); return Init.n;",
                "Supplier<Supplier<Supplier<Integer>>> s = () -> () -> () -> { log(1); while (true) {} }; s.get().get().get();",
                "class Box<T extends Comparable<T>> { T top(List<? extends T> all) { while (true) for (T each : all) if (each == null) return each; } } log(1); new Box<String>().top(List.of(\"a\"));",
                "log(1); new Object() { @Override public String toString() { while (true) {} } }.toString();",
            })
    void a_kill_ends_it(String body) {
        CodeRun run = lab.start(SnippetTest.compile(body), LONG);
        CompletableFuture<Object> end = lab.runUntilFirstLine(run);

        CodeLab.kill(run);

        assertThat(end.handle((_, _) -> true).join()).isTrue();
        assertThat(threadsInSnippets()).isEmpty();
        assertThat(childrenLeft()).isEmpty();
    }

    @Test
    void a_request_interrupts_and_leaves_time_to_tidy_up() throws Throwable {
        CodeRun run =
                lab.start(
                        SnippetTest.compile(
                                "try { log(1); sleep(\"1h\"); } finally { for (int i = 0; i < 100; i++) List.of(1, 2).forEach(n -> {}); log(\"tidied\"); }"),
                        LONG);
        CompletableFuture<Object> end = lab.runUntilFirstLine(run);

        run.close(ExitReason.SHUTDOWN);
        run.closed().toCompletableFuture().join();

        assertThat(end.handle((_, _) -> true).join()).isTrue();
        assertThat(lab.logged).containsExactly("1", "tidied");
    }

    @Test
    void after_the_grace_a_request_is_a_kill() {
        CodeRun run =
                lab.start(SnippetTest.compile("log(1); while (true) {}"), Duration.ofMillis(20));
        var _ = lab.runUntilFirstLine(run);

        run.close(ExitReason.SHUTDOWN);
        run.closed().toCompletableFuture().join();

        assertThat(threadsInSnippets()).isEmpty();
    }

    @Test
    void a_kill_takes_the_grace_away() {
        CodeRun run = lab.start(SnippetTest.compile("log(1); while (true) {}"), LONG);
        var _ = lab.runUntilFirstLine(run);

        run.close(ExitReason.SHUTDOWN);
        assertThat(run.closed()).isNotCompleted();
        CodeLab.kill(run);

        assertThat(threadsInSnippets()).isEmpty();
    }

    @Test
    void what_it_has_started_ends_with_it() throws Throwable {
        Object value =
                lab.start(
                                SnippetTest.compile(
                                        "new Thread(() -> { while (true) {} }).start(); Executors.newFixedThreadPool(1).submit(() -> 1); new ProcessBuilder(\"sleep\", \"1000\").start(); return 7;"),
                                Duration.ofMillis(20))
                        .run();

        assertThat(value).isEqualTo(7);
        assertThat(threadsInSnippets()).isEmpty();
        assertThat(childrenLeft()).isEmpty();
    }

    @Test
    void one_start_is_ended_and_another_goes_on() {
        Code code = SnippetTest.compile("log(1); while (true) {}");
        var other = new CodeLab();
        CodeRun first = lab.start(code, LONG);
        CodeRun second = other.start(code, LONG);
        var _ = lab.runUntilFirstLine(first);
        var _ = other.runUntilFirstLine(second);

        CodeLab.kill(first);

        assertThat(second.closed()).isNotCompleted();
        assertThat(threadsInSnippets()).hasSize(1);
        CodeLab.kill(second);
    }

    @Test
    void what_was_ended_before_never_runs() {
        CodeRun run = lab.start(SnippetTest.compile("log(1)"), LONG);

        CodeLab.kill(run);

        org.assertj.core.api.Assertions.assertThatThrownBy(run::run)
                .hasMessage("the job was ended before its code was started");
        assertThat(lab.logged).isEmpty();
    }

    @Test
    void what_a_thread_of_it_throws_is_logged() throws Throwable {
        lab.value(
                SnippetTest.compile(
                        "Thread t = new Thread(() -> { throw new IllegalStateException(\"boom\"); }, \"mine\"); t.start(); t.join();"));

        assertThat(lab.logged)
                .containsExactly("the thread mine ended: java.lang.IllegalStateException: boom");
    }

    @Test
    void what_no_check_and_no_interrupt_reaches_lingers_until_it_is_gone() {
        var gate = new Semaphore(0);
        System.getProperties().put("gate", gate);
        CodeRun run =
                lab.start(
                        SnippetTest.compile(
                                "log(1); ((Semaphore) System.getProperties().get(\"gate\")).acquireUninterruptibly();"),
                        LONG);
        var _ = lab.runUntilFirstLine(run);

        run.close(ExitReason.KILL);
        assertThat(lab.lingers.join()).startsWith("thread code ").contains(" at ", "(");
        assertThat(run.closed()).isNotCompleted();
        assertThat(threadsInSnippets()).hasSize(1);

        gate.release();
        run.closed().toCompletableFuture().join();
        assertThat(lab.gone).isCompleted();
        assertThat(threadsInSnippets()).isEmpty();
        System.getProperties().remove("gate");
    }

    private List<ProcessHandle> childrenLeft() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.isAlive() && !others.contains(child))
                .toList();
    }
}
