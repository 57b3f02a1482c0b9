package kz.dabyl.collector.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What labels and tags say of a probe and of a target. */
class LabelsTest {

    private static final Map<String, String> FULL = Map.of(
            "dabyl_probe", "p-1",
            "dabyl_place", "8820E60003FFFFF",
            "dabyl_network", "401-01",
            "dabyl_access", "mobile",
            "dabyl_interval_s", "30");

    @Test
    void sayWhichProbeAndWhereItIs() {
        assertThat(Origin.of(FULL, Optional.empty()))
                .isEqualTo(new Origin("p-1", "8820e60003fffff", "401-01", Access.MOBILE, 30));
    }

    @Test
    void needNotNameTheProbeThatSends() {
        assertThat(Origin.of(with("dabyl_probe", ""), Optional.of("p-7")).probe())
                .isEqualTo("p-7");
    }

    @Test
    void promiseNothingWithoutAnInterval() {
        assertThat(Origin.of(with("dabyl_interval_s", ""), Optional.empty()).intervalSeconds())
                .isEqualTo(Report.NO_PROMISE);
    }

    @ParameterizedTest
    @CsvSource({
        "dabyl_probe,",
        "dabyl_probe,a b",
        "dabyl_place,",
        "dabyl_place,8f20e60003fffff",
        "dabyl_network,Beeline",
        "dabyl_access,wifi",
        "dabyl_interval_s,0",
        "dabyl_interval_s,-1",
        "dabyl_interval_s,3601",
        "dabyl_interval_s,30s"
    })
    void areRefusedByName(String label, String value) {
        assertThatThrownBy(() -> Origin.of(with(label, value == null ? "" : value), Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo("/" + label));
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.1.1, international/1.1.1.1",
        "1.1.1.1:53, international/1.1.1.1",
        "https://EGOV.kz/cms/ru?x=1, domestic/egov.kz",
        "http://user:secret@vlast.kz:8080, domestic/vlast.kz",
        "[2606:4700::1111]:443, international/2606:4700::1111",
        "2606:4700::1111, international/2606:4700::1111",
        "telegram.org, international/telegram.org",
        "egov.kz., domestic/egov.kz",
        "https://тест.қаз/, domestic/xn--e1aybc.xn--80ao21a",
        "2606:4700:0:0::1111, international/2606:4700::1111"
    })
    void nameATargetByItsHost(String measured, String target) {
        assertThat(TargetName.of(Map.of(), Optional.of(measured))).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.168.1.1", "http://10.0.0.1/", "100.64.0.7:53", "127.0.0.1", "[fd00::1]:443", "fe80::1"})
    void nameNoTargetByAnAddressThatIsSomebodys(String measured) {
        assertThatThrownBy(() -> TargetName.of(Map.of(), Optional.of(measured)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo("/dabyl_target"));
        assertThat(TargetName.of(Map.of("dabyl_target", "site/router"), Optional.of(measured)))
                .isEqualTo("site/router");
    }

    @Test
    void nameATargetThemselvesIfTheyWish() {
        var whole = Map.of("dabyl_target", "platform/telegram", "dabyl_class", "site");
        var classOnly = Map.of("dabyl_class", "platform");

        assertThat(TargetName.of(whole, Optional.of("149.154.167.51:443"))).isEqualTo("platform/telegram");
        assertThat(TargetName.of(classOnly, Optional.of("telegram.org"))).isEqualTo("platform/telegram.org");
    }

    @ParameterizedTest
    @CsvSource({"dabyl_target,telegram.org", "dabyl_target,platform/", "dabyl_class,social"})
    void areRefusedWhereTheyNameNoTarget(String label, String value) {
        assertThatThrownBy(() -> TargetName.of(Map.of(label, value), Optional.of("telegram.org")))
                .isInstanceOf(InvalidInputException.class);
    }

    private static Map<String, String> with(String label, String value) {
        var labels = new HashMap<>(FULL);
        labels.put(label, value);
        return labels;
    }
}
