package kz.dabyl.detector.core.troubles;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;

/** How targets are kept from answering, by the trace that most of the probes see. */
public enum Method {
    DNS("DNS"),
    IP("IP"),
    TCP("TCP"),
    TLS("TLS"),
    HTTP("HTTP");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    /** Word in reasons and stored states. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if none has this word */
    public static Method ofWord(String word) {
        for (var method : values()) {
            if (method.word.equals(word)) {
                return method;
            }
        }
        throw new IllegalArgumentException("no method is called " + word);
    }

    private static Optional<Method> of(Ailment ailment) {
        return switch (ailment) {
            case DNS -> Optional.of(DNS);
            case TIMEOUT, UNREACHABLE -> Optional.of(IP);
            case REFUSED, RESET -> Optional.of(TCP);
            case TLS -> Optional.of(TLS);
            case HTTP -> Optional.of(HTTP);
            default -> Optional.empty();
        };
    }

    /** The method of which most probes of {@code views} see the trace at {@code targets}; {@link #IP} if none does. */
    static Method of(Collection<CellView> views, Collection<String> targets) {
        var weights = new EnumMap<Method, Integer>(Method.class);
        for (var view : views) {
            for (var target : targets) {
                view.targets().getOrDefault(target, List.of()).forEach(tally -> add(tally, weights));
            }
        }
        return weights.entrySet().stream()
                .max(Map.Entry.<Method, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(IP);
    }

    private static void add(CellSummary.TargetTally tally, Map<Method, Integer> weights) {
        for (var trouble : tally.troubles()) {
            of(trouble.ailment()).ifPresent(method -> weights.merge(method, trouble.percent(), Integer::sum));
        }
    }

    /** In the words of the contract: the method, and whether several targets fell together. */
    public String reason(int targets) {
        return targets == 1 ? word : word + ": " + targets + " targets fell together";
    }
}
