package kz.dabyl.alerts.page;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kz.dabyl.words.Language;

/**
 * What stands around every page: head, choice of language, foot.
 *
 * @param path of the page, without parameters
 * @param exercise whether what is shown did not just happen: a demonstration, or recordings that are replayed
 * @param served paths that the service answers, as patterns of its router
 */
record Frame(PageWords phrases, String path, Assets assets, boolean exercise, Served served) {

    private static final String FEED = "/feed.atom";

    /** Files for people, which there are in each language. */
    private static final Set<String> SPOKEN = Set.of(FEED, "/v1/overview", "/v1/incidents/:id/dossier");

    /** Whether the service answers a path; what it does not is not linked to. */
    interface Served {

        boolean has(String pattern);
    }

    /** The whole document. */
    String document(String title, String main, Consumer<Html> content) {
        var html = new Html();
        html.start("html", "lang", language().code());
        head(html, title);
        html.start("body");
        html.element("a", phrases.get("skip"), "class", "skip", "href", "#main");
        header(html);
        html.element(
                "p",
                "",
                "id",
                "live",
                "role",
                "status",
                "data-lost",
                phrases.get("lost", "{0}"),
                "data-updated",
                phrases.get("updated", "{0}"));
        html.start("main", "id", "main", "tabindex", "-1", "data-until", main);
        if (exercise) {
            html.element("p", phrases.get("exercise"), "class", "note");
        }
        content.accept(html);
        html.end();
        footer(html);
        return html.end().end().document();
    }

    /** A mark that what stands beside it did not just happen: who sees but a part of the page must learn that too. */
    void mark(Html html) {
        if (exercise) {
            html.text(" ").element("span", phrases.get("exercise.mark"), "class", "badge exercise");
        }
    }

    /** The same where only text can stand. */
    String marked(String name) {
        return exercise ? phrases.get("exercise.of", name) : name;
    }

    Language language() {
        return phrases.texts().language();
    }

    /** A link within the site that keeps the language. */
    String link(String target) {
        return target + "?lang=" + language().code();
    }

    private void head(Html html, String title) {
        html.start("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", marked(title));
        html.empty("link", "rel", "stylesheet", "href", assets.address(Assets.Name.STYLE));
        html.empty("link", "rel", "icon", "type", "image/svg+xml", "href", assets.address(Assets.Name.ICON));
        for (var language : Language.values()) {
            html.empty(
                    "link", "rel", "alternate", "hreflang", language.code(), "href", path + "?lang=" + language.code());
        }
        if (served.has(FEED)) {
            html.empty("link", "rel", "alternate", "type", "application/atom+xml", "href", link(FEED));
        }
        html.element("script", "", "src", assets.address(Assets.Name.SCRIPT), "defer", "");
        html.end();
    }

    private void header(Html html) {
        html.start("header");
        html.element("a", "Dabyl", "class", "brand", "href", link("/"));
        html.start("nav", "aria-label", phrases.get("nav.languages")).start("ul");
        for (var language : Language.values()) {
            html.start("li");
            var address = path + "?lang=" + language.code();
            if (language == language()) {
                html.element("a", language.ownName(), "href", address, "lang", language.code(), "aria-current", "true");
            } else {
                html.element(
                        "a", language.ownName(), "href", address, "lang", language.code(), "hreflang", language.code());
            }
            html.end();
        }
        html.end().end().end();
    }

    private void footer(Html html) {
        html.start("footer");
        html.element("h2", phrases.get("about.title"));
        for (var key : List.of("about.unknown", "about.silence", "about.people")) {
            html.element("p", phrases.get(key));
        }
        html.element("h2", phrases.get("about.data"));
        links(
                html,
                List.of(
                        new File("file.incidents", "/v1/incidents"),
                        new File("file.cells", "/v1/cells"),
                        new File("file.stream", "/v1/stream"),
                        new File("file.atom", FEED),
                        new File("file.overview", "/v1/overview"),
                        new File("file.openapi", "/openapi.yaml")),
                Optional.empty());
        html.start("p", "class", "credit");
        html.element(
                "a", phrases.get("credit"), "href", "https://creativecommons.org/licenses/by/4.0/", "rel", "license");
        html.end().end();
    }

    /**
     * A document for programs.
     *
     * @param label key of its text
     * @param pattern of its path in the router
     */
    record File(String label, String pattern) {}

    /** Links to those of {@code files} that there are. */
    void links(Html html, List<File> files, Optional<String> id) {
        html.start("ul", "class", "files");
        for (var file : files) {
            if (served.has(file.pattern)) {
                var address = file.pattern.replace(":id", id.orElse(""));
                html.start("li")
                        .element(
                                "a",
                                phrases.get(file.label),
                                "href",
                                SPOKEN.contains(file.pattern) ? link(address) : address)
                        .end();
            }
        }
        html.end();
    }
}
