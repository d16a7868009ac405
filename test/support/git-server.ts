import { execa } from "execa";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import type * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo } from "node:net";
import * as path from "node:path";

/** A self-signed certificate for localhost, made with a package of the emulator's Python. */
const certificate = `
import datetime, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
now = datetime.datetime.now(datetime.timezone.utc)
made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
    .not_valid_after(now + datetime.timedelta(days=1))
    .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
    .add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256()))
open(sys.argv[1], "wb").write(made.public_bytes(serialization.Encoding.PEM))
open(sys.argv[2], "wb").write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption()))
`;

/** Git's own server (`git http-backend`) with https on this machine. */
export class GitServer {
    private constructor(
        private readonly server: https.Server,
        /** File with the certificate that clients must trust. */
        readonly certificate: string,
    ) {}

    /** Serves the repositories below a folder. Key and certificate are written into `keys`. */
    static async open(folder: string, python: string, keys: string): Promise<GitServer> {
        const [cert, key] = [path.join(keys, "certificate.pem"), path.join(keys, "key.pem")];
        await execa(python, ["-c", certificate, cert, key]);
        const server = https.createServer(
            { cert: fs.readFileSync(cert), key: fs.readFileSync(key) },
            (asked, answer) => {
                respond(folder, asked, answer);
            },
        );
        await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
        return new GitServer(server, cert);
    }

    get address(): string {
        return `https://localhost:${(this.server.address() as AddressInfo).port}`;
    }

    async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }
}

/** Handles one request with the backend's CGI program. */
function respond(folder: string, asked: http.IncomingMessage, answer: http.ServerResponse): void {
    const [name = "", query = ""] = (asked.url ?? "").split("?");
    const backend = spawn("git", ["http-backend"], {
        env: {
            PATH: process.env["PATH"],
            GIT_PROJECT_ROOT: folder,
            GIT_HTTP_EXPORT_ALL: "1",
            PATH_INFO: name,
            QUERY_STRING: query,
            REQUEST_METHOD: asked.method,
            CONTENT_TYPE: asked.headers["content-type"] ?? "",
            HTTP_CONTENT_ENCODING: asked.headers["content-encoding"] ?? "",
            GIT_PROTOCOL: String(asked.headers["git-protocol"] ?? ""),
            GIT_CONFIG_COUNT: "1",
            GIT_CONFIG_KEY_0: "safe.directory",
            GIT_CONFIG_VALUE_0: "*",
        },
        stdio: ["pipe", "pipe", "inherit"],
    });
    asked.pipe(backend.stdin);
    const parts: Buffer[] = [];
    backend.stdout.on("data", (part: Buffer) => parts.push(part));
    backend.on("close", () => {
        const all = Buffer.concat(parts);
        const end = all.indexOf("\r\n\r\n");
        const headers = all.subarray(0, end).toString("latin1").split("\r\n");
        for (const header of headers) {
            const [key = "", value = ""] = header.split(/: (.*)/u);
            if (key === "Status") answer.statusCode = Number(value.split(" ")[0]);
            else answer.setHeader(key, value);
        }
        answer.end(all.subarray(end + 4));
    });
}
