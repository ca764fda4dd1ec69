package dev.jobber.shell.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeChangesTest {
    private static final ProcessTree BEFORE =
            tree(
                    "Jobber.Supervisor",
                    1,
                    0,
                    tree("JobRegistry", 2, 0, tree("Registry.Partition 0", 3, 0)),
                    tree(
                            "JobRunner",
                            4,
                            0,
                            tree("JobSupervisor", 5, 0, tree("a", 6, 0)),
                            tree("JobSupervisor", 7, 0, tree("b", 8, 0))));

    @Test
    void the_same_tree_has_no_changes() {
        assertThat(TreeChanges.between(BEFORE, BEFORE).rendering().text(Style.PLAIN))
                .isEqualTo("nothing has changed");
    }

    @Test
    void a_restarted_supervisor_has_started_its_children_again() {
        ProcessTree after =
                tree(
                        "Jobber.Supervisor",
                        1,
                        0,
                        tree("JobRegistry", 12, 1, tree("Registry.Partition 0", 13, 0)),
                        BEFORE.children().get(1));

        assertThat(json(BEFORE, after))
                .isEqualTo(
                        """
                        {"new": [], "gone": [], "restarted": [\
                        {"name": "JobRegistry", "pid": "#PID<0.12.0>", "type": "worker", "status": "waiting", "was": "#PID<0.2.0>", "restarts": 1}, \
                        {"name": "Registry.Partition 0", "pid": "#PID<0.13.0>", "type": "worker", "status": "waiting", "was": "#PID<0.3.0>", "restarts": 0}]}\
                        """);
    }

    @Test
    void jobs_do_not_come_back_with_JobRunner() {
        ProcessTree after =
                tree(
                        "Jobber.Supervisor",
                        1,
                        0,
                        BEFORE.children().getFirst(),
                        tree("JobRunner", 14, 1, tree("JobSupervisor", 15, 0, tree("c", 16, 0))));

        assertThat(TreeChanges.between(BEFORE, after).rendering().text(Style.PLAIN))
                .isEqualTo(
                        """
                        change     name           pid           status   was
                        new        JobSupervisor  #PID<0.15.0>  waiting  -
                        new        c              #PID<0.16.0>  waiting  -
                        restarted  JobRunner      #PID<0.14.0>  waiting  #PID<0.4.0>
                        gone       JobSupervisor  #PID<0.5.0>   -        -
                        gone       a              #PID<0.6.0>   -        -
                        gone       JobSupervisor  #PID<0.7.0>   -        -
                        gone       b              #PID<0.8.0>   -        -\
                        """);
    }

    @Test
    void a_job_that_has_ended_is_gone_with_what_became_of_it() {
        var ended =
                new ProcessTree(
                        new ProcessTree.Entry("a", "undefined", "worker", "done", 0), List.of());
        ProcessTree after =
                tree(
                        "Jobber.Supervisor",
                        1,
                        0,
                        BEFORE.children().getFirst(),
                        tree(
                                "JobRunner",
                                4,
                                0,
                                tree("JobSupervisor", 5, 0, ended),
                                tree("JobSupervisor", 7, 0, tree("b", 8, 0))));

        assertThat(json(BEFORE, after))
                .isEqualTo(
                        """
                        {"new": [], "gone": [{"name": "a", "pid": "#PID<0.6.0>", "type": "worker", "status": "done"}], "restarted": []}\
                        """);
    }

    @Test
    void a_supervisor_of_a_job_is_not_another_one_that_is_there_instead() {
        ProcessTree before = tree("JobRunner", 4, 0, tree("JobSupervisor", 5, 0));
        ProcessTree after = tree("JobRunner", 4, 0, tree("JobSupervisor", 7, 0));

        assertThat(json(before, after)).contains("\"restarted\": []").contains("0.5.0", "0.7.0");
    }

    @Test
    void a_process_is_found_by_its_name_whatever_it_calls_itself() {
        ProcessTree before = tree("JobRunner", 4, 0, labelled("order 7", 5, 0));
        ProcessTree after = tree("JobRunner", 4, 0, labelled("order 8", 6, 1));

        assertThat(json(before, after))
                .contains("\"new\": [], \"gone\": []", "\"was\": \"#PID<0.5.0>\"");
    }

    @Test
    void the_answer_of_tree_is_a_tree() {
        ProcessTree read = TreeChanges.tree(TreeText.value(BEFORE), "$a");

        assertThat(read).isEqualTo(BEFORE);
        ProcessTree labelled = labelled("order 7", 5, 0);
        assertThat(TreeChanges.tree(TreeText.value(labelled), "$a")).isEqualTo(labelled);
        assertThatThrownBy(() -> TreeChanges.tree(new Value.Text("a"), "$a"))
                .hasMessage("expected the answer of 'tree' in $a (keep one with a = tree)");
    }

    private static String json(ProcessTree before, ProcessTree after) {
        return TreeChanges.between(before, after).value().toJson();
    }

    private static ProcessTree labelled(String label, int pid, int restarts) {
        return new ProcessTree(
                new ProcessTree.Entry(
                        new ProcessTree.Called("hits", Optional.of(label)),
                        "#PID<0." + pid + ".0>",
                        "worker",
                        "waiting",
                        restarts),
                List.of());
    }

    private static ProcessTree tree(String name, int pid, int restarts, ProcessTree... children) {
        return new ProcessTree(
                new ProcessTree.Entry(name, "#PID<0." + pid + ".0>", "worker", "waiting", restarts),
                List.of(children));
    }
}
