import { nearest } from "../../config/faults";
import type { AwsNames, Hint } from "./aws-names";
import { covers, placeOf, statementsOf, textsOf, type Statement } from "./patterns";

type Document = Readonly<Record<string, unknown>>;

/**
 * Actions, action prefixes and condition keys of a document that do not exist at AWS, each with the nearest existing
 * name.
 */
export function unknownNames(document: Document, names: AwsNames): readonly Hint[] {
    return statementsOf(document).flatMap((statement, index) => {
        const at = placeOf(document, index);
        return [...actionHints(statement, names), ...keyHints(statement, names)].map((hint) => ({
            ...hint,
            at: [...at, ...hint.at],
        }));
    });
}

function actionHints(statement: Statement, names: AwsNames): readonly Hint[] {
    return ["Action", "NotAction"].flatMap((element) => {
        if (statement[element] === undefined) return [];
        const isList = Array.isArray(statement[element]);
        return textsOf(statement[element]).flatMap((text, index) => {
            const hint = actionHint(text, names);
            return hint === undefined ? [] : [{ ...hint, at: isList ? [element, index] : [element] }];
        });
    });
}

function actionHint(text: string, names: AwsNames): Omit<Hint, "at"> | undefined {
    const [service = "", name] = text.split(":");
    if (name === undefined) return undefined;
    const services = names.services.filter((each) => covers(service, each));
    if (services.length === 0) {
        const near = nearest(service, names.services);
        return {
            message: `${text}: AWS has no service with the prefix ${service} (${names.date})`,
            cure:
                near === undefined
                    ? "look it up in the Service Authorization Reference"
                    : `did you mean ${near}:${name}?`,
        };
    }
    // With a wildcard in the prefix, many services are meant, which are not looked up.
    if (/[*?]/u.test(service) || names.actions(service).some((action) => covers(name, action))) return undefined;
    const near = nearest(name.replace(/[*?]+$/u, ""), names.actions(service));
    return {
        message: /[*?]/u.test(name)
            ? `${text} means no action that AWS has (${names.date})`
            : `${text} is no action that AWS has (${names.date})`,
        cure: near === undefined ? `look it up among the actions of ${service}` : `did you mean ${service}:${near}?`,
    };
}

function keyHints({ Condition: block }: Statement, names: AwsNames): readonly Hint[] {
    return Object.entries((block ?? {}) as Readonly<Record<string, object>>).flatMap(([operator, keys]) =>
        Object.keys(keys).flatMap((key): readonly Hint[] => {
            const [service = "", name] = key.split(":");
            // Keys of a company's own identity provider begin with its host name.
            if (service.includes(".") || names.hasKey(key)) return [];
            const known = [...names.globalKeys, ...names.keys(service)];
            const near = nearest(key, known) ?? (name === undefined ? nearest(`aws:${key}`, known) : undefined);
            const cure =
                near === undefined ? "look it up in the Service Authorization Reference" : `did you mean ${near}?`;
            return [
                {
                    at: ["Condition", operator, key],
                    message: `${key} is no condition key that AWS has (${names.date})`,
                    cure,
                },
            ];
        }),
    );
}
