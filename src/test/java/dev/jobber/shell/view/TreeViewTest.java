package dev.jobber.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.result.Style;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class TreeViewTest {
    private static final ProcessTree TREE =
            supervisor(
                    "Jobber.Supervisor",
                    "#PID<0.1.0>",
                    0,
                    List.of(
                            supervisor(
                                    "JobRunner",
                                    "#PID<0.2.0>",
                                    1,
                                    List.of(worker("a1", "done"), worker("b\"<&>\\2", "failed")))));

    @Test
    void a_picture_is_xml_with_a_title_and_a_description_and_holds_every_process()
            throws Exception {
        Document svg = svg(TREE);

        assertThat(text(svg, "title", 0)).isEqualTo("The supervision tree under Jobber.Supervisor");
        assertThat(text(svg, "desc", 0))
                .isEqualTo(
                        "supervisor Jobber.Supervisor, #PID<0.1.0>, waiting with 1 child; it has 4 processes in all");
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(4);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(3);
        assertThat(texts(svg, "name"))
                .containsExactlyInAnyOrder("Jobber.Supervisor", "JobRunner", "a1", "b\"<&>\\2");
        assertThat(texts(svg, "status good")).containsExactly("done");
        assertThat(texts(svg, "status bad")).containsExactly("failed");
        assertThat(texts(svg, "status plain")).contains("waiting, restarts 1");
    }

    @Test
    void for_a_screen_reader_each_line_says_how_deep_it_is() {
        assertThat(TreeView.of(TREE, TreeFormat.TEXT, Style.PLAIN.spoken()))
                .startsWith(
                        """
                        level 1: Jobber.Supervisor, #PID<0.1.0>, waiting, 1 child
                        level 2: JobRunner, #PID<0.2.0>, waiting, restarts 1, 2 children
                        level 3: a1,\
                        """);
    }

    @Test
    void a_picture_is_made_for_dark_pages_too() {
        assertThat(TreeView.of(TREE, TreeFormat.SVG, Style.PLAIN))
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void any_name_can_stand_in_a_picture() throws Exception {
        ProcessTree odd = worker("\u0000\u001b[2J\ud800 漢字漢字漢字漢字漢字漢字漢字漢字 end", "done");

        assertThat(texts(svg(odd), "name")).containsExactly("\ufffd\ufffd[2J\ufffd 漢字漢字漢字漢字漢…");
    }

    @Test
    void of_many_children_a_picture_shows_the_first_and_counts_the_others() throws Exception {
        List<ProcessTree> jobs =
                IntStream.range(0, 10_000).mapToObj(i -> worker("job" + i, "done")).toList();

        assertThat(texts(svg(runner(jobs)), "rest")).containsExactly("… 9\u00a0950 more, all done");
        assertThat(TreeView.of(runner(jobs), TreeFormat.MERMAID, Style.PLAIN).lines()).hasSize(104);
        assertThat(TreeView.of(runner(jobs), TreeFormat.TEXT, Style.PLAIN).lines()).hasSize(10_001);
    }

    @Test
    void children_of_several_states_are_counted_by_state() throws Exception {
        List<ProcessTree> jobs =
                IntStream.range(0, 60)
                        .mapToObj(i -> worker("job" + i, i % 2 == 0 ? "done" : "running"))
                        .toList();

        assertThat(texts(svg(runner(jobs)), "rest"))
                .containsExactly("… 10 more: 5 done, 5 running");
    }

    @Test
    void one_child_more_is_shown_as_it_takes_no_more_room_than_its_count() throws Exception {
        List<ProcessTree> jobs =
                IntStream.range(0, 51).mapToObj(i -> worker("job" + i, "done")).toList();

        assertThat(texts(svg(runner(jobs)), "rest")).isEmpty();
        assertThat(texts(svg(runner(jobs)), "name")).hasSize(52);
    }

    @Test
    void graphviz_reads_the_tree() {
        assertThat(TreeView.of(TREE, TreeFormat.DOT, Style.PLAIN))
                .isEqualTo(
                        """
                        digraph supervision {
                          rankdir=LR;
                          node [fontname="monospace"];
                          p0 [label="Jobber.Supervisor\\n#PID<0.1.0>\\nwaiting", shape=box];
                          p1 [label="JobRunner\\n#PID<0.2.0>\\nwaiting, restarts 1", shape=box];
                          p2 [label="a1\\n#PID<0.9.0>\\ndone", shape=ellipse];
                          p1 -> p2;
                          p3 [label="b\\"<&>\\\\2\\n#PID<0.9.0>\\nfailed", shape=ellipse];
                          p1 -> p3;
                          p0 -> p1;
                        }\
                        """);
    }

    @Test
    void mermaid_reads_the_tree() {
        assertThat(TreeView.of(TREE, TreeFormat.MERMAID, Style.PLAIN))
                .isEqualTo(
                        """
                        flowchart LR
                          p0["Jobber.Supervisor<br/>#35;PID#lt;0.1.0#gt;<br/>waiting"]
                          p1["JobRunner<br/>#35;PID#lt;0.2.0#gt;<br/>waiting, restarts 1"]
                          p2(["a1<br/>#35;PID#lt;0.9.0#gt;<br/>done"])
                          p1 --> p2
                          p3(["b#quot;#lt;#amp;#gt;\\2<br/>#35;PID#lt;0.9.0#gt;<br/>failed"])
                          p1 --> p3
                          p0 --> p1\
                        """);
    }

    @Test
    void ascii_has_no_other_characters() {
        assertThat(TreeView.of(TREE, TreeFormat.ASCII, Style.PLAIN))
                .matches("[ -~\n]+")
                .contains("`-- JobRunner");
    }

    private static ProcessTree worker(String name, String status) {
        return new ProcessTree(
                new ProcessTree.Entry(name, "#PID<0.9.0>", "worker", status, 0), List.of());
    }

    private static ProcessTree runner(List<ProcessTree> jobs) {
        return supervisor("JobRunner", "#PID<0.2.0>", 0, jobs);
    }

    private static ProcessTree supervisor(
            String name, String pid, int restarts, List<ProcessTree> children) {
        return new ProcessTree(
                new ProcessTree.Entry(name, pid, "supervisor", "waiting", restarts), children);
    }

    private static Document svg(ProcessTree tree)
            throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(
                        new InputSource(
                                new StringReader(TreeView.of(tree, TreeFormat.SVG, Style.PLAIN))));
    }

    private static String text(Document svg, String tag, int index) {
        return svg.getElementsByTagName(tag).item(index).getTextContent();
    }

    private static List<String> texts(Document svg, String cssClass) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> (Element) texts.item(i))
                .filter(text -> text.getAttribute("class").equals(cssClass))
                .map(Element::getTextContent)
                .toList();
    }
}
