import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { thereAlreadyIn } from "../../aws/failures";
import { namedList } from "../../aws/named";
import type { AliasArgs } from "../../components/account/account-baseline";
import type { AccountAlias } from "../../config";
import type { OwnStack } from "./own-stack";
import { unlessDenied } from "./unless-denied";

const aliasType = "aws:iam/accountAlias:AccountAlias";

/** What decides an account's alias. */
export interface NamedAccount {
    /** Its key in the config; `management` for the management account. */
    readonly key: string;
    /** The config's alias; undefined if it has none. */
    readonly alias: AccountAlias | null | undefined;
}

/**
 * The account's alias: the config's, else the present one, else one made from its name. If aliases may not be listed, the engine reports
 * why.
 */
export async function aliasOf(
    { key, alias }: NamedAccount,
    options: ClientOptions,
    { resources }: OwnStack,
): Promise<AliasArgs | undefined> {
    if (alias?.given === true) return { name: alias.name, stays: false };
    const own = resources.find(({ type }) => type === aliasType)?.outputs["accountAlias"];
    if (typeof own === "string") return alias ? { name: own, stays: true } : undefined;
    const [atAws] = (await unlessDenied(`the alias of account ${key}`, namedList(aliasType, options))) ?? [];
    if (alias) return { name: atAws ?? alias.name, stays: true };
    if (atAws !== undefined)
        void pulumi.log.info(
            `account ${key} has the alias ${atAws}, which this stack has not made; it is left alone: aws iam delete-account-alias --account-alias ${atAws} takes it away`,
        );
    return undefined;
}

/**
 * Registers the alias last: another AWS customer may have it already, which nobody can find out in advance, and the engine stops at the
 * first failure. That failure gets a message of its own.
 */
export function aliasLast({ key }: Pick<NamedAccount, "key">, options: ClientOptions): void {
    const where = key === "management" ? "management" : `accounts.${key}`;
    const hook = new pulumi.ErrorHook("alias-taken", async ({ newInputs, errors }) => {
        if (!errors[0]?.includes("EntityAlreadyExists")) return false;
        const alias = String(newInputs?.["accountAlias"]);
        // The run has changed what was read before it, so the list is read again.
        const own = await namedList(aliasType, { ...options }).catch((): readonly string[] => []);
        const already = own.includes(alias) ? thereAlreadyIn(`the alias ${alias}`, errors[0]) : undefined;
        if (already !== undefined) {
            await pulumi.log.error(`${already.message}\n  → ${already.cure}`);
            return false;
        }
        await pulumi.log.error(
            `the alias ${alias} belongs to another AWS account, of another customer perhaps\n  → everything else was made; write another alias, or none, at ${where} in Pulumi.management.yaml: alias: …`,
        );
        return false;
    });
    const others: pulumi.Resource[] = [];
    pulumi.runtime.registerStackTransformation(({ type, resource, props, opts }) => {
        if (type !== aliasType) {
            others.push(resource);
            return undefined;
        }
        const { accountAlias } = props as { readonly accountAlias: pulumi.Input<string> };
        return {
            props: { ...props, accountAlias: afterAll(others, accountAlias) },
            opts: { ...opts, hooks: { ...opts.hooks, onError: [...(opts.hooks?.onError ?? []), hook] } },
        };
    });
}

/** The value, after all resources are registered, including those that are registered later in the same turn of the event loop. */
async function afterAll<T>(resources: readonly pulumi.Resource[], value: T): Promise<T> {
    for (let known = -1; known < resources.length;) {
        await Promise.resolve();
        known = resources.length;
        await new Promise<void>((resolve) => {
            pulumi.all(resources.map(({ urn }) => urn)).apply(() => {
                resolve();
            });
        });
    }
    return value;
}
