package dev.jobber;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which package may use which.
class LayeringTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/jobber");

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?([a-z0-9_.]+)[.][A-Z]");

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    /// A package and what it may use, beside itself and the JDK's own `java` packages: packages of
    /// jobber that stand above it, so that there is no cycle, and packages of others with those in
    /// them. The program itself may use everything.
    private static final String MAY_USE =
            """
            otp.scheduling            jdk.management
            otp.flight                jdk.jfr
            otp                       otp.scheduling otp.flight
            otp.management            otp javax.management
            otp.micrometer            otp otp.management io.micrometer
            otp.stage                 otp
            testing                   otp org.junit.jupiter.api
            job.policy
            job.identity              otp
            sender                    otp
            job.history
            job.flight                job.history jdk.jfr
            job.tree                  otp
            job                       otp job.policy job.identity job.history job.flight job.tree
            job.schedule              otp job.policy job com.cronutils
            job.durable               otp job.policy job.history job job.schedule
            job.kind                  otp job.policy job
            store.sql                 com.zaxxer.hikari javax.sql org.postgresql org.sqlite
            store.schema              store.sql
            store.table               job.policy job.identity job.history job job.schedule job.durable store.sql
            store                     otp job.policy job.identity job.history job job.schedule job.durable store.sql store.schema store.table
            observer                  otp job.policy job.identity job
            observer.story            otp job.policy job.history job observer
            shell.result              otp job.policy job job.durable org.jline.utils
            shell.log                 otp job.policy observer shell.result org.tinylog
            shell.syntax              shell.result
            shell.console             shell.result shell.log shell.syntax
            shell.parse.model         picocli
            shell.parse               otp job.policy shell.result shell.syntax shell.parse.model picocli
            shell.list                observer shell.result shell.parse picocli
            shell.help.topic
            shell.help                shell.result shell.parse shell.help.topic picocli
            shell.terminal            shell.result shell.log shell.syntax shell.console org.jline
            shell.view                job.policy job observer observer.story shell.result
            shell.top                 otp job.policy job.identity job observer shell.result shell.console
            job.kind.program.os       job
            job.kind.program          otp job.history job job.durable job.kind job.kind.program.os
            job.kind.code             otp.scheduling otp job.policy job.history job job.kind job.kind.program.os com.sun.source javax.tools
            shell.session             otp job.policy job job.durable job.kind job.schedule observer shell.result shell.log shell.syntax shell.console shell.parse job.kind.program job.kind.code
            shell.complete            otp job.policy job.identity job job.schedule observer shell.result shell.syntax shell.console shell.parse shell.list shell.help shell.session picocli
            shell.script              otp job.policy job.identity job.durable observer shell.result shell.log shell.syntax shell.console shell.parse shell.help shell.session
            shell.export              shell.console shell.parse shell.help.topic shell.help shell.complete picocli
            shell                     shell.result shell.console shell.parse shell.help shell.session shell.complete shell.script picocli
            shell.command.sender      otp sender observer shell.result shell.log shell.parse shell.session picocli
            shell.command.process     otp job.policy sender job job.durable observer shell.result shell.log shell.parse shell.list shell.session shell.command.sender picocli
            shell.command.supervisor  otp job observer shell.result shell.syntax shell.parse shell.list shell.view shell.session picocli
            shell.command.job.kind    job.policy job.history job job.kind shell.result shell.log shell.syntax shell.parse job.kind.program job.kind.code shell.session picocli
            shell.command.job         otp job.policy job.identity job.history job job.durable job.kind observer shell.result shell.log shell.syntax shell.console shell.parse shell.list job.kind.code shell.session shell.command.job.kind picocli
            shell.command.job.policy  job.policy job job.durable observer shell.result shell.parse shell.list shell.session shell.command.job.kind picocli
            shell.command.schedule    otp job.identity job job.schedule job.durable shell.result shell.syntax shell.parse shell.list shell.session shell.command.job picocli
            shell.command.handler     otp job.identity job observer shell.result shell.log shell.syntax shell.parse shell.list shell.session picocli
            shell.command.store       job.policy job job.durable job.schedule shell.result shell.syntax shell.parse shell.list shell.session picocli
            shell.command.log         observer shell.result shell.log shell.console shell.parse shell.list shell.session picocli
            shell.command.story       otp job observer observer.story shell.result shell.console shell.syntax shell.parse shell.list shell.view shell.session picocli
            shell.command.session     shell.result shell.console shell.parse shell.list shell.help shell.session picocli
            shell.command.live        otp job.policy job observer observer.story shell.result shell.log shell.syntax shell.console shell.parse shell.list shell.top shell.session shell.command.story picocli
            shell.command.visit       otp job.policy observer shell.result shell.console shell.parse shell.list shell.session picocli
            shell.command             shell.parse shell.help shell.session shell.command.sender shell.command.process shell.command.supervisor shell.command.job shell.command.job.policy shell.command.schedule shell.command.handler shell.command.store shell.command.log shell.command.story shell.command.live shell.command.session shell.command.visit
            attach                    jdk.net
            attach.server             attach
            attach.options            shell.parse picocli
            attach.client             attach job.policy shell.result org.jline
            .                         *
            """;

    /// The packages that the classes of a package use, its own among them, by its name.
    private static final Map<String, Set<String>> COMPILED =
            PROGRAM.stream()
                    .collect(
                            Collectors.groupingBy(
                                    each -> shortened(each.getPackageName()),
                                    Collectors.flatMapping(
                                            LayeringTest::packagesUsed, Collectors.toSet())));

    private static final List<Row> ROWS = MAY_USE.lines().map(Row::of).toList();

    private static final int LARGEST = 29;

    private static final int MOST_COMPONENTS = 5;

    /// A line of the table.
    private record Row(String name, List<String> allowed) {
        static Row of(String line) {
            List<String> words = List.of(line.strip().split(" +"));
            return new Row(words.getFirst(), words.subList(1, words.size()));
        }

        Path folder() {
            return name.equals(".") ? SOURCES : SOURCES.resolve(name.replace('.', '/'));
        }

        boolean allows(String other) {
            return allowed.stream().anyMatch(may -> covers(may, other));
        }

        /// A package of jobber stands for itself alone; any other stands for its subpackages too.
        static boolean covers(String may, String other) {
            return may.equals("*")
                    || other.equals(may)
                    || !names().contains(may) && other.startsWith(may + ".");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return ROWS;
    }

    private static List<String> names() {
        return ROWS.stream().map(Row::name).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_package_uses_only_what_the_table_allows(Row row) {
        assertThat(used(row)).allMatch(row::allows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_package_uses_all_that_the_table_allows(Row row) {
        assertThat(row.allowed())
                .allMatch(may -> used(row).stream().anyMatch(other -> Row.covers(may, other)));
    }

    /// The other packages that a package uses. The compiler copies constants, so some of these
    /// packages stand in the imports alone.
    private static Set<String> used(Row row) {
        return Stream.concat(
                        COMPILED.getOrDefault(row.name(), Set.of()).stream(),
                        imported(row.folder()))
                .map(LayeringTest::shortened)
                .filter(each -> !each.equals(row.name()) && !isOfTheJdk(each))
                .collect(Collectors.toSet());
    }

    private static Stream<String> packagesUsed(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(each -> each.getTargetClass().getBaseComponentType().getPackageName());
    }

    private static Stream<String> imported(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .flatMap(file -> IMPORT.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_package_uses_none_that_stands_below_it(Row row) {
        List<String> above = names().subList(0, names().indexOf(row.name()));

        assertThat(row.allowed().stream().filter(names()::contains)).allMatch(above::contains);
    }

    @Test
    void every_package_stands_in_the_table_and_is_checked_for_nulls() {
        assertThat(PROGRAM.stream().map(each -> shortened(each.getPackageName())).distinct())
                .containsExactlyInAnyOrderElementsOf(names());
        assertThat(PROGRAM.stream().map(each -> each.getPackage()).distinct())
                .allSatisfy(each ->
                        assertThat(each.isAnnotatedWith(NullMarked.class))
                                .as(each.getName())
                                .isTrue());
    }

    @Test
    void no_package_but_the_kernel_is_large() {
        Map<String, Long> files =
                PROGRAM.stream()
                        .filter(each -> !each.getSimpleName().equals("package-info"))
                        .filter(each -> each.getEnclosingClass().isEmpty())
                        .collect(
                                Collectors.groupingBy(
                                        each -> shortened(each.getPackageName()),
                                        Collectors.counting()));
        files.remove("otp");

        assertThat(files.values()).allMatch(count -> count <= LARGEST);
    }

    /// A value of more parts than these is made of smaller values, each with a name.
    @Test
    void no_record_has_more_than_five_components() {
        assertThat(
                        PROGRAM.stream()
                                .filter(each ->
                                        each.isRecord() && components(each) > MOST_COMPONENTS))
                .isEmpty();
    }

    private static long components(JavaClass record) {
        return record.getFields().stream()
                .filter(each -> !each.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    private static String shortened(String name) {
        return name.equals("dev.jobber") ? "." : name.replaceFirst("^dev[.]jobber[.]", "");
    }

    private static boolean isOfTheJdk(String name) {
        return name.isEmpty() || name.startsWith("java.") || name.startsWith("org.jspecify.");
    }

    @Test
    void no_static_field_holds_state() {
        holds(fields().that().areStatic().should().beFinal());
    }

    @Test
    void only_the_shell_and_main_print() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.jobber", "dev.jobber.shell..")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
    }

    @Test
    void few_files_of_the_kernel_start_threads() {
        assertThat(
                        PROGRAM.stream()
                                .filter(each -> each.getPackageName().startsWith("dev.jobber.otp"))
                                .flatMap(each -> each.getCodeUnits().stream())
                                .filter(LayeringTest::startsThreads)
                                .map(each ->
                                        each.getOwner()
                                                .getSource()
                                                .orElseThrow()
                                                .getFileName()
                                                .orElseThrow())
                                .distinct())
                .isSubsetOf(
                        "WakeGate.java",
                        "FairnessWatchdog.java",
                        "WatchThread.java",
                        "CarrierControl.java",
                        "ProbeSenders.java",
                        "SystemClock.java",
                        "Delivery.java",
                        "ForeignCalls.java");
    }

    private static boolean startsThreads(JavaCodeUnit code) {
        return code.getCallsFromSelf().stream()
                .anyMatch(call -> {
                    JavaClass owner = call.getTargetOwner();
                    return switch (call.getTarget().getName()) {
                        case "start", "startVirtualThread" ->
                                owner.isAssignableTo(Thread.class)
                                        || owner.isAssignableTo(Thread.Builder.class);
                        default -> owner.getFullName().equals("java.util.concurrent.Executors");
                    };
                });
    }

    @Test
    void three_files_of_the_kernel_catch_everything() throws IOException {
        assertThat(sourcesThatContain("otp", "catch \\((final )?([A-Za-z.]+ \\| )*Throwable\\b"))
                .extracting(Path::getFileName)
                .isSubsetOf(
                        Path.of("ProcessCell.java"),
                        Path.of("Guard.java"),
                        Path.of("Inspect.java"));
    }

    private static List<Path> sourcesThatContain(String folder, String regex) throws IOException {
        var pattern = Pattern.compile(regex);
        try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> pattern.matcher(read(file)).find())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(PROGRAM);
    }
}
