package dev.steadfast.plan;

import dev.steadfast.policy.Effect;
import java.util.Optional;

/**
 * Why something stands in a plan: one change and the row that decides on it. Holds no secret;
 * values are masked when it is made.
 *
 * @param artefact name of the config artefact; empty for the unit file itself
 * @param key setting, config key or program; empty if the reason is not about one
 * @param rule id of the deciding row; {@code none} if no rule covers the change
 * @param because the row's own words
 */
public record Reason(
    Effect effect,
    String artefact,
    String key,
    Optional<String> before,
    Optional<String> after,
    String rule,
    String because) {}
