/** What a probe keeps on disk: who it is, and reports that were not taken yet, encrypted. */
@NullMarked
package kz.dabyl.probe.keep;

import org.jspecify.annotations.NullMarked;
