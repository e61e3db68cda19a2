/**
 * Decides: from the differences, the policies and what is observed to one plan, without any effect.
 */
@NullMarked
package dev.steadfast.plan;

import org.jspecify.annotations.NullMarked;
