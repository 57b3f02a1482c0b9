@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.browser;
