/** Recordings: the log's partitions merged into one, pseudonyms, and playing one to a service. */
@NullMarked
package kz.dabyl.app.recording;

import org.jspecify.annotations.NullMarked;
