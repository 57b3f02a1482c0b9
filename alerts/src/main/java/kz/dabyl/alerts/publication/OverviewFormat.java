package kz.dabyl.alerts.publication;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.words.Language;

/** In which an overview can be had. */
public enum OverviewFormat {
    JSON("application/json", ""),
    HTML("text/html", "; charset=utf-8"),
    CSV("text/csv", "; charset=utf-8; header=present");

    /** The style of the page, which a content security policy has to name. */
    public static final String STYLE = OverviewPage.STYLE;

    private final String mediaType;
    private final String parameters;

    OverviewFormat(String mediaType, String parameters) {
        this.mediaType = mediaType;
        this.parameters = parameters;
    }

    public String mediaType() {
        return mediaType;
    }

    public String contentType() {
        return mediaType + parameters;
    }

    /** The account in this format; a language matters to people only. */
    public String document(Overview overview, Language language, PublicationConfig config) {
        return switch (this) {
            case JSON -> OverviewJson.of(overview, config.exercise());
            case HTML -> OverviewPage.of(overview, language, config);
            case CSV -> OverviewCsv.of(overview);
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OverviewFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
