package kz.dabyl.collector.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetList;
import org.junit.jupiter.api.Test;

class BeaconTest {

    @Test
    void areWhateverSpeaksTlsAtItsUsualPort() {
        var beacons = Beacon.of(List.of(
                Target.of("site/a.kz", Check.HTTPS),
                Target.of("platform/b.org", Check.TLS).every(600),
                Target.of("domestic/c.kz", Check.TCP),
                Target.of("international/1.1.1.1", Check.ICMP)));

        assertThat(beacons)
                .containsExactly(
                        new Beacon("site/a.kz", "https://a.kz", "/", 0),
                        new Beacon("platform/b.org", "https://b.org", "/", 600),
                        new Beacon("domestic/c.kz", "https://c.kz", "/", 0),
                        new Beacon("international/1.1.1.1", "https://1.1.1.1", "/", 0));
    }

    @Test
    void areNotWhatABrowserCannotAskFor() {
        var beacons = Beacon.of(List.of(
                Target.of("domestic/nic.kz", Check.DNS),
                Target.of("site/plain.kz", Check.HTTP),
                new Target("domestic/mail.kz", Check.TCP, "mail.kz", 25, "/", 0, 0),
                new Target("international/six", Check.TLS, "2606:4700:4700::1111", 443, "/", 0, 0)));

        assertThat(beacons).isEmpty();
    }

    @Test
    void goWhereTheListSaysUnderTheNameThatItGives() {
        var target = new Target("site/vlast.kz", Check.HTTPS, "mirror.org", 8443, "/robots.txt", 0, 0);

        assertThat(Beacon.of(List.of(target)).get(0).url()).isEqualTo("https://mirror.org:8443/robots.txt");
    }

    @Test
    void areOfAllClassesWhereTheOperatorSaysNothing() {
        assertThat(Beacon.of(TargetList.USUAL))
                .extracting(beacon -> beacon.target().replaceFirst("/.*", ""))
                .contains("international", "domestic", "platform", "site");
    }
}
