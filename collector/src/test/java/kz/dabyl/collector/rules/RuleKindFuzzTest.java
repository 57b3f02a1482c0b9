package kz.dabyl.collector.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=RuleKindFuzzTest} explores; otherwise the saved inputs run. */
class RuleKindFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreADocumentThatCanBeKeptAndShownOrAreRefused(byte[] bytes) throws IOException {
        for (var kind : RuleKind.values()) {
            for (var format : RuleFormat.values()) {
                read(kind, format, bytes);
            }
        }
    }

    private static void read(RuleKind kind, RuleFormat format, byte[] bytes) throws IOException {
        JsonNode document;
        try {
            document = format.document(kind, Buffer.buffer(bytes));
        } catch (InvalidInputException e) {
            assertThat(e.pointer()).matches("(/[0-9]+)?(/[a-z_]+)?(/[0-9]+)?");
            assertThat(e.detail()).isNotBlank().hasSizeLessThan(6 * bytes.length + 500);
            return;
        }
        assertThat(kind.fromJson(document.toString())).isEqualTo(document);
        assertThat(kind.fromYaml(Documents.yaml(document))).isEqualTo(document);
        assertThat(kept(kind, document)).isEqualTo(document);
        assertThat(kind.notice(document, 7, "series")).isEqualTo(kind.notice(kept(kind, document), 7, "series"));
    }

    private static JsonNode kept(RuleKind kind, JsonNode document) throws IOException {
        var proposal = RuleProposal.of(kind, document, "who", 0, "why", RuleProposal.Condition.ANY);
        return RuleProposal.decode(proposal.encode()).document();
    }
}
