@NullMarked
package kz.dabyl.bench;

import org.jspecify.annotations.NullMarked;
