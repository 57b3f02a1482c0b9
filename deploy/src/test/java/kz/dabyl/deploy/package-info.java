@NullMarked
package kz.dabyl.deploy;

import org.jspecify.annotations.NullMarked;
