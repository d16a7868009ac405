import type { DocumentFault } from "./document-fault";
import { isMap } from "../faults/is-map";
import { nearest } from "../faults/nearest";
import { conditionFaults } from "./conditions";
import { displayValue } from "../faults/display-value";

/** Where a document of the IAM language is used, which adds rules to those of the language. */
export type PolicyUse = "service control" | "resource control" | "identity" | "resource";

const topKeys = ["Version", "Id", "Statement"];
const statementKeys = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/**
 * Every fault in a document of the IAM language. Since 19 September 2025 service control policies accept the whole language (AWS Security
 * Blog), so only what AWS refuses is refused: a Principal there; in resource control policies anything but Principal "*", Deny and Action.
 */
export function documentFaults(document: Readonly<Record<string, unknown>>, use: PolicyUse): readonly DocumentFault[] {
    const faults: DocumentFault[] = unknownKeys(Object.keys(document), topKeys, [], "a policy document");
    if (document["Version"] !== "2012-10-17") {
        const message =
            document["Version"] === undefined
                ? "has no Version"
                : `has the Version ${displayValue(document["Version"])}`;
        faults.push({
            at: document["Version"] === undefined ? [] : ["Version"],
            message: `${message}; AWS asks for 2012-10-17`,
            cure: 'write: "Version": "2012-10-17" (in quotes: YAML reads a date)',
        });
    }
    const statements = document["Statement"];
    if (statements === undefined)
        return [
            ...faults,
            { at: [], message: "has no Statement", cure: 'write: "Statement": [{ "Effect": "Deny", … }]' },
        ];
    const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
    if (list.length === 0)
        faults.push({
            at: ["Statement"],
            message: "Statement is empty",
            cure: "write a statement, or take the policy out",
        });
    list.forEach((statement, index) => {
        const at = Array.isArray(statements) ? ["Statement", index] : ["Statement"];
        faults.push(...statementFaults(statement, use).map((fault) => ({ ...fault, at: [...at, ...fault.at] })));
    });
    return [...faults, ...repeatedSids(list)];
}

function statementFaults(statement: unknown, use: PolicyUse): readonly DocumentFault[] {
    if (!isMap(statement))
        return [{ at: [], message: "is not a statement", cure: 'write a map with "Effect", "Action" and "Resource"' }];
    const faults: DocumentFault[] = unknownKeys(Object.keys(statement), statementKeys, [], "a statement");
    const effect = statement["Effect"];
    if (effect !== "Allow" && effect !== "Deny") {
        const near = typeof effect === "string" ? nearest(effect, ["Allow", "Deny"]) : undefined;
        const message =
            effect === undefined
                ? "has no Effect"
                : `has the Effect ${displayValue(effect)}; AWS takes Allow and Deny, written so`;
        faults.push({
            at: effect === undefined ? [] : ["Effect"],
            message,
            cure: `write: "Effect": "${near ?? "Deny"}"`,
        });
    }
    if (use === "resource control" && effect === "Allow") {
        faults.push({
            at: ["Effect"],
            message: "Effect is Allow; a resource control policy takes Deny only",
            cure: 'write: "Effect": "Deny"',
        });
    }
    const refused =
        use === "resource control"
            ? ["NotAction", "NotPrincipal"]
            : use === "resource"
              ? []
              : ["Principal", "NotPrincipal"];
    for (const element of refused.filter((each) => each in statement)) {
        faults.push({
            at: [element],
            message: `${element} is refused in ${article(use)} policy`,
            cure: cureOfRefused(element, use),
        });
    }
    faults.push(
        ...pair(statement, "Action", use),
        ...pair(statement, "Resource", use),
        ...principalFaults(statement, use),
    );
    faults.push(...actionFaults(statement), ...sidFaults(statement, use), ...conditionFaults(statement["Condition"]));
    return faults;
}

function cureOfRefused(element: string, use: PolicyUse): string {
    if (element === "NotAction") return "name the actions: Action";
    if (use === "resource control")
        return 'write: "Principal": "*", and a Condition on aws:PrincipalArn for exceptions';
    return "take it out: use a Condition on aws:PrincipalArn for exceptions";
}

