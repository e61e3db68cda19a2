package dev.steadfast.unit;

import java.util.List;
import java.util.Optional;

/**
 * What a generation has for a unit name, before any of it is read.
 *
 * @param fragment empty for a unit that has drop-ins only: its fragment is made at run time, by a
 *     generator for example. Of an instance without its own file it is the template's
 * @param dropIns in the order in which they apply
 * @param masked the fragment is {@code /dev/null} or an empty file, through any number of links
 * @param aliasOf the unit whose other name this is; fragment and drop-ins are that unit's
 */
public record UnitEntry(
    UnitName name,
    Optional<SourceFile> fragment,
    List<SourceFile> dropIns,
    boolean masked,
    Optional<UnitName> aliasOf) {
  public UnitEntry {
    dropIns = List.copyOf(dropIns);
  }
}
