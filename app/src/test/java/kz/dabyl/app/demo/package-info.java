/** Tests of the demonstration's parts. */
@NullMarked
package kz.dabyl.app.demo;

import org.jspecify.annotations.NullMarked;
