import type { FaultList } from "../faults/fault-list";
import type { Limits } from "../aws-facts/limits";
import type { Path } from "../faults/path";

/**
 * Adds faults for tags that AWS refuses.
 *
 * @param path path of the map
 */
export function checkTags(path: Path, tags: object | undefined, limits: Limits, faults: FaultList): void {
    const names = Object.keys(tags ?? {});
    if (names.length > limits.tags)
        faults.fault(path, {
            message: `holds ${names.length} tags; AWS takes ${limits.tags}`,
            cure: "take some out",
        });
    for (const name of names) {
        const at = [...path, name];
        if (/^aws:/iu.test(name))
            faults.fault(at, { message: "begins with aws:, which AWS keeps for itself", cure: "use another key" });
        else if (name.length > limits.tagKey)
            faults.fault(at, {
                message: `has a key of ${name.length} characters; AWS takes ${limits.tagKey}`,
                cure: "shorten it",
            });
        else if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(name))
            faults.fault(at, {
                message: "has a sign in its key that AWS refuses",
                cure: "use letters, digits, blanks and _ . : / = + - @",
            });
    }
}
