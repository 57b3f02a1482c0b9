package kz.dabyl.alerts.page;

import static kz.dabyl.alerts.page.Pictures.ASTANA;
import static kz.dabyl.alerts.page.Pictures.BESIDE;
import static kz.dabyl.alerts.page.Pictures.CENTRE;
import static kz.dabyl.alerts.page.Pictures.cell;
import static kz.dabyl.alerts.page.Pictures.networks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.dabyl.alerts.cells.CellState.Seen;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

    private static final Territory ALMATY = Territory.CENTRES.get(0);
    private static final Lines BEELINE = new Lines("401-01", Access.MOBILE);
    private static final Lines KCELL = new Lines("401-02", Access.MOBILE);
    private static final Lines TELE2 = new Lines("401-77", Access.MOBILE);

    /** Another hexagon in the middle of Almaty. */
    private static final String FAR = Places.at(43.2250, 76.9600, 7);

    private static final SomeIncident SHUTDOWN =
            SomeIncident.opening("shutdown").in("Almaty", CENTRE);

    @Test
    void isOkWhereTheDetectorSeesThatItIs() {
        var picture = Pictures.of(List.of(cell(CENTRE, "401-01", Seen.OK)));

        assertThat(sight(picture, ALMATY, BEELINE)).isEqualTo(Sight.OK);
    }

    @Test
    void isUnknownWithoutCells() {
        assertThat(sight(Pictures.of(List.of()), ALMATY, BEELINE)).isEqualTo(Sight.UNKNOWN);
    }

    @Test
    void isUnknownWhereMostCellsCouldNotNoticeACut() {
        var picture = Pictures.of(List.of(
                cell(CENTRE, "401-01", Seen.UNKNOWN),
                cell(BESIDE, "401-01", Seen.UNKNOWN),
                cell(CENTRE, "401-02", Seen.OK)));

        assertThat(sight(picture, ALMATY, BEELINE)).isEqualTo(Sight.doubtful(2));
    }

    @Test
    void isUnknownWhenTheDataHasEndedWhateverItSaid() {
        var picture = Pictures.stale(
                Pictures.of(List.of(cell(CENTRE, "401-01", Seen.OK), cell(ASTANA, "401-01", Seen.OK)), SHUTDOWN));

        assertThat(sight(picture, ALMATY, BEELINE)).isEqualTo(Sight.UNKNOWN);
        assertThat(sight(picture, Territory.CENTRES.get(1), BEELINE)).isEqualTo(Sight.UNKNOWN);
    }

    @Test
    void isUnknownWhileACellIsAffectedByWhatIsNotPublishedYet() {
        var picture = Pictures.of(List.of(cell(CENTRE, "401-01", Seen.AFFECTED)));

        assertThat(sight(picture, ALMATY, BEELINE)).isEqualTo(Sight.doubtful(1));
    }

    @Test
    void isShutDownForTheNetworksOfAnOpenIncidentOnly() {
        var picture = Pictures.of(networks(CENTRE, Seen.OK).toList(), SHUTDOWN);

        assertThat(sight(picture, ALMATY, BEELINE).condition()).isEqualTo(Condition.SHUTDOWN);
        assertThat(sight(picture, ALMATY, BEELINE).cause()).contains(SHUTDOWN.incident());
        assertThat(sight(picture, ALMATY, TELE2)).isEqualTo(Sight.OK);
    }

    @Test
    void isShutDownInPartWhereOthersAreKnownToLive() {
        var picture =
                Pictures.of(List.of(cell(CENTRE, "401-01", Seen.AFFECTED), cell(BESIDE, "401-01", Seen.OK)), SHUTDOWN);

        var sight = sight(picture, ALMATY, BEELINE);

        assertThat(sight.partly()).isTrue();
        assertThat(sight.hit() + " of " + sight.watched()).isEqualTo("1 of 2");
    }

    @Test
    void isShutDownWhereNoCellIsShownIfAnIncidentSaysSo() {
        assertThat(sight(Pictures.of(List.of(), SHUTDOWN), ALMATY, BEELINE).condition())
                .isEqualTo(Condition.SHUTDOWN);
    }

    @ParameterizedTest
    @CsvSource({"KZ, true", "KZ-75, true", "KZ-71, false", "KG, false"})
    void isHitByWhatHitsAllThatSurroundsIt(String place, boolean hit) {
        var picture = Pictures.of(
                List.of(cell(CENTRE, "401-01", Seen.OK)),
                SomeIncident.opening("large").in("Kazakhstan", place));

        assertThat(sight(picture, ALMATY, BEELINE).condition() == Condition.SHUTDOWN)
                .isEqualTo(hit);
    }

    @ParameterizedTest
    @CsvSource({
        "SHUTDOWN, SHUTDOWN",
        "OUTAGE, SHUTDOWN",
        "THROTTLING, DEGRADED",
        "INTERNATIONAL_CUT, DEGRADED",
        "COLLECTOR_UNREACHABLE, UNKNOWN",
        "TARGET_DOWN, OK",
    })
    void isAsTheKindOfIncidentMakesIt(IncidentKind kind, Condition condition) {
        var picture = Pictures.of(List.of(cell(CENTRE, "401-01", Seen.OK)), SHUTDOWN.kind(kind));

        assertThat(sight(picture, ALMATY, BEELINE).condition()).isEqualTo(condition);
    }

    @Test
    void isDecidedByIncidentsThatThePageHasNoRoomToTellOfToo() {
        var told = Pictures.of(List.of(cell(CENTRE, "401-01", Seen.OK)));
        var picture = Picture.of(told.cells(), false, List.of(SHUTDOWN.incident()), List.of(), List.of());

        assertThat(picture.hidden()).isEqualTo(1);
        assertThat(sight(picture, ALMATY, BEELINE).condition()).isEqualTo(Condition.SHUTDOWN);
    }

    @Test
    void goesOnCountingPlacesThatAreCutForSoLongThatTheirCellsAreGone() {
        var shutdown = SHUTDOWN.in("Almaty", CENTRE, FAR);
        var left = List.of(cell(BESIDE, "401-01", Seen.OK));
        var all = sight(Pictures.named(Set.of(CENTRE, FAR, BESIDE), left, shutdown), ALMATY, BEELINE);
        var onlyThoseWithEnoughProbes = sight(Pictures.named(Set.of(CENTRE, BESIDE), left, shutdown), ALMATY, BEELINE);

        assertThat(all.partly()).isTrue();
        assertThat(all.hit() + " of " + all.watched()).isEqualTo("2 of 3");
        assertThat(onlyThoseWithEnoughProbes.hit() + " of " + onlyThoseWithEnoughProbes.watched())
                .isEqualTo("1 of 2");
    }

    @Test
    void comesBackWhenItsCellIsRestored() {
        var cells = List.of(cell(CENTRE, "401-01", Seen.OK));

        var picture = Pictures.picture(cells, false, List.of(new Case(List.of(restored("401-01", "401-02")))));

        assertThat(sight(picture, ALMATY, BEELINE)).isEqualTo(Sight.OK);
    }

    @Test
    void comesBackOnOneNetworkBeforeTheOthersDo() {
        var cells = List.of(cell(CENTRE, "401-01", Seen.OK), cell(CENTRE, "401-02", Seen.AFFECTED));

        var picture = Pictures.picture(cells, false, List.of(new Case(List.of(restored("401-01")))));

        assertThat(sight(picture, ALMATY, BEELINE)).isEqualTo(Sight.OK);
        assertThat(sight(picture, ALMATY, KCELL).condition()).isEqualTo(Condition.SHUTDOWN);
    }

    private static Incident restored(String... networks) {
        var plain = SHUTDOWN.of("401-01", "401-02").incident();
        return new Incident(
                plain.id(),
                plain.revision(),
                plain.kind(),
                plain.state(),
                plain.certainty(),
                plain.confidence(),
                plain.area(),
                plain.places(),
                plain.networks(),
                plain.access(),
                plain.targets(),
                plain.started(),
                plain.detected(),
                plain.updated(),
                plain.ended(),
                plain.evidence(),
                Stream.of(networks).map(network -> CENTRE + "/" + network).toList(),
                plain.rally(),
                plain.reason(),
                1,
                plain.summary());
    }

    @Test
    void isDisturbedAsAWholeWhenOneNetworkFailsAndOthersLive() {
        var outage = SHUTDOWN.kind(IncidentKind.NETWORK_OUTAGE).of("401-01");
        var picture = Pictures.of(networks(CENTRE, Seen.OK).toList(), outage);

        assertThat(Sight.overall(picture.sights(ALMATY, picture.mobile()))).isEqualTo(Condition.DEGRADED);
    }

    @Test
    void isUnknownAsAWholeWhenMostNetworksAre() {
        var picture = Pictures.of(List.of(cell(CENTRE, "401-01", Seen.OK)));

        assertThat(Sight.overall(picture.sights(ALMATY, picture.mobile()))).isEqualTo(Condition.UNKNOWN);
    }

    @Test
    void asksForTheNetworksOfTheCountryAndShowsOthersThatItMeets() {
        var others = Stream.of("AS1", "AS2", "AS3", "AS4", "AS5").map(network -> cell(CENTRE, network, Seen.OK));

        var lines = Pictures.of(others.toList()).mobile();

        assertThat(lines)
                .extracting(Lines::network)
                .startsWith("401-01", "401-02", "401-77")
                .hasSize(6);
    }

    private static Sight sight(Picture picture, Territory territory, Lines lines) {
        return picture.sights(territory, List.of(lines)).get(0);
    }
}
