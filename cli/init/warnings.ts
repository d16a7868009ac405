import { isNobodys } from "./begun";
import type { Answers } from "./company";
import { type CurrentFile } from "./current";
import { namesIn, textAt } from "./raw-values";
import type { InitStack } from "./stacks";

/** Warnings about changes of a person's own files. */
export function changeWarnings(
    answers: Answers,
    { management, security }: Readonly<Record<InitStack, CurrentFile>>,
    securityRegion: string | undefined,
): readonly string[] {
    const isApart = answers.region !== undefined && isChanged(securityRegion, answers.region);
    return [
        ...managementWarnings(answers, management),
        ...(isApart
            ? [
                  `${security.shown} keeps its own region, ${securityRegion!}: write aws:region: ${answers.region} there where people and audit are to move`,
              ]
            : []),
    ];
}

function managementWarnings(
    answers: Answers,
    { kind, raw: rest, begun, shown, region }: CurrentFile,
): readonly string[] {
    if (kind !== "own") return [];
    // Once the management account is the company's, accounts may have been made with the example's address.
    const raw = begun === undefined || isNobodys(begun.whole) ? rest : begun.whole;
    const changed = [
        ["company", ["company", "name"]],
        ["email", ["email"]],
    ] as const;
    const sources = changed
        .filter(([field, path]) => isChanged(textAt(raw, path), answers[field]))
        .map(([field]) => field);
    const governed = namesIn(raw["regions"]);
    return [
        ...(sources.length > 0 && namesIn(raw["accounts"]).length > 0
            ? [
                  `names and emails of accounts come from ${sources.join(" and ")}: those of accounts that AWS has already change only as docs/existing-organizations.md says`,
              ]
            : []),
        ...(isChanged(region, answers.region) && governed.length > 0 && !governed.includes(answers.region!)
            ? [`regions in ${shown} does not name ${answers.region!}: add it where it is to be governed`]
            : []),
    ];
}

function isChanged(before: string | undefined, answer: string | undefined): boolean {
    return before !== undefined && answer !== undefined && before !== answer;
}
