/** The AWS profiles of people and of the engine. */
import { profileNames } from "../../../config/names";
import { ofOutputs } from "../../profiles/organization";
import { profilesOf } from "../../profiles/profiles";
import { readSharedFiles } from "../../../aws/shared-config/files";
import { check } from "../check";
import { SkipCheck } from "../skip-check";
import { count, fault, notYet, ok, some, warning, type Finding } from "../line";

export interface ProfileFacts {
    readonly short: string;
    /**
     * Profiles of roles that `org profiles render` writes, with the id of the account of each; undefined before the management stack's
     * first run.
     */
    readonly wanted: readonly { readonly name: string; readonly account: string }[] | undefined;
    /** ARNs of roles by the profiles of the AWS files; undefined for a profile without a role. */
    readonly profiles: Readonly<Record<string, string | undefined>>;
}

export const profiles = check<ProfileFacts>(
    {
        id: "profiles",
        group: "profiles",
        proves: "the AWS config has the profiles of the management account and of every member, and each names the account that its name says (`org profiles check` proves by STS that it gets there)",
        cure: "`org profiles render`",
        asks: [],
    },
    async (context) => {
        const { company } = context.config();
        const outputs = await context.outputs().catch((error: unknown) => {
            if (error instanceof SkipCheck) return undefined;
            throw error;
        });
        const { profiles: found } = readSharedFiles();
        const meant =
            outputs === undefined
                ? undefined
                : profilesOf(ofOutputs(outputs, context.mustProject().name), { mfaSerials: [] });
        return {
            short: company.short,
            // Profiles of users need keys, which not everyone has.
            wanted: meant
                ?.filter(({ kind }) => kind === "role")
                .map(({ name, account }) => ({ name, account: account.id })),
            profiles: Object.fromEntries(Object.entries(found).map(([name, { role_arn }]) => [name, role_arn])),
        };
    },
    judgeProfiles,
);

export function judgeProfiles({ short, wanted, profiles: found }: ProfileFacts): readonly Finding[] {
    const bootstrap = profileNames.bootstrap(short);
    const root = profileNames.rootOaar(short);
    if (wanted === undefined)
        return bootstrap in found
            ? [ok(`${bootstrap} is there; ${root} comes after the first run`, [bootstrap])]
            : [
                  notYet(
                      `there is no profile ${bootstrap}; ${root} comes after the first run`,
                      "./org profiles bootstrap",
                  ),
              ];
    const missing = wanted.filter(({ name }) => !(name in found)).map(({ name }) => name);
    const stale = wanted.flatMap(({ name, account }) => {
        const arn = found[name];
        return arn === undefined || accountOf(arn) === account
            ? []
            : [`${name} enters ${accountOf(arn)}, not ${account}`];
    });
    const findings: Finding[] = [];
    if (missing.length > 0)
        findings.push(warning(`the AWS config has no ${some(missing)}`, "./org profiles render", missing));
    if (stale.length > 0) findings.push(fault(some(stale), "./org profiles render", stale));
    return findings.length > 0
        ? findings
        : [ok(`${count(wanted.length, "profile")}, ${root} among them`, wanted.length)];
}

function accountOf(arn: string): string {
    return arn.split(":")[4] ?? "";
}
