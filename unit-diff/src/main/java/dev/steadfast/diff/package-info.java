/** What differs between two generations, unit by unit, at the depth where it differs. */
@NullMarked
package dev.steadfast.diff;

import org.jspecify.annotations.NullMarked;
