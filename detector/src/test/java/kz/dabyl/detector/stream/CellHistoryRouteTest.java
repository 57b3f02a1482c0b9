package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.runtime.access.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellHistoryRouteTest {

    private static final String OPERATOR = "op_1";
    private static final String CELL = "/v1/cells/history?cell=" + TestCity.CENTRE + "/401-01/mobile";
    private static final long STEP = CellHistory.STEP_S * 1000L;

    private final DetectorViews views = new DetectorViews();
    private final CellHistory history = new CellHistory();
    private final CellHistoryRoute route =
            new CellHistoryRoute(views, history, new Credentials(OPERATOR, "relay_1", new byte[32]));

    CellHistoryRouteTest() {
        views.onJudged(history::take);
    }

    @Test
    void isForOperatorsAlone() throws Exception {
        assertThat(Served.get(route, CELL).statusCode()).isEqualTo(401);
    }

    @Test
    void tellsTheLastHourOfACellInEqualSteps() throws Exception {
        judged(STEP, status("401-01", 20, 19, 12));
        judged(STEP + 5000, status("401-01", 20, 3, 12));
        judged(3 * STEP, status("401-01", 20.04, 0, 12));

        var answer = answer(CELL);

        assertThat(answer.getString("until")).isEqualTo("1970-01-01T00:01:00.000Z");
        assertThat(answer.getInteger("step_s")).isEqualTo(20);
        assertThat(answer.getJsonArray("expected")).hasSize(180).endsWith(20.0, null, 20.0);
        assertThat(answer.getJsonArray("heard")).hasSize(180).endsWith(19.0, null, 0.0);
    }

    @Test
    void addsUpTheCellsOfAnAreaThatAreWanted() throws Exception {
        judged(STEP, status("401-01", 20, 19, 12), status("401-02", 10, 9, 12));

        assertThat(last(answer("/v1/cells/history?area=Almaty"))).isEqualTo(28.0);
        assertThat(last(answer("/v1/cells/history?area=Almaty&network=401-02&access=mobile")))
                .isEqualTo(9.0);
    }

    @Test
    void showsNothingOfTimesAtWhichACellHadTooFewProbes() throws Exception {
        judged(STEP, status("401-01", 20, 19, 12), status("401-02", 1, 1, 2));
        judged(2 * STEP, status("401-01", 2, 2, 2), status("401-02", 1, 1, 2));

        assertThat(answer(CELL).getJsonArray("heard").stream().skip(CellHistory.STEPS - 2))
                .containsExactly(19.0, null);
        assertThat(last(answer("/v1/cells/history?area=Almaty"))).isNull();
        assertThat(Served.get(route, CELL.replace("401-01", "401-02"), OPERATOR).statusCode())
                .isEqualTo(404);
    }

    @Test
    void forgetsWhatIsOlderThanAnHour() throws Exception {
        judged(STEP, status("401-01", 20, 19, 12), status("401-02", 10, 9, 12));
        judged(STEP * (CellHistory.STEPS + 1), status("401-01", 20, 18, 12));

        assertThat(answer(CELL).getJsonArray("heard").stream().filter(Objects::nonNull))
                .containsExactly(18.0);
        assertThat(Served.get(route, CELL.replace("401-01", "401-02"), OPERATOR).statusCode())
                .isEqualTo(404);
    }

    @Test
    void beginsAnewWhereTheFoldHasMovedElsewhere() throws Exception {
        judged(STEP, status("401-01", 20, 19, 12));

        views.released();

        assertThat(Served.get(route, CELL, OPERATOR).statusCode()).isEqualTo(503);
        judged(2 * STEP);
        assertThat(Served.get(route, CELL, OPERATOR).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?cell=&area=", "?cell=a/b/c&area=Almaty"})
    void wantsEitherACellOrAnArea(String query) throws Exception {
        assertThat(Served.get(route, "/v1/cells/history" + query, OPERATOR).statusCode())
                .isEqualTo(400);
    }

    private JsonObject answer(String path) throws Exception {
        return new JsonObject(Served.get(route, path, OPERATOR).body());
    }

    private static @Nullable Object last(JsonObject answer) {
        return answer.getJsonArray("heard").getValue(CellHistory.STEPS - 1);
    }

    private void judged(long until, CellStatus... cells) {
        views.judged(new DetectorViews.Judged(until, List.of(), List.of(cells), 3));
    }

    private static CellStatus status(String network, double expected, int heard, int known) {
        var cell = new Cell(TestCity.CENTRE, network, Access.MOBILE);
        return new CellStatus(cell, "Almaty", expected, heard, known, known, false, Optional.empty());
    }
}
