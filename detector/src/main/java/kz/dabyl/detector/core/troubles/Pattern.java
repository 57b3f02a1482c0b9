package kz.dabyl.detector.core.troubles;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.scopes.Controls;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.TargetClass;

/**
 * Which targets ail where, and which do not: what kind of incident it is, if it is one.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><th>these targets</th><th>others here</th><th>abroad</th><th>others at home</th><th>kind</th></tr>
 *   <tr><td>fail</td><td></td><td>fail</td><td></td><td>target_down</td></tr>
 *   <tr><td>nearly all but domestic fail, an international one among them, of two classes if so many are tried, and
 *     not by TLS or HTTP, by DNS only if all do of two classes</td><td>domestic answer</td>
 *     <td>answer, or nobody tries</td><td></td><td>international_cut</td></tr>
 *   <tr><td>fail</td><td></td><td>answer</td><td></td><td>blocking</td></tr>
 *   <tr><td>fail</td><td></td><td>nobody tries</td><td>answer</td><td>blocking</td></tr>
 *   <tr><td>several fail</td><td></td><td>nobody tries</td><td>fail, or nobody tries</td><td>blocking, suspected</td></tr>
 *   <tr><td>one fails</td><td></td><td>nobody tries</td><td>fails, or nobody tries</td><td>target_down, suspected</td></tr>
 *   <tr><td>show a foreign issuer</td><td></td><td>the usual one</td><td></td><td>tls_interception</td></tr>
 *   <tr><td>show a foreign issuer</td><td></td><td>nobody tries</td><td>the usual one</td><td>tls_interception</td></tr>
 *   <tr><td>several show a foreign issuer</td><td></td><td>nobody tries</td><td>too, or nobody tries</td>
 *     <td>tls_interception, suspected</td></tr>
 *   <tr><td>show a foreign issuer</td><td></td><td>too</td><td></td><td>none: a new authority</td></tr>
 *   <tr><td>slow</td><td></td><td>slow</td><td></td><td>target_down</td></tr>
 *   <tr><td>slow</td><td>a class is not</td><td>not slow</td><td></td><td>throttling</td></tr>
 *   <tr><td>slow</td><td>a class is not</td><td>nobody tries</td><td>not slow</td><td>throttling</td></tr>
 *   <tr><td>slow</td><td colspan="3">anything else</td><td>none: crowds</td></tr>
 * </table>
 *
 * @param family what is wrong with them, anything but silence
 * @param ailing the targets
 * @param method how those that fail do
 * @param wellHere other targets that many of the same probes try, and most of these find as usual
 * @param abroad whether the targets are as usual for witnesses in other countries ({@code LIVE}), or ail there too
 * @param elsewhere the same for other cells at home
 */
record Pattern(
        Family family,
        Set<String> ailing,
        Method method,
        Set<String> wellHere,
        Controls.Life abroad,
        Controls.Life elsewhere) {

    private static final double NEARLY_ALL = 0.8;
    private static final int SEVERAL = 2;

    Pattern {
        ailing = Set.copyOf(ailing);
        wellHere = Set.copyOf(wellHere);
    }

    /** The kind; empty where it is none of ours. */
    Optional<IncidentKind> kind() {
        return switch (family) {
            case FAILING -> Optional.of(failing());
            case FOREIGN -> foreign();
            case SLOW -> slow();
            case SILENCE -> throw new IllegalStateException("silence has kinds of its own");
        };
    }

    /** Whether a control bears the kind out; without one it stays suspected. */
    boolean controlled() {
        return abroad != Controls.Life.UNOBSERVED || elsewhere == Controls.Life.LIVE;
    }

    private IncidentKind failing() {
        if (abroad == Controls.Life.SILENT) {
            return IncidentKind.TARGET_DOWN;
        }
        if (onlyDomesticAnswers()) {
            return IncidentKind.INTERNATIONAL_CUT;
        }
        return controlled() || ailing.size() >= SEVERAL ? IncidentKind.BLOCKING : IncidentKind.TARGET_DOWN;
    }

    private Optional<IncidentKind> foreign() {
        var here = abroad == Controls.Life.LIVE
                || (abroad == Controls.Life.UNOBSERVED
                        && (elsewhere == Controls.Life.LIVE || ailing.size() >= SEVERAL));
        return here ? Optional.of(IncidentKind.TLS_INTERCEPTION) : Optional.empty();
    }

    private Optional<IncidentKind> slow() {
        if (abroad == Controls.Life.SILENT) {
            return Optional.of(IncidentKind.TARGET_DOWN);
        }
        var other = classes(wellHere);
        other.removeAll(classes(ailing));
        return controlled() && !other.isEmpty() ? Optional.of(IncidentKind.THROTTLING) : Optional.empty();
    }

    private boolean onlyDomesticAnswers() {
        var far = ailing.stream().filter(Pattern::isFar).toList();
        var farWell = wellHere.stream().filter(Pattern::isFar).toList();
        var answering = farWell.size() - collectors(farWell);
        var classes = classes(far);
        var classesTried = Stream.of(far, farWell)
                .flatMap(List::stream)
                .map(Pattern::classOf)
                .distinct()
                .count();
        var domesticAiling = ailing.size() - far.size();
        var domesticWell = wellHere.size() - farWell.size();
        // What is cut off sends nothing back: another address, a broken handshake or a page are a block's. But where no
        // name of any class is found while domestic ones are, those who would know it are cut off.
        var cutOff = method == Method.IP
                || method == Method.TCP
                || (method == Method.DNS && classes.size() >= SEVERAL && answering == 0);
        return cutOff
                && classes.contains(TargetClass.INTERNATIONAL)
                && far.size() >= SEVERAL
                && (classes.size() >= SEVERAL || classesTried == 1)
                && far.size() >= NEARLY_ALL * (far.size() + answering)
                && domesticWell > domesticAiling;
    }

    /** Probes report as a site the collector that took their reports, and so it answers whatever is cut; which it is, nobody says. */
    private static int collectors(List<String> answering) {
        return classes(answering).contains(TargetClass.SITE) ? 1 : 0;
    }

    static boolean isFar(String target) {
        return classOf(target) != TargetClass.DOMESTIC;
    }

    private static Set<TargetClass> classes(Collection<String> targets) {
        return targets.stream().map(Pattern::classOf).collect(Collectors.toSet());
    }

    private static TargetClass classOf(String target) {
        return TargetClass.ofWord(target.substring(0, target.indexOf('/'))).orElseThrow();
    }
}
