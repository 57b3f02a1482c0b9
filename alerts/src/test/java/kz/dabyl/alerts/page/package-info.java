@NullMarked
package kz.dabyl.alerts.page;

import org.jspecify.annotations.NullMarked;
