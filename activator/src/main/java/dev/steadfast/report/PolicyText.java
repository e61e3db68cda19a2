package dev.steadfast.report;

import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyListing;
import dev.steadfast.policy.PolicyPart;
import dev.steadfast.policy.RuleGroup.Origin;
import java.util.ArrayList;
import java.util.List;

/** Policies for people: one as YAML whose comments say who wrote what, or the names of all. */
public final class PolicyText {
  private static final String INDENT = "  ";

  private PolicyText() {}

  /** One line for each policy: its name, what it is for, and whose it is. */
  public static String names(List<PolicyListing> all) {
    StringBuilder out = new StringBuilder();
    for (PolicyListing one : all) {
      Policy policy = one.policy();
      out.append(policy.name()).append(": program ").append(policy.match().program());
      out.append(" in ").append(String.join(", ", policy.match().units()));
      out.append(" (").append(owners(one)).append(")\n");
    }
    return out.toString();
  }

  private static String owners(PolicyListing policy) {
    if (policy.origins().size() > 1) {
      return "shipped, and the operator's rows over it";
    }
    return policy.origins().contains(Origin.OPERATOR) ? "the operator's" : "shipped";
  }

  /** A whole policy as it is in force. Without its comments it is a policy file. */
  public static String of(PolicyListing policy, Look look) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(owners(policy)).append('\n');
    out.append("name: ").append(policy.policy().name()).append('\n');
    for (String key : PolicyListing.KEYS) {
      List<PolicyPart> parts = new ArrayList<>(policy.parts());
      parts.removeIf(part -> !part.key().equals(key));
      boolean isList = parts.stream().anyMatch(part -> !part.id().isEmpty());
      if (isList) {
        out.append(key).append(":\n");
      }
      parts.forEach(part -> append(part, isList, look, out));
    }
    return out.toString();
  }

  private static void append(PolicyPart part, boolean isInList, Look look, StringBuilder out) {
    String indent = isInList ? INDENT : "";
    List<String> lines = part.yaml();
    if (lines.size() != 1) {
      out.append(indent).append(look.paint(ink(part), comment(part))).append('\n');
    }
    boolean isItem = isInList && !part.key().equals("artefacts");
    for (int i = 0; i < lines.size(); i++) {
      String hyphen = isItem ? (i == 0 ? "- " : INDENT) : "";
      out.append(indent).append(hyphen).append(lines.get(i));
      out.append(lines.size() == 1 ? INDENT + look.paint(ink(part), comment(part)) : "");
      out.append('\n');
    }
  }

  private static Ink ink(PolicyPart part) {
    return part.origin() == Origin.OPERATOR ? Ink.PLAIN : Ink.QUIET;
  }

  private static String comment(PolicyPart part) {
    String who =
        switch (part.origin()) {
          case SHIPPED -> "# shipped";
          case OPERATOR -> "# operator";
        };
    return switch (part.standing()) {
      case ALONE -> who;
      case REPLACING -> who + ", in place of the shipped one";
      case DISABLED -> "# disabled by the operator: " + part.id();
    };
  }
}
