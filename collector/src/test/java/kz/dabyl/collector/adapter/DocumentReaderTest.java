package kz.dabyl.collector.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':1}\\n{'a':2}\\n | 1 {'a':1}, 2 {'a':2}",
                "{'a':1}{'a':2} | 1 {'a':1}, 1 {'a':2}",
                "[{'a':1},\\n{'a':2}]\\n[]\\n[{'a':3}] | 1 {'a':1}, 2 {'a':2}, 4 {'a':3}",
                "{\\n'meta':{},'results':[{'a':1},{'a':2}]} | 1 {'a':1}, 1 {'a':2}",
                "7\\n'x' | 1 7, 2 'x'"
            })
    void takesDocumentsOutOfWhateverHoldsThem(String text, String documents) throws IOException {
        var read = read(text.replace("\\n", "\n").replace('\'', '"'));

        assertThat(String.join(", ", read)).isEqualTo(documents.replace('\'', '"'));
    }

    @Test
    void findsNothingInAnEmptyFile() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read(" \n[]\n")).isEmpty();
    }

    @Test
    void namesTheLineThatIsNoJson() {
        assertThatThrownBy(() -> read("{}\n{}\n{\"a\":}\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("3: not JSON: ");
        assertThatThrownBy(() -> read("[{}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("1: not JSON: ");
    }

    @Test
    void refusesADocumentOfMoreValuesThanAnybodyMeasures() {
        var values = "{},".repeat(DocumentReader.MAX_TOKENS / 2);

        assertThatThrownBy(() -> read("{\"other\":[" + values + "{}]}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("1: a document has at most");
    }

    @Test
    void takesResultsOneByOneHoweverManyThereAre() throws IOException {
        var values = "{},".repeat(DocumentReader.MAX_TOKENS);

        assertThat(read("{\"results\":[" + values + "{}],\n\"meta\":{\"a\":[1]}}\n{\"b\":2}"))
                .hasSize(DocumentReader.MAX_TOKENS + 2)
                .last()
                .isEqualTo("3 {\"b\":2}");
    }

    @Test
    void refusesDepthsThatNobodyMeasures() {
        assertThatThrownBy(() -> read("{\"a\":".repeat(10_000)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("depth");
    }

    private static List<String> read(String text) throws IOException {
        var documents = new ArrayList<String>();
        try (var reader = new DocumentReader(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                documents.add(next.get().line() + " " + next.get().content());
            }
        }
        return documents;
    }
}
