package kz.dabyl.model.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.TargetClass;
import org.junit.jupiter.api.Test;

class TargetListTest {

    @Test
    void usuallyHasAllFourClasses() {
        var usual = new TargetList(0, 1, TargetList.USUAL);

        assertThat(TargetList.missing(usual.targets())).isEmpty();
        assertThat(usual.targets()).allMatch(target -> target.host().contains("."));
    }

    @Test
    void saysOfWhichClassesItHasNone() {
        var foreign =
                List.of(Target.of("international/1.1.1.1", Check.ICMP), Target.of("platform/telegram.org", Check.TLS));

        assertThat(TargetList.missing(foreign)).containsExactly(TargetClass.DOMESTIC, TargetClass.SITE);
    }
}
