package kz.dabyl.alerts.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.words.Language;

/**
 * Names and addresses of what is published. Names stay the same wherever a deployment is reached; addresses are relative
 * unless the deployment says where it is, for what a request says of its host may be anybody's word.
 *
 * @param site public address of the deployment, which may lie below a path
 */
public record Links(Optional<URI> site) {

    private static final String NAMESPACE = "urn:dabyl:";

    /** The incident for people. */
    String page(String id) {
        return address("/incidents/" + encoded(id));
    }

    /** The incident as JSON. */
    String json(String id) {
        return address("/v1/incidents/" + encoded(id));
    }

    /** The incident's latest revision as CAP. */
    String cap(String id) {
        return address("/cap/" + encoded(id) + ".xml");
    }

    String feed(Language language) {
        return address("/feed.atom?lang=" + language.code());
    }

    /** The lasting name of an incident. */
    static String incidentName(String id) {
        return NAMESPACE + "incident:" + id;
    }

    /** The lasting name of the feed, which no other site's has, as far as this one's is known. */
    String feedName(Language language) {
        var host = site.map(known -> sender() + ":").orElse("");
        return NAMESPACE + host + "incidents:" + language.code();
    }

    /** Who speaks: the host of the site, or the program where that is not known. */
    String sender() {
        return site.map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT)).orElse("dabyl");
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    private String address(String path) {
        return site.map(base -> base.toString().replaceFirst("/$", "") + path).orElse(path);
    }
}
