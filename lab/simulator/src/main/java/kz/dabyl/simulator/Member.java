package kz.dabyl.simulator;

import java.util.Optional;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.TrustLevel;
import kz.dabyl.simulator.event.Draws;
import kz.dabyl.simulator.event.Traits;

/** One probe of a group, before anything has happened to it. */
record Member(Traits traits, ProbeGroup group) {

    private static final long LOSS_LOT = Draws.salt(0, "loss");
    private static final long CLOCK_LOT = Draws.salt(0, "clock");
    private static final long SECOND_PATH_LOT = Draws.salt(0, "second path");

    Habits habits() {
        return group.habits();
    }

    /** Share of its reports that get lost on an ordinary day: few are bad, most are good. */
    double loss() {
        var lot = traits.draw(LOSS_LOT);
        return habits().minLoss() + (habits().maxLoss() - habits().minLoss()) * lot * lot;
    }

    /** By how many milliseconds its clock is ahead on an ordinary day. */
    long clockError() {
        return (long) (habits().clockErrorMillis() * (2 * traits.draw(CLOCK_LOT) - 1));
    }

    /** What the log says of it before it speaks, if anything. */
    Optional<LogEntry.Trust> introduction() {
        return group.invitation().map(invitation -> {
            var invite = invitation.invite().equals(Invitation.PER_PROBE)
                    ? "i-" + traits.name().substring(2)
                    : invitation.invite();
            var level = invitation.vouched() ? TrustLevel.VOUCHED : TrustLevel.INVITED;
            return new LogEntry.Trust(traits.name(), invite, level);
        });
    }

    /** The cell over which it reports while it is in {@code cell}, if it is another. */
    Optional<Cell> secondPath(Cell cell) {
        var second = habits().secondPath();
        return traits.draw(SECOND_PATH_LOT) < second.share()
                ? Optional.of(new Cell(cell.place(), second.network(), Access.FIXED))
                : Optional.empty();
    }
}
