/**
 * Reads the organization in the environment once, and prints seconds and memory. A separate process, so that its peak of memory can be
 * measured.
 */
import { readLivingOrganization } from "../../aws/living/living-organization";

async function main(): Promise<void> {
    const start = process.hrtime.bigint();
    const living = await readLivingOrganization({ region: "us-east-1" });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (living === undefined) throw new Error("there is no organization");
    const found = {
        accounts: living.members.length,
        units: living.units.all.length,
        policies: living.policies.length,
        delegations: living.delegations.size,
        groups: living.center?.groups.length ?? 0,
        sets: living.center?.sets.length ?? 0,
        assignedAccounts: new Set(
            living.center?.sets.flatMap(({ assignments }) => assignments.map((each) => each.accountId)),
        ).size,
        tags: [...living.tags.values()].reduce((sum, tags) => sum + Object.keys(tags).length, 0),
    };
    console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, found }));
}

void main();
