package kz.dabyl.alerts.page.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {

    @Test
    void areTheRegionsThatHaveNames() {
        assertThat(Shapes.on(Sheet.COUNTRY))
                .hasSize(20)
                .allSatisfy(outline -> assertThat(Areas.named()).contains(Areas.of(outline.code())));
        assertThat(Shapes.on(Sheet.ALMATY)).hasSize(8);
        assertThat(Shapes.on(Sheet.ASTANA)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "43.238, 76.945, KZ-75",
        "51.129, 71.430, KZ-71",
        "42.317, 69.590, KZ-79",
        "44.90, 78.00, KZ-33",
        "43.60, 78.00, KZ-19",
        "49.807, 73.088, KZ-35",
        "43.652, 51.300, KZ-47",
        "54.873, 69.150, KZ-59",
        "49.948, 82.615, KZ-63",
        "50.411, 80.227, KZ-10",
    })
    void holdWhatLiesInThem(double latitude, double longitude, String region) {
        assertThat(Shapes.region(Places.at(latitude, longitude, 7))).contains(region);
    }

    @ParameterizedTest
    @CsvSource({"42.87, 74.59", "55.75, 37.61", "41.31, 69.28"})
    void doNotHoldWhatLiesAbroad(double latitude, double longitude) {
        assertThat(Shapes.region(Places.at(latitude, longitude, 7))).isEmpty();
    }

    @Test
    void knowRegionsByTheirCode() {
        assertThat(Shapes.region("KZ-10")).contains("KZ-10");
        assertThat(Shapes.region("KZ")).isEmpty();
    }

    @Test
    void nameTheDistrictsOfACity() {
        var almaly = Shapes.at(Sheet.ALMATY, Places.at(43.2522, 76.9088, 8)).orElseThrow();

        assertThat(almaly.name("en")).isEqualTo("Almaly");
        assertThat(almaly.name("kk")).isEqualTo("Алмалы");
    }

    @Test
    void haveTheirLabelsInside() {
        for (var sheet : Sheet.values()) {
            assertThat(Shapes.on(sheet))
                    .allSatisfy(outline -> assertThat(outline.rings().contain(outline.label()))
                            .as(outline.code())
                            .isTrue());
        }
    }

    /** Skips where the published boundaries are not beside the project. */
    @Test
    void areWhatThePublishedBoundariesGive() throws IOException {
        var contract = Objects.requireNonNullElse(System.getenv("DABYL_CONTRACT"), "../shared/contract");
        var boundaries = Path.of(contract).resolveSibling("data").resolve("kz-geography");
        assumeThat(Files.isDirectory(boundaries))
                .as("%s, boundaries of Kazakhstan", boundaries)
                .isTrue();

        var drawn = BoundaryDrawing.draw(boundaries);

        for (var sheet : Sheet.values()) {
            assertThat(drawn.getOrDefault(sheet.resource(), "").lines().map(Outline::parse))
                    .containsExactlyElementsOf(Shapes.on(sheet));
        }
    }
}
