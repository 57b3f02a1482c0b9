package kz.dabyl.probe.agent;

import java.net.URI;
import java.time.Duration;
import kz.dabyl.probe.deliver.Courier;
import kz.dabyl.probe.deliver.Reply;

/** A way to collectors by which nothing but reports may go. */
interface OnlyReports extends Courier {

    @Override
    default Reply get(URI document, Duration patience) {
        throw new IllegalStateException("nobody asks for " + document);
    }

    @Override
    default Reply enrol(URI probes, byte[] json, Duration patience) {
        throw new IllegalStateException("nobody enrols");
    }
}
