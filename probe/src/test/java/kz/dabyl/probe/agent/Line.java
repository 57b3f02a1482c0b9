package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.deliver.FakeClocks;
import kz.dabyl.probe.deliver.Reply;

/** A collector that is reached or not, as the test wants, in virtual time. Used by one thread. */
final class Line implements OnlyReports {

    private final FakeClocks clocks;
    boolean up = true;

    /** The first of several takes all the time that it is given. */
    boolean hangs;

    /** So many requests are lost before the next one comes through. */
    int lost;

    int status = 202;
    String body = "{}";

    /** By how many milliseconds its clock is before that of the machine. */
    long ahead;

    /** What came, in requests. */
    final List<List<String>> requests = new ArrayList<>();

    final List<Long> times = new ArrayList<>();

    Line(FakeClocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Reply report(URI reports, String token, byte[] lines, Duration patience) {
        if (hangs && reports.getHost().equals("first.example")) {
            clocks.pass(patience.toMillis());
            return new Reply.Unreached(PingError.TIMEOUT);
        }
        if (!up || lost-- > 0) {
            return new Reply.Unreached(PingError.TIMEOUT);
        }
        requests.add(new String(lines, UTF_8).lines().toList());
        times.add(clocks.steady());
        var date = OptionalLong.of((clocks.wall() + ahead) / 1000 * 1000);
        return new Reply.Answered(status, body, date, Optional.empty(), Optional.empty());
    }

    List<String> last() {
        return requests.get(requests.size() - 1);
    }
}
