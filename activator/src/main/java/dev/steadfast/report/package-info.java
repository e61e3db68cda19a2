/**
 * A plan, a difference or a report in the forms that people and programs read.
 *
 * <pre>
 * PlanText   = refusals, from and to, one block a step, summary
 * PlanJson   = the same as JSON; its shape is plan.schema.json
 * ExplanationText = one unit's step, a block for each change, remarks
 * ExplanationJson = the same as JSON; its shape is explanation.schema.json
 * DiffText   = one block a unit that differs
 * ReportText = one line an outcome, what is owed, summary
 * </pre>
 *
 * Everything returned ends with a newline; the same input gives the same text.
 */
@NullMarked
package dev.steadfast.report;

import org.jspecify.annotations.NullMarked;
