/** Whether the programs that read AWS's files and variables understand them in the same way. */
import { environmentKeys } from "../../../aws/keys";
import { differencesOf, twice } from "../../../aws/shared-config/differences";
import { SharedConfigFault } from "../../../aws/shared-config/fault";
import {
    environmentProfile,
    profileOf,
    readSharedFiles,
    sharedFileVariables,
    type SharedFiles,
} from "../../../aws/shared-config/files";
import { wayOf, type Way } from "../../../aws/shared-config/way";
import { check } from "../check";
import { fault, ok, warning, type Finding } from "../line";

export interface AwsFileFacts {
    /** Where the AWS CLI reads the files differently from Pulumi's provider. */
    readonly differences: readonly string[];
    /** File variables whose value begins with `~`, which no shell has replaced by the home folder. */
    readonly unexpanded: readonly string[];
    /** AWS_ENDPOINT_URL; undefined if it is not set. */
    readonly endpoint: string | undefined;
    readonly stsEndpoint: string | undefined;
    /** ARN of the first role that the provider assumes for the profile in use. */
    readonly role: string | undefined;
}

export const awsFiles = check<AwsFileFacts>(
    {
        id: "aws-files",
        group: "credentials",
        proves: "Pulumi's provider and the AWS CLI take the same from the AWS files, and go to the same address: no section twice, no key that one of them reads otherwise, no `AWS_ENDPOINT_URL` that is set to nothing",
        cure: "mend the line that is named; unset the variable",
        asks: [],
    },
    () => Promise.resolve(factsOf(readSharedFiles(), process.env)),
    judgeAwsFiles,
);

export function factsOf(files: SharedFiles, environment: NodeJS.ProcessEnv): AwsFileFacts {
    const way = environmentKeys(environment) === undefined ? wayInUse(files, environment) : undefined;
    return {
        differences: way === undefined ? twice(files) : differencesOf(files, way),
        unexpanded: Object.values(sharedFileVariables).filter((name) => environment[name]?.startsWith("~")),
        endpoint: environment["AWS_ENDPOINT_URL"],
        stsEndpoint: environment["AWS_ENDPOINT_URL_STS"],
        role: way?.roles[0]?.arn,
    };
}

export function judgeAwsFiles({
    differences,
    unexpanded,
    endpoint,
    stsEndpoint,
    role,
}: AwsFileFacts): readonly Finding[] {
    const findings = [
        ...differences.map((text) => {
            const end = text.lastIndexOf(". ");
            return warning(text.slice(0, end), text.slice(end + 2), text);
        }),
        ...unexpanded.map((name) =>
            warning(
                `${name} begins with ~, which Pulumi's provider takes for a folder of that name`,
                `write the whole path: export ${name}="$HOME/…"`,
                name,
            ),
        ),
    ];
    if (endpoint === "")
        findings.push(
            fault(
                "AWS_ENDPOINT_URL is set to nothing: Pulumi's provider then goes to AWS itself, where other programs go to the endpoint_url of the profile",
                "unset AWS_ENDPOINT_URL, or set it to the address that is meant",
            ),
        );
    else if (endpoint !== undefined && !stsEndpoint && role !== undefined)
        findings.push(
            fault(
                `AWS_ENDPOINT_URL is ${endpoint}, and Pulumi's provider asks AWS itself for ${role}: for the role of a profile it reads AWS_ENDPOINT_URL_STS alone`,
                `export AWS_ENDPOINT_URL_STS="$AWS_ENDPOINT_URL"`,
            ),
        );
    return findings.length > 0 ? findings : [ok("the AWS files say the same to Pulumi's provider and to the AWS CLI")];
}

/** The resolved profile in use; undefined where it cannot be resolved, which the check of the credentials reports. */
function wayInUse(files: SharedFiles, environment: NodeJS.ProcessEnv): Way | undefined {
    const profile = environmentProfile(environment) ?? "default";
    if (profileOf(files, profile) === undefined) return undefined;
    try {
        return wayOf(files, profile);
    } catch (error) {
        if (error instanceof SharedConfigFault) return undefined;
        throw error;
    }
}
