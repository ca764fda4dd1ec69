package shop;

import dev.jobber.AttachableShell;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import dev.jobber.otp.micrometer.NodeMeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// The node belongs to a bean, and ends with the application. A service of the application runs
/// under a supervisor of the node. `jobber attach shop-spring` opens a shell on it.
@SpringBootApplication(proxyBeanMethods = false)
public class Application {
    private static final String NAME = "shop-spring";

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args).close();
        System.out.println("spring: fine");
    }

    @Bean(destroyMethod = "close")
    Supervision supervision() {
        return new Supervision();
    }

    /// The actuator of Spring Boot would bind it to its registry. This application has none.
    @Bean(destroyMethod = "close")
    NodeMeterBinder supervisionMeters(Supervision supervision) {
        return supervision.meters();
    }

    /// Others call the service by its name, so that they reach it after a restart too.
    @Bean
    Greetings greetings(Supervision supervision) {
        Node node = supervision.node();
        Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(
                                ChildSpec.worker(
                                        "greeter",
                                        () ->
                                                GenServer.startLink(
                                                        new Greeter(),
                                                        StartOptions.named("greeter")))),
                        StartOptions.named("shop"))
                .pidOrExit();
        return name -> GenServer.call(node.named("greeter"), new Greeter.Greet(name));
    }

    @Bean(destroyMethod = "close")
    AttachableShell shell(Supervision supervision, Greetings startedBefore) throws IOException {
        return AttachableShell.open(supervision.node(), NAME);
    }

    /// Looks at the application as an operator does, and fails if the service is not there.
    @Bean
    CommandLineRunner check(Greetings greetings, AttachableShell shell, NodeMeterBinder meters) {
        return _ -> {
            String text = greetings.greet("Ada") + "\n" + tree();
            if (!text.contains("Hello, Ada") || !text.contains("greeter")) {
                throw new IllegalStateException(text);
            }
            var registry = new SimpleMeterRegistry();
            meters.bindTo(registry);
            if (registry.get("jobber.node.processes").gauge().value() < 2) {
                throw new IllegalStateException(registry.getMetersAsString());
            }
        };
    }

    private static String tree() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "dev.jobber.Main",
                                "-N",
                                NAME,
                                "tree")
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
