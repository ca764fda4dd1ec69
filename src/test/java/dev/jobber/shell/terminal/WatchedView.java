package dev.jobber.shell.terminal;

import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.console.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A view that counts its pictures and remembers its keys.
final class WatchedView implements FullScreen {
    private final FullScreen view;
    private final List<Key> pressed = new CopyOnWriteArrayList<>();
    private final AtomicInteger pictures = new AtomicInteger();

    WatchedView(FullScreen view) {
        this.view = view;
    }

    @Override
    public List<String> draw(int columns, int rows) {
        List<String> picture = view.draw(columns, rows);
        pictures.incrementAndGet();
        return picture;
    }

    @Override
    public void press(Key key) {
        pressed.add(key);
        view.press(key);
    }

    @Override
    public Optional<Duration> untilNext() {
        return view.untilNext();
    }

    int pictures() {
        return pictures.get();
    }

    List<Key> pressed() {
        return List.copyOf(pressed);
    }
}
