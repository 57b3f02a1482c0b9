package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What is done to hexagons by their bits, held against the library. */
class HexCellProperties {

    private static final H3Core H3 = load();

    private static H3Core load() {
        try {
            return H3Core.newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 2000)
    void makesAPlaceAsCoarseAsTheLibraryDoes(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @IntRange(min = 0, max = 15) int fine,
            @ForAll @IntRange(min = 0, max = 15) int coarse) {
        var text = H3.latLngToCellAddress(latitude, longitude, fine);

        var cell = HexCell.parse(text).orElseThrow();

        assertThat(cell.resolution()).isEqualTo(fine);
        assertThat(cell.parent(coarse).toString())
                .isEqualTo(coarse >= fine ? text : H3.cellToParentAddress(text, coarse));
    }

    @Property(tries = 2000)
    void takesNothingForAHexagonThatIsNone(@ForAll long bits) {
        var index = bits >>> 4;
        var text = String.format("%015x", index);

        var cell = HexCell.parse(text);

        assertThat(cell.isPresent()).isEqualTo(H3.isValidCell(index));
    }
}
