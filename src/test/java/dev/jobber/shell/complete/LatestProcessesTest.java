package dev.jobber.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LatestProcessesTest {
    private static final int MOST = 20;

    /// @param started how many are started; above 5 000 numbers are tried one after the other
    /// @param killed how many of a hundred are killed, and of the first ones all
    @ParameterizedTest
    @CsvSource({"300, 0, 0", "12000, 0, 0", "12000, 50, 0", "30000, 10, 20000", "40000, 0, 32000"})
    void finds_the_latest_and_what_all_have_in_common(int started, int killed, int first) {
        var random = new Random(1);
        try (Node node = Node.builder().fairness(false).build()) {
            var all = new ArrayList<Pid>();
            for (int i = 0; i < started; i++) {
                Pid pid = node.spawn(() -> Process.receive(message -> false));
                if (i < first || random.nextInt(100) < killed) {
                    Process.exit(pid, ExitReason.KILL);
                } else {
                    all.add(pid);
                }
            }
            node.awaitQuiet();
            for (String digits :
                    List.of("", "1", "2", "12", "3", "9", "119", "5000", "10001", "7777777")) {
                List<Pid> wanted =
                        all.reversed().stream()
                                .filter(pid -> Long.toString(pid.id()).startsWith(digits))
                                .toList();

                var found =
                        List.copyOf(
                                new LatestProcesses(
                                                node,
                                                BegunNumber.of(digits, "").orElseThrow(),
                                                MOST)
                                        .find());

                assertThat(found)
                        .as(digits)
                        .startsWith(
                                wanted.subList(0, Math.min(MOST, wanted.size()))
                                        .toArray(Pid[]::new));
                assertThat(wanted).containsAll(found);
                assertThat(common(found)).as(digits).isEqualTo(common(wanted));
            }
        }
    }

    private static String common(Collection<Pid> pids) {
        return pids.stream()
                .map(pid -> Long.toString(pid.id()))
                .reduce((one, other) -> {
                    int length = 0;
                    while (length < Math.min(one.length(), other.length())
                            && one.charAt(length) == other.charAt(length)) {
                        length++;
                    }
                    return one.substring(0, length);
                })
                .orElse("");
    }
}
