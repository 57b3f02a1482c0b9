/**
 * The short way of small plain requests past HTTP. What is served so belongs to a room, which implements
 * {@link kz.dabyl.runtime.http.fast.SmallPosts}. The way itself stands here although the collector alone serves so: it goes into
 * the pipeline of a connection before the decoder, which the server owns, and no room may reach that.
 */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime.http.fast;
