package kz.dabyl.detector.core.scopes;

import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;

/**
 * Places × networks that fell silent together, and how much speaks for it.
 *
 * @param onset hop after which they fell silent
 * @param score nats over what chance and natural outages explain, penalties taken off
 * @param fit nats without the bound of natural outages: how well it explains who is silent
 * @param silent credible distinct probes that fell silent
 * @param cells the silent cells, sorted
 */
public record Scope(long onset, long rampMillis, double score, double fit, double silent, List<Cell> cells) {

    /** The same, as well proven as the scope with the best score. */
    Scope proven(double bestScore) {
        return new Scope(onset, rampMillis, bestScore, fit, silent, cells);
    }

    /** Its cells of one access, worth what the whole is; empty if it has none. */
    public Optional<Scope> of(Access access) {
        var some = cells.stream().filter(cell -> cell.access() == access).toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(new Scope(onset, rampMillis, score, fit, silent, some));
    }

    public List<String> places() {
        return cells.stream().map(Cell::place).distinct().sorted().toList();
    }
}
