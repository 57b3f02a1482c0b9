package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a report may hold beyond what is read of it. */
class ReportLenienceTest {

    private static final String REQUIRED = """
            "probe":"p-1","seq":7,"at":"2021-04-24T07:00:30.000Z","place":"8820e60003fffff","network":"401-01","access":"mobile"
            """.strip();

    @Test
    void takesEmptyTextForAbsent() throws IOException {
        var report = Json.report("{" + REQUIRED + ",\"boot\":\"\",\"software\":\"\"}");

        assertThat(report.boot()).isNull();
        assertThat(report.software()).isNull();
    }

    @Test
    void passesOverUnknownFieldsHoweverDeepTheyAreOrLong() throws IOException {
        var deep = "[".repeat(500) + "]".repeat(500);

        var report = Json.report("{" + REQUIRED + ",\"x\":" + deep + ",\"y\":\"" + "z".repeat(200_000) + "\",\"n\":"
                + "7".repeat(500) + "}");

        assertThat(report.probe()).isEqualTo("p-1");
    }
}
