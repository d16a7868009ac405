import type * as pulumi from "@pulumi/pulumi";
import type { ManagementOutputs, OwnOutputs } from "../../config";

/** A stack's outputs: plain values, no secrets, read by later layers and by the CLI. */
export type LayerOutputs = Readonly<Record<string, unknown>>;

/** A value that readers find, as a program writes it: any part of it may be known only when AWS has made something. */
export type Written<Value> = pulumi.Input<
    Value extends string | number | boolean | null | undefined
        ? Value
        : Value extends readonly (infer Item)[]
          ? readonly Written<Item>[]
          : { readonly [Key in keyof Value]: Written<Value[Key]> }
>;

/** What the management stack hands on (config/model/management-outputs.ts), as its program writes it. */
export type ManagementStackOutputs = {
    readonly [Key in keyof (ManagementOutputs & OwnOutputs)]: Written<(ManagementOutputs & OwnOutputs)[Key]>;
};
