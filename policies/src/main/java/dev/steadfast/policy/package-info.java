/**
 * What is known about each daemon: the rules that say what a change asks for, read from policy
 * files.
 *
 * <pre>
 * policy set = policies in the order of their names
 * policy     = name, match, artefacts, rule groups, [client], [running values], validations,
 *              [reload], witnesses, [mode], secrets
 * artefact   = spec (where it is named, dialect, types), handover, when and how it is read
 * rule group = origin, rules; a later group wins, within one the strongest effect
 * rule       = artefact, keys with an effect (a glob, or a key table), evidence
 * validation = command | rehearsal by a query | allowed words of a column
 * witness    = query that moves | query without a row | rows that are owed | log without a text
 *              | children that are replaced
 * </pre>
 *
 * <p>Reading goes file by file: text, YAML nodes with their lines, a draft. The drafts of the
 * shipped and of the operator's file of one name then make one policy. Every problem of every file
 * is found in one run.
 */
@NullMarked
package dev.steadfast.policy;

import org.jspecify.annotations.NullMarked;
