import type { RouteTable } from "@aws-sdk/client-ec2";
import * as pulumi from "@pulumi/pulumi";
import { awsClient } from "../../aws/clients";
import { awsFault, changeFault } from "../../aws/faults";
import type { Fault } from "../../config/faults";
import type { Entry } from "../shared/account-entry";
import { refuse } from "../shared/stack-config";

/** A default VPC, which AWS makes in each region of a new account. */
export interface DefaultVpc {
    readonly region: string;
    /** `vpc-…` */
    readonly id: string;
    /**
     * Ids of what somebody added: network interfaces (of instances, load balancers, databases), endpoints, security groups, route tables,
     * network ACLs.
     */
    readonly added: readonly string[];
}

/** The reason why default VPCs are kept: what is in them. */
function occupiedFaults(vpcs: readonly DefaultVpc[]): readonly Fault[] {
    return vpcs
        .filter(({ added }) => added.length > 0)
        .map(({ region, id, added }) => ({
            severity: "fault",
            path: "baseline.deleteDefaultVpc",
            value: "true",
            message: `the default VPC ${id} in ${region} is in use: ${added.slice(0, 3).join(", ")}${added.length > 3 ? ` and ${added.length - 3} more` : ""}`,
            cure: "move what uses it to another VPC and delete the rest, or take the line out",
        }));
}

/**
 * Finds the default VPC of each governed region, and refuses the run if somebody added anything to one. Returns a function that deletes
 * them with their subnets and internet gateways; a preview only reports it. AWS created them, so no Pulumi resource can: it is done by the
 * API, before the engine starts. The next run finishes one that was cut off.
 */
export async function defaultVpcDeletion(
    { account, credentials }: Pick<Entry, "account" | "credentials">,
    regions: readonly string[],
): Promise<() => Promise<void>> {
    // A large module, which few configs need.
    const ec2 = await import("@aws-sdk/client-ec2");
    const clientOf = (region: string): InstanceType<typeof ec2.EC2Client> =>
        awsClient(ec2.EC2Client, { region, credentials });

    /** Everything for which AWS refuses to delete the VPC, except its own gateway and subnets. */
    const addedTo = async (client: InstanceType<typeof ec2.EC2Client>, id: string): Promise<readonly string[]> => {
        const Filters = inVpc("vpc-id", id);
        const [interfaces, endpoints, groups, tables, acls] = await Promise.all([
            client.send(new ec2.DescribeNetworkInterfacesCommand({ Filters })),
            client.send(new ec2.DescribeVpcEndpointsCommand({ Filters })),
            client.send(new ec2.DescribeSecurityGroupsCommand({ Filters })),
            client.send(new ec2.DescribeRouteTablesCommand({ Filters })),
            client.send(new ec2.DescribeNetworkAclsCommand({ Filters })),
        ]);
        const isMain = (table: RouteTable): boolean => table.Associations?.some(({ Main }) => Main === true) === true;
        return [
            ...(interfaces.NetworkInterfaces ?? []).map((each) => each.NetworkInterfaceId!),
            ...(endpoints.VpcEndpoints ?? []).map((each) => each.VpcEndpointId!),
            ...(groups.SecurityGroups ?? []).flatMap((each) => (each.GroupName === "default" ? [] : [each.GroupId!])),
            ...(tables.RouteTables ?? []).flatMap((each) => (isMain(each) ? [] : [each.RouteTableId!])),
            ...(acls.NetworkAcls ?? []).flatMap((each) => (each.IsDefault === true ? [] : [each.NetworkAclId!])),
        ];
    };

    const find = async (region: string): Promise<readonly DefaultVpc[]> => {
        const client = clientOf(region);
        const { Vpcs: found = [] } = await client.send(
            new ec2.DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] }),
        );
        const described = found.map(async ({ VpcId: id }) => ({
            region,
            id: id!,
            added: await addedTo(client, id!),
        }));
        return Promise.all(described);
    };

    const remove = async ({ region, id }: DefaultVpc): Promise<void> => {
        const client = clientOf(region);
        const { InternetGateways: gateways = [] } = await client.send(
            new ec2.DescribeInternetGatewaysCommand({ Filters: inVpc("attachment.vpc-id", id) }),
        );
        for (const { InternetGatewayId } of gateways) {
            await client.send(new ec2.DetachInternetGatewayCommand({ InternetGatewayId, VpcId: id }));
            await client.send(new ec2.DeleteInternetGatewayCommand({ InternetGatewayId }));
        }
        const { Subnets: subnets = [] } = await client.send(
            new ec2.DescribeSubnetsCommand({ Filters: inVpc("vpc-id", id) }),
        );
        for (const { SubnetId } of subnets) await client.send(new ec2.DeleteSubnetCommand({ SubnetId }));
        await client.send(new ec2.DeleteVpcCommand({ VpcId: id }));
        void pulumi.log.info(`deleted the default VPC ${id} of account ${account.key} in ${region}`);
    };

    const asRefusal = (error: unknown): never => refuse([awsFault(error)]);
    const vpcs = (await Promise.all(regions.map(find)).catch(asRefusal)).flat();
    const faults = occupiedFaults(vpcs);
    if (faults.length > 0) return refuse(faults);
    return async () => {
        if (pulumi.runtime.isDryRun()) {
            for (const { region, id } of vpcs)
                void pulumi.log.info(
                    `\`pulumi up\` will first delete the default VPC ${id} of account ${account.key} in ${region}`,
                );
            return;
        }
        for (const vpc of vpcs)
            await remove(vpc).catch((error: unknown) =>
                refuse([
                    changeFault(
                        `the default VPC ${vpc.id} of account ${account.key} in ${vpc.region} could not be deleted`,
                        error,
                    ),
                ]),
            );
    };
}

function inVpc(name: string, id: string): { Name: string; Values: string[] }[] {
    return [{ Name: name, Values: [id] }];
}
