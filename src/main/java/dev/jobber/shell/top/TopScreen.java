package dev.jobber.shell.top;

import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.console.Key;
import dev.jobber.shell.top.TopKeys.Effect;
import dev.jobber.shell.top.TopState.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The live view on a screen: looks at the processes, draws them, and does what keys ask for.
final class TopScreen implements FullScreen {
    /// A picture that takes long to make is made so seldom that it takes at most this part of the
    /// time of one core: 4 %.
    private static final int SHARE = 25;

    private final Sampler sampler;
    private final Facts.Source facts;
    private final Surroundings surroundings;
    private final TopFrame.Look look;
    private final Duration interval;
    private final AtomicReference<String> news = new AtomicReference<>("");
    private TopState state;
    private Snapshot snapshot = Snapshot.EMPTY;
    private Rows rows;
    private int page = 1;
    private long due = System.nanoTime();

    /// What a picture takes, in nanoseconds. One that takes very long, as the first one does,
    /// counts as twice the one before.
    private long cost;

    private boolean isOver;

    TopScreen(
            Sampler sampler,
            Facts.Source facts,
            Surroundings surroundings,
            TopFrame.Look look,
            TopView.Options options) {
        this.sampler = sampler;
        this.facts = facts;
        this.surroundings = surroundings;
        this.look = look;
        this.interval = options.interval();
        this.cost = interval.toNanos() / SHARE;
        this.state = TopState.of(options.arrangement());
        this.rows = Rows.of(snapshot, state.arrangement(), Map.of(), facts);
    }

    @Override
    public List<String> draw(int columns, int height) {
        long begin = System.nanoTime();
        boolean isNew = begin >= due;
        if (isNew && !state.panes().isFrozen()) {
            snapshot = sampler.next();
        }
        String told = news.getAndSet("");
        if (!told.isEmpty()) {
            state = state.noting(told);
        }
        rows = Rows.of(snapshot, state.arrangement(), state.folds(), facts);
        var split = TopFrame.Split.of(height, state.panes().hasDetail());
        page = split.list();
        state = state.with(state.cursor().on(rows, Math.max(1, page)));
        var scene = new TopFrame.Scene(snapshot, rows, state, facts, detail(split.pane() - 1));
        List<String> lines = new TopFrame(scene, look, columns).screen(height);
        if (isNew) {
            cost = Math.min(System.nanoTime() - begin, 2 * cost);
            due = begin + Math.max(interval.toNanos(), cost * SHARE);
        }
        return lines;
    }

    private List<String> detail(int most) {
        return state.panes().hasDetail()
                ? snapshot.find(state.cursor().selected())
                        .map(life -> surroundings.detail(life.pid(), most))
                        .orElse(List.of())
                : List.of();
    }

    @Override
    public void press(Key key) {
        TopKeys.Reaction reaction = new TopKeys(state, rows, Math.max(1, page)).press(key);
        state = reaction.state();
        reaction.effect().ifPresent(this::carryOut);
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Leave() -> isOver = true;
            case Effect.Ask(Act act, Life life) ->
                    surroundings
                            .consequence(act, life.pid(), news::set)
                            .ifPresent(what ->
                                    state =
                                            state.with(
                                                    new Mode.Asking(
                                                            act, life, question(life, what))));
            case Effect.Do(Act act, Life life) -> surroundings.act(act, life.pid(), news::set);
        }
    }

    private String question(Life life, String consequence) {
        return facts.of(life).name() + ": " + consequence;
    }

    @Override
    public Optional<Duration> untilNext() {
        return isOver
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(1, due - System.nanoTime())));
    }
}
