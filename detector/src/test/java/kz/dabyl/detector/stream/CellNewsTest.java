package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class CellNewsTest {

    private final DetectorViews views = new DetectorViews();
    private final List<String> told = new ArrayList<>();

    CellNewsTest() {
        views.onJudged(new CellNews((cell, json) -> told.add(cell + " " + new JsonObject(json).getString("state"))));
    }

    @Test
    void tellOfACellWhenItsStateChanges() {
        judged(status("401-01", 12, false), status("401-02", 12, false));
        judged(status("401-01", 12, false), status("401-02", 12, true));
        judged(status("401-01", 12, false), status("401-02", 12, true));

        assertThat(told)
                .containsExactly(
                        TestCity.CENTRE + "/401-01/mobile ok",
                        TestCity.CENTRE + "/401-02/mobile ok",
                        TestCity.CENTRE + "/401-02/mobile affected");
    }

    @Test
    void tellOfACellWhenItHasManyMoreProbes() {
        judged(status("401-01", 12, false));
        judged(status("401-01", 14, false));
        judged(status("401-01", 20, false));

        assertThat(told).hasSize(2);
    }

    @Test
    void tellNothingOfACellWithFewerThanMinProbes() {
        judged(status("401-01", 2, true));

        assertThat(told).isEmpty();
    }

    private void judged(CellStatus... cells) {
        views.judged(new DetectorViews.Judged(5_000, List.of(), List.of(cells), 3));
    }

    private static CellStatus status(String network, int known, boolean affected) {
        var cell = new Cell(TestCity.CENTRE, network, Access.MOBILE);
        return new CellStatus(cell, "Almaty", 24, 20, known, known, affected, Optional.empty());
    }
}
