/** What tests of several packages share: tables with reasons, and file trees to read. */
@NullMarked
package dev.steadfast.testing;

import org.jspecify.annotations.NullMarked;
