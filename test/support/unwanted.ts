import { deepStrictEqual, notDeepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";
import { ownFiles } from "./own-files";

/** What no line may contain: a description, and a pattern. */
export type Unwanted = readonly (readonly [what: string, pattern: RegExp])[];

/** Tests that code, help and docs contain none of it, except the test that lists it; and that each sample is caught, or is let through. */
export function testTexts(
    title: string,
    unwanted: Unwanted,
    { list, caught, letThrough }: Readonly<{ list: string; caught: readonly string[]; letThrough: readonly string[] }>,
): void {
    it(title, () => {
        const texts = ownFiles().filter((file) => isText(file) && path.join(projectRoot, file) !== list);
        ok(texts.length > 400, String(texts.length));
        const found = texts.flatMap((file) =>
            unwantedIn(fs.readFileSync(path.join(projectRoot, file), "utf8"), unwanted).map(
                (each) => `${file}, ${each}`,
            ),
        );
        deepStrictEqual(found, []);
    });

    for (const text of caught)
        it(`would be caught: ${text}`, () => {
            notDeepStrictEqual(unwantedIn(text, unwanted), []);
        });

    for (const text of letThrough)
        it(`is let through: ${text}`, () => {
            deepStrictEqual(unwantedIn(text, unwanted), []);
        });
}

function isText(file: string): boolean {
    return /\.(?:[cm]?[jt]s|py|go|sh|md|ya?ml)$|(?:^|\/)(?:Makefile|org)$/u.test(file);
}

function unwantedIn(text: string, unwanted: Unwanted): readonly string[] {
    return text
        .split("\n")
        .flatMap((line, index) =>
            unwanted.flatMap(([what, pattern]) =>
                pattern.test(line) ? [`line ${index + 1}: ${what}: ${line.trim()}`] : [],
            ),
        );
}
