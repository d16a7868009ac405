import { nearest } from "../config/faults";

/**
 * Type of a parameter: `string` text · `string[]` a list of texts · `number` a whole number · `map` lists of texts by
 * key.
 */
export type ParameterType = "string" | "string[]" | "number" | "map";

/** A parameter's value after it was checked. */
export type ParameterValue = string | number | readonly string[] | Readonly<Record<string, readonly string[]>>;

/** One parameter of a shipped policy, as its JSON file declares it. */
export interface PolicyParameter {
    readonly type: ParameterType;
    /** One or two sentences for whoever writes `with:`. */
    readonly description: string;
    /** Used if the parameter is not given. Only a list whose default is empty may be given empty. */
    readonly default?: ParameterValue;
    /** Whether the policy cannot be rendered without it; it then has no default. */
    readonly required?: boolean;
    /** Regular expression (flag `u`) for the text, for each item of a list, or for each key of a map. */
    readonly pattern?: string;
    /** Regular expression for the items of a map's lists. */
    readonly itemPattern?: string;
    /** The only texts allowed. */
    readonly values?: readonly string[];
    /** Lowest and highest number allowed. */
    readonly minimum?: number;
    readonly maximum?: number;
    /** A correct value, shown in faults and in docs/policies.md. */
    readonly example: ParameterValue;
}

/** A parameter's name, then keys and indexes into its value. */
export type ParameterPath = readonly [name: string, ...rest: readonly (string | number)[]];

/** One fault in the values given to a policy. */
export interface ParameterFault {
    /** Path below `with:` as it is displayed: `regions[1]`, `tags.Owner[0]`. */
    readonly parameter: string;
    /** The path as keys and indexes, since a key may contain a dot. */
    readonly path: ParameterPath;
    /** The value given there; undefined if it is missing. */
    readonly value: unknown;
    /** What is wrong, without the value. */
    readonly message: string;
    /** What to write instead. */
    readonly cure: string;
}

const typeNames: Readonly<Record<ParameterType, string>> = {
    string: "text",
    "string[]": "a list of text",
    number: "a whole number",
    map: "lists of text by key",
};

/** Name of a parameter's type in messages. */
export function typeName(type: ParameterType): string {
    return typeNames[type];
}

/** Every fault in the values given, sorted by parameter. If there is none, they can be rendered. */
export function checkParameters(
    policyName: string,
    parameters: Readonly<Record<string, PolicyParameter>>,
    values: Readonly<Record<string, unknown>>,
): readonly ParameterFault[] {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    const faults = given.flatMap(([name, value]) => {
        const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
        return parameter
            ? checkValue([name], value, parameter)
            : [unknownParameter(policyName, parameters, name, value)];
    });
    const names = new Set(given.map(([name]) => name));
    for (const [name, parameter] of Object.entries(parameters)) {
        if (parameter.required && !names.has(name)) {
            const message = `${policyName} cannot do without ${name}: ${parameter.description}`;
            faults.push(faultAt([name], undefined, message, writeExample(name, parameter)));
        }
    }
    return faults.sort((a, b) => (a.parameter < b.parameter ? -1 : a.parameter > b.parameter ? 1 : 0));
}

function faultAt(path: ParameterPath, value: unknown, message: string, cure: string): ParameterFault {
    const [name, ...rest] = path;
    const shown = rest.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
    return { parameter: name + shown.join(""), path, value, message, cure };
}

function unknownParameter(
    policyName: string,
    parameters: Readonly<Record<string, PolicyParameter>>,
    name: string,
    value: unknown,
): ParameterFault {
    const known = Object.keys(parameters).sort();
    const message = `${policyName} has no parameter of this name`;
    if (known.length === 0) return faultAt([name], value, message, "leave it out: this policy takes no parameters");
    const meant = nearest(name, known);
    const guess = meant === undefined ? "" : `did you mean ${meant}? `;
    return faultAt([name], value, message, `${guess}it takes ${known.join(", ")}`);
}

