package kz.dabyl.alerts.channels;

import java.time.Instant;
import kz.dabyl.alerts.subscriptions.Address;

/** What one channel over HTTP makes of messages, and of the answers to them. Pure. */
interface Rendering<A extends Address> {

    /** @param address with open secrets */
    Request request(A address, Saying saying);

    /** What an answer means. */
    Outcome judge(Answer.Came answer, Instant now);
}
