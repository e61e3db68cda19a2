/**
 * The decisions of NixOS's {@code switch-to-configuration}, taken literally: which units it would
 * stop, reload, restart, start or leave alone, and by which of its rules.
 *
 * <pre>
 * unit       = (section, (key, value*)*)*      as its INI parser reads it, not as systemd does
 * difference = equal | reload | restart        by keys and exact values
 * decision   = stop, skip, start, reload, restart of units; swaps to switch off; grounds
 * </pre>
 *
 * <p>Nothing here knows the content of a setting beyond the flags, and nothing here acts. Source of
 * all rules: the behaviour of nixpkgs' {@code switch-to-configuration-ng} at commit 0145c6da.
 */
@NullMarked
package dev.steadfast.compat;

import org.jspecify.annotations.NullMarked;
