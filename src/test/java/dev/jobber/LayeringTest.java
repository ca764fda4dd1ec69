package dev.jobber;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arrows between the packages, which point one way.
class LayeringTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/jobber");

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.jobber");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    dev.jobber.otp.scheduling, jdk.management..
                    dev.jobber.otp,           dev.jobber.otp.scheduling jdk.jfr.. com.sun.management..
                    dev.jobber.job.policy,    java..
                    dev.jobber.job.history,   java..
                    dev.jobber.job,           dev.jobber.otp dev.jobber.job.policy dev.jobber.job.history
                    dev.jobber.job.kind.program, dev.jobber.otp dev.jobber.job dev.jobber.job.history
                    dev.jobber.sender,        dev.jobber.otp
                    dev.jobber.shell,         dev.jobber.otp dev.jobber.job dev.jobber.job.history dev.jobber.job.kind.program dev.jobber.job.policy dev.jobber.sender org.jline.. picocli.. org.tinylog..
                    dev.jobber.shell.command, dev.jobber.otp dev.jobber.job dev.jobber.job.history dev.jobber.job.kind.program dev.jobber.job.policy dev.jobber.sender dev.jobber.shell picocli..
                    """)
    void a_package_uses_only_what_lies_below_it(String name, String below) {
        holds(
                classes()
                        .that()
                        .resideInAPackage(name)
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(name, "java..", "org.jspecify..")
                                        .or(resideInAnyPackage(below.split(" ")))));
    }

    @Test
    void every_package_is_one_of_these_and_checked_for_nulls() {
        assertThat(PROGRAM.stream().map(each -> each.getPackageName()).distinct())
                .isSubsetOf(
                        "dev.jobber",
                        "dev.jobber.otp",
                        "dev.jobber.otp.scheduling",
                        "dev.jobber.job",
                        "dev.jobber.job.history",
                        "dev.jobber.job.kind.program",
                        "dev.jobber.job.policy",
                        "dev.jobber.sender",
                        "dev.jobber.shell",
                        "dev.jobber.shell.command");
        assertThat(PROGRAM.stream().map(each -> each.getPackage()).distinct())
                .allSatisfy(each ->
                        assertThat(each.isAnnotatedWith(NullMarked.class))
                                .as(each.getName())
                                .isTrue());
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
                        .resideInAnyPackage(
                                "dev.jobber.otp..", "dev.jobber.job", "dev.jobber.sender")
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
                        "Traffic.java",
                        "Fairness.java",
                        "ProbeSenders.java",
                        "SystemClock.java",
                        "Delivery.java");
    }

    private static boolean startsThreads(JavaCodeUnit code) {
        return code.getCallsFromSelf().stream()
                .anyMatch(call -> {
                    var owner = call.getTargetOwner();
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
                .isSubsetOf(Path.of("Cell.java"), Path.of("Guard.java"), Path.of("Inspect.java"));
    }

    private static List<Path> sourcesThatContain(String folder, String regex) throws IOException {
        var pattern = Pattern.compile(regex);
        try (var files = Files.walk(SOURCES.resolve(folder))) {
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
