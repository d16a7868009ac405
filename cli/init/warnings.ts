import type { Answers } from "./company";
import { type CurrentFile } from "./current";
import { namesIn, textAt } from "./raw-values";

/** What to know before an own management file is changed. */
export function changeWarnings(answers: Answers, { kind, raw, shown, region }: CurrentFile): readonly string[] {
    if (kind !== "own") return [];
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
