@NullMarked
package kz.dabyl.alerts;

import org.jspecify.annotations.NullMarked;
