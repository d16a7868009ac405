import { folded, invisibleCharacter, visible } from "../faults/characters";
import type { FaultList } from "../faults/fault-list";
import type { Path } from "../faults/path";
import { displayValue } from "../faults/display-value";

// Documents have their own rules, in which white space means nothing. A PGP key may contain line breaks, and no cure may show it.
const documents = new Set(["document", "inline", "resourcePolicy", "pgpKey"]);

// This key has a special meaning in JavaScript objects: zod skips everything below it.
const reserved = "__proto__";

/**
 * Finds what nobody can see: invisible characters in keys and texts, and blanks at their ends. Also finds the key that no object can have.
 * Returns the paths of the values that cannot be judged further.
 */
export function scanTexts(raw: unknown, faults: FaultList): readonly Path[] {
    const blemished: Path[] = [];
    walk(raw, [], (path, value, isKey) => {
        const hidden = invisibleCharacter(value);
        const meant = folded(value);
        const where = isKey ? `the key ${displayValue(value)}` : "the text";
        const line = isKey ? meant : `{key}: ${meant === "" ? "…" : JSON.stringify(meant)}`;
        if (isKey && value === reserved) {
            faults.faultOnce(path, { message: `${where} cannot be used as a name`, cure: "use another name" });
        } else if (hidden !== undefined) {
            faults.faultOnce(path, {
                message: `${where} holds ${hidden}, which cannot be seen`,
                cure: `type it again: ${line}`,
            });
        } else if (value !== value.trim()) {
            faults.faultOnce(path, { message: `${where} begins or ends with a blank`, cure: `write: ${line}` });
        } else return;
        blemished.push(path);
    });
    return blemished;
}

function walk(value: unknown, path: Path, visit: (path: Path, text: string, isKey: boolean) => void): void {
    if (typeof value === "string") {
        // YAML's block texts end with one line break.
        const text = value.includes("\n") ? value.replace(/\n$/u, "") : value;
        if (text !== "") visit(path, text, false);
    } else if (Array.isArray(value)) {
        value.forEach((item, index) => {
            walk(item, [...path, index], visit);
        });
    } else if (typeof value === "object" && value !== null) {
        for (const [key, member] of Object.entries(value)) {
            if (documents.has(key)) continue;
            const inner = [...path, key];
            visit(inner, key, true);
            if (visible(key) === key && key !== reserved) walk(member, inner, visit);
        }
    }
}
