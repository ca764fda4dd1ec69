package dev.jobber.shell.top;

import dev.jobber.observer.Observer;
import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A view of all processes, as a picture that goes on, or as one page of text.
///
/// It calls no process: it reads what can be read beside the processes, all of it briefly, and more
/// of those that are to be seen.
public final class TopView {
    private final Sampler sampler;
    private final NodeFacts facts;
    private final Options options;
    private final ZoneId zone;

    /// What the user wants to see.
    ///
    /// @param sort what siblings are put in order by
    /// @param filter only processes that have this text; empty for all
    /// @param root the number of the process whose part of the tree is shown; 0 for all
    /// @param interval the time between two pictures
    public record Options(SortKey sort, String filter, long root, Duration interval) {
        Arrangement arrangement() {
            return Arrangement.ALL.withRoot(root).withFilter(filter).withOrder(sort, false);
        }
    }

    /// @param zone of the times that are shown
    public TopView(Observer observer, Options options, ZoneId zone) {
        this.sampler = new Sampler(observer);
        this.facts = new NodeFacts(observer);
        this.options = options;
        this.zone = zone;
    }

    /// A look at the processes, so that a later one can tell what they do a second.
    public void look() {
        var _ = sampler.next();
    }

    /// The view on a screen, until the user leaves it.
    public FullScreen screen(Surroundings surroundings, Style style) {
        return new TopScreen(sampler, facts, surroundings, new TopFrame.Look(style, zone), options);
    }

    /// One picture.
    ///
    /// @param most how many processes it shows
    public Page page(int most) {
        Snapshot snapshot = sampler.next();
        Rows rows = Rows.of(snapshot, options.arrangement(), Map.of(), facts);
        return new Page(this, snapshot, rows, most);
    }

    /// One picture.
    public static final class Page {
        private final TopView view;
        private final Snapshot snapshot;
        private final Rows rows;
        private final int most;

        private Page(TopView view, Snapshot snapshot, Rows rows, int most) {
            this.view = view;
            this.snapshot = snapshot;
            this.rows = rows;
            this.most = most;
        }

        /// The picture as text.
        public String text(Style style) {
            TopState state =
                    TopState.of(view.options.arrangement())
                            .with(new TopState.Cursor(0, Forest.NONE, 0));
            var scene = new TopFrame.Scene(snapshot, rows, state, view.facts, List.of());
            var look = new TopFrame.Look(style, view.zone);
            return String.join("\n", new TopFrame(scene, look, style.width()).page(most));
        }

        /// The fields of a process in the picture.
        public static final List<String> FIELDS =
                List.of(
                        "name",
                        "pid",
                        "depth",
                        "children",
                        "status",
                        "messages",
                        "per_second",
                        "restarts",
                        "uptime_ms",
                        "job");

        /// The picture as a result: a row for each process.
        public List<Value.Fields> rows() {
            var all = new ArrayList<Value.Fields>();
            for (int i = 0; i < Math.min(most, rows.size()); i++) {
                all.add(value(rows.row(i)));
            }
            return all;
        }

        private Value.Fields value(Rows.Row row) {
            Life life = row.life();
            Facts facts = view.facts.of(life);
            return Value.Fields.none()
                    .with("name", facts.name())
                    .with("pid", life.pid().toString())
                    .with("depth", row.depth())
                    .with("children", row.children())
                    .with("status", facts.status())
                    .with("messages", life.glance().messageQueueLength())
                    .with("per_second", life.trend().perSecond())
                    .with("restarts", facts.restarts().count())
                    .with("uptime_ms", uptime(facts.started()))
                    .with("job", Value.ofText(facts.job()));
        }

        private Value uptime(Optional<Instant> started) {
            return started.<Value>map(time ->
                            new Value.Whole(
                                    Math.max(0, Duration.between(time, snapshot.at()).toMillis())))
                    .orElse(Value.nothing());
        }
    }
}
