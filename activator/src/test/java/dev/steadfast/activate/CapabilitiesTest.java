package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapabilitiesTest {
  record Case(List<String> wanted, String permitted, List<String> options, String because) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(List.of(), "ffffffffffffffff", List.of(), "as before"),
        new Case(
            List.of("cap_net_bind_service"),
            "0000000000000400",
            List.of("--inh-caps=+net_bind_service", "--ambient-caps=+net_bind_service"),
            "number 10"),
        new Case(
            List.of("cap_net_bind_service", "cap_sys_resource"),
            "0000000001000400",
            List.of(
                "--inh-caps=+net_bind_service,+sys_resource",
                "--ambient-caps=+net_bind_service,+sys_resource"),
            "both"),
        new Case(
            List.of("cap_net_bind_service", "cap_sys_resource"),
            "0000000000000400",
            List.of("--inh-caps=+net_bind_service", "--ambient-caps=+net_bind_service"),
            "the other one cannot be given away in this container"),
        new Case(List.of("cap_unheard_of"), "ffffffffffffffff", List.of(), "setpriv would fail"),
        new Case(List.of("cap_net_bind_service"), "0", List.of(), "nothing to give away"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesAwayWhatThereIs(Case of) {
    assertFalse(of.because.isEmpty());
    String status = "Name:\tx\nCapInh:\t0\nCapPrm:\t" + of.permitted + "\nCapEff:\t0\n";
    assertEquals(
        of.options,
        Capabilities.options(Capabilities.held(new TreeSet<>(of.wanted), status)),
        of.because);
  }
}
