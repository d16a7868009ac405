import { resolve } from "node:path";
import { documentFaults, readJson } from "../../config";
import { formatPath, isMap, type Fault } from "../../config/faults";
import { NotAFile, readUserFile } from "../../config/files";
import type { FindDocument } from "../../policies/evaluate";
import { managedDocuments, type ManagedDocument, type ManagedDocuments } from "./managed-documents";

/** Documents of managed policies: those of the options, and the AWS managed ones that this repository has. */
export class RoleDocuments {
    private readonly given = new Map<string, Readonly<Record<string, unknown>>>();
    private kept: ManagedDocuments | undefined;
    /** Faults of the options. */
    readonly faults: readonly Fault[];

    /**
     * @param options each `name=file`
     * @param partition the organization's: the documents here are those of partition `aws`
     */
    constructor(
        options: readonly string[],
        private readonly partition: string,
    ) {
        this.faults = options.flatMap((option) => this.take(option));
    }

    readonly find: FindDocument = (arn) => {
        const name = arn.slice(arn.lastIndexOf("/") + 1);
        const given = this.given.get(name);
        if (given !== undefined) return given;
        const isAws = /:iam::aws:/u.test(arn);
        if (!isAws) return `the document of ${name}, a policy of the account's own, is not known here`;
        if (this.partition !== "aws" && name !== "AdministratorAccess")
            return `the document of ${name} in ${this.partition} is not known here`;
        return (
            this.documents.find(name)?.document ??
            `the document of ${name} is not among those of ${this.documents.date} that are known here`
        );
    };

    /** Version and date of a document: `v188, as of 2026-09-16`; undefined for one that is given, or not AWS's. */
    ageOf(policy: string): string | undefined {
        if (this.given.has(policy)) return undefined;
        const found: ManagedDocument | undefined = this.documents.find(policy);
        return found === undefined ? undefined : `${found.version}, as of ${this.documents.date}`;
    }

    private get documents(): ManagedDocuments {
        this.kept ??= managedDocuments();
        return this.kept;
    }

    private take(option: string): readonly Fault[] {
        const path = "--policy-document";
        const wrong = (message: string, cure: string): readonly Fault[] => [
            { severity: "fault", path, value: JSON.stringify(option), message, cure },
        ];
        const [, name, file] = /^([\w+=,.@-]+?)=(.+)$/su.exec(option) ?? [];
        if (name === undefined || file === undefined)
            return wrong("is not a policy's name with a file", "write name=file, as in ViewData=view-data.json");
        let text: string;
        try {
            text = readUserFile(resolve(file))
                .toString("utf8")
                .replace(/^\uFEFF/u, "");
        } catch (error) {
            const { code } = error as NodeJS.ErrnoException;
            const reason = error instanceof NotAFile ? "is no regular file" : `cannot be read (${String(code)})`;
            return wrong(`${file} ${reason}`, "write the path of a file with the policy's document");
        }
        const read = readJson(text);
        if ("faults" in read)
            return read.faults.flatMap(({ line, column, message }) =>
                wrong(`${file} is no JSON: line ${line}, column ${column}: ${message}`, `correct line ${line}`),
            );
        const document = documentIn(read.value);
        if (document === undefined)
            return wrong(`${file} holds no policy document`, "write what AWS shows as the policy's document");
        // IAM accepts older versions of the policy language too.
        const faults = documentFaults({ ...document, Version: "2012-10-17" }, "identity");
        if (faults.length === 0) this.given.set(name, document);
        return faults.flatMap(({ at, message, cure }) => wrong(`${file}: ${formatPath(at)}: ${message}`, cure));
    }
}

/** The document in a file, which has it alone or as `aws iam get-policy-version` prints it. */
function documentIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
    if (!isMap(value)) return undefined;
    const version = value["PolicyVersion"];
    const document = isMap(version) ? version["Document"] : value;
    return isMap(document) ? document : undefined;
}
