/** All that AWS tells of a living organization, read once: for `org adopt`, which writes it down. */
import { IAMClient } from "@aws-sdk/client-iam";
import {
    AWSOrganizationsNotInUseException,
    DescribeOrganizationCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { boundedClient } from "../bounded";
import { awsClient, type ClientOptions } from "../clients";
import { isAwsError } from "../error-codes";
import { readMembership, type Member } from "../members";
import { askDelegations, delegationPlace, type DelegationAnswers } from "../own-delegations";
import { readResourcePolicy, type AwsResourcePolicy } from "../resource-policy";
import { readRootFeatures } from "../root-access";
import { readDelegations, readRoot, readServices } from "../snapshot";
import type { AwsUnits } from "../units";
import { readCommonContacts, type CommonContacts } from "./common-contacts";
import { readCenter, type Center } from "./identity-center";
import { readWholePolicies, type WholePolicy } from "./policies";
import { readTagMaps, type TagMaps } from "./tags";

/** An organization with all that the config can say of it. */
export interface LivingOrganization {
    readonly caller: { readonly accountId: string; readonly arn: string };
    readonly partition: string;
    /** `o-…` */
    readonly id: string;
    readonly featureSet: string;
    readonly managementAccountId: string;
    /** `r-…` */
    readonly rootId: string;
    /** Types that are on. */
    readonly policyTypes: readonly string[];
    readonly services: readonly string[];
    readonly units: AwsUnits;
    /** Accounts in every state, the management account among them. */
    readonly members: readonly Member[];
    /** The organization's own, of every type, with documents and attachments. */
    readonly policies: readonly WholePolicy[];
    /** As `account/service`. */
    readonly delegations: ReadonlySet<string>;
    /** What services say of these themselves, in each governed region. */
    readonly ownWord: DelegationAnswers;
    /** By the id of account, unit, policy or root. */
    readonly tags: TagMaps;
    readonly resourcePolicy: AwsResourcePolicy | undefined;
    /** Features of central root access that are on. */
    readonly rootFeatures: readonly string[];
    readonly contacts: CommonContacts;
    /** Undefined where there is none. */
    readonly center: Center | undefined;
    /** Parts that these credentials may not read, each with AWS's reason. */
    readonly unread: readonly string[];
}

export interface ReadOptions extends ClientOptions {
    /** Governed regions beside the home region: services that keep an administrator by region are asked there. */
    readonly regions?: readonly string[];
    /** Hears what is being read. */
    readonly tell?: (text: string) => void;
}

/** More calls at once only wait for each other at AWS. */
const callsAtOnce = 8;
/** With the SDK's growing pauses half a minute of refusals by throttling. */
const attempts = 7;

/**
 * Reads it, with no more calls than it has things: one page a list, and for each account its tags and contacts, of which AWS has no list.
 * Undefined where the account has no organization. Throws AWS's error where the organization itself may not be read.
 */
export async function readLivingOrganization(options: ReadOptions): Promise<LivingOrganization | undefined> {
    const { regions = [], tell = () => undefined } = options;
    const patient: ClientOptions = { maxAttempts: attempts, ...options };
    const identity = await awsClient(STSClient, patient).send(new GetCallerIdentityCommand({}));
    const [accountId, arn] = [identity.Account!, identity.Arn!];
    const client = boundedClient(awsClient(OrganizationsClient, patient), callsAtOnce);
    const described = await client.send(new DescribeOrganizationCommand({})).catch((error: unknown) => {
        if (error instanceof AWSOrganizationsNotInUseException) return undefined;
        throw error;
    });
    if (described?.Organization === undefined) return undefined;
    const { Id: id, FeatureSet: featureSet, MasterAccountId: managementAccountId } = described.Organization;
    const unread: string[] = [];
    const unlessDenied = async <Answer>(what: string, asked: Promise<Answer>, otherwise: Answer): Promise<Answer> =>
        asked.catch((error: unknown) => {
            if (!isAwsError(error, "AccessDenied", "UnauthorizedOperation")) throw error;
            unread.push(`${what} (${(error as Error).name})`);
            return otherwise;
        });
    tell("accounts, units, services");
    const root = await readRoot(client);
    const [membership, services, delegations, resourcePolicy, rootFeatures] = await Promise.all([
        readMembership(client),
        readServices(client),
        readDelegations(client),
        unlessDenied("the resource policy", readResourcePolicy(client), undefined),
        unlessDenied("central root access", readRootFeatures(awsClient(IAMClient, patient)), []),
    ]);
    tell(`policies of ${membership.members.length} accounts and ${membership.units.all.length} units`);
    const policies = await readWholePolicies(client);
    const places = [...delegations].flatMap((each) => {
        const [account = "", service = ""] = each.split("/");
        return [each, ...regions.map((region) => delegationPlace(account, service, region))];
    });
    const ownWord = await askDelegations(places, patient);
    const live = membership.members.filter(({ state }) => state === "ACTIVE");
    const ids = [
        root.id,
        ...membership.members.map((member) => member.id),
        ...membership.units.all.map((unit) => unit.id),
        ...policies.map((policy) => policy.id),
    ];
    tell(`tags of ${ids.length} things, contacts of ${live.length} accounts, Identity Center`);
    const [tags, contacts, center] = await Promise.all([
        unlessDenied("tags", readTagMaps(client, ids), new Map()),
        readCommonContacts(patient, managementAccountId!, live, services),
        unlessDenied("Identity Center", readCenter(patient), undefined),
    ]);
    return {
        caller: { accountId, arn },
        partition: arn.split(":")[1]!,
        id: id!,
        featureSet: featureSet!,
        managementAccountId: managementAccountId!,
        rootId: root.id,
        policyTypes: root.policyTypes,
        services,
        units: membership.units,
        members: membership.members,
        policies,
        delegations,
        ownWord,
        tags,
        resourcePolicy,
        rootFeatures,
        contacts,
        center,
        unread,
    };
}
