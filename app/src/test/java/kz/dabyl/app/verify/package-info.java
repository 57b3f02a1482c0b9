@NullMarked
package kz.dabyl.app.verify;

import org.jspecify.annotations.NullMarked;
