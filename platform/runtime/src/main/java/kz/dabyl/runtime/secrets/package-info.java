/** Keys: files that hold them, what they sign, and notes that can be opened by whoever has the verifier. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime.secrets;
