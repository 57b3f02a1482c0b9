package kz.dabyl.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind in every state, in all languages, against {@code sentences.txt}: people who speak the languages read that
 * file, so a sentence changes there first.
 */
class SentencesTest {

    private static final List<String> LANGUAGES = List.of("en", "ru", "kk");

    @ParameterizedTest
    @EnumSource
    void readAsTheyWereAgreed(IncidentKind kind) throws IOException {
        var agreed = agreed(kind);

        assertThat(sentences(kind)).isEqualTo(agreed);
    }

    @ParameterizedTest
    @EnumSource
    void claimNoIntent(IncidentKind kind) {
        assertThat(String.join("\n", sentences(kind)).toLowerCase(Locale.ROOT))
                .doesNotContain("cut off", "was cut", "blocked", "throttled", "shut down", "switched off")
                .doesNotContain("отключ", "заблокир", "замедлен", "глуш")
                .doesNotContain("өшіріл", "бұғаттал", "баяулат");
    }

    @Test
    void areOneSentenceEach() {
        var all = Stream.of(IncidentKind.values())
                .flatMap(kind -> sentences(kind).stream())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"));

        assertThat(all).allMatch(line -> line.matches("(en|ru|kk) [^\\n]+[^ .]\\.") && !line.contains(". "));
    }

    private static List<String> sentences(IncidentKind kind) {
        var lines = new ArrayList<String>();
        for (var each : variants(sample(kind))) {
            var incident = each.incident();
            lines.add("# " + kind.word() + " " + incident.state().word() + " "
                    + incident.certainty().word());
            for (var language : LANGUAGES) {
                lines.add(language + " " + each.in(language));
            }
        }
        return lines;
    }

    private static List<Incidents> variants(Incidents open) {
        var closed = open.state(Incident.State.CLOSED);
        var retracted = open.state(Incident.State.RETRACTED).because("restart");
        return List.of(open.suspected(), open, closed.suspected(), closed, retracted.suspected());
    }

    private static Incidents sample(IncidentKind kind) {
        var here = Incidents.SHUTDOWN.kind(kind);
        return switch (kind) {
            case SHUTDOWN, INTERNATIONAL_CUT -> here;
            case NETWORK_OUTAGE, THROTTLING, COLLECTOR_UNREACHABLE -> here.onNetworks("401-01");
            case OUTAGE -> here.onNetworks("401-01", "AS9198").withAccess(Access.MOBILE, Access.FIXED);
            case BLACKOUT -> here.at("KZ").onNetworks().withAccess(Access.MOBILE, Access.FIXED);
            case BLOCKING -> here.onNetworks("401-01").onTargets("platform/telegram.org");
            case TLS_INTERCEPTION -> here.onNetworks("401-01").onTargets("site/vlast.kz", "site/rus.azattyq.org");
            case TARGET_DOWN -> here.at("KZ").onNetworks().onTargets("site/vlast.kz");
        };
    }

    private static List<String> agreed(IncidentKind kind) throws IOException {
        try (InputStream in = SentencesTest.class.getResourceAsStream("sentences.txt")) {
            var lines = new String(Objects.requireNonNull(in, "sentences.txt").readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .toList();
            var mine = new ArrayList<String>();
            var inside = false;
            for (var line : lines) {
                inside = line.startsWith("#") ? line.startsWith("# " + kind.word() + " ") : inside;
                if (inside) {
                    mine.add(line);
                }
            }
            return mine;
        }
    }
}
