/**
 * Units as systemd reads them.
 *
 * <pre>
 * Generation = toplevel, UnitEntry for each UnitName
 * UnitEntry  = [fragment] drop-in* [masked] [alias of UnitName]   what the links say
 * UnitFile   = fragment and drop-ins merged: SettingKey -> value* what the files say
 * value      = text as written; Exec*: ExecCommand*
 * </pre>
 */
@NullMarked
package dev.steadfast.unit;

import org.jspecify.annotations.NullMarked;
