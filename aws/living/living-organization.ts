/** Reads everything that AWS has of an existing organization, once, for `org adopt`, which writes it into stack files. */
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

/** An organization, with everything that the config can describe. */
export interface LivingOrganization {
    readonly caller: { readonly accountId: string; readonly arn: string };
    readonly partition: string;
    /** Organization id, `o-…`. */
    readonly id: string;
    readonly featureSet: string;
    readonly managementAccountId: string;
    /** Root id, `r-…`. */
    readonly rootId: string;
    /** Enabled policy types. */
    readonly policyTypes: readonly string[];
    readonly services: readonly string[];
    readonly units: AwsUnits;
    /** Accounts in every state, including the management account. */
    readonly members: readonly Member[];
    /** The organization's own policies, of every type, with documents and attachments. */
    readonly policies: readonly WholePolicy[];
    /** In Organizations, as `account/service`. */
    readonly delegations: ReadonlySet<string>;
    /** What the services' own APIs return for these, in each governed region. */
    readonly ownWord: DelegationAnswers;
    /** By the id of the account, unit, policy or root. */
    readonly tags: TagMaps;
    readonly resourcePolicy: AwsResourcePolicy | undefined;
    /** Features of central root access that are on. */
    readonly rootFeatures: readonly string[];
    readonly contacts: CommonContacts;
    /** Undefined if there is no instance. */
    readonly center: Center | undefined;
    /** What these credentials may not read, each with AWS's reason. */
    readonly unread: readonly string[];
}

export interface ReadOptions extends ClientOptions {
    /** Governed regions besides the home region, in which services with an administrator for each region are asked. Default: none. */
    readonly regions?: readonly string[];
    /** Called with what is read at the moment. */
    readonly tell?: (text: string) => void;
}

/** More calls at once would only wait for each other at AWS. */
const callsAtOnce = 8;
/** With the SDK's growing pauses, that covers half a minute of throttling. */
const attempts = 7;

/**
 * Reads the organization, with no more calls than it has parts: one for each page of a list, and for each account those for tags and
 * contacts, which AWS does not list. Undefined if the account has no organization. Throws AWS's error if the organization itself may not be
 * read.
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
