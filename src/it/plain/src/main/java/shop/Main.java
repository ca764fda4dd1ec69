package shop;

import dev.jobber.AttachableShell;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An application with a supervised server. While it runs, `jobber attach shop` opens a shell on
/// it. This one looks at itself in that way, and fails if it does not see its server.
public final class Main {
    private static final String NAME = "shop-plain";

    public static void main(String[] args) throws Exception {
        try (Node node = Node.builder().build()) {
            startTree(node);
            try (var shell = AttachableShell.open(node, NAME)) {
                require(jobber("tree"), "stock");
                require(jobber("help"), "The shop");
                require(jobber("add", "3"), "there are 3");
            }
        }
        System.out.println("plain: fine");
    }

    private static void startTree(Node node) {
        Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(
                                ChildSpec.worker(
                                        Stock.NAME,
                                        () ->
                                                GenServer.startLink(
                                                        new Stock(),
                                                        StartOptions.named(Stock.NAME)))),
                        StartOptions.named("shop"))
                .pidOrExit();
    }

    /// What `jobber -N NAME WORDS` prints, from another program.
    private static String jobber(String... words) throws IOException, InterruptedException {
        var command =
                new ArrayList<String>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "dev.jobber.Main",
                                "-N",
                                NAME));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    private static void require(String text, String part) {
        if (!text.contains(part)) {
            throw new IllegalStateException("expected " + part + " in: " + text);
        }
    }
}
