package dev.jobber.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `scripts/jobber`, in a path with blanks, on a machine that has only what it needs.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class LauncherTest {
    private final Path folder;
    private final Checkout checkout;

    LauncherTest(@TempDir Path folder) {
        this.folder = folder;
        this.checkout = new Checkout(folder);
    }

    @Test
    void the_first_start_builds_and_the_second_does_not_run_maven() {
        LauncherRun.Ending first = checkout.start("a b", "-c", "x").endsWith(0);
        assertThat(first.out()).isEqualTo("one[a b, -c, x]\n");
        assertThat(first.err())
                .startsWith("jobber: building (Maven 3.9.9, JDK ")
                .endsWith("jobber: built\n");

        LauncherRun.Ending second = checkout.start().endsWith(0);
        assertThat(second.out()).isEqualTo("one[]\n");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void it_starts_through_symbolic_links_and_from_the_path() {
        Path near =
                checkout.link(
                        folder.resolve("links/near"), checkout.root.resolve("scripts/jobber"));
        Path far = checkout.link(folder.resolve("links/far"), near.getFileName());
        assertThat(checkout.run(far).succeeds()).isEqualTo("one[]\n");

        checkout.path("bin", "links", Checkout.javaHome() + "/bin");
        assertThat(checkout.run(folder.resolve("bin/sh"), "-c", "far here").succeeds())
                .isEqualTo("one[here]\n");
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void a_source_that_is_changed_added_renamed_or_removed_is_built_again() throws IOException {
        checkout.start().succeeds();

        Path main = checkout.source("Main.java", "the program, changed");
        checkout.program("two");
        LauncherRun.Ending changed = checkout.start().endsWith(0);
        assertThat(changed.out()).isEqualTo("two[]\n");
        assertThat(changed.err())
                .startsWith("jobber: the sources have changed, building again (Maven 3.9.9, JDK ");

        Path added = checkout.source("Added.java", "more of it");
        checkout.start().succeeds();
        assertThat(checkout.builds()).hasSize(3);

        Path renamed = Files.move(added, added.resolveSibling("Renamed.java"));
        checkout.start().succeeds();
        assertThat(checkout.builds()).hasSize(4);

        Files.delete(renamed);
        checkout.start().succeeds();
        assertThat(checkout.builds()).hasSize(5);

        Files.setLastModifiedTime(main, FileTime.from(Instant.EPOCH));
        checkout.start().succeeds();
        assertThat(checkout.builds()).hasSize(6);

        checkout.start().succeeds();
        assertThat(checkout.builds()).hasSize(6);
    }

    @Test
    void a_source_from_the_future_is_built_once() throws IOException {
        Path main = checkout.source("Main.java", "the program");
        Files.setLastModifiedTime(main, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

        checkout.start().succeeds();
        checkout.start().succeeds();

        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void a_build_that_is_in_use_survives_the_next_one() throws IOException {
        checkout.start().succeeds();
        List<Path> inUse = jars();
        checkout.source("Main.java", "the program, changed");
        checkout.program("two");
        checkout.start().succeeds();

        assertThat(jars()).hasSize(2).containsAll(inUse);

        checkout.source("Main.java", "the program, changed again");
        checkout.program("three");
        checkout.start().succeeds();
        assertThat(jars()).hasSize(2).doesNotContainAnyElementsOf(inUse);
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(checkout.root.resolve("target/jobber"))) {
            return files.filter(each -> each.endsWith("jobber.jar")).toList();
        }
    }

    @Test
    void a_checkout_that_cannot_be_written_is_built_in_the_cache_of_the_user() {
        checkout.write(checkout.root.resolve("target"), "in the way");
        assertThat(checkout.start().succeeds()).isEqualTo("one[]\n");
        assertThat(folder.resolve("home/.cache/jobber")).isNotEmptyDirectory();
        LauncherRun.Ending second = checkout.start().endsWith(0);
        assertThat(second.out()).isEqualTo("one[]\n");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).hasSize(1);

        checkout.environment.put("XDG_CACHE_HOME", folder + "/other caches");
        assertThat(checkout.start().succeeds()).isEqualTo("one[]\n");
        assertThat(folder.resolve("other caches/jobber")).isNotEmptyDirectory();
        assertThat(checkout.builds()).hasSize(2);
    }

    @Test
    void without_a_home_it_builds_among_the_temporary_files() {
        checkout.write(checkout.root.resolve("target"), "in the way");
        checkout.environment.remove("HOME");
        checkout.environment.put("TMPDIR", checkout.directory("temporary files").toString());

        assertThat(checkout.start().succeeds()).isEqualTo("one[]\n");
        assertThat(checkout.start().endsWith(0).err()).isEmpty();

        assertThat(folder.resolve("temporary files")).isNotEmptyDirectory();
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void nowhere_to_build_is_said() {
        checkout.write(checkout.root.resolve("target"), "in the way");
        checkout.write(folder.resolve("home/.cache"), "in the way");
        checkout.environment.put("TMPDIR", checkout.root + "/target");

        assertThat(checkout.start().endsWith(1).err())
                .startsWith(
                        "jobber: there is no directory to build in, because none of these can be written: ")
                .endsWith("Set XDG_CACHE_HOME to one that can.\n");
    }

    @ParameterizedTest(name = "JAVA_HOME={0}")
    @ValueSource(strings = {"", "/nowhere", "OLD"})
    void a_java_that_is_too_old_is_passed_over(String javaHome) {
        checkout.brokenJdk("old jdk", "17.0.1");
        checkout.path("old jdk/bin", "bin", Checkout.javaHome() + "/bin");
        checkout.environment.put("JAVA_HOME", javaHome.replace("OLD", folder + "/old jdk"));

        assertThat(checkout.start().succeeds()).isEqualTo("one[]\n");
        assertThat(checkout.start().succeeds()).isEqualTo("one[]\n");
    }

    @Test
    void the_jdk_of_java_home_comes_before_that_of_the_path() {
        Path mine = checkout.workingJdk("my jdk", "none", folder);
        checkout.environment.put("JAVA_HOME", mine.toString());

        assertThat(checkout.start("--verbose").endsWith(0).err())
                .contains("jobber: JDK " + Runtime.version() + " in " + mine + "\n");
    }

    @Test
    void a_jdk_that_went_away_is_looked_for_again() {
        Path mine = checkout.workingJdk("my jdk", "none", folder);
        checkout.environment.put("JAVA_HOME", mine.toString());
        checkout.start().succeeds();
        checkout.delete(mine.resolve("bin/java"));

        assertThat(checkout.start().succeeds()).isEqualTo("one[]\n");
    }

    @Test
    void a_missing_jdk_is_one_clear_message() {
        checkout.brokenJdk("old jdk", "17.0.1");
        checkout.path("old jdk/bin", "bin");
        checkout.patch("scripts/lib/jdk.sh", "usual_folders() { :; }");

        LauncherRun.Ending ending = checkout.start("--version").endsWith(127);

        assertThat(ending.out()).isEmpty();
        assertThat(ending.err())
                .startsWith(
                        "jobber: expected a JDK 25 or newer, found none.\nLooked at JAVA_HOME, every java on the PATH,")
                .contains("Too old or unusable:\n  " + folder + "/old jdk is 17.0.1\n")
                .contains(
                        "To get one, do one of these:\n",
                        "sdk install java 25-tem",
                        "apt-get install openjdk-25-jdk");
        assertThat(checkout.builds()).isEmpty();
    }

    @Test
    void a_build_without_a_network_is_one_clear_message() {
        checkout.mavenFails(
                "[ERROR] Could not transfer artifact org.jline:jline: Network is unreachable");

        LauncherRun.Ending ending = checkout.start().endsWith(1);

        assertThat(ending.out()).isEmpty();
        assertThat(ending.err().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith(
                        "jobber: cannot build: its libraries could not be downloaded. The first build needs the network:");
    }

    @Test
    void a_source_that_does_not_compile_is_shown_and_the_old_program_is_not_started() {
        checkout.start().succeeds();
        checkout.source("Main.java", "clas Main {}");
        checkout.mavenFails(
                "[INFO] Compiling\n[ERROR] Main.java:[1,1] class, interface, enum, or record expected");

        LauncherRun.Ending ending = checkout.start().endsWith(1);

        assertThat(ending.out()).isEmpty();
        assertThat(ending.err())
                .contains("jobber: cannot build; the whole log is ")
                .endsWith("[ERROR] Main.java:[1,1] class, interface, enum, or record expected\n");
    }

    @ParameterizedTest(name = "Maven {0}")
    @ValueSource(strings = {"3.6.3", "none"})
    void a_maven_that_will_not_do_gives_way_to_the_wrapper(String version) {
        checkout.maven("mvnw", "the wrapped one");
        if (version.equals("none")) {
            checkout.uninstall("mvn");
        } else {
            checkout.maven("mvn", version);
        }

        assertThat(checkout.start().endsWith(0).err())
                .contains("building (Maven fetched by scripts/mvnw, JDK ");

        assertThat(checkout.builds()).singleElement().asString().startsWith("mvnw ");
    }

    @ParameterizedTest(name = "with flock: {0}")
    @ValueSource(booleans = {true, false})
    void of_two_first_starts_one_builds_and_the_other_waits(boolean flock) throws IOException {
        if (!flock) {
            checkout.uninstall("flock");
        }
        Path gate = checkout.closeGate("gate");
        LauncherRun one = checkout.start("1");
        assertThat(one.says()).startsWith("jobber: building ");
        LauncherRun other = checkout.start("2");
        assertThat(other.says()).isEqualTo("jobber: another start is building; waiting for it");
        Files.writeString(gate, "open\n");

        assertThat(one.succeeds()).isEqualTo("one[1]\n");
        assertThat(other.succeeds()).isEqualTo("one[2]\n");
        assertThat(checkout.builds()).hasSize(1);
    }

    @ParameterizedTest(name = "with flock: {0}")
    @ValueSource(booleans = {true, false})
    void a_lock_that_cannot_be_made_is_one_sentence(boolean flock) throws IOException {
        Path lock = checkout.root.resolve("target/jobber").resolve(flock ? "lock" : "lock.pid");
        Files.createDirectories(lock.getParent());
        if (flock) {
            Files.createDirectory(lock);
        } else {
            checkout.uninstall("flock");
            Files.createFile(lock);
        }

        assertThat(checkout.start().endsWith(1).err())
                .isEqualTo(
                        "jobber: cannot build: "
                                + lock.toRealPath()
                                + " cannot be made. Check that its folder is there and can be written,"
                                + " and that no file or folder is in its place.\n");
        assertThat(checkout.builds()).isEmpty();
    }

    @Test
    void options_that_the_jvm_refuses_hinder_no_build() {
        checkout.environment.put("JAVA_TOOL_OPTIONS", "-XX:+Nonsense");

        LauncherRun.Ending ending = checkout.start("a").endsWith(0);

        assertThat(ending.out()).isEqualTo("one[a]\n");
        assertThat(ending.err())
                .contains("jobber: built\n")
                .endsWith(
                        "jobber: the options in JAVA_TOOL_OPTIONS are left out, because the JVM refuses them:"
                                + " Unrecognized VM option 'Nonsense'\n");
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void a_signal_ends_a_build_at_once_and_nothing_of_it_is_left(String signal, int exitCode)
            throws IOException {
        Path gate = checkout.closeGate("gate");
        LauncherRun building = checkout.start();
        assertThat(building.says()).startsWith("jobber: building ");
        try (OutputStream held =
                Files.newOutputStream(gate)) { // opens when the build waits at the gate
            checkout.run(
                            Path.of("/bin/sh"),
                            "-c",
                            "kill -" + signal + " " + building.process().pid())
                    .succeeds();
            building.endsWith(exitCode);
            held.flush();
        }
        checkout.delete(gate);
        try (Stream<Path> files = Files.list(checkout.root.resolve("target/jobber"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("work."));
        }
        assertThat(checkout.start("2").succeeds()).isEqualTo("one[2]\n");
    }

    @ParameterizedTest(name = "with flock: {0}")
    @ValueSource(booleans = {true, false})
    void a_builder_that_is_killed_leaves_no_lock(boolean flock) throws IOException {
        if (!flock) {
            checkout.uninstall("flock");
        }
        Path gate = checkout.closeGate("gate");
        LauncherRun killed = checkout.start();
        assertThat(killed.says()).startsWith("jobber: building ");
        try (OutputStream held = Files.newOutputStream(gate)) {
            killed.process().destroyForcibly().onExit().join();
            checkout.delete(gate);

            assertThat(checkout.start("2").succeeds()).isEqualTo("one[2]\n");
            held.write('\n');
        }
        assertThat(checkout.start("3").succeeds()).isEqualTo("one[3]\n");
    }

    @Test
    void an_ahead_of_time_cache_belongs_to_its_build_and_collector() {
        checkout.environment.put("JOBBER_AOT", "wait");
        String first = cacheUsedBy(checkout.start("--verbose"));
        assertThat(cacheUsedBy(checkout.start("--verbose"))).isEqualTo(first);
        assertThat(cacheUsedBy(checkout.start("--verbose", "--gc", "g1"))).isNotEqualTo(first);
        for (String client :
                List.of("-N tree a", "-Ntree a", "attach tree", "ps", "shutdown tree")) {
            var words = new ArrayList<String>(List.of("--verbose"));
            words.addAll(List.of(client.split(" ")));
            assertThat(cacheUsedBy(checkout.start(words.toArray(String[]::new))))
                    .as(client)
                    .isEqualTo(first.replace(".aot", "-client.aot"));
        }

        checkout.source("Main.java", "the program, changed");
        checkout.program("two");
        assertThat(cacheUsedBy(checkout.start("--verbose"))).isNotEqualTo(first);
        assertThat(checkout.start().succeeds()).isEqualTo("two[]\n");

        checkout.environment.put("JOBBER_AOT", "off");
        assertThat(checkout.start("--verbose").endsWith(0).err()).doesNotContain("ahead-of-time");
    }

    @Test
    void a_start_that_waits_for_the_cache_waits_for_the_training_of_another_start()
            throws IOException {
        Path gate = checkout.closeGate("training");
        checkout.program(
                "if (args.length == 0) {\n"
                        + "try { new java.io.FileInputStream(\""
                        + gate
                        + "\").read(); }\n"
                        + "catch (java.io.IOException e) { throw new RuntimeException(e); }\n}",
                "one");
        checkout.start("a").succeeds();
        checkout.environment.put("JOBBER_AOT", "wait");

        LauncherRun one = checkout.start("b");
        assertThat(one.says()).isEqualTo("jobber: preparing quick starts");
        LauncherRun other = checkout.start("--verbose");
        assertThat(
                        Stream.generate(other::says)
                                .takeWhile(line -> !line.equals("jobber: preparing quick starts")))
                .noneMatch(line -> line.contains("ahead-of-time cache"));
        Files.writeString(gate, "go\n");

        assertThat(one.succeeds()).isEqualTo("one[b]\n");
        assertThat(cacheUsedBy(other)).isNotEmpty();
    }

    private static String cacheUsedBy(LauncherRun run) {
        Matcher found =
                Pattern.compile("(?m)^jobber: ahead-of-time cache (.*)$")
                        .matcher(run.endsWith(0).err());
        assertThat(found.find()).isTrue();
        assertThat(Path.of(found.group(1))).isNotEmptyFile();
        return found.group(1);
    }

    @Test
    void a_training_in_the_background_holds_no_stream_and_delays_nothing() throws IOException {
        checkout.start().succeeds();
        Path gate = checkout.closeGate("training");
        Path slow = checkout.workingJdk("slow jdk", "-XX:AOTCacheOutput=*-serial.aot.new", gate);
        checkout.environment.put("JAVA_HOME", slow.toString());
        checkout.environment.remove("JOBBER_AOT");

        LauncherRun.Ending ending = checkout.start("--verbose").endsWith(0);

        assertThat(ending.out()).isEqualTo("one[--verbose]\n");
        assertThat(ending.err())
                .contains("jobber: no ahead-of-time cache yet: training one in the background\n");
        Files.writeString(gate, "go\n"); // only now does the training go on
    }

    @Test
    void a_training_that_fails_is_not_tried_again_and_seen_only_with_verbose() {
        checkout.program("System.exit(args.length == 0 ? 3 : 0);", "one");
        checkout.environment.put("JOBBER_AOT", "wait");

        assertThat(checkout.start("a").endsWith(0).err())
                .endsWith("jobber: preparing quick starts\n");
        assertThat(checkout.start("a").endsWith(0).err()).isEmpty();
        assertThat(checkout.start("--verbose", "a").endsWith(0).err())
                .contains("jobber: no ahead-of-time cache: the training failed, see ");
    }

    @Test
    void what_users_want_of_the_jvm_is_handed_to_it() {
        checkout.program(
                "System.out.print(System.getProperty(\"a\") + System.getProperty(\"b\"));", "");
        checkout.environment.put("JOBBER_JAVA_OPTS", "-Da=1  -Db=*");

        assertThat(checkout.start().succeeds()).isEqualTo("1*[]\n");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'',           Copy",
        "--gc serial,  Copy",
        "--gc g1,      G1 Young Generation",
        "--gc=z,       ZGC Minor Cycles",
        "--rc x --gc g1, G1 Young Generation",
        "-c --gc,      Copy",
        "run --gc g1,  Copy"
    })
    void the_collector_is_chosen_by_an_option_before_the_command(
            String arguments, String collector) {
        checkout.program(
                "System.out.print(java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName());",
                "");
        assertThat(
                        checkout.start(arguments.isEmpty() ? new String[0] : arguments.split(" "))
                                .succeeds())
                .startsWith(collector + "[");
    }
}
