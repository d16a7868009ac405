/** CIS AWS Foundations 7.0: controls that services of `audit` cover: Macie, AWS Config, Security Hub. */
import { check, type Check } from "../check";
import { about } from "../cis";
import { fault, ok, some, warning, type Finding } from "../line";
import { stateResources } from "../state-resource";

const bills = "(AWS bills it; docs/security-services.md)";

/** Checks that the config enables a service in all accounts. */
function inConfig(control: string, key: "macie" | "securityHub", name: string, line: string): Check {
    return check<boolean>(
        about(control, {
            proves: `the config has ${name} on in all accounts; what AWS has, a preview of the security stack tells`,
            cure: `\`${line}\` ${bills}`,
            asks: [],
        }),
        async (context) => {
            await context.organization();
            return context.config().audit[key] !== undefined;
        },
        (on) => [
            on
                ? ok(`the config has ${name} on in all accounts`)
                : warning(
                      `the config does not have ${name} on`,
                      `write ${line} in Pulumi.management.yaml ${bills}, then pulumi up`,
                  ),
        ],
    );
}

export const macieOn = inConfig("3.1.3", "macie", "Macie", "audit: { macie: true }");
export const securityHubOn = inConfig("5.16", "securityHub", "Security Hub", "audit: { securityHub: true }");

export interface RecorderFacts {
    /** Regions in which the config enables AWS Config; undefined: it does not. */
    readonly wanted: readonly string[] | undefined;
    /** Regions with an enabled recorder, by the management stack's state. */
    readonly recorded: readonly string[];
}

export const recordersOn = check<RecorderFacts>(
    about("4.3", {
        proves: "the config has AWS Config on, and the management stack's state has a recorder that records in every governed region that has the service; the members' are kept by their stacks",
        cure: `\`audit: { config: true }\` ${bills}`,
        asks: [],
    }),
    async (context) => {
        await context.organization();
        const found = await stateResources(context, "management", "aws:cfg/recorderStatus:RecorderStatus");
        return {
            wanted: context.config().audit.config?.regions,
            recorded: found
                .filter(({ outputs }) => outputs?.["isEnabled"] === true)
                .map(({ outputs }) => outputs!["region"] as string),
        };
    },
    judgeRecorders,
);

export function judgeRecorders({ wanted, recorded }: RecorderFacts): readonly Finding[] {
    if (wanted === undefined)
        return [
            warning(
                "the config does not have AWS Config on",
                `write audit: { config: true } in Pulumi.management.yaml ${bills}, then ./org fleet up`,
            ),
        ];
    const without = wanted.filter((region) => !recorded.includes(region));
    if (without.length === 0) return [ok(`AWS Config records the management account in ${some(wanted)}`, wanted)];
    return [
        fault(
            `AWS Config does not record the management account in ${some(without)}`,
            "pulumi up --stack security, then pulumi up --stack management",
            without,
        ),
    ];
}
