/** Carries out a plan as it stands, proves each step and says what came of it. */
@NullMarked
package dev.steadfast.activate;

import org.jspecify.annotations.NullMarked;
