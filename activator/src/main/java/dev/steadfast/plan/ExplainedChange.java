package dev.steadfast.plan;

import java.util.Optional;

/**
 * One change, from the byte that differs to what it asks for.
 *
 * @param reason as it stands in the step
 * @param file empty for what stands in no file
 * @param arrival empty for all but config artefacts of a policy
 * @param milder what would make the verdict milder; empty where nothing is disrupted
 */
public record ExplainedChange(
    Reason reason,
    Optional<ChangedFile> file,
    Naming naming,
    Optional<Arrival> arrival,
    ExplainedRule rule,
    Proof proof,
    Optional<String> milder) {}
