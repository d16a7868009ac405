/** A Terraform module with the resources of a management stack. */
import { snake, typeOf } from "../fleet/terraform-root";
import { isPieces, type Given, type Pieces } from "./given";

type Json = Readonly<Record<string, unknown>>;

/** Names of Terraform blocks by their Pulumi name. Pulumi's bridge makes them plural. */
const blocks: Readonly<Record<string, string>> = { rules: "rule" };

/**
 * The module with these resources. `takesIn`: also those that are imported because AWS has them already; no other resource refers to them.
 */
export function moduleOf(
    given: readonly Given[],
    { region, id, takesIn }: { readonly region: string; readonly id: string; readonly takesIn: boolean },
): Json {
    const found: Record<string, Record<string, Json>> = {};
    const imports: Json[] = [];
    for (const { type, name, inputs, after, importId } of given) {
        if (importId !== undefined && !takesIn) continue;
        const kind = typeOf(type);
        const address = addressOf(given, { type, name });
        (found[kind] ??= {})[address.split(".")[1]!] = {
            ...(argument(inputs, given) as Json),
            depends_on: after.map((index) => addressOf(given, given[index]!)),
            ...(kind === "aws_organizations_account" ? { lifecycle: { ignore_changes: ["role_name"] } } : {}),
        };
        if (importId !== undefined) imports.push({ to: address, id: importId });
    }
    return {
        terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
        provider: { aws: { region, allowed_account_ids: [id] } },
        import: imports,
        resource: found,
    };
}

/** The address of a resource. Terraform permits fewer characters in names, so the place in the list keeps the addresses distinct. */
function addressOf(given: readonly Given[], { type, name }: Pick<Given, "name" | "type">): string {
    const place = given.findIndex((each) => each.type === type && each.name === name);
    return `${typeOf(type)}.r${place}-${name.replace(/[^\w-]/gu, "-")}`;
}

function argument(value: unknown, given: readonly Given[]): unknown {
    if (typeof value === "string") return literal(value);
    if (Array.isArray(value)) return value.map((each) => argument(each, given));
    if (typeof value !== "object" || value === null) return value;
    if (isPieces(value)) return template(value, given);
    return Object.fromEntries(
        Object.entries(value).map(([key, each]) =>
            // A tag's key is the user's own text, not an argument's name.
            [blocks[key] ?? snake(key), key === "tags" ? each : argument(each, given)],
        ),
    );
}

function template({ pieces }: Pieces, given: readonly Given[]): string {
    const outputs = { id: "id", arn: "arn", rootId: "roots[0].id" };
    return pieces
        .map((piece) =>
            typeof piece === "string"
                ? literal(piece)
                : `\${${addressOf(given, given[piece.of]!)}.${outputs[piece.output]}}`,
        )
        .join("");
}

/** Escapes IAM's policy variables, which Terraform would evaluate as its own expressions. */
function literal(text: string): string {
    return text.replaceAll(/[$%](?=\{)/gu, (sign) => sign + sign);
}
