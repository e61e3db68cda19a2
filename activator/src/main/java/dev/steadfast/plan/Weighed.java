package dev.steadfast.plan;

import dev.steadfast.diff.Change;
import dev.steadfast.plan.HandoverChoice.Choice;
import java.util.Optional;

/**
 * One change of a unit and what became of it.
 *
 * @param byRow the reason as the row that covers the change gives it
 * @param reason the reason as it stands in the step: other than {@code byRow} where a reload is not
 *     possible
 * @param choice how the content reaches the process or what stands in the way; empty where nothing
 *     has to reach it
 */
record Weighed(Change change, Reason byRow, Reason reason, Optional<Choice> choice) {}