/** Requires exactly one of an element and its negation. The organization's resource policy may leave out the resource. */
function pair(
    statement: Readonly<Record<string, unknown>>,
    element: "Action" | "Resource",
    use: PolicyUse,
): readonly DocumentFault[] {
    const given = [element, `Not${element}`].filter((each) => statement[each] !== undefined);
    if (given.length === 2)
        return [
            { at: [`Not${element}`], message: `has both ${element} and Not${element}`, cure: "keep one of the two" },
        ];
    if (given.length === 0)
        return use === "resource" && element === "Resource"
            ? []
            : [{ at: [], message: `has neither ${element} nor Not${element}`, cure: `write: "${element}": …` }];
    const value = statement[given[0]!];
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    const wrong = texts.find((each) => typeof each !== "string" || each === "");
    if (texts.length > 0 && wrong === undefined) return [];
    return [
        {
            at: [given[0]!],
            message: `${given[0]!} is ${texts.length === 0 ? "empty" : `no text: ${displayValue(wrong)}`}`,
            cure: "write a text or a list of texts",
        },
    ];
}

function principalFaults(statement: Readonly<Record<string, unknown>>, use: PolicyUse): readonly DocumentFault[] {
    const principal = statement["Principal"];
    if (
        use === "resource control" &&
        principal !== "*" &&
        !(isMap(principal) && principal["AWS"] === "*" && Object.keys(principal).length === 1)
    ) {
        const message = principal === undefined ? "has no Principal" : `has the Principal ${displayValue(principal)}`;
        return [
            {
                at: principal === undefined ? [] : ["Principal"],
                message: `${message}; a resource control policy takes "*" only`,
                cure: 'write: "Principal": "*"',
            },
        ];
    }
    if (use === "resource" && principal === undefined && statement["NotPrincipal"] === undefined) {
        return [
            {
                at: [],
                message: "has no Principal: it says nobody",
                cure: 'write: "Principal": { "AWS": "arn:aws:iam::222233334444:root" }',
            },
        ];
    }
    return [];
}

/** `*`, or `service:Name` with wildcards anywhere. */
function actionFaults(statement: Readonly<Record<string, unknown>>): readonly DocumentFault[] {
    return ["Action", "NotAction"].flatMap((element) => {
        const value = statement[element];
        const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
        return texts.flatMap((text, index) => {
            if (typeof text !== "string" || text === "" || text === "*" || /^[a-z0-9*?-]+:[A-Za-z0-9*?]+$/iu.test(text))
                return [];
            const at = Array.isArray(value) ? [element, index] : [element];
            return [
                {
                    at,
                    message: `${element} ${displayValue(text)} is not an action`,
                    cure: "write service:Action, as in ec2:RunInstances or s3:Get*",
                },
            ];
        });
    });
}

function sidFaults(statement: Readonly<Record<string, unknown>>, use: PolicyUse): readonly DocumentFault[] {
    const sid = statement["Sid"];
    // A resource policy's Sid may contain blanks, as some services write them.
    if (
        sid === undefined ||
        (typeof sid === "string" && (use === "resource" ? /^[\w .-]*$/u : /^[A-Za-z0-9]*$/u).test(sid))
    )
        return [];
    return [
        {
            at: ["Sid"],
            message: `Sid ${displayValue(sid)} is refused: AWS takes letters and digits`,
            cure: "write it in letters and digits",
        },
    ];
}

function repeatedSids(statements: readonly unknown[]): readonly DocumentFault[] {
    const seen = new Set<unknown>();
    return statements.flatMap((statement, index) => {
        const sid = isMap(statement) ? statement["Sid"] : undefined;
        const again = typeof sid === "string" && sid !== "" && seen.has(sid);
        seen.add(sid);
        return again
            ? [
                  {
                      at: ["Statement", index, "Sid"],
                      message: `Sid ${displayValue(sid)} is written twice`,
                      cure: "give each statement its own Sid",
                  },
              ]
            : [];
    });
}

function unknownKeys(
    given: readonly string[],
    known: readonly string[],
    at: readonly string[],
    place: string,
): DocumentFault[] {
    return given
        .filter((key) => !known.includes(key))
        .map((key) => {
            const near = nearest(key, known);
            return {
                at: [...at, key],
                message: `${key} is not an element of ${place}`,
                cure: near === undefined ? `use ${known.join(", ")}` : `did you mean ${near}?`,
            };
        });
}

function article(use: PolicyUse): string {
    return use === "identity" ? "an identity" : `a ${use}`;
}
