package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;

class TargetClassesTest {

    @Test
    void holdsWhatIsWrittenDownAboveTheName() {
        var classes = TargetClasses.parse("class,name\nplatform,Telegram.org.\ninternational,abroad.kz\n");

        assertThat(classes.target("telegram.org")).isEqualTo("platform/telegram.org");
        assertThat(classes.target("abroad.kz")).isEqualTo("international/abroad.kz");
        assertThat(classes.target("home.kz")).isEqualTo("domestic/home.kz");
        assertThat(classes.target("xn--e1aybc.xn--80ao21a")).isEqualTo("domestic/xn--e1aybc.xn--80ao21a");
        assertThat(classes.target("kz")).isEqualTo("international/kz");
    }

    @Test
    void namesTheLineThatMakesNoSense() {
        assertThatThrownBy(() -> TargetClasses.parse("name,class\na.example,site\nb.example,home\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("line 3: expected international, domestic, platform or site, was 'home'");
        assertThatThrownBy(() -> TargetClasses.parse("name,class\n\ntwo words,site\n"))
                .hasMessage("line 3: expected a host or an address, was 'two words'");
        assertThatThrownBy(() -> TargetClasses.parse(""))
                .hasMessage("line 1: expected a header with name,class, has no name");
    }
}
