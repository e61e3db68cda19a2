package dev.steadfast.activate;

import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.util.List;

/** What units log. */
public interface UnitLog {

  /** The place after all that a unit's processes and systemd have logged about it until now. */
  String end(UnitName unit) throws IOException;

  /**
   * Lines that a unit's processes and systemd itself have logged about it since a place.
   *
   * @param place where {@link #end} was for the same unit
   */
  List<String> since(UnitName unit, String place) throws IOException;
}
