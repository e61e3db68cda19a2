/** Store paths: their form, the references in a text, and equality modulo hash. */
@NullMarked
package dev.steadfast.store;

import org.jspecify.annotations.NullMarked;
