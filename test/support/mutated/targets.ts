import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import * as fs from "node:fs";
import * as path from "node:path";
import { SharedConfigFault } from "../../../aws/shared-config/fault";
import { profileNames, sharedFiles } from "../../../aws/shared-config/files";
import { wayOf } from "../../../aws/shared-config/way";
import { parseEvents, readPreview } from "../../../cli/preview/events";
import { renderMarkdown } from "../../../cli/preview/markdown";
import { parseLayer, placeFaults, readStackFile, type Layer } from "../../../config";
import { formatFaults } from "../../../config/faults/format-faults";
import type { Fault, Parsed } from "../../../config/faults/fault";
import { documentFaults } from "../../../config/policy-language/statements";
import { managementFaults } from "../../../config/policy-language/management-shapes";
import { policyTypes } from "../../../config/aws-facts/policy-types";
import { judgeCase } from "../../../policies/evaluate";
import { shippedPolicy, shippedPolicyNames } from "../../../policies/shipped";
import type { JsonObject } from "../../../policies/template";
import { largeCompany } from "../large-company";
import { recordedEvents } from "../recorded-events";
import { mutatedText } from "./texts";
import { mutatedValue } from "./values";

/** A reader of texts that people or programs write, with its inputs. */
export interface Target {
    readonly name: string;
    readonly input: fc.Arbitrary<unknown>;
    /** Throws if the reader crashes, reports a fault without place or cure, or accepts nonsense. */
    readonly judge: (input: unknown) => void;
}

const root = path.resolve(__dirname, "../../..");
const project = "aws-organization";
const read = (file: string): string => fs.readFileSync(path.join(root, file), "utf8");
const shippedFiles = { management: read("Pulumi.management.yaml"), security: read("Pulumi.security.yaml") };

/** What must not be in any text for people. */
const nonsense =
    /\[object Object\]|\bundefined\b|\bNaN\b|TypeError|RangeError|is not a function|is not iterable|\n {4}at /u;

/** @param written what the user wrote, which may contain anything */
function mustBeUseful(faults: readonly Fault[], written: string): void {
    for (const fault of faults) {
        const { path: place, message, cure } = fault;
        if (place.trim() === "" || message.trim() === "" || cure.trim() === "")
            throw new Error(`a fault without a path, a message or a cure: ${JSON.stringify(fault)}`);
        const strange = nonsense.exec(`${message}\n${cure}`)?.[0];
        if (strange !== undefined && !written.includes(strange))
            throw new Error(`${strange} in ${JSON.stringify(fault)}`);
    }
    if (faults.length > 0) formatFaults(faults, { columns: 80, all: "./org validate --all" });
}

function judgeParsed(parsed: Parsed<unknown>, written: string): void {
    mustBeUseful([...(parsed.ok ? [] : parsed.faults), ...parsed.warnings], written);
    if (!parsed.ok && parsed.faults.length === 0) throw new Error("refused without a fault");
    if (parsed.ok && /\[object Object\]/u.test(JSON.stringify(parsed.value)) && !written.includes("[object Object]"))
        throw new Error("a value that was made of an object's name is accepted");
}

const layers: Readonly<Record<Exclude<Layer, "member">, readonly Readonly<Record<string, unknown>>[]>> = {
    management: [readStackFile(shippedFiles.management, project).raw, rich(), largeCompany(8).management],
    security: [readStackFile(shippedFiles.security, project).raw, largeCompany(8).security],
};

/** Also has the keys that the shipped file leaves out. */
function rich(): Readonly<Record<string, unknown>> {
    return {
        ...readStackFile(shippedFiles.management, project).raw,
        contacts: {
            security: { name: "Security", title: "Security", email: "security@acme.example", phone: "+1 555 0100" },
        },
        budget: { monthly: 500, notify: ["finops@acme.example"], anomalies: { from: 100 } },
        ci: { repository: "acme/organization", ownerId: 123456, repositoryId: 456789 },
        audit: { guardduty: true, securityHub: true, config: true },
        policies: {
            own: {
                type: "SERVICE_CONTROL_POLICY",
                targets: ["root"],
                document: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Sid: "One",
                            Effect: "Deny",
                            Action: ["s3:*", "ec2:Run*"],
                            Resource: "*",
                            Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1"] } },
                        },
                    ],
                },
            },
        },
    };
}

const words = [
    "management",
    "accounts",
    "units",
    "unit",
    "email",
    "id",
    "policies",
    "targets",
    "with",
    "access",
    "root",
    "111111111111",
];

const schema = JSON.parse(read("config.schema.json")) as object;
const accepts = new Ajv2020({ strict: false, allErrors: false }).compile(schema);

/** What the editor's schema refuses must not be accepted, since the schema knows less. */
function mustFitSchema(parsed: Parsed<unknown>, input: unknown): void {
    // The schema describes a file, which also has the region.
    if (!parsed.ok || accepts({ config: { "aws:region": "us-east-1", ...(input as object) } })) return;
    throw new Error(`accepted, and refused by the schema: ${JSON.stringify(accepts.errors?.slice(0, 3))}`);
}

function ofConfig(layer: Exclude<Layer, "member">): Target {
    return {
        name: `config of ${layer}, its values changed`,
        input: mutatedValue(layers[layer]),
        judge: (input) => {
            const written = JSON.stringify(input);
            const parsed = parseLayer(layer, input as Record<string, unknown>, { region: "us-east-1", baseDir: root });
            judgeParsed(parsed, written);
            mustFitSchema(parsed, input);
        },
    };
}

