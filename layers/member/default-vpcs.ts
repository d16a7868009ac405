import * as pulumi from "@pulumi/pulumi";
import type { DescribeNetworkInterfacesCommandOutput } from "@aws-sdk/client-ec2";
import { awsClient } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import type { Fault } from "../../config/fault";
import type { Entry } from "../account-entry";
import { refuse } from "../stack-config";

/** A default VPC, which AWS makes in each region of a new account. */
export interface DefaultVpc {
    readonly region: string;
    /** `vpc-…` */
    readonly id: string;
    /** Ids of the network interfaces in it: of instances, load balancers, databases. */
    readonly interfaces: readonly string[];
}

/** Why default VPCs are not deleted: what is in them. */
export function occupiedFaults(vpcs: readonly DefaultVpc[]): readonly Fault[] {
    return vpcs
        .filter(({ interfaces }) => interfaces.length > 0)
        .map(({ region, id, interfaces }) => ({
            severity: "fault",
            path: "baseline.deleteDefaultVpc",
            value: "true",
            message: `the default VPC ${id} in ${region} is in use: network interfaces ${interfaces.slice(0, 3).join(", ")}${interfaces.length > 3 ? ` and ${interfaces.length - 3} more` : ""}`,
            cure: "move what uses it to another VPC first, or take the line out",
        }));
}

/**
 * Deletes the default VPC of each governed region with its subnets and internet gateway; a preview only says so. No resource of
 * Pulumi's does it, for AWS made them: it is done by the API, before the engine starts, and only where none is in use. A run that
 * was cut short is finished by the next.
 */
export async function deleteDefaultVpcs(
    { account, credentials }: Pick<Entry, "account" | "credentials">,
    regions: readonly string[],
): Promise<void> {
    // A large module, for the few who ask for this.
    const ec2 = await import("@aws-sdk/client-ec2");
    const clientOf = (region: string): InstanceType<typeof ec2.EC2Client> =>
        awsClient(ec2.EC2Client, { region, credentials });

    const find = async (region: string): Promise<readonly DefaultVpc[]> => {
        const client = clientOf(region);
        const { Vpcs: found = [] } = await client.send(
            new ec2.DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] }),
        );
        return Promise.all(
            found.map(async ({ VpcId: id }) => {
                const { NetworkInterfaces: interfaces = [] }: DescribeNetworkInterfacesCommandOutput =
                    await client.send(new ec2.DescribeNetworkInterfacesCommand({ Filters: inVpc("vpc-id", id!) }));
                return { region, id: id!, interfaces: interfaces.map((each) => each.NetworkInterfaceId!) };
            }),
        );
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
    if (pulumi.runtime.isDryRun()) {
        for (const { region, id } of vpcs)
            void pulumi.log.info(
                `\`pulumi up\` will first delete the default VPC ${id} of account ${account.key} in ${region}`,
            );
        return;
    }
    for (const vpc of vpcs) await remove(vpc).catch(asRefusal);
}

function inVpc(name: string, id: string): { Name: string; Values: string[] }[] {
    return [{ Name: name, Values: [id] }];
}
