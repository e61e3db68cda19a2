package dev.steadfast.policy;

/**
 * What a policy says about one change, and which row says it.
 *
 * @param because the row's reason for this very key
 */
public record Decision(Effect effect, Rule rule, RuleGroup.Origin origin, String because) {}
