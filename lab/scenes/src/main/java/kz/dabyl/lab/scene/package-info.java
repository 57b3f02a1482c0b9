/** What happens to the networks, and what has to be said of it. */
@NullMarked
package kz.dabyl.lab.scene;

import org.jspecify.annotations.NullMarked;
