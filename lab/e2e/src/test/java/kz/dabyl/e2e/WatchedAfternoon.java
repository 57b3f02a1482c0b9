package kz.dabyl.e2e;

import java.io.IOException;
import java.nio.file.Path;

/** The afternoon at the time at which the centre of Almaty is cut off, and a browser that looks at it. Not thread-safe. */
final class WatchedAfternoon implements AutoCloseable {

    private final Afternoon afternoon;
    private final Chromium chromium;

    private WatchedAfternoon(Afternoon afternoon, Chromium chromium) {
        this.afternoon = afternoon;
        this.chromium = chromium;
    }

    /** Where there is no Chromium the test is skipped. */
    static WatchedAfternoon begin(Path folder, String... flags) throws IOException, InterruptedException {
        Chromium.assumeInstalled();
        var afternoon = Afternoon.begin(folder, flags);
        try {
            var chromium = Chromium.open(afternoon.service().base());
            // Last of all: what was said a minute ago is no longer shown as the present.
            afternoon.playUntil(Afternoon.SHUT_DOWN);
            return new WatchedAfternoon(afternoon, chromium);
        } catch (IOException | InterruptedException | RuntimeException e) {
            afternoon.close();
            throw e;
        }
    }

    Service service() {
        return afternoon.service();
    }

    Chromium chromium() {
        return chromium;
    }

    /** Before a look at the page. */
    void stayFresh() throws IOException, InterruptedException {
        afternoon.stayFresh();
    }

    void goOn() throws IOException, InterruptedException {
        afternoon.goOn();
    }

    @Override
    public void close() {
        chromium.close();
        afternoon.close();
    }
}
