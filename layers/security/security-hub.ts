import type { ClientOptions } from "../../aws/clients";
import { readFault } from "../../aws/faults";
import { hubThere, type HubThere } from "../../aws/securityhub";
import type { OrganizationSecurityHubArgs } from "../../components/security-services/securityhub";
import type { ManagementOutputs } from "../../config";
import { standardArn } from "../../config/aws-facts";
import type { Fault } from "../../config/faults";
import type { OwnStack } from "../shared/own-stack";

/** Security Hub in all accounts; undefined where the config does not ask for it, faults where it would end something that AWS has. */
export async function securityHubOf(
    management: ManagementOutputs,
    options: Omit<ClientOptions, "region">,
    own: OwnStack,
    off: ReadonlySet<string>,
): Promise<OrganizationSecurityHubArgs | readonly Fault[] | undefined> {
    const { securityHub } = management.audit ?? {};
    if (securityHub === undefined) return undefined;
    const { region: home, partition, company, organization } = management;
    const regions = [...new Set([home, ...securityHub.regions])];
    const on = regions.filter((region) => !off.has(region));
    const there = await hubThere(options, home, on, organization.rootId).catch((error: unknown) =>
        readFault("what Security Hub has on", error),
    );
    if ("cure" in there) return [there];
    // If the state has central configuration, an earlier run was allowed to make it, even if it was cut off before the policy.
    const isOurs = own.resources.some(
        ({ type }) => type === "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
    );
    const faults = hubFaults(isOurs ? { ...there, selfManaged: [] } : there, home, securityHub.overwrite);
    if (faults.length > 0) return faults;
    const named = securityHub.standards.map((each) => standardArn(each, partition, home));
    const before = own.resources.find(({ type }) => type === "aws-organization:audit:OrganizationSecurityHub");
    const kept =
        (before?.outputs["kept"] as readonly string[] | undefined) ??
        (there.policy?.standards ?? []).filter((each) => !named.includes(each));
    return {
        home,
        regions,
        linking: linkingOf(
            there.aggregator,
            regions.filter((region) => region !== home),
        ),
        policy: {
            name: `${company.short}-all-accounts`,
            description: "Standards of all accounts",
            ...there.policy,
            standards: [...new Set([...named, ...kept])].sort(),
        },
        kept,
        rootId: organization.rootId,
    };
}

/** Regions that already send their findings here keep doing so. */
export function linkingOf(
    there: HubThere["aggregator"],
    wanted: readonly string[],
): OrganizationSecurityHubArgs["linking"] {
    if (there?.mode.startsWith("ALL_REGIONS") === true) {
        const except = there.regions.filter((region) => !wanted.includes(region));
        return { mode: except.length === 0 ? "ALL_REGIONS" : there.mode, regions: except };
    }
    const regions = [...new Set([...(there?.regions ?? []), ...wanted])].sort();
    return { mode: regions.length === 0 ? "NO_REGIONS" : "SPECIFIED_REGIONS", regions };
}

/** What the config would end at AWS, or does not fit to. */
export function hubFaults(
    { aggregator, local, selfManaged }: HubThere,
    home: string,
    overwrite: boolean,
): readonly Fault[] {
    const fault = { severity: "fault", path: "audit.securityHub", value: "true" } as const;
    const elsewhere: readonly Fault[] =
        aggregator === undefined || aggregator.home === home
            ? []
            : [
                  {
                      ...fault,
                      message: `Security Hub's findings come together in ${aggregator.home}, and the home region is ${home}: an organization has one such region`,
                      cure: `take it out; or, in the account security, move them: aws securityhub delete-finding-aggregator --region ${aggregator.home} …, which ends policies of central configuration too`,
                  },
              ];
    const own = [...local, ...selfManaged];
    const losing: readonly Fault[] =
        own.length === 0 || overwrite
            ? []
            : [
                  {
                      ...fault,
                      message: `accounts have Security Hub by settings of their own in ${own.join(", ")} (local configuration, or no policy at the root): a policy for all would switch off each standard that it does not name`,
                      cure: "name all standards that are to stay, and write overwrite: true beside them, for the run that sets them for all; docs/security-services.md has the command that lists them",
                  },
              ];
    return [...elsewhere, ...losing];
}
