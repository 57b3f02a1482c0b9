package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.detector.core.Reach;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsRouteTest {

    private static final Reach SEES =
            new Reach(OptionalInt.empty(), OptionalInt.of(255), OptionalInt.of(35), OptionalInt.of(30));

    private final DetectorViews views = new DetectorViews();
    private final CellsRoute route = new CellsRoute(views);

    @Test
    void answers503WhereNothingIsJudged() throws Exception {
        var answer = Served.get(route, "/v1/cells");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void hasNoCellsWhereNothingWasEverHeard() throws Exception {
        views.began();

        assertThat(items()).isEmpty();
    }

    @Test
    void answers503AgainWhenTheFoldHasMovedElsewhere() throws Exception {
        judged(5_000, status("401-01", 12, 12, false));
        views.released();

        assertThat(Served.get(route, "/v1/cells").statusCode()).isEqualTo(503);
    }

    @Test
    void tellsWhatIsAffectedWhatIsOkAndWhatIsNotKnown() throws Exception {
        judged(5_000, status("401-01", 0, 12, true), status("401-02", 12, 12, false), status("401-77", 1, 12, false));

        assertThat(states()).containsExactly("401-01 affected", "401-02 ok", "401-77 unknown");
    }

    @Test
    void saysHowSoonEachCutOfACellWouldBeTold() throws Exception {
        judged(5_000, status("401-01", 12, 12, false), status("401-02", 12, 12, false, Optional.empty()));

        var items = items();

        assertThat(items.get(0).getJsonObject("reach").getMap())
                .containsOnlyKeys("half_cut_s", "network_cut_s", "place_cut_s", "area_cut_s")
                .containsEntry("half_cut_s", null)
                .containsEntry("network_cut_s", 255)
                .containsEntry("place_cut_s", 35)
                .containsEntry("area_cut_s", 30);
        assertThat(items.get(1).getMap()).containsEntry("reach", null);
    }

    @Test
    void doesNotKnowOfACellOfWhichNobodyLookedYetWhatItCouldSee() throws Exception {
        judged(
                5_000,
                status("401-01", 12, 12, false, Optional.empty()),
                status("401-02", 0, 12, true, Optional.empty()));

        assertThat(states()).containsExactly("401-01 unknown", "401-02 affected");
    }

    @Test
    void doesNotKnowOfACellThatWouldNoticeNothing() throws Exception {
        var none = new Reach(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        judged(5_000, status("401-01", 12, 12, false, Optional.of(none)));

        assertThat(states()).containsExactly("401-01 unknown");
    }

    @Test
    void hidesCellsWithFewerThanMinProbesEvenIfAffected() throws Exception {
        judged(5_000, status("401-01", 2, 2, true), status("401-02", 3, 3, false));

        assertThat(states()).containsExactly("401-02 ok");
    }

    @Test
    void followsTheHops() throws Exception {
        judged(5_000, status("401-01", 12, 12, false));
        states();
        judged(10_000, status("401-01", 12, 12, true));

        assertThat(states()).containsExactly("401-01 affected");
    }

    @Test
    void isAListInOnePage() throws Exception {
        judged(5_000);

        var body = new JsonObject(Served.get(route, "/v1/cells").body());

        assertThat(body.getMap()).containsOnlyKeys("items", "next_cursor").containsEntry("next_cursor", null);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 3-7",
        "7, 3, 3-7",
        "8, 3, 8-15",
        "16, 3, 16-31",
        "32, 3, 32+",
        "5000, 3, 32+",
        "1, 1, 1-2",
        "3, 1, 3-7",
        "12, 10, 10-15",
        "40, 40, 40+"
    })
    void givesTheNumberOfProbesAsABand(int probes, int minProbes, String band) {
        assertThat(CellsRoute.band(probes, minProbes)).isEqualTo(band);
    }

    private List<String> states() throws Exception {
        return items().stream()
                .map(item -> item.getString("network") + " " + item.getString("state"))
                .toList();
    }

    private List<JsonObject> items() throws Exception {
        return new JsonObject(Served.get(route, "/v1/cells").body())
                .getJsonArray("items").stream().map(item -> (JsonObject) item).toList();
    }

    private void judged(long until, CellStatus... cells) {
        views.judged(new DetectorViews.Judged(until, List.of(), List.of(cells), 3));
    }

    private static CellStatus status(String network, int probes, int known, boolean affected) {
        return status(network, probes, known, affected, Optional.of(SEES));
    }

    private static CellStatus status(String network, int probes, int known, boolean affected, Optional<Reach> reach) {
        var cell = new Cell(TestCity.CENTRE, network, Access.MOBILE);
        return new CellStatus(cell, "Almaty", 24, 20, probes, known, affected, reach);
    }
}
