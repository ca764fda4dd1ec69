package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.TestFolder;
import dev.jobber.shell.console.Prompt.Read;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The keys of terminals that are not the one that `TERM` names.
@Timeout(60)
class TerminalKeysTest {
    /// Keys that mean the same, by what they do to `ab cd|`, or to `|ab cd` after `^A`, before a
    /// letter is typed. `^[` is ESC.
    private static final String KEYS =
            """
            Xab cd | | ^[[H ^[OH ^[[1~ ^[[7~ ^[[1;2H ^[[1;5H ^[[7$ ^[[7^ ^[[7@ ^[[1;3~ ^[^[[7~ ^[O5H
            ab cdX | ^A | ^[[F ^[OF ^[[4~ ^[[8~ ^[[1;2F ^[[1;5F ^[[8$ ^[[8^ ^[[8@ ^[[4;3~ ^[^[[8~
            ab cXd | | ^[[D ^[OD ^[[1;2D ^[[d
            aXb cd | ^A | ^[[C ^[OC ^[[1;2C ^[[c
            ab Xcd | | ^[[1;5D ^[[1;3D ^[[5D ^[O5D ^[Od ^[^[[D ^[^[OD ^[[1;6D ^[b
            ab Xcd | ^A | ^[[1;5C ^[[1;3C ^[[5C ^[O5C ^[Oc ^[^[[C ^[^[OC ^[[1;6C ^[f
            Xb cd | ^A | ^[[3~ ^[[3;2~ ^[[3$
            X cd | ^A | ^[[3;5~ ^[[3;3~ ^[[3^ ^[[3@ ^[d
            ab X | | ^[[127;5u ^[[27;5;127~
            ab cd0X | | ^[Op
            ab cd9X | | ^[Oy
            ab cd-X | | ^[Om
            ab cd.X | | ^[On
            ab cdX | | ^[OP ^[[11~ ^[[[A ^[[15~ ^[[24~ ^[[1;5P ^[[15;2~ ^[[5~ ^[[6~ ^[[5^ ^[[Z ^[OR ^[[25~ ^[[E
            ab cdX | | ^[[?62;22c ^[[0n ^[[12;40R ^[[>1;2;3c ^[[I ^[[O ^[[99999999Q ^[O9Z
            """;

    @TempDir private Path folder;
    private VirtualShell shell;

    @BeforeEach
    void open() {
        shell = new VirtualShell(70, 12, false, (_, _) -> List.of(), folder.resolve("history"));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    static Stream<List<String>> keys() {
        return KEYS.lines()
                .map(row -> List.of(row.split("\\|")))
                .flatMap(row ->
                        Stream.of(row.getLast().strip().split(" "))
                                .map(key -> List.of(row.get(0).strip(), row.get(1).strip() + key)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_does_the_same_whatever_terminal_it_is_of(List<String> row) {
        String text = row.getFirst();
        String keys = row.getLast();

        shell.type("ab cd" + keys.replace("^A", "\u0001").replace("^[", "\u001b") + "X");

        shell.awaitTyped(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^[OM", "^[[13;2u", "^[[27;5;13~"})
    void enter_is_enter_on_the_number_pad_and_with_other_keys_too(String key)
            throws InterruptedException {
        shell.type("ab" + key.replace("^[", "\u001b"));

        assertThat(shell.nextRead()).isEqualTo(new Read.Line("ab"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[9^[9^[9^[9^[9^[9^[9",
                "^V^[^V^[",
                "^]",
                "^[^]",
                "^[-^[9^[9a",
                "^X^E",
                "^X^V"
            })
    void a_count_or_a_quoted_key_harms_nothing(String keys) {
        String sent = keys.replace("^[", "\u001b").replace("^]", "\u001d");
        sent = sent.replace("^V", "\u0016").replace("^X", "\u0018").replace("^E", "\u0005");
        shell.type("ab" + sent + "\u0015Z");

        shell.awaitTyped("Z");
    }

    @Provide
    Arbitrary<String> sequences() {
        Arbitrary<String> parameters =
                Arbitraries.strings().withChars("0123456789;?<=>:").ofMaxLength(6);
        Arbitrary<Character> end =
                Arbitraries.chars()
                        .range('@', '~')
                        .filter(c -> c != '[' && c != 'M' && c != 'u' && c != 'm');
        return Combinators.combine(Arbitraries.of("\u001b[", "\u001b\u001b["), parameters, end)
                .as((begin, middle, last) -> begin + middle + last)
                .filter(key -> !key.endsWith("[200~") && !key.contains("[<"))
                .filter(key -> !key.contains("13~"));
    }

    @Property(tries = 20)
    void no_key_is_typed_as_text(@ForAll List<@From("sequences") String> keys) throws IOException {
        try (var folder = TestFolder.create();
                var virtual =
                        new VirtualShell(
                                70,
                                12,
                                false,
                                (_, _) -> List.of(),
                                folder.path().resolve("history"))) {
            virtual.type("ab cd" + String.join("", keys) + "Z");

            String typed = virtual.awaitTyped(text -> text.contains("Z"));
            assertThat(typed.chars().mapToObj(Character::toString).collect(Collectors.toSet()))
                    .isSubsetOf("a", "b", " ", "c", "d", "Z");
        }
    }
}
