package kz.dabyl.probe.keep;

import java.nio.file.Path;
import java.util.List;

/** A process that keeps reports as fast as it can, and says of each that it is kept; to be killed. */
final class Writer {

    private Writer() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var outbox = Outbox.open(folder.resolve("outbox"), OutboxKey.keptIn(folder.resolve("key")), 16 << 20, 0);
        System.out.println("begin " + outbox.next());
        while (true) {
            var kept = outbox.add(0, "report " + outbox.next());
            System.out.println("kept " + kept.seq());
            if (kept.seq() % 10 == 9) {
                outbox.done(List.of(kept.seq()));
                System.out.println("done " + kept.seq());
            }
        }
    }
}