function ofYaml(layer: Exclude<Layer, "member">): Target {
    return {
        name: `stack file of ${layer}, its text changed`,
        input: mutatedText([shippedFiles[layer]], words),
        judge: (input) => {
            const text = input as string;
            const file = readStackFile(text, project);
            mustBeUseful(file.faults, text);
            const parsed = parseLayer(layer, file.raw, { region: "us-east-1", baseDir: root });
            judgeParsed(parsed, text);
            mustBeUseful(placeFaults(parsed.ok ? parsed.warnings : parsed.faults, file), text);
        },
    };
}

const documents = shippedPolicyNames.map((name) => ({
    type: shippedPolicy(name)!.type,
    document: shippedPolicy(name)!.content,
}));

const ofPolicies: Target = {
    name: "policy documents, their values changed",
    input: mutatedValue(documents),
    judge: (input) => {
        const { type, document } = input as { readonly type: unknown; readonly document: unknown };
        const rules = typeof type === "string" && Object.hasOwn(policyTypes, type) ? policyTypes[type] : undefined;
        if (rules === undefined || typeof document !== "object" || document === null || Array.isArray(document)) return;
        const json = document as JsonObject;
        if (rules.language === "management") {
            managementFaults(type as string, json);
            return;
        }
        const faults = documentFaults(json, rules.language);
        for (const { message, cure } of faults)
            if (message.trim() === "" || cure.trim() === "") throw new Error(`no words: ${JSON.stringify(faults)}`);
        if (faults.length > 0) return;
        // An accepted policy can be judged.
        judgeCase(type as string, "own", json, {
            principal: "arn:aws:iam::222222222222:role/x",
            action: "s3:GetObject",
            resource: "arn:aws:s3:::bucket/key",
        } as Parameters<typeof judgeCase>[3]);
    },
};

const awsConfig = `[default]
region = us-east-1

[profile ac-management]
region = us-east-1
# >>> aws-organization ac >>>
[sso-session ac]
sso_start_url = https://acme.awsapps.com/start
sso_region = us-east-1

[profile ac-root-oaar]
role_arn = arn:aws:iam::111111111111:role/OrganizationAccountAccessRole
source_profile = ac-management
mfa_serial = arn:aws:iam::111111111111:mfa/ada
s3 =
  addressing_style = path

[profile ac-shared-oaar]
role_arn = arn:aws:iam::222222222222:role/OrganizationAccountAccessRole
source_profile = ac-root-oaar
# <<< aws-organization ac <<<
[profile process]
credential_process = /bin/true "a b"
`;
const credentials = `[ac-management]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n[default]\naws_access_key_id=x\n`;
const awsWords = [
    "profile",
    "default",
    "source_profile",
    "role_arn",
    "credential_source",
    "sso_session",
    "aws_session_token",
    "Ec2InstanceMetadata",
];

const ofAwsFiles: Target = {
    name: "AWS's config and credentials files, their text changed",
    input: fc.tuple(mutatedText([awsConfig], awsWords), mutatedText([credentials], awsWords)),
    judge: (input) => {
        const [config, keys] = input as readonly [string, string];
        const files = sharedFiles(
            { path: "config", why: "default", text: config },
            { path: "credentials", why: "default", text: keys },
        );
        for (const name of [...profileNames(files), "nobody"])
            try {
                wayOf(files, name);
            } catch (error) {
                if (!(error instanceof SharedConfigFault)) throw error;
                if (error.message.trim() === "" || error.cure.trim() === "") throw new Error(`no words for ${name}`);
            }
    },
};

const logs = ["words-management", "words-security", "drift"].map((name) => recordedEvents(name).slice(0, 60));
// Events of a kind that the recordings do not have.
const failed = [
    { diagnosticEvent: { urn: "urn:pulumi:x::y::t::n", severity: "error", message: "failed\n" } },
    {
        policyEvent: {
            resourceUrn: "urn:pulumi:x::y::t::n",
            message: "no",
            policyName: "p",
            enforcementLevel: "mandatory",
        },
    },
    { errorEvent: { error: "the engine says no" } },
    { summaryEvent: { resourceChanges: { same: 3 } } },
];

function judgeLog(text: string): void {
    const preview = readPreview(parseEvents(text));
    renderMarkdown(preview, { stack: "management", succeeded: true, secrets: [] });
}

const ofEvents: readonly Target[] = [
    {
        name: "the engine's event log, its values changed",
        input: mutatedValue([...logs.map((log) => [...log, ...failed]), failed]),
        judge: (input) => {
            judgeLog(
                (Array.isArray(input) ? (input as readonly unknown[]) : [input])
                    .map((each) => JSON.stringify(each))
                    .join("\n"),
            );
        },
    },
    {
        name: "the engine's event log, its text changed",
        input: mutatedText(logs.map((log) => [...log, ...failed].map((each) => JSON.stringify(each)).join("\n"))),
        judge: (input) => {
            judgeLog(input as string);
        },
    },
];

/** All of them. */
export const targets: readonly Target[] = [
    ofConfig("management"),
    ofConfig("security"),
    ofYaml("management"),
    ofYaml("security"),
    ofPolicies,
    ofAwsFiles,
    ...ofEvents,
];
