package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.detector.core.Reach;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellNewsTest {

    private static final long HOP = 5_000;
    private static final Optional<Reach> SEES =
            Optional.of(new Reach(OptionalInt.of(60), OptionalInt.of(255), OptionalInt.of(35), OptionalInt.of(30)));

    private final List<String> told = new ArrayList<>();
    private final List<JsonObject> marks = new ArrayList<>();
    private long until;

    /** Notes what is shown; a fold's results are none of it. */
    private final StoredFold.Output output = new StoredFold.Output() {
        @Override
        public void put(String key, byte[] value, Map<String, String> headers) {
            throw new AssertionError("news are no result");
        }

        @Override
        public void show(String key, byte @Nullable [] value) {
            var json = value == null ? new JsonObject() : new JsonObject(new String(value, UTF_8));
            if (key.equals(Topics.CELLS_MARK)) {
                marks.add(json);
            } else {
                told.add(key + " " + json.getString("state", "gone"));
            }
        }
    };

    @Test
    void tellOfACellWhenItsStateChanges() {
        var news = new CellNews();

        judged(news, status("401-01", 12, false), status("401-02", 12, false));
        judged(news, status("401-01", 12, false), status("401-02", 12, true));
        judged(news, status("401-01", 12, false), status("401-02", 12, true));

        assertThat(told)
                .containsExactly(
                        TestCity.CENTRE + "/401-01/mobile ok",
                        TestCity.CENTRE + "/401-02/mobile ok",
                        TestCity.CENTRE + "/401-02/mobile affected");
    }

    @Test
    void tellOfACellWhenItHasManyMoreProbes() {
        var news = new CellNews();

        judged(news, status("401-01", 12, false));
        judged(news, status("401-01", 14, false));
        judged(news, status("401-01", 20, false));

        assertThat(told).hasSize(2);
    }

    @Test
    void tellNothingOfACellWithFewerThanMinProbes() {
        judged(new CellNews(), status("401-01", 2, true));

        assertThat(told).isEmpty();
    }

    @Test
    void takeACellBackThatMayNoLongerBeShown() {
        var news = new CellNews();

        judged(news, status("401-01", 3, false));
        judged(news, status("401-01", 2, false));
        judged(news, status("401-01", 2, false));

        assertThat(told)
                .containsExactly(TestCity.CENTRE + "/401-01/mobile ok", TestCity.CENTRE + "/401-01/mobile gone");
    }

    @Test
    void sayEveryFewHopsHowFarCellsWereJudged() {
        var news = new CellNews();

        for (var hop = 0; hop < 10; hop++) {
            judged(news, status("401-01", 12, false));
        }

        assertThat(marks)
                .extracting(mark -> mark.getString("until"))
                .containsExactly(
                        "1970-01-01T00:00:05.000Z",
                        "1970-01-01T00:00:20.000Z",
                        "1970-01-01T00:00:35.000Z",
                        "1970-01-01T00:00:50.000Z");
    }

    @Test
    void tellAllOfThemAnewWhenAnotherTaskBegins() {
        judged(new CellNews(), status("401-01", 12, false));
        judged(new CellNews(), status("401-01", 12, false));

        assertThat(told).hasSize(2);
        assertThat(marks)
                .extracting(mark -> mark.getString("run"))
                .containsExactly("1970-01-01T00:00:05.000Z", "1970-01-01T00:00:10.000Z");
    }

    private void judged(CellNews news, CellStatus... cells) {
        until += HOP;
        news.tell(new DetectorViews.Judged(until, List.of(), List.of(cells), 3), output);
    }

    private static CellStatus status(String network, int known, boolean affected) {
        var cell = new Cell(TestCity.CENTRE, network, Access.MOBILE);
        return new CellStatus(cell, "Almaty", 24, 20, known, known, affected, SEES);
    }
}
