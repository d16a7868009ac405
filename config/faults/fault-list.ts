import { fillComplaint, type Complaint } from "./complaint";
import type { Fault } from "./fault";
import { formatPath, valueAt, type Path } from "./path";
import { hidden, displayValue } from "./display-value";

/** Collects the faults of one config: each check adds its own here, with the value as it was written. */
export class FaultList {
    private readonly found = new Map<string, Fault>();
    private readonly judged = new Set<string>();

    /**
     * @param raw the config as it was given
     * @param secret top-level keys whose values must never be shown
     */
    public constructor(
        private readonly raw: unknown,
        private readonly secret: ReadonlySet<string> = new Set(),
    ) {}

    /** Adds a fault. The value is the one at the path, unless another is given. */
    public fault(path: Path, complaint: Complaint, value?: string): void {
        this.add("fault", path, complaint, value);
    }

    /** Adds a warning. */
    public warn(path: Path, complaint: Complaint, value?: string): void {
        this.add("warning", path, complaint, value);
    }

    /** Adds a fault that causes all others at that path: later ones are dropped. */
    public faultOnce(path: Path, complaint: Complaint): void {
        this.fault(path, complaint);
        this.judged.add(formatPath(path));
    }

    /** The faults, without the warnings. */
    public get faults(): readonly Fault[] {
        return [...this.found.values()].filter((fault) => fault.severity === "fault");
    }

    /** The warnings. */
    public get warnings(): readonly Fault[] {
        return [...this.found.values()].filter((fault) => fault.severity === "warning");
    }

    /** The config as it was given. */
    public get config(): unknown {
        return this.raw;
    }

    private add(severity: Fault["severity"], path: Path, complaint: Complaint, value: string | undefined): void {
        const where = formatPath(path);
        if (this.judged.has(where)) return;
        const { message, cure } = fillComplaint(path, complaint);
        const written = this.secret.has(String(path[0])) ? "[secret]" : (value ?? this.written(path));
        const fault = { path: where, ...(written !== undefined && { value: written }), message, cure, severity };
        this.found.set(`${where}\n${message}`, fault);
    }

    private written(path: Path): string | undefined {
        const value = valueAt(this.raw, path);
        if (value === undefined) return undefined;
        // A complaint about a key may mean that it is a secret key, or a password instead of a key.
        const mayBeSecret = path.at(-1) === "pgpKey" && typeof value === "string" && !/^keybase:.{0,32}$/u.test(value);
        return mayBeSecret ? hidden(value) : displayValue(value);
    }
}
