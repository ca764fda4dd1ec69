package dev.jobber.job.kind.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.Outcome;
import dev.jobber.otp.ExitReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Classes from jars that are jobs.
@Timeout(60)
class JobClassTest {
    @TempDir private Path folder;

    private final CodeLab lab = new CodeLab();
    private Path jar = Path.of("");

    @BeforeEach
    void makeJar() throws IOException {
        jar =
                Jars.of(
                        folder.resolve("jobs.jar"),
                        Map.of(
                                "acme.Call",
                                "package acme; public class Call implements java.util.concurrent.Callable<String> { public String call() { return \"called\"; } }",
                                "acme.Run",
                                "package acme; class Run implements Runnable { final String[] args; Run(String... args) { this.args = args; } public void run() { System.out.println(String.join(\"+\", args)); } }",
                                "acme.Fails",
                                "package acme; public class Fails implements java.util.concurrent.Callable<Object> { public Object call() { return dev.jobber.job.Outcome.error(\"no\"); } }",
                                "acme.Main",
                                "package acme; public class Main { static int starts; public static void main(String[] args) throws Exception { System.out.println(++starts + \" \" + java.util.List.of(args) + \" \" + new String(Main.class.getResourceAsStream(\"/text\").readAllBytes()) + \" \" + Thread.currentThread().getContextClassLoader().getName().startsWith(\"lab-\")); new Thread(() -> { try { Thread.sleep(50); } catch (InterruptedException e) { } System.out.println(\"later\"); }).start(); if (args.length > 0 && args[0].matches(\"[0-9]+\")) System.exit(Integer.parseInt(args[0])); } }",
                                "acme.Plain",
                                "package acme; class Plain { void main() { System.err.println(\"plain\"); } }",
                                "acme.None",
                                "package acme; public class None { public static class Inner { } }",
                                "acme.NeedsMore",
                                "package acme; public class NeedsMore implements Runnable { NeedsMore(int n) { } public void run() { } }",
                                "acme.Stubborn",
                                "package acme; public class Stubborn implements Runnable { public void run() { System.out.println(\"up\"); ((java.util.concurrent.Semaphore) System.getProperties().get(\"gate\")).acquireUninterruptibly(); } }",
                                "acme.Task",
                                "package acme; public interface Task extends java.util.concurrent.Callable<Integer> { }",
                                "acme.Seven",
                                "package acme; public class Seven implements Task { public Integer call() { return 7; } }"),
                        Map.of(
                                "text", "resource",
                                "META-INF/services/acme.Task", "acme.Seven # the only one\n",
                                "META-INF/services/java.lang.Runnable",
                                        "acme.Run\nacme.Stubborn\n"));
    }

    /// Deleted jars whose files are open are found in `/proc`.
    @AfterEach
    void no_jar_stays_open() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (Stream<Path> open = Files.list(descriptors)) {
                assertThat(
                                open.filter(Files::isSymbolicLink)
                                        .map(each -> target(each))
                                        .filter(each -> each.startsWith(folder.toString())))
                        .isEmpty();
            }
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private JobClass job(String name, String... arguments) {
        return switch (JobClasses.find(name, List.of(arguments), List.of(jar))) {
            case JobClasses.Result.Found(JobClass found) -> found;
            case JobClasses.Result other -> throw new AssertionError(other.toString());
        };
    }

    private @Nullable Object value(String name, String... arguments) throws Throwable {
        return lab.value(job(name, arguments));
    }

    @Test
    void a_callable_gives_its_value_and_a_runnable_none() throws Throwable {
        assertThat(value("acme.Call")).isEqualTo(Outcome.ok("called"));
        assertThat(value("acme.Fails")).isEqualTo(Outcome.error("no"));
        assertThat(value("acme.Run", "a", "b")).isEqualTo(Outcome.ok());
        assertThat(lab.printed).containsExactly("a+b");
    }

    @Test
    void a_main_runs_until_its_threads_have_ended_with_classes_of_its_own() throws Throwable {
        assertThat(value("acme.Main", "x")).isEqualTo(Outcome.ok());
        assertThat(value("acme.Main", "y")).isEqualTo(Outcome.ok());
        assertThat(lab.printed)
                .containsExactly("1 [x] resource true", "later", "1 [y] resource true", "later");
        assertThat(value("acme.Plain")).isEqualTo(Outcome.ok());
        assertThat(lab.printed).endsWith("plain");
    }

    @Test
    void exit_ends_the_job() throws Throwable {
        assertThat(value("acme.Main", "0")).isEqualTo(Outcome.ok());
        assertThat(value("acme.Main", "3")).isEqualTo(Outcome.error("exit 3"));
        assertThat(lab.exits).containsExactly(0, 3);
    }

    @Test
    void a_service_is_found_and_so_is_a_provider_by_its_short_name() throws Throwable {
        assertThat(value("acme.Task")).isEqualTo(Outcome.ok(7));
        assertThat(value("Run", "short")).isEqualTo(Outcome.ok());
        assertThat(lab.printed).containsExactly("short");
    }

    @Test
    void what_is_no_job_says_why() {
        assertThat(JobClasses.find("acme.None", List.of(), List.of(jar)))
                .hasToString(
                        "NoJob[why=is no job: it has no main method, and is no Work, Callable or Runnable]");
        assertThat(JobClasses.find("acme.NeedsMore", List.of(), List.of(jar)))
                .hasToString("NoJob[why=cannot be made: it has no constructor without parameters]");
        assertThat(JobClasses.find("acme.Call", List.of("x"), List.of(jar)))
                .hasToString(
                        "NoJob[why=takes no arguments: it has no constructor with a String[]]");
        assertThat(JobClasses.find("java.lang.Runnable", List.of(), List.of(jar)))
                .hasToString(
                        "NoJob[why=is a service with several providers: acme.Run, acme.Stubborn]");
        assertThat(JobClasses.find("acme.Cal", List.of(), List.of(jar)))
                .isInstanceOfSatisfying(
                        JobClasses.Result.Missing.class,
                        missing -> assertThat(missing.others()).contains("acme.Call"));
        assertThat(JobClasses.find("acme.Call", List.of(), List.of(folder.resolve("no.jar"))))
                .isInstanceOf(JobClasses.Result.Unreadable.class);
    }

    @Test
    void a_thread_that_ignores_its_interrupt_lingers_until_it_is_gone() {
        var gate = new Semaphore(0);
        System.getProperties().put("gate", gate);
        CodeRun run = lab.start(job("acme.Stubborn"), Duration.ofMillis(1));
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        run.run();
                    } catch (Throwable ended) {
                        lab.logged.add(ended.toString());
                    }
                });
        while (lab.printed.isEmpty()) {
            Thread.onSpinWait();
        }

        run.close(ExitReason.SHUTDOWN);
        assertThat(lab.lingers.join()).startsWith("thread code ").contains(" at ");
        assertThat(run.closed()).isNotCompleted();

        gate.release();
        run.closed().toCompletableFuture().join();
        assertThat(lab.gone).isCompleted();
        System.getProperties().remove("gate");
    }

    @Test
    void a_class_that_throws_crashes() {
        assertThatThrownBy(
                        () -> lab.value(new JobClass("acme.Gone", List.of(), List.of(jar), true)))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
