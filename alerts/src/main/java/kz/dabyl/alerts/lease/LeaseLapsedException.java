package kz.dabyl.alerts.lease;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;

/** It is not certain any more that this process is the only one that writes. */
final class LeaseLapsedException extends KafkaException {

    @Serial
    private static final long serialVersionUID = 1;

    LeaseLapsedException(String message) {
        super(message);
    }
}
