import type { RawConfig } from "../../config";
import { splitEmail } from "../../config/email";
import { formatPath, type Path, valueAt } from "../../config/faults";
import type { Answers } from "./company";
import { namesIn, textAt, type CurrentFile } from "./current";

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
    const left = leftovers(raw, answers);
    return [
        ...(sources.length > 0 && namesIn(raw["accounts"]).length > 0
            ? [
                  `names and emails of accounts come from ${sources.join(" and ")}: those of accounts that AWS has already change only as docs/living-organizations.md says`,
              ]
            : []),
        ...(isChanged(region, answers.region) && governed.length > 0 && !governed.includes(answers.region!)
            ? [`regions in ${shown} does not name ${answers.region!}: add it where it is to be governed`]
            : []),
        ...(left.length > 0 ? [`${shown} still has the example's values: ${left.join(", ")}`] : []),
    ];
}

function isChanged(before: string | undefined, answer: string | undefined): boolean {
    return before !== undefined && answer !== undefined && before !== answer;
}

/** Places where an example that somebody made their own still has the example's addresses and repository. */
function leftovers(raw: RawConfig, answers: Answers): readonly string[] {
    const email = answers.email ?? textAt(raw, ["email"]) ?? "";
    // A company of that domain is playing.
    if (splitEmail(email).domain === "example.com") return [];
    return search(raw, []).filter((path) => path !== "email");
}

function search(value: unknown, path: Path): readonly string[] {
    if (typeof value === "string") return /@example\.com$|^binbash\//u.test(value) ? [formatPath(path)] : [];
    if (typeof value !== "object" || value === null) return [];
    return Object.keys(value).flatMap((key) => search(valueAt(value, [key]), [...path, key]));
}
