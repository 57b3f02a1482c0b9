/** The collector: takes reports over HTTP and answers once they are in the log. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector;
