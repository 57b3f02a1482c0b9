package kz.dabyl.detector.tuning;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import org.jspecify.annotations.Nullable;

/** A town of seven hexagons with two networks, watched for four hours of which the first is warm-up. Times are seconds. */
final class Town {

    static final List<String> PLACES = Places.disk("8820e60003fffff", 1);
    static final List<String> NETWORKS = List.of("401-01", "401-02");
    static final int HOURS = 4;
    static final int WARM_UP = 3_600;

    private static final long START = 1_619_236_800_000L;

    private Town() {}

    static long at(long second) {
        return START + second * 1000;
    }

    static Truth truth(Truth.Event... events) {
        return new Truth("town", "KZ", START, HOURS * 3_600, WARM_UP, cells(PLACES, NETWORKS), Arrays.asList(events));
    }

    static Truth.Event event(IncidentKind kind, long from, long until, List<String> places) {
        return new Truth.Event(kind, at(from), OptionalLong.of(at(until)), cells(places, NETWORKS), true);
    }

    static Truth.Event shutdown(long from, long until, String... places) {
        return event(IncidentKind.SHUTDOWN, from, until, List.of(places));
    }

    static Set<Truth.Cell> cells(List<String> places, List<String> networks) {
        var cells = new HashSet<Truth.Cell>();
        places.forEach(place -> networks.forEach(network -> cells.add(new Truth.Cell(place, network))));
        return cells;
    }

    /** An incident that names its cells at once and is told to be over two minutes after its end. */
    static List<Incident> incident(String id, long detected, long ended, String... places) {
        return List.of(
                new Told(id, detected).at(detected, places).now(),
                new Told(id, detected)
                        .at(ended + 120, places)
                        .revision(2)
                        .closed(ended)
                        .now());
    }

    /** What an event is at its best: found as it begins, in all its cells, over as it ends. */
    static List<Incident> perfect(String id, Truth.Event event) {
        var places = event.cells().stream()
                .map(Truth.Cell::place)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        var from = (event.start() - START) / 1000;
        var until = (event.end().orElseThrow() - START) / 1000;
        return List.of(
                new Told(id, from).at(from, places).kind(event.kind()).now(),
                new Told(id, from)
                        .at(until, places)
                        .kind(event.kind())
                        .revision(2)
                        .closed(until)
                        .now());
    }

    static Score score(Truth truth, List<Incident> revisions) {
        return Score.of(card(truth, revisions));
    }

    static Scorecard card(Truth truth, List<Incident> revisions) {
        return Scoring.score(truth, Finding.of(revisions));
    }

    static List<Incident> both(List<Incident> one, List<Incident> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** One revision in the making: an open, suspected shutdown on both networks unless it is told otherwise. */
    static final class Told {

        private final String id;
        private final long detected;
        private int revision = 1;
        private IncidentKind kind = IncidentKind.SHUTDOWN;
        private Incident.State state = Incident.State.OPEN;
        private Incident.Certainty certainty = Incident.Certainty.SUSPECTED;
        private double confidence = 0.95;
        private List<String> places = List.of();
        private List<String> networks = NETWORKS;
        private List<String> restored = List.of();
        private long updated;
        private @Nullable Long ended;

        Told(String id, long detected) {
            this.id = id;
            this.detected = detected;
        }

        Told at(long second, String... named) {
            updated = second;
            places = List.of(named);
            return this;
        }

        Told revision(int number) {
            revision = number;
            return this;
        }

        Told kind(IncidentKind name) {
            kind = name;
            return this;
        }

        Told networks(String... named) {
            networks = List.of(named);
            return this;
        }

        Told restored(String... cells) {
            restored = List.of(cells);
            return this;
        }

        Told confidence(double value) {
            confidence = value;
            return this;
        }

        Told confirmed() {
            certainty = Incident.Certainty.CONFIRMED;
            return this;
        }

        Told retracted() {
            state = Incident.State.RETRACTED;
            confidence = 0.01;
            return this;
        }

        Told closed(long second) {
            state = Incident.State.CLOSED;
            ended = Town.at(second);
            return this;
        }

        Incident now() {
            return new Incident(
                    id,
                    revision,
                    kind,
                    state,
                    certainty,
                    confidence,
                    "Almaty",
                    places,
                    networks,
                    List.of(Access.MOBILE),
                    List.of(),
                    Town.at(detected),
                    Town.at(detected),
                    Town.at(updated),
                    ended,
                    new Incident.Evidence(10, 0, 5, 10, 10, 0),
                    restored,
                    null,
                    null,
                    1,
                    Map.of());
        }
    }
}
