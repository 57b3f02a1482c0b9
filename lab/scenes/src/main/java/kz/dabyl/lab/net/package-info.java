/** Network namespaces, and the networks that are built in them. */
@NullMarked
package kz.dabyl.lab.net;

import org.jspecify.annotations.NullMarked;
