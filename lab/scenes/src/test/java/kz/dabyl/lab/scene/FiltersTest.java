package kz.dabyl.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.lab.net.Namespaces;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;
import kz.dabyl.lab.net.Topology;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The networks without anybody on them: whether packets go where they should, and no further once they are cut. */
@TestInstance(Lifecycle.PER_CLASS)
class FiltersTest {

    private static final Operator OPERATOR = Operator.BEELINE;
    private static final Place PLACE = Place.ALMATY;

    /** What one way through the gateway takes at least, 40 ms that vary by 5. */
    private static final long FAR_MILLIS = 35;

    private static final List<Place> PLACES = List.of(PLACE, Place.ASTANA);

    private Namespaces namespaces;
    private Filters filters;
    private boolean far;

    @BeforeAll
    void build() throws Exception {
        assumeThat(Namespaces.missing()).as("network namespaces can be had").isEmpty();
        namespaces = Namespaces.open();
        filters = new Filters(namespaces);
        far = Topology.build(namespaces, PLACES);
    }

    @AfterAll
    void remove() {
        if (namespaces != null) {
            namespaces.close();
        }
    }

    @Test
    void leadsACustomerToHomeToTheWorldAndToTheCollector() {
        for (var address : List.of(Plan.EGOV.address(), Plan.NEWS.address(), Plan.COLLECTOR_AT_HOME)) {
            assertThatCode(() -> reach(address)).doesNotThrowAnyException();
        }
    }

    @Test
    void hasTheWorldFarAwayAndHomeNear() throws Exception {
        assumeThat(far).as("the kernel has netem").isTrue();

        assertThat(quickest(Plan.NEWS.address())).isBetween(FAR_MILLIS, 1_000L);
        assertThat(quickest(Plan.EGOV.address())).isLessThan(FAR_MILLIS);
    }

    @Test
    void leadsNowhereWhileADistrictIsCut() throws Exception {
        var cut = filters.cut("s1", OPERATOR, PLACE);

        cut.cut();

        assertThatThrownBy(() -> reach(Plan.EGOV.address())).isInstanceOf(IOException.class);
        cut.heal();
        assertThatCode(() -> reach(Plan.EGOV.address())).doesNotThrowAnyException();
    }

    @Test
    void leadsHomeButNotAbroadWhileTheGatewayIsCut() throws Exception {
        var cut = filters.cutGateway("s8");

        cut.cut();

        assertThatThrownBy(() -> reach(Plan.NEWS.address())).isInstanceOf(IOException.class);
        assertThatCode(() -> reach(Plan.EGOV.address())).doesNotThrowAnyException();
        cut.heal();
    }

    @Test
    void takesEveryFilterAndDoesWithoutItAgain() throws Exception {
        var all = Stream.of(
                        filters.cut("s9", OPERATOR),
                        filters.drop("s6", OPERATOR, PLACES, Plan.VIDEO.address()),
                        filters.reset("s4", OPERATOR, PLACES, Plan.NEWS),
                        filters.intercept("s7", OPERATOR, PLACES, Plan.MAIL),
                        filters.pipe(OPERATOR, PLACE, Plan.MESSENGER))
                .toList();

        for (var filter : all) {
            filter.cut();
            filter.heal();
        }

        assertThatCode(() -> namespaces.script(OPERATOR.core(), "test -z \"$(nft list ruleset)\"\n"))
                .doesNotThrowAnyException();
        assertThat(all).hasSize(5);
    }

    /** Round trip of the best of some tries, since the machine has other work. */
    private long quickest(String address) throws IOException, InterruptedException {
        var tries = namespaces.script(
                OPERATOR.customers(PLACE),
                "LC_ALL=C bash -c 'for i in 1 2 3 4 5 6 7 8; do b=${EPOCHREALTIME/./}; true 3<>/dev/tcp/" + address
                        + "/443; e=${EPOCHREALTIME/./}; echo $(((e - b) / 1000)); done' 2>/dev/null\n");
        return tries.lines().mapToLong(Long::parseLong).min().orElseThrow();
    }

    /** A refusal comes from where it was asked for; what is dropped comes to nothing. */
    private void reach(String address) throws IOException, InterruptedException {
        namespaces.script(
                OPERATOR.customers(PLACE),
                "timeout 2 bash -c 'exec 3<>/dev/tcp/" + address + "/443' 2>&1 | grep -q refused\n");
    }
}
