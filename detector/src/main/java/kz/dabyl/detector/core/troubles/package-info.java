/**
 * What a trouble with targets is: a block, a throttling, an interception, or a failure of the target's own.
 *
 * <p>A <em>standing</em> is how a signal stands among some cells; a <em>pattern</em> is which targets ail and which do not, here,
 * elsewhere and abroad; a <em>method</em> is how targets are kept from answering.
 */
@NullMarked
package kz.dabyl.detector.core.troubles;

import org.jspecify.annotations.NullMarked;
