/** Unchanged lines that are shown before and after a change. */
const context = 2;
/** Above this many pairs of lines the comparison takes too long: then all old lines are shown as removed and all new ones as added. */
const mostPairs = 4_000_000;

/** A line of a difference: `+` added, `-` removed, blank unchanged. */
interface Change {
    readonly sign: " " | "+" | "-";
    readonly text: string;
}

/** The difference in the form of a unified diff; empty where nothing changes. */
export function difference(before: readonly string[], after: readonly string[]): readonly string[] {
    const changes = compare(before, after);
    const isNear = changes.map((_, index) =>
        changes.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== " "),
    );
    return changes.flatMap(({ sign, text }, index) => {
        if (isNear[index] === true) return [`${sign}${text}`];
        return isNear[index - 1] === true && index < changes.length - 1 ? [" …"] : [];
    });
}

function compare(before: readonly string[], after: readonly string[]): readonly Change[] {
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && before[head] === after[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
    const old = before.slice(head, before.length - tail);
    const fresh = after.slice(head, after.length - tail);
    const same = (text: string): Change => ({ sign: " ", text });
    return [
        ...before.slice(0, head).map(same),
        ...(old.length * fresh.length > mostPairs ? replaced(old, fresh) : shortestChanges(old, fresh)),
        ...before.slice(before.length - tail).map(same),
    ];
}

function replaced(old: readonly string[], fresh: readonly string[]): readonly Change[] {
    return [...old.map((text): Change => ({ sign: "-", text })), ...fresh.map((text): Change => ({ sign: "+", text }))];
}

/** The shortest difference, by the longest common subsequence. */
function shortestChanges(old: readonly string[], fresh: readonly string[]): readonly Change[] {
    const width = fresh.length + 1;
    const length = new Uint32Array((old.length + 1) * width);
    for (let i = old.length - 1; i >= 0; i -= 1)
        for (let j = fresh.length - 1; j >= 0; j -= 1)
            length[i * width + j] =
                old[i] === fresh[j]
                    ? length[(i + 1) * width + j + 1]! + 1
                    : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    const changes: Change[] = [];
    let [i, j] = [0, 0];
    while (i < old.length || j < fresh.length) {
        if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
            changes.push({ sign: " ", text: old[i]! });
            i += 1;
            j += 1;
        } else if (
            i < old.length &&
            (j === fresh.length || length[(i + 1) * width + j]! >= length[i * width + j + 1]!)
        ) {
            changes.push({ sign: "-", text: old[i]! });
            i += 1;
        } else {
            changes.push({ sign: "+", text: fresh[j]! });
            j += 1;
        }
    }
    return changes;
}
