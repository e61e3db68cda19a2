/** Shows on a real systemd what a switch does to open connections, beside what a restart does. */
@NullMarked
package dev.steadfast.demo;

import org.jspecify.annotations.NullMarked;
