package kz.dabyl.alerts.words;

import java.util.List;
import java.util.Map;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;
import org.jspecify.annotations.Nullable;

/** An incident in Almaty on 24 April 2021, to be told of, changed one thing at a time. Immutable. */
record Story(
        IncidentKind kind,
        Incident.State state,
        Incident.Certainty certainty,
        double confidence,
        String area,
        List<String> places,
        List<String> networks,
        List<Access> access,
        List<String> targets,
        long started,
        long updated,
        @Nullable Long ended,
        Incident.Evidence evidence,
        List<String> restored,
        @Nullable String reason) {

    static final String ID = "01F41YV6Q0M3T8D4Z9K7W2XH5N";

    /** In Almaty, at resolution 8. */
    static final String HEX = "8820e60003fffff";

    private static final long STARTED = at("2021-04-24T07:00:12Z");
    private static final long HOUR = 3_600_000;

    /** Suspected at 13:00 by the clocks of Almaty, seen at 13:01. */
    static Story of(IncidentKind kind) {
        var story = new Story(
                kind,
                Incident.State.OPEN,
                Incident.Certainty.SUSPECTED,
                0.93,
                "Almaty",
                List.of(HEX),
                List.of("401-01", "401-02"),
                List.of(Access.MOBILE),
                List.of(),
                STARTED,
                STARTED + 48_000,
                null,
                new Incident.Evidence(41.3, 2, 19, 63.1, 62, 0),
                List.of(),
                null);
        return switch (kind) {
            case SHUTDOWN, INTERNATIONAL_CUT -> story;
            case NETWORK_OUTAGE, THROTTLING, COLLECTOR_UNREACHABLE -> story.on("401-01");
            case OUTAGE -> story.on("401-01", "AS9198").by(Access.MOBILE, Access.FIXED);
            case BLACKOUT -> story.in("Kazakhstan", "KZ").on().by(Access.MOBILE, Access.FIXED);
            case BLOCKING ->
                story.on("401-01").to("platform/telegram.org").because("DNS").confidence(0.88);
            case TLS_INTERCEPTION -> story.on("401-01").to("site/vlast.kz", "site/rus.azattyq.org");
            case TARGET_DOWN -> story.in("Kazakhstan", "KZ").on().to("site/vlast.kz");
        };
    }

    static long at(String time) {
        return Times.parse(time).orElseThrow();
    }

    Story confirmed() {
        return with(state, Incident.Certainty.CONFIRMED, 0.997, updated, ended, evidence, reason);
    }

    Story confidence(double other) {
        return with(state, certainty, other, updated, ended, evidence, reason);
    }

    /** Over at 14:10, and told two minutes later. */
    Story closed() {
        var end = started + HOUR + 600_000;
        return with(Incident.State.CLOSED, certainty, confidence, end + 120_000, end, evidence, reason);
    }

    Story retracted(@Nullable String why) {
        return with(Incident.State.RETRACTED, certainty, 0.01, started + 300_000, null, evidence, why);
    }

    Story because(@Nullable String why) {
        return with(state, certainty, confidence, updated, ended, evidence, why);
    }

    Story evidence(Incident.Evidence other) {
        return with(state, certainty, confidence, updated, ended, other, reason);
    }

    /** With reports that were kept while offline. */
    Story late(int reports) {
        return evidence(new Incident.Evidence(
                evidence.expected(),
                evidence.heard(),
                evidence.probesSilent(),
                evidence.controlExpected(),
                evidence.controlHeard(),
                reports));
    }

    Story updated(String time) {
        return with(state, certainty, confidence, at(time), ended, evidence, reason);
    }

    Story lasting(String from, String until) {
        return new Story(
                kind,
                Incident.State.CLOSED,
                certainty,
                confidence,
                area,
                places,
                networks,
                access,
                targets,
                at(from),
                at(until) + 120_000,
                at(until),
                evidence,
                restored,
                reason);
    }

    Story since(String from) {
        return new Story(
                kind,
                state,
                certainty,
                confidence,
                area,
                places,
                networks,
                access,
                targets,
                at(from),
                at(from) + 48_000,
                ended,
                evidence,
                restored,
                reason);
    }

    Story in(String otherArea, String... otherPlaces) {
        return where(otherArea, List.of(otherPlaces), networks, access, targets, restored);
    }

    Story on(String... others) {
        return where(area, places, List.of(others), access, targets, restored);
    }

    Story by(Access... others) {
        return where(area, places, networks, List.of(others), targets, restored);
    }

    Story to(String... others) {
        return where(area, places, networks, access, List.of(others), restored);
    }

    Story restored(String... cells) {
        return where(area, places, networks, access, targets, List.of(cells));
    }

    Incident incident() {
        return new Incident(
                ID,
                2,
                kind,
                state,
                certainty,
                confidence,
                area,
                places,
                networks,
                access,
                targets,
                started,
                started + 46_000,
                updated,
                ended,
                evidence,
                restored,
                null,
                reason,
                1,
                Map.of());
    }

    /** What somebody believes who was told of it as it is here. */
    Told told() {
        return new Told(1, kind, state, certainty, true, 0);
    }

    private Story where(
            String otherArea,
            List<String> otherPlaces,
            List<String> otherNetworks,
            List<Access> otherAccess,
            List<String> otherTargets,
            List<String> otherRestored) {
        return new Story(
                kind,
                state,
                certainty,
                confidence,
                otherArea,
                otherPlaces,
                otherNetworks,
                otherAccess,
                otherTargets,
                started,
                updated,
                ended,
                evidence,
                otherRestored,
                reason);
    }

    private Story with(
            Incident.State otherState,
            Incident.Certainty otherCertainty,
            double otherConfidence,
            long otherUpdated,
            @Nullable Long otherEnded,
            Incident.Evidence otherEvidence,
            @Nullable String otherReason) {
        return new Story(
                kind,
                otherState,
                otherCertainty,
                otherConfidence,
                area,
                places,
                networks,
                access,
                targets,
                started,
                otherUpdated,
                otherEnded,
                otherEvidence,
                restored,
                otherReason);
    }
}
