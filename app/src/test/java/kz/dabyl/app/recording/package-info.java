/** Tests of merging, pseudonyms and replay. */
@NullMarked
package kz.dabyl.app.recording;

import org.jspecify.annotations.NullMarked;
