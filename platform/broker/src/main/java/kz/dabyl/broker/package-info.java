/** The embedded Kafka broker: one node, in this process, with all it keeps in one data directory. */
@NullMarked
package kz.dabyl.broker;

import org.jspecify.annotations.NullMarked;
