import type * as pulumi from "@pulumi/pulumi";
import type { ManagementOutputs, OwnOutputs } from "../../config";

/** A stack's outputs: plain values without secrets, for later layers and the CLI. */
export type LayerOutputs = Readonly<Record<string, unknown>>;

/** A value of the outputs as a program writes it: parts of it may become known only during the run. */
export type Written<Value> = pulumi.Input<
    Value extends string | number | boolean | null | undefined
        ? Value
        : Value extends readonly (infer Item)[]
          ? readonly Written<Item>[]
          : { readonly [Key in keyof Value]: Written<Value[Key]> }
>;

/** The management stack's outputs (config/model/management-outputs.ts), as its program writes them. */
export type ManagementStackOutputs = {
    readonly [Key in keyof (ManagementOutputs & OwnOutputs)]: Written<(ManagementOutputs & OwnOutputs)[Key]>;
};
