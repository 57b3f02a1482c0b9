/** Programs that live inside the namespaces: sites, resolvers, and the desk beside the service. */
@NullMarked
package kz.dabyl.lab.inside;

import org.jspecify.annotations.NullMarked;
