/** CIS AWS Foundations 7.0: controls that no check covers, and who must look at them. */
import { check } from "../check";
import { answerers, controls, type Control } from "../cis-controls";
import { about } from "../cis";
import { skipped, type Finding } from "../line";

export const leftControls = check<readonly Control[]>(
    {
        ...about("left", {
            proves: "nothing: it says which controls are left, and to whom (below, control by control)",
            cure: "look at them yourself",
            asks: [],
        }),
    },
    () => Promise.resolve(controls),
    judgeLeft,
);

export function judgeLeft(all: readonly Control[]): readonly Finding[] {
    return answerers.flatMap((answerer) => {
        const ids = all.filter(({ left }) => left === answerer).map(({ id }) => id);
        return ids.length === 0
            ? []
            : [skipped(`left to ${answerer}: ${ids.join(", ")} (docs/doctor.md says what each is about)`)];
    });
}
