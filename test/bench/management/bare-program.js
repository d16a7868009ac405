"use strict";
// Registers the resources of given.json (written by given.ts) and nothing else: no components, checks or reads of AWS.
const pulumi = require("@pulumi/pulumi");
const { Provider } = require("@pulumi/aws/provider");
const { provider: settings, resources } = require("./given.json");

const provider = new Provider("management", settings);
const made = [];

function outputOf({ of, output }) {
    return output === "rootId" ? made[of].roots.apply((roots) => roots[0].id) : made[of][output];
}

function filled(value) {
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== "object" || value === null) return value;
    if (value.pieces === undefined)
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each)]));
    if (value.pieces.length === 1) return outputOf(value.pieces[0]);
    return pulumi.concat(...value.pieces.map((piece) => (typeof piece === "string" ? piece : outputOf(piece))));
}

for (const { type, name, inputs, after, importId, protect, retainOnDelete } of resources) {
    const [, module, , className] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(type);
    const Resource = require(`@pulumi/aws/${module}`)[className];
    made.push(
        new Resource(name, filled(inputs), {
            provider,
            protect,
            retainOnDelete,
            dependsOn: after.map((index) => made[index]),
            ...(importId === undefined ? {} : { import: importId }),
            ...(className === "Account"
                ? { ignoreChanges: ["roleName", "iamUserAccessToBilling", "closeOnDeletion", "createGovcloud"] }
                : {}),
        }),
    );
}
