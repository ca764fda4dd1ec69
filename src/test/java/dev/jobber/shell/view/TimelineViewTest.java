package dev.jobber.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.observer.Subject;
import dev.jobber.observer.story.Timeline;
import dev.jobber.observer.story.Timeline.Kind;
import dev.jobber.observer.story.Timeline.Row;
import dev.jobber.observer.story.Timeline.Span;
import dev.jobber.shell.result.Style;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class TimelineViewTest {
    private static final Style WIDE = new Style(46, false, true);

    private static final Timeline TIMELINE =
            new Timeline(
                    at(0),
                    at(20),
                    List.of(
                            row("a", "done", 0, List.of(), span(Kind.DONE, 0, 10, 1)),
                            row(
                                    "b",
                                    "running",
                                    0,
                                    List.of("a"),
                                    span(Kind.WAITING, 0, 10, 0),
                                    span(Kind.WORKING, 10, 20, 1)),
                            row(
                                    "c",
                                    "crashed",
                                    1,
                                    List.of(),
                                    span(Kind.CRASHED, 0, 5, 1),
                                    span(Kind.CRASHED, 5, 10, 2)),
                            row(
                                    "d",
                                    "stopped",
                                    0,
                                    List.of(),
                                    span(Kind.FAILED, 0, 5, 1),
                                    span(Kind.RETRY, 5, 15, 0),
                                    span(Kind.STOPPED, 15, 20, 2))));

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static Span span(Kind kind, int begin, int end, int attempt) {
        return new Span(kind, at(begin), at(end), attempt);
    }

    private static Row row(
            String id, String status, int restarts, List<String> blockers, Span... spans) {
        return new Row(
                new Subject.Job(id, Optional.of("work"), Optional.empty()),
                new Timeline.Outcome(status, restarts),
                List.of(spans),
                blockers);
    }

    private static String drawn(Timeline timeline, TimelineFormat format, Style style) {
        return TimelineView.of(timeline, format, style, ZoneOffset.UTC);
    }

    @Test
    void each_job_has_a_row_of_cells_in_blocks() {
        assertThat(drawn(TIMELINE, TimelineFormat.TEXT, WIDE).lines())
                .containsExactly(
                        "        00:00:00             00:00:20",
                        "a work  ███████████████                done",
                        "b work  ░░░░░░░░░░░░░░░█████████████▶  running, waited for a",
                        "c work  ██████✗███████✗                crashed, 1 restart",
                        "d work  ██████!···············██████□  stopped",
                        "█ works  ░ waits  · waits for a retry  ▶ goes on  □ stopped  ! failed  ✗ crashed");
    }

    @Test
    void it_is_drawn_in_ascii_where_no_more_can_be_shown() {
        assertThat(drawn(TIMELINE, TimelineFormat.TEXT, new Style(46, false, false)))
                .matches("[\\x20-\\x7e\\n]*")
                .contains("#", ".", ">", "x", "!", "-", "o");
    }

    @Test
    void a_narrow_screen_still_shows_bars() {
        assertThat(drawn(TIMELINE, TimelineFormat.TEXT, new Style(20, false, true)))
                .contains("a work  █████       done");
    }

    @Test
    void without_jobs_there_is_none() {
        var empty = new Timeline(at(0), at(1), List.of());

        assertThat(drawn(empty, TimelineFormat.TEXT, WIDE)).isEqualTo("none");
    }

    @Test
    void a_picture_is_xml_with_a_title_a_description_an_axis_and_each_span() throws Exception {
        Document svg = svg(TIMELINE);

        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("What 4 jobs did over 20s");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo(
                        "From 00:00:00 to 00:00:20. a work: done; b work: running, waited for a; c work: crashed, 1 restart; d work: stopped");
        assertThat(texts(svg, "tick"))
                .containsExactly("00:00:00", "00:00:05", "00:00:10", "00:00:15", "00:00:20");
        assertThat(texts(svg, "label")).containsExactly("a work", "b work", "c work", "d work");
        assertThat(texts(svg, "outcome")).contains("running, waited for a");
        NodeList titles = svg.getElementsByTagName("title");
        assertThat(
                        IntStream.range(1, titles.getLength())
                                .mapToObj(i -> titles.item(i).getTextContent()))
                .contains(
                        "c, attempt 2: crashed, 5s from 00:00:05.000",
                        "b: waits, 10s from 00:00:00.000")
                .hasSize(8);
        assertThat(drawn(TIMELINE, TimelineFormat.SVG, Style.PLAIN))
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void of_very_many_jobs_a_picture_shows_the_last_ones() throws Exception {
        List<Row> rows =
                IntStream.range(0, 600)
                        .mapToObj(i ->
                                row("job" + i, "done", 0, List.of(), span(Kind.DONE, i, i + 1, 1)))
                        .toList();
        var many = new Timeline(at(0), at(600), rows);

        assertThat(texts(svg(many), "label")).hasSize(500).endsWith("job599 work");
        assertThat(texts(svg(many), "rest")).contains("… 100 earlier jobs");
        assertThat(svg(many).getElementsByTagName("desc").item(0).getTextContent())
                .endsWith("; job119 work: done; 480 more");
    }

    @Test
    void any_name_and_any_length_of_time_can_be_drawn() throws Exception {
        for (int seconds : List.of(1, 59, 3_000, 80_000, 10_000_000)) {
            var odd =
                    new Timeline(
                            at(0),
                            at(seconds),
                            List.of(
                                    row(
                                            "a\"<&>\u001b",
                                            "done",
                                            0,
                                            List.of(),
                                            span(Kind.DONE, 0, seconds, 1))));

            assertThat(texts(svg(odd), "tick")).hasSizeBetween(2, 10);
            assertThat(texts(svg(odd), "label")).containsExactly("a\"<&>\ufffd work");
        }
    }

    private static Document svg(Timeline timeline)
            throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(
                        new InputSource(
                                new StringReader(
                                        drawn(timeline, TimelineFormat.SVG, Style.PLAIN))));
    }

    private static List<String> texts(Document svg, String kind) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(texts::item)
                .filter(text ->
                        text.getAttributes().getNamedItem("class").getNodeValue().equals(kind))
                .map(text -> text.getTextContent())
                .toList();
    }
}
