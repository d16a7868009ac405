import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { Line } from "../../cli/doctor/line";
import { listen } from "./listen";
import type { TestProject } from "./project";

/** Output of `org doctor --json`. */
export interface DoctorRun {
    readonly exitCode: number;
    readonly lines: readonly Line[];
    readonly stderr: string;
    /** The lines of a check. */
    readonly of: (id: string) => readonly Line[];
}

/** Runs `org doctor --json` on a project. */
export async function doctorOn(project: TestProject, ...args: string[]): Promise<DoctorRun> {
    const { exitCode, stdout, stderr } = await project.org("doctor", "--json", ...args);
    const lines = JSON.parse(stdout) as readonly Line[];
    return { exitCode, lines, stderr, of: (id) => lines.filter((line) => line.id === id) };
}

/** The report without what differs between runs and machines: folders, ids, versions, and the path of an installed Pulumi. */
export function scrubbed(lines: readonly Line[], folder: string): string {
    const alike = lines.map((line) =>
        line.id === "language-host" && line.status !== "fault"
            ? { group: line.group, id: line.id, status: "ok or skipped" }
            : line,
    );
    return `${JSON.stringify(alike, undefined, 4)}\n`
        .replaceAll(folder, "<folder>")
        .replace(/\bo-[a-z0-9]{10}\b/gu, "<organization>")
        .replace(/\b(?!1{12})\d{12}\b/gu, "<account>")
        .replace(/(?<!cis-)\bv?\d+\.\d+\.\d+\b/gu, "<version>");
}

/** An AWS for which every caller is the root user of an account; it has no other calls. */
export async function serveRoot(accountId: string): Promise<{ readonly endpoint: string; close: () => Promise<void> }> {
    const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${accountId}:root</Arn><UserId>${accountId}</UserId><Account>${accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const server = http.createServer((request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => (body += chunk.toString()));
        request.on("end", () => {
            if (body.includes("GetCallerIdentity"))
                response.writeHead(200, { "content-type": "text/xml" }).end(identity);
            else response.writeHead(400).end();
        });
    });
    await listen(server);
    return {
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
