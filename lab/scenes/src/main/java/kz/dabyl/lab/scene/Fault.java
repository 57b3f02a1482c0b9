package kz.dabyl.lab.scene;

import java.io.IOException;
import java.util.List;

/** Something that is done to the networks or to those who use them, and undone. Used by one thread. */
interface Fault {

    void cut() throws IOException, InterruptedException;

    void heal() throws IOException, InterruptedException;

    /** All of these, in their order. */
    static Fault all(List<Fault> faults) {
        return new Fault() {
            @Override
            public void cut() throws IOException, InterruptedException {
                for (var fault : faults) {
                    fault.cut();
                }
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                for (var fault : faults) {
                    fault.heal();
                }
            }
        };
    }
}