function checkValue(path: ParameterPath, value: unknown, parameter: PolicyParameter): ParameterFault[] {
    switch (parameter.type) {
        case "string":
            return checkText(path, value, parameter, parameter.pattern);
        case "number":
            return checkNumber(path, value, parameter);
        case "string[]":
            return checkList(path, value, parameter, parameter.pattern, isEmptyList(parameter.default));
        case "map":
            return checkMap(path, value, parameter);
    }
}

function checkText(
    path: ParameterPath,
    value: unknown,
    parameter: PolicyParameter,
    pattern?: string,
): ParameterFault[] {
    const example = writeExample(path[0], parameter);
    if (typeof value === "number") {
        return [
            faultAt(path, value, "must be text", "write it in quotes; without them a number loses its leading zeros"),
        ];
    }
    if (typeof value !== "string") return [faultAt(path, value, "must be text", example)];
    if (parameter.values && !parameter.values.includes(value)) {
        return [faultAt(path, value, "is not one of its values", `use ${parameter.values.join(", ")}`)];
    }
    if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) {
        return [faultAt(path, value, `does not match ${pattern}`, example)];
    }
    return [];
}

function checkNumber(path: ParameterPath, value: unknown, parameter: PolicyParameter): ParameterFault[] {
    const { minimum = -Infinity, maximum = Infinity } = parameter;
    if (typeof value !== "number" || !Number.isInteger(value)) {
        return [faultAt(path, value, "must be a whole number", writeExample(path[0], parameter))];
    }
    if (value < minimum || value > maximum) {
        return [faultAt(path, value, "is out of bounds", `use ${minimum} to ${maximum}`)];
    }
    return [];
}

function checkList(
    path: ParameterPath,
    value: unknown,
    parameter: PolicyParameter,
    pattern: string | undefined,
    mayBeEmpty: boolean,
): ParameterFault[] {
    const example = writeExample(path[0], parameter);
    if (!Array.isArray(value)) return [faultAt(path, value, "must be a list of text", example)];
    if (value.length === 0 && !mayBeEmpty) return [faultAt(path, value, "must not be empty", example)];
    return value.flatMap((item: unknown, index) => checkText([...path, index], item, parameter, pattern));
}

function checkMap(path: ParameterPath, value: unknown, parameter: PolicyParameter): ParameterFault[] {
    const example = writeExample(path[0], parameter);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return [faultAt(path, value, "must be lists of text by key", example)];
    }
    const entries = Object.entries(value);
    if (entries.length === 0) return [faultAt(path, value, "must not be empty", example)];
    return entries.flatMap(([key, items]) => [
        ...checkText([...path, key], key, parameter, parameter.pattern),
        ...checkList([...path, key], items, parameter, parameter.itemPattern, true),
    ]);
}

function isEmptyList(value: ParameterValue | undefined): boolean {
    return Array.isArray(value) && value.length === 0;
}

/** Shows the whole example, whichever part of the parameter is at fault. */
function writeExample(name: string, parameter: PolicyParameter): string {
    return `write for example ${name}: ${flow(parameter.example)}`;
}

// Quoted are words that some YAML reader takes for a boolean or null.
const plainText = /^(?!(true|false|yes|no|on|off|y|n|null)$)[A-Za-z][\w./-]*$/iu;

/** A value in YAML flow style, quoted only where YAML would read it differently. */
export function flow(value: ParameterValue): string {
    if (typeof value === "number") return value.toString();
    if (typeof value === "string") return plainText.test(value) ? value : JSON.stringify(value);
    if (isList(value)) return `[${value.map(flow).join(", ")}]`;
    return `{ ${Object.entries(value)
        .map(([key, items]) => `${flow(key)}: ${flow(items)}`)
        .join(", ")} }`;
}

function isList(value: ParameterValue): value is readonly string[] {
    return Array.isArray(value);
}
