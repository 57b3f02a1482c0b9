/**
 * What both folds stand on: the rules in force, and the few laws that hold wherever they are asked.
 *
 * <p>A <em>promise</em> is what a report says of when the next one is due; a <em>family</em> is a sort of trouble that is scanned
 * for by itself; the <em>budget</em> is how many false alarms a month are allowed, as nats.
 */
@NullMarked
package kz.dabyl.detector.core.rules;

import org.jspecify.annotations.NullMarked;
