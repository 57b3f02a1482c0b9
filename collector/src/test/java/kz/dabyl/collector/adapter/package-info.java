/** Tests of adapters. */
@NullMarked
package kz.dabyl.collector.adapter;

import org.jspecify.annotations.NullMarked;
