/** AWS's own models, as botocore ships them, against which every request and response of the emulator is checked in tests. */
import { deepStrictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { installEmulator } from "../../sandbox/emulator/install";
import { cacheRoot } from "../../sandbox/locations";

/** A call, and the faults that are reported for its request and its response. */
interface Case {
    readonly service: string;
    readonly operation: string;
    readonly request?: unknown;
    readonly status?: number;
    readonly code?: string;
    /** JSON, or a string: the XML itself. */
    readonly response?: unknown;
    readonly faults: readonly string[];
}

const handshake = { Id: "h-12345678", State: "OPEN", Parties: [{ Id: "222222222222", Type: "ACCOUNT" }] };
const invite = { service: "organizations", operation: "InviteAccountToOrganization" } as const;
const start = { service: "account", operation: "StartPrimaryEmailUpdate" } as const;
const users = { service: "iam", operation: "ListUsers" } as const;
const usersResponse = (members: string): string =>
    `<ListUsersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListUsersResult>${members}</ListUsersResult></ListUsersResponse>`;

const cases: Readonly<Record<string, Case>> = {
    "a whole response": { ...invite, response: { Handshake: handshake }, faults: [] },
    "an unknown member": {
        ...invite,
        response: { Handshake: { ...handshake, Sate: "OPEN" } },
        faults: [".Handshake.Sate is no member"],
    },
    "a wrong type": {
        ...invite,
        response: { Handshake: { ...handshake, Id: 5, Parties: {} } },
        faults: [".Handshake.Id is 5, and no string", ".Handshake.Parties is {}, and no list"],
    },
    "a word that is not AWS's": {
        ...invite,
        response: { Handshake: { State: "SENT" } },
        faults: [".Handshake.State is 'SENT', and one of REQUESTED, OPEN, CANCELED, ACCEPTED, DECLINED, EXPIRED"],
    },
    "a required member that is missing": {
        ...invite,
        response: { Handshake: { Parties: [{ Type: "ACCOUNT" }] } },
        faults: [".Handshake.Parties[0].Id is missing"],
    },
    "something where the operation returns nothing": {
        service: "organizations",
        operation: "CloseAccount",
        response: { State: "PENDING_CLOSURE" },
        faults: ["it has State, and the operation returns nothing"],
    },
    "an error of the operation's": {
        ...invite,
        status: 400,
        code: "HandshakeConstraintViolationException",
        response: { Reason: "ALREADY_IN_AN_ORGANIZATION" },
        faults: [],
    },
    "an error with a reason that is not AWS's": {
        service: "organizations",
        operation: "CloseAccount",
        status: 400,
        code: "ConstraintViolationException",
        response: { Why: 1 },
        faults: ["ConstraintViolationException.Why is no member"],
    },
    "an error of another operation": {
        ...start,
        status: 404,
        code: "HandshakeNotFoundException",
        faults: ["HandshakeNotFoundException is no error of this operation"],
    },
    "an error of every operation": { ...start, status: 403, code: "UnrecognizedClientException", faults: [] },
    "a request with an unknown member": {
        ...start,
        request: { AccountId: "222222222222", PrimaryEmail: "a@b.example", Force: true },
        faults: [".Force is no member"],
    },
    "a request without a required member": {
        ...invite,
        request: { Target: { Type: "ACCOUNT" } },
        faults: [".Target.Id is missing"],
    },
    "XML of the model": {
        ...users,
        response: usersResponse("<IsTruncated>false</IsTruncated><Users/>"),
        faults: [],
    },
    "XML that is not": {
        ...users,
        response: usersResponse("<IsTruncated>no</IsTruncated><Users><member><Name>ada</Name></member></Users>"),
        faults: [
            '.IsTruncated is "no", and no boolean',
            ".Users[0].Arn is missing",
            ".Users[0].CreateDate is missing",
            ".Users[0].Name is no member",
            ".Users[0].Path is missing",
            ".Users[0].UserId is missing",
            ".Users[0].UserName is missing",
        ],
    },
    "an error in XML": {
        ...users,
        status: 404,
        response: "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>",
        faults: ["NoSuchEntity is no error of this operation"],
    },
    "a form with an unknown member": { ...users, request: "Action=ListUsers&Max=1", faults: ["Max is no member"] },
    "a form with a list": {
        service: "iam",
        operation: "TagUser",
        request: "Action=TagUser&UserName=a&Tags.member.1.Key=b&Tags.member.1.Values=c",
        faults: ["Tags.member.1.Values is no member"],
    },
};

const script = `
import json, sys
from botocore.loaders import Loader
from botocore.model import ServiceModel
from aws_emulator.shapes import request_faults, response_faults

def text(value):
    return (value if isinstance(value, str) else json.dumps(value)).encode()

found = {}
for name, each in json.load(sys.stdin).items():
    model = ServiceModel(Loader().load_service_model(each["service"], "service-2"), each["service"])
    operation = model.operation_model(each["operation"])
    faults = list(request_faults(operation, {}, text(each["request"]))) if "request" in each else []
    if "request" not in each:
        headers = {"x-amzn-errortype": each["code"]} if "code" in each else {}
        faults = list(response_faults(operation, str(each.get("status", 200)), headers, text(each.get("response", {}))))
    found[name] = sorted(faults)
print(json.dumps(found))
`;

describe("the emulator's shapes", () => {
    it("are AWS's: unknown, missing and mistyped members, words and errors are found in requests and responses", async () => {
        const python = await installEmulator(join(cacheRoot, "install.log"));
        const run = spawnSync(python, ["-c", script], {
            cwd: join(__dirname, "../../sandbox/emulator"),
            input: JSON.stringify(cases),
            encoding: "utf8",
        });
        deepStrictEqual(
            JSON.parse(run.stdout || JSON.stringify(run.stderr)),
            Object.fromEntries(Object.entries(cases).map(([name, { faults }]) => [name, faults])),
        );
    });
});
