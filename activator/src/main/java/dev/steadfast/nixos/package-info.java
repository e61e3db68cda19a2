/**
 * What NixOS and its tools expect of a switch: the variables of its wrapper, the machine's
 * preconditions, the lists under {@code /run/nixos}, the commands of the system's author.
 */
@NullMarked
package dev.steadfast.nixos;

import org.jspecify.annotations.NullMarked;
