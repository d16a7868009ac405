import { isMap } from "yaml";
import { syntaxComplaints } from "./engine-syntax";
import { parseFile } from "./parse";
import { StackFileReader } from "./reader";
import type { Complaint } from "../faults/complaint";
import type { Fault } from "../faults/fault";

/** The contents of Pulumi.yaml as the engine reads them, or why it cannot. */
export type ProjectFile =
    { readonly value: Readonly<Record<string, unknown>> } | { readonly faults: readonly [Fault, ...Fault[]] };

/** Parses the bytes of a Pulumi.yaml. */
export function readProjectFile(bytes: Uint8Array): ProjectFile {
    const parsed = parseFile(bytes);
    if ("complaints" in parsed) return { faults: [fault(parsed.complaints[0], parsed.complaints[0].line)] };
    const { document, lines, text } = parsed;
    if (!isMap(document.contents))
        return { faults: [fault({ message: "is no map", cure: "write: name: aws-organization" }, 1)] };
    const [syntax] = syntaxComplaints(document, text);
    if (syntax !== undefined) return { faults: [fault(syntax, lines.linePos(syntax.offset).line)] };
    const reader = new StackFileReader(document, lines, "", () => undefined);
    const value = reader.plain(document.contents) as Readonly<Record<string, unknown>>;
    const [first, ...others] = reader.faults;
    if (first !== undefined) return { faults: [first, ...others] };
    if (typeof value["name"] !== "string" || value["name"] === "")
        return { faults: [fault({ message: "has no name", cure: "write: name: aws-organization" }, 1, "name")] };
    return { value };
}

function fault({ message, cure }: Complaint, line: number, path = "file"): Fault {
    return { path, message, cure, line, severity: "fault" };
}
