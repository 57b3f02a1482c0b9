/** Evidence of single incidents: files on which the second fold gives the same incident again. */
@NullMarked
package kz.dabyl.detector.evidence;

import org.jspecify.annotations.NullMarked;
