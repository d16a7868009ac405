import type { IAMClient } from "@aws-sdk/client-iam";
import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { credentialReport, readReport } from "../../../aws/credential-report";

const head =
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active," +
    [1, 2]
        .map((n) =>
            ["active", "last_rotated", "last_used_date", "last_used_region", "last_used_service"]
                .map((field) => `access_key_${n}_${field}`)
                .join(","),
        )
        .join(",") +
    ",cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated,additional_credentials_info";
const none = "false,N/A,N/A,N/A,N/A";
const at = (day: string): string => `2026-${day}T10:00:00+00:00`;
const arn = (name: string): string => `arn:aws:iam::111111111111:user/${name}`;

describe("IAM's credential report", () => {
    it("is read by the names of its columns; the root user is no user, and a key that was never there is none", () => {
        const text = [
            head,
            `<root_account>,arn:aws:iam::111111111111:root,${at("01-01")},not_supported,${at("01-02")},not_supported,not_supported,false,${none},${none},false,N/A,false,N/A,`,
            `ada.lovelace,${arn("ada.lovelace")},${at("01-01")},true,no_information,${at("02-01")},N/A,true,true,${at("03-01")},${at("04-01")},us-east-1,s3,false,${at("03-02")},N/A,N/A,N/A,true,${at("01-05")},false,N/A,`,
            `grace.hopper,${arn("grace.hopper")},${at("01-01")},false,N/A,N/A,N/A,false,${none},${none},false,N/A,false,N/A,`,
        ].join("\n");
        deepStrictEqual(readReport(text), [
            {
                name: "ada.lovelace",
                password: { changed: new Date(at("02-01")) },
                hasMfa: true,
                keys: [
                    {
                        isActive: true,
                        made: new Date(at("03-01")),
                        lastUsed: new Date(at("04-01")),
                        service: "s3",
                    },
                    { isActive: false, made: new Date(at("03-02")) },
                ],
                certificates: 1,
            },
            { name: "grace.hopper", hasMfa: false, keys: [], certificates: 0 },
        ]);
    });

    it("a name with commas keeps them, in quotes or without", () => {
        const rest = `${at("01-01")},false,N/A,N/A,N/A,true,${none},${none},false,N/A,false,N/A,`;
        for (const line of [`a,b,c,${arn("a,b,c")},${rest}`, `"a,b,c","${arn("a,b,c")}",${rest}`])
            deepStrictEqual(
                readReport([head, line].join("\n")).map(({ name, hasMfa }) => [name, hasMfa]),
                [["a,b,c", true]],
            );
    });

    /** An IAM client that returns these responses in order, and then the last one repeatedly. */
    const iam = (responses: readonly (object | Error)[]): { client: Pick<IAMClient, "send">; asked: string[] } => {
        const asked: string[] = [];
        const send = (command: object): Promise<object> => {
            asked.push(command.constructor.name.replace(/Command$/u, ""));
            const response = responses[Math.min(asked.length, responses.length) - 1]!;
            return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
        };
        return { client: { send }, asked };
    };
    const named = (name: string): Error => Object.assign(new Error(name), { name });
    const made = new Date("2026-11-30T10:00:00Z");
    const found = { Content: new TextEncoder().encode(head), GeneratedTime: made };
    const quick = { times: 3, pause: 0 };

    it("is waited for while IAM creates it, and requested again if it is gone or too old", async () => {
        const { client, asked } = iam([
            { State: "STARTED" },
            { State: "COMPLETE" },
            named("CredentialReportExpiredException"),
            { State: "COMPLETE" },
            found,
        ]);
        deepStrictEqual(await credentialReport(client, quick), { made, users: [] });
        deepStrictEqual(
            asked.map((each) => each.replace("CredentialReport", "")),
            ["Generate", "Generate", "Get", "Generate", "Get"],
        );
    });

    it("is done without where IAM does not end, and any other refusal is shown", async () => {
        strictEqual(await credentialReport(iam([{ State: "INPROGRESS" }]).client, quick), undefined);
        await rejects(credentialReport(iam([named("AccessDenied")]).client, quick), { name: "AccessDenied" });
    });
});
