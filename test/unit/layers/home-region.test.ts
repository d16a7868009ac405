import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { regionFaults } from "../../../layers/shared/home-region";
import { ownStack } from "../../../layers/shared/own-stack";

type State = Parameters<typeof ownStack>[1];

const provider: State = { a: { type: "pulumi:providers:aws", outputs: { region: "us-east-1" } } };
const user: State = { b: { type: "aws:iam/user:User", outputs: { id: "ada" } } };

describe("the home region of a stack that has resources", () => {
    it("stays: another one is refused with the line that keeps it", () => {
        const [fault, ...others] = regionFaults("eu-west-1", ownStack({}, { ...provider, ...user }));
        deepStrictEqual(others, []);
        deepStrictEqual([fault!.path, fault!.value], ["aws:region", "eu-west-1"]);
        strictEqual(
            fault!.cure,
            "write: aws:region: us-east-1; to govern eu-west-1 too: regions: [us-east-1, eu-west-1]",
        );
        const member = regionFaults("eu-west-1", ownStack({}, { ...provider, ...user }), "management");
        match(member[0]!.cure, /^write in Pulumi\.management\.yaml: aws:region: us-east-1/);
    });

    it("is known by the outputs, where the state has no provider's", () => {
        strictEqual(regionFaults("eu-west-1", ownStack({ region: "us-east-1" }, user)).length, 1);
        deepStrictEqual(regionFaults("eu-west-1", ownStack({}, user)), []);
    });

    it("may be another one while nothing is made, and is the same one else", () => {
        deepStrictEqual(regionFaults("eu-west-1", ownStack({}, provider)), []);
        deepStrictEqual(regionFaults("eu-west-1", ownStack({}, {})), []);
        deepStrictEqual(regionFaults("us-east-1", ownStack({}, { ...provider, ...user })), []);
    });
});
