package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The children that a supervisor knows, few and many.
class ChildrenTest {
    private final Node node = Node.builder().build();
    private final SupervisorChildren children = new SupervisorChildren();

    @AfterEach
    void close() {
        node.close();
    }

    private ProcessCell process() {
        return (ProcessCell) node.spawn(Process::receive);
    }

    private SupervisorChild child(int id) {
        var entry =
                new SupervisorChild(
                        ChildSpec.worker(id, () -> StartResult.failed(ExitReason.NOT_FOUND)));
        children.append(entry);
        return entry;
    }

    private List<SupervisorChild> running(int number) {
        List<SupervisorChild> entries = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            SupervisorChild entry = child(i);
            children.running(entry, process());
            entries.add(entry);
        }
        return entries;
    }

    private static ProcessCell processOf(SupervisorChild entry) {
        return Objects.requireNonNull(entry.pid());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 100})
    void a_child_is_found_by_its_id_and_by_its_process(int number) {
        for (SupervisorChild entry : running(number)) {
            assertThat(children.withId(entry.spec.id())).isSameAs(entry);
            assertThat(children.withProcess(processOf(entry))).isSameAs(entry);
        }
        assertThat(children.withId("stranger")).isNull();
        assertThat(children.withProcess(process())).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 100})
    void one_that_is_started_again_is_found_by_its_new_process_only(int number) {
        SupervisorChild entry = running(number).getLast();
        ProcessCell before = processOf(entry);
        assertThat(children.withProcess(before)).isSameAs(entry);
        ProcessCell after = process();

        children.running(entry, after);

        assertThat(children.withProcess(before)).isNull();
        assertThat(children.withProcess(after)).isSameAs(entry);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 100})
    void one_that_was_stopped_or_removed_is_found_by_no_process(int number) {
        List<SupervisorChild> entries = running(number + 1);
        SupervisorChild stopped = entries.getFirst();
        SupervisorChild removed = entries.getLast();
        ProcessCell first = processOf(stopped);
        ProcessCell last = processOf(removed);
        assertThat(children.withProcess(first)).isSameAs(stopped);

        children.stopped(stopped);
        children.remove(removed);

        assertThat(children.withProcess(first)).isNull();
        assertThat(children.withProcess(last)).isNull();
        assertThat(children.withId(stopped.spec.id())).isSameAs(stopped);
        assertThat(children.withId(removed.spec.id())).isNull();
        assertThat(children.last()).isSameAs(removed.previous);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 100})
    void one_that_comes_late_is_found_as_the_others_are(int number) {
        running(number);
        children.withId(0);
        children.withProcess(process());

        SupervisorChild late = child(number);
        children.running(late, process());

        assertThat(children.withId(number)).isSameAs(late);
        assertThat(children.withProcess(processOf(late))).isSameAs(late);
    }

    @Test
    void those_that_are_started_again_are_counted_until_they_run_or_are_given_up() {
        List<SupervisorChild> entries = running(3);

        entries.forEach(children::restarting);
        children.restarting(entries.getFirst());
        assertThat(children.restarting()).as("each counts once").isEqualTo(3);

        children.running(entries.get(0), process());
        children.stopped(entries.get(1));
        children.remove(entries.get(2));
        assertThat(children.restarting()).isZero();
    }

    @Test
    void one_between_two_tries_is_found_by_the_process_it_last_was() {
        SupervisorChild entry = running(1).getFirst();
        ProcessCell last = processOf(entry);

        children.restarting(entry);

        assertThat(children.withProcess(last)).isSameAs(entry);
        assertThat(entry.running()).isNull();
    }

    @Test
    void the_list_keeps_its_order_when_one_in_the_middle_goes() {
        List<SupervisorChild> entries = running(3);

        children.remove(entries.get(1));

        assertThat(children.list(entry -> entry.spec.id()))
                .extracting(Supervisor.Child::id)
                .containsExactly(0, 2);
        assertThat(children.size()).isEqualTo(2);
        assertThat(entries.get(2).previous).isSameAs(entries.get(0));
    }
}
