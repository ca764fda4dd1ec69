package dev.jobber.shell.terminal;

import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.console.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A view that fills the screen with its number of pictures; `q` leaves it.
class CountingView implements FullScreen {
    /// Stands in each row of each picture, and nowhere else.
    static final String MARK = "@@";

    private final List<Key> pressed = new CopyOnWriteArrayList<>();
    private final String words;
    private final AtomicInteger pictures = new AtomicInteger();
    private volatile boolean isLeft;

    /// @param words stands in the first row
    CountingView(String words) {
        this.words = words;
    }

    @Override
    public List<String> draw(int columns, int rows) {
        int number = pictures.incrementAndGet();
        var picture = new ArrayList<String>();
        for (int row = 0; row < rows; row++) {
            String text = MARK + " " + row + " " + number + (row == 0 ? " " + words : "");
            picture.add((text + MARK.repeat(columns)).substring(0, columns));
        }
        return picture;
    }

    @Override
    public void press(Key key) {
        pressed.add(key);
        isLeft |= key.equals(new Key.Typed("q")) || key == Key.Special.LEAVE;
    }

    @Override
    public Optional<Duration> untilNext() {
        return isLeft ? Optional.empty() : Optional.of(Duration.ofMillis(3));
    }

    int pictures() {
        return pictures.get();
    }

    List<Key> pressed() {
        return List.copyOf(pressed);
    }
}
