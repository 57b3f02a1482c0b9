package kz.dabyl.detector.tuning.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.world.StoredHop;

/**
 * What a {@link Distillery} kept of a log: windows in which something may happen, in their order. Between them nothing does
 * that thresholds within its {@link Leniency} could tell.
 *
 * <p>{@link #hops} may be called from several threads.
 */
public final class History implements AutoCloseable {

    static final int LENIENCY = 1;
    static final int CELLS = 2;
    static final int HOPS = 3;
    static final int MARK = 4;

    private final FrameFile file;
    private final Leniency leniency;
    private final Mark mark;
    private final long lastHop;
    private final List<Window> windows;

    /** Takes hops in their order, each before the next is read. */
    interface Sink {

        void accept(StoredHop hop);
    }

    /**
     * A stretch of hops that was kept.
     *
     * @param before the last hop before it, whose cells it starts from
     * @param last its last hop
     */
    record Window(long before, long last, FrameFile.Frame cells, List<FrameFile.Frame> hops) {

        Window {
            hops = List.copyOf(hops);
        }

        /** Compressed bytes: about what it costs to fold. */
        long bytes() {
            return cells.bytes()
                    + hops.stream().mapToLong(FrameFile.Frame::bytes).sum();
        }
    }

    private History(FrameFile file, Leniency leniency, Mark mark, long lastHop, List<Window> windows) {
        this.file = file;
        this.leniency = leniency;
        this.mark = mark;
        this.lastHop = lastHop;
        this.windows = windows;
    }

    /**
     * Opens a history to read it.
     *
     * @throws IOException if it cannot be read, or is damaged
     */
    public static History open(Path path) throws IOException {
        var file = FrameFile.open(path, false);
        try {
            return of(file).orElseThrow(() -> new IOException(path + " is empty"));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * How lenient the one in {@code path} is; empty if there is none that anybody could go on with.
     *
     * @throws IOException if it cannot be read, or is damaged
     */
    public static Optional<Leniency> leniencyOf(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (var file = FrameFile.open(path, false)) {
            return of(file).map(History::leniency);
        } catch (OldHistoryException e) {
            return Optional.empty();
        }
    }

    /** What stands in the file up to its last mark; empty if it was never begun. */
    static Optional<History> of(FrameFile file) throws IOException {
        var frames = file.frames();
        var end = frames.size();
        while (end > 0 && frames.get(end - 1).kind() != MARK) {
            end--;
        }
        if (end == 0) {
            return Optional.empty();
        }
        var windows = new ArrayList<Window>();
        for (var i = 0; i < end; i++) {
            if (frames.get(i).kind() == CELLS) {
                windows.add(window(frames, i, end));
            }
        }
        var last = frames.get(end - 1);
        return Optional.of(new History(
                file,
                Leniency.decode(file.read(frames.get(0))),
                Mark.decode(file.read(last)),
                last.hop(),
                List.copyOf(windows)));
    }

    private static Window window(List<FrameFile.Frame> frames, int at, int end) {
        var hops = new ArrayList<FrameFile.Frame>();
        for (var i = at + 1; i < end && frames.get(i).kind() != CELLS; i++) {
            if (frames.get(i).kind() == HOPS) {
                hops.add(frames.get(i));
            }
        }
        var cells = frames.get(at);
        var last = hops.isEmpty() ? cells.hop() : hops.get(hops.size() - 1).hop();
        return new Window(cells.hop(), last, cells, hops);
    }

    public Leniency leniency() {
        return leniency;
    }

    Mark mark() {
        return mark;
    }

    /** The first hop that it stands for; {@link Long#MIN_VALUE} if there is none. */
    public long firstHop() {
        return mark.firstHop();
    }

    /** The last hop that it stands for. */
    public long lastHop() {
        return lastHop;
    }

    /** How many windows it keeps. */
    public int size() {
        return windows.size();
    }

    /** Hops in windows: what a back-test has to fold. */
    public long keptHops() {
        return windows.stream().mapToLong(w -> w.last() - w.before()).sum();
    }

    /** Compressed bytes in windows. */
    public long bytes() {
        return windows.stream().mapToLong(Window::bytes).sum();
    }

    List<Window> windows() {
        return windows;
    }

    /** Whether the log ended, so far, within the window. */
    boolean goesOn(Window window) {
        return mark.quietHops() >= 0 && window.equals(windows.get(windows.size() - 1));
    }

    /** What the cells were like before the window. */
    byte[] cells(Window window) throws IOException {
        return file.read(window.cells);
    }

    /** What a state that cannot be read comes from. */
    static IOException otherVersion(IllegalStateException e) {
        return new IOException(
                "the history was made by another version of the program: delete it, and it is made anew", e);
    }

    /** Hands over the hops of the window. */
    void hops(Window window, Sink sink) throws IOException {
        for (var frame : window.hops) {
            var unpacker = new HopUnpacker(file.read(frame));
            while (unpacker.hasNext()) {
                sink.accept(unpacker.next());
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
