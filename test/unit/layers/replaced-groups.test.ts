import { deepStrictEqual } from "node:assert/strict";
import type { SecurityConfig } from "../../../config";
import { replacedGroupFaults } from "../../../layers/security/replaced-groups";
import { ownStack, type OwnResource } from "../../../layers/shared/own-stack";

describe("a group that goes while one with its roles comes", () => {
    const group = (name: string, roles: readonly string[], more: Partial<SecurityConfig["groups"][number]> = {}) => ({
        name,
        roles,
        directoryName: name,
        directoryNameGiven: false,
        formerly: [],
        ...more,
    });
    const DevOps = ["DevOps"];
    const before = { devops: DevOps, auditors: ["Auditor"] };
    const auditors = group("auditors", ["Auditor"]);
    const inDirectory = (displayName: string): OwnResource => ({
        urn: "urn:pulumi:x::y::aws:identitystore/group:Group::directory-group-devops",
        type: "aws:identitystore/group:Group",
        outputs: { displayName },
    });
    const cases: readonly {
        readonly what: string;
        readonly groups: SecurityConfig["groups"];
        readonly before?: Readonly<Record<string, readonly string[]>>;
        readonly identity?: readonly string[];
        readonly resources?: readonly OwnResource[];
        readonly atAws?: readonly string[];
        readonly refused?: readonly string[];
    }[] = [
        {
            what: "another name",
            groups: [auditors, group("operations", DevOps)],
            refused: ["groups.operations devops"],
        },
        {
            what: "roles in another order",
            before: { devops: ["DevOps", "Billing"] },
            groups: [group("operations", ["Billing", "DevOps"])],
            refused: ["groups.operations devops"],
        },
        {
            what: "a group of Identity Center",
            groups: [auditors, group("operations", DevOps)],
            identity: ["identity-center"],
            resources: [inDirectory("devops")],
            refused: ["groups.operations devops"],
        },
        {
            what: "a group of Identity Center that keeps its name there",
            groups: [auditors, group("operations", DevOps, { directoryName: "AWS DevOps" })],
            identity: ["identity-center"],
            resources: [inDirectory("AWS DevOps")],
        },
        {
            what: "a group of the identity provider, which is its own",
            groups: [auditors, group("operations", DevOps)],
            identity: ["identity-center"],
        },
        { what: "the former name", groups: [auditors, group("operations", DevOps, { formerly: ["devops"] })] },
        { what: "another letter case", groups: [auditors, group("DevOps", DevOps)] },
        { what: "both", groups: [auditors, group("devops", DevOps), group("operations", DevOps)] },
        { what: "other roles", groups: [auditors, group("operations", ["DevOps", "Billing"])] },
        { what: "none", groups: [auditors] },
        {
            what: "two of them",
            groups: [auditors, group("operations", DevOps), group("support", DevOps)],
            refused: ["groups.operations devops, devops"],
        },
        { what: "a group that AWS has no more", groups: [auditors, group("operations", DevOps)], atAws: ["auditors"] },
        {
            what: "a group of both that only Identity Center still has",
            groups: [auditors, group("operations", DevOps)],
            identity: ["users", "identity-center"],
            resources: [inDirectory("devops")],
            atAws: [],
            refused: ["groups.operations devops"],
        },
        { what: "the first run", before: {}, groups: [auditors] },
    ];
    for (const { what, groups, before: outputs = before, identity = ["users"], ...more } of cases) {
        const { resources = [], atAws = Object.keys(outputs), refused = [] } = more;
        it(`${what}: ${refused.length === 0 ? "accepted" : "refused"}`, async () => {
            const own = { ...ownStack({ groups: outputs }, {}), resources };
            const listed = (): Promise<readonly string[]> => Promise.resolve(atAws);
            const faults = await replacedGroupFaults({ groups }, identity, { region: "us-east-1" }, own, listed);
            deepStrictEqual(
                faults.map(({ path, cure }) => {
                    const former = [...cure.matchAll(/formerly: ([\w-]+)/gu)].map(([, name]) => name);
                    return `${path} ${former.join(", ")}`;
                }),
                refused,
            );
        });
    }
});
