package kz.dabyl.detector.core.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.Access;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Lesson.Kind BEELINE = new Lesson.Kind(Access.MOBILE, true, "401-01");
    private static final Lesson.Kind LINES = new Lesson.Kind(Access.FIXED, true, "AS9198");

    private final Watch watch = new Watch();

    @Test
    void teachesOfTheCellsThatAreWatchedNow() {
        watch.count(BEELINE, true);
        watch.count(BEELINE, true);
        watch.count(LINES, true);
        watch.count(LINES, false);

        var lesson = watch.lesson(List.of());

        assertThat(lesson).isEqualTo(new Lesson(List.of(new Lesson.Watched(BEELINE, 2)), List.of()));
        assertThat(watch.lesson(List.of())).isSameAs(lesson);
    }

    @Test
    void teachesOfAnOutageOnce() {
        watch.count(BEELINE, true);
        var over = List.of(new Lesson.Over(BEELINE, 20));

        assertThat(watch.lesson(over).over()).isEqualTo(over);
        assertThat(watch.lesson(List.of()).over()).isEmpty();
    }
}
