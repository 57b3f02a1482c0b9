package kz.dabyl.words;

import java.util.List;
import java.util.regex.Pattern;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Networks;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence says, before any language. Names are as they came: who publishes them looks at what is in them.
 *
 * @param areas English names, see {@link Areas}
 * @param central whether the only area is a city and the incident in its middle
 * @param networks names of operators, or {@code AS…}
 * @param targets names of targets without their class
 * @param reason why it was retracted
 */
public record Facts(
        IncidentKind kind,
        Incident.State state,
        boolean confirmed,
        List<String> areas,
        boolean central,
        Reach reach,
        List<String> networks,
        List<String> targets,
        Period period,
        @Nullable String reason) {

    /** Which lines are concerned. */
    public enum Reach {
        MOBILE,
        FIXED,
        BOTH,
        UNKNOWN
    }

    /** Probes name targets freely; only what looks like a host goes into a sentence that others publish. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,79}");

    private static final int MAX_NAMES = 5;

    public static Facts of(Incident incident) {
        return new Facts(
                incident.kind(),
                incident.state(),
                incident.certainty() == Incident.Certainty.CONFIRMED,
                List.of(incident.area().split(", ", -1)),
                Areas.central(incident.area(), incident.places()),
                reach(incident.access()),
                incident.networks().stream().map(Networks::name).distinct().toList(),
                incident.targets().stream()
                        .map(target -> target.substring(target.indexOf('/') + 1))
                        .filter(name -> HOST.matcher(name).matches())
                        .distinct()
                        .toList(),
                Period.of(incident),
                incident.reason());
    }

    boolean over() {
        return state == Incident.State.CLOSED;
    }

    boolean retracted() {
        return state == Incident.State.RETRACTED;
    }

    /** The areas as {@code language} calls them: en, ru or kk. */
    public List<String> areas(String language) {
        return areas.stream().map(area -> AreaNames.in(language, area)).toList();
    }

    /** The networks in brackets after a space, or nothing where none is named. */
    String bracketed(String andMore) {
        return networks.isEmpty() ? "" : " (" + list(networks, andMore) + ")";
    }

    /** The targets, or {@code otherwise} where none can be named. */
    String targets(String andMore, String otherwise) {
        return targets.isEmpty() ? otherwise : list(targets, andMore);
    }

    /** {@code text} with its first letter large. */
    public static String capitalised(String text) {
        var first = text.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + text.substring(Character.charCount(first));
    }

    /** The first few names; {@code andMore} has a place for the number of the others. */
    private static String list(List<String> names, String andMore) {
        var shown = String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMES)));
        return names.size() <= MAX_NAMES
                ? shown
                : shown + andMore.replace("#", Integer.toString(names.size() - MAX_NAMES));
    }

    private static Reach reach(List<Access> access) {
        if (access.isEmpty()) {
            return Reach.UNKNOWN;
        }
        if (!access.contains(Access.FIXED)) {
            return Reach.MOBILE;
        }
        return access.contains(Access.MOBILE) ? Reach.BOTH : Reach.FIXED;
    }
}
