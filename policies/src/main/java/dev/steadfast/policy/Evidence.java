package dev.steadfast.policy;

/**
 * Why a row of a policy holds.
 *
 * @param because for the reader of a plan
 * @param source where it is written, or how it was measured
 */
public record Evidence(String because, String source) {}
